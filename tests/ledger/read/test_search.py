"""Search against a judge that shares no code with it, the readings of names, and its speed."""

from __future__ import annotations

import datetime as dt
import hashlib
from itertools import product
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_factory import AT, district, put
from tampering import Tamper

from graphs.errors import LimitExceeded
from graphs.ledger import Ledger, bulk_load, create, open_ledger
from graphs.ledger.read import search
from graphs.ledger.storage.search_index import FOUND, rebuild
from graphs.ledger.storage.tables import SEARCH
from graphs.model import RECORDS, Alias, Chain, Change, Division, Organisation, Scope, Unit
from graphs.pinyin import readings

SOUNDS = {
    "安": ["an"],
    "银": ["yin"],
    "阳": ["yang"],
    "业": ["ye"],
    "长": ["chang", "zhang"],
    "a": ["a"],
    "n": ["n"],
}


def slips(left: str, right: str) -> int:
    """Return how many slips lead from one to the other: the textbook table, neighbours included."""
    rows = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(right) + 1)]
            for i in range(len(left) + 1)]  # fmt: skip
    for i, j in product(range(1, len(left) + 1), range(1, len(right) + 1)):
        rows[i][j] = min(
            rows[i - 1][j] + 1,
            rows[i][j - 1] + 1,
            rows[i - 1][j - 1] + (left[i - 1] != right[j - 1]),
        )
        if i > 1 and j > 1 and left[i - 2 : i] == right[j - 2 : j][::-1]:
            rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def parts(line: str) -> set[str]:
    return {line[i:j] for i in range(len(line)) for j in range(i + 1, len(line) + 1)}


class Judged:
    """A record as the judge sees it: its spellings and all ways to read them."""

    def __init__(self, kind: str, ident: str, spellings: list[str]) -> None:
        self.kind, self.ident, self.shown = kind, ident, spellings[0]
        self.spellings = spellings
        chinese = [each for each in spellings if not each.isascii()]
        self.read = [way for each in chinese for way in product(*(SOUNDS[c] for c in each))]
        self.pinyin = ["".join(way) for way in self.read]
        self.initials = ["".join(syllable[0] for syllable in way) for way in self.read]

    def level(self, word: str) -> int:
        if word in self.spellings:
            return 0
        if any(each.startswith(word) for each in self.spellings):
            return 1
        for level, lines in ((2, self.spellings), (3, self.pinyin), (4, self.initials)):
            if any(word in each for each in lines):
                return level
        return 9

    def slip(self, word: str) -> bool:
        least = 5 if word.isascii() else 3
        lines = self.spellings + (self.pinyin if word.isascii() else [])
        return len(word) >= least and any(slips(word, p) <= 1 for e in lines for p in parts(e))

    def rank(self, query: str) -> int:
        words = query.split()
        apart = max(2, *(self.level(word) for word in words)) if len(words) > 1 else 9
        return min(self.level("".join(words)), apart)

    def forgiven(self, query: str) -> bool:
        words = query.split()
        return self.slip("".join(words)) or (
            len(words) > 1
            and any(
                self.slip(word) and all(self.level(e) < 9 for k, e in enumerate(words) if k != at)
                for at, word in enumerate(words)
            )
        )


def judge(records: list[Judged], query: str) -> list[str]:
    kinds = list(FOUND)

    def order(each: Judged) -> tuple[object, ...]:
        return len(each.shown), kinds.index(each.kind), each.shown, each.ident

    held = [each for each in records if each.rank(query) < 9]
    if held:
        return [e.ident for e in sorted(held, key=lambda e: (e.rank(query), *order(e)))]
    return [e.ident for e in sorted((e for e in records if e.forgiven(query)), key=order)]


names = st.text("安银阳业长an", min_size=1, max_size=6).filter(
    lambda name: name.count("长") <= 2 and name.strip()
)
queries = st.one_of(
    names,
    st.tuples(names, names).map(" ".join),
    st.sampled_from(["an", "cy", "zhangan", "yinyan", "anyinye", "chagnan", "hang", "yy an"]),
)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["organisation", "chain", "unit"]), names, names), max_size=12
    ),
    st.lists(queries, min_size=1, max_size=6),
    st.integers(1, 12),
)
def test_what_search_finds_and_in_which_order_is_what_the_judge_says(
    tmp_path_factory: pytest.TempPathFactory,
    given_records: list[tuple[str, str, str]],
    wanted: list[str],
    limit: int,
) -> None:
    makers = {"organisation": Organisation, "chain": Chain, "unit": Unit}
    records, judged = [], []
    for number, (kind, name, alias) in enumerate(given_records):
        ident = f"r{number}"
        records += [
            makers[kind](id=ident, name=name),
            Alias(id=f"x{number}", about=ident, system="别名", value=alias),
        ]
        judged.append(Judged(kind, ident, [name, alias]))
    # Slips count too: a name of the ledger with one character changed.
    for _, name, _ in given_records[:3]:
        wanted = [*wanted, name[:-1] + "银", name[1:] + "业", name[1:2] + name[:1] + name[2:]]
    path = tmp_path_factory.mktemp("search") / "a.ledger"
    with create(str(path), ledger_id="test") as ledger:
        if records:
            put(ledger, *records)
        for query in wanted:
            found = [hit.id for hit in ledger.search(query, limit=limit)]
            assert found == judge(judged, query)[:limit], query


def test_the_best_match_is_found_behind_any_number_of_hits(ledger: Ledger) -> None:
    names = [f"甲党支部{number:04}号" for number in range(1500)]
    put(ledger, *(Organisation(id=f"a{number:04}", name=name) for number, name in enumerate(names)))
    put(ledger, Organisation(id="z", name="党支部"), Organisation(id="y", name="党支部的委员会"))
    assert [hit.id for hit in ledger.search("党支部", limit=3)] == ["z", "y", "a0000"]


BANK, ACCOUNTANTS = "重庆长安银行股份有限公司党委", "厦门朝阳会计师事务所党支部"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cqcayh", "bank"),
        ("yh", "bank"),
        ("zqcayh", "bank"),
        ("cqcayx", "bank"),
        ("chongqing", "bank"),
        ("Chóngqìng Cháng'ān", "bank"),
        ("zhongqing", "bank"),
        ("重慶長安", "bank"),
        ("银行 重庆", "bank"),
        ("重庆畅安银行", "bank"),
        ("重庆安长银行", "bank"),
        ("重庆长安银", "bank"),
        ("chongqnig", "bank"),
        ("changanyinghang", "bank"),
        ("xmcykj", "accountants"),
        ("xmzykj", "accountants"),
        ("xiamen zhaoyang", "accountants"),
        ("朝阳 厦门", "accountants"),
        ("kuaiji", "accountants"),
        ("鷺島會計", "accountants"),
        ("91410106MA9GXXXX0T", "unit"),
    ],
)
def test_names_are_found_by_pinyin_words_aliases_codes_and_with_a_slip(
    ledger: Ledger, query: str, expected: str
) -> None:
    put(
        ledger,
        Organisation(id="bank", name=BANK),
        Organisation(id="accountants", name=ACCOUNTANTS),
        Organisation(id="other", name="外县某厂党总支"),
        Alias(id="x", about="accountants", system="别名", value="鹭岛会计"),
        Unit(id="unit", name="某厂", credit_code="91410106MA9GXXXX0T"),
    )
    assert ledger.search(query)[0].id == expected
    assert ledger.search(query, limit=1) == ledger.search(query)[:1]


def test_what_nothing_resembles_finds_nothing(ledger: Ledger) -> None:
    put(ledger, Organisation(id="bank", name=BANK))
    assert [ledger.search(query) for query in ("", "  ", "白菜萝卜", "wxyzq", "%", "_")] == [()] * 6


def test_a_record_is_found_by_what_it_was_called_and_shown_by_its_last_name(ledger: Ledger) -> None:
    put(
        ledger, Division(id="d", name="某县"), Organisation(id="o", name="旧名党支部", division="d")
    )
    put(ledger, Change(record=Organisation(id="o", name="新称党委", division="d"),
                       effective=dt.date(2020, 1, 1)))  # fmt: skip
    for query in ("旧名", "jiuming", "xcdw"):
        [hit] = ledger.search(query)
        assert (hit.id, hit.name, hit.kind, hit.division) == ("o", "新称党委", "organisation", "d")
    assert ledger.search("旧名", scope=Scope("division", "d"))
    assert [hit.id for hit in ledger.search("某县")] == ["d"]


@pytest.mark.parametrize("name", [BANK, ACCOUNTANTS, "长" * 30, "", "A股（重）"])
def test_readings_are_bounded_and_each_is_once(name: str) -> None:
    found = readings(name)
    assert 1 <= len(found) <= 6
    assert len(set(found)) == len(found)


def test_what_is_too_large_to_look_through_asks_for_a_division(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(
        ledger,
        Division(id="p", name="省"),
        *(Division(id=f"d{n}", name=f"{n}县", parent="p") for n in range(2)),
        *(Organisation(id=f"o{n}", name="甲党委", division=f"d{n % 2}") for n in range(6)),
    )
    monkeypatch.setattr(search, "_BUDGET", 5)
    for scope in (None, Scope("division", "p")):
        with pytest.raises(LimitExceeded, match="5"):
            ledger.search("甲", scope=scope)
    found = ledger.search("甲", scope=Scope("division", "d1"))
    assert [hit.id for hit in found] == ["o1", "o3", "o5"]


def table(ledger: Ledger) -> list[tuple[object, ...]]:
    with ledger._engine.connect() as connection:
        return sorted(map(tuple, connection.execute(sa.select(SEARCH))), key=str)


def test_the_search_table_is_what_the_records_give_however_they_were_written(
    ledger: Ledger, tmp_path: Path
) -> None:
    put(ledger, *district())
    put(ledger, Change(record=Division(id="t1", name="新峡窝", parent="c"),
                       effective=dt.date(2011, 1, 1)))  # fmt: skip
    put(ledger, *(Alias(id=f"b{n}", about="o1", system="name", value=f"別名{n}") for n in (2, 1)))
    written = table(ledger)
    assert len(written) > 5
    with ledger._engine.begin() as connection:
        rebuild(connection)
    assert table(ledger) == written
    records = [*district(), Alias(id="b2", about="o1", system="name", value="別名2")]
    with bulk_load(
        str(tmp_path / "bulk.ledger"), [("all", records)], actor="a", at=AT, ledger_id="b"
    ) as bulk:
        written = table(bulk)
        with bulk._engine.begin() as connection:
            rebuild(connection)
        assert table(bulk) == written != []


def test_a_ledger_of_the_layout_before_gets_the_pinyin_of_its_names(
    ledger: Ledger, ledger_url: str, tamper: Tamper, tmp_path: Path
) -> None:
    put(ledger, Organisation(id="bank", name=BANK))
    ledger.close()
    before = "\n".join(
        f"{key}.{part.name} {part.storage}"
        for key, declared in sorted(RECORDS.items())
        for part in sorted(declared.stored, key=lambda part: part.name)
    )
    tamper(
        "DROP INDEX ix_search_place",
        "ALTER TABLE search DROP COLUMN pinyin",
        "ALTER TABLE search DROP COLUMN initials",
        f"UPDATE ledger SET columns = '{hashlib.sha256(before.encode()).hexdigest()}'",
    )
    with open_ledger(ledger_url, backups=tmp_path / "kept") as opened:
        assert [hit.id for hit in opened.search("cqcayh")] == ["bank"]
        assert opened.verify().ok
