"""The same source again: after whatever was done in the ledger, never an error, never a duplicate."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_books import AT, DAY, csv_file
from profiles import tries

from graphs.duplicates import (
    dissolve_steps,
    merge_steps,
    rename_steps,
    split_steps,
    upgrade_steps,
)
from graphs.errors import ChangeRefused, InputError
from graphs.intake import Import, InputFile, prepare
from graphs.ledger import Ledger, create
from graphs.model import (
    Agreement,
    Correct,
    End,
    Hosting,
    Organisation,
    OrganisationKind,
    PartialDate,
    Quantity,
    Record,
    Signatory,
    Snapshot,
    Step,
    Unit,
    facts_digest,
)

SYSTEM = "街道系统"
NAMES = ("甲公司", "乙厂", "丙商会", "丁集团", "戊局")
FORMS = ("{}党支部", "中共{}支部委员会", "{}支部")
Act: TypeAlias = tuple[str, int, int]
Whole = Callable[[], Snapshot]


@dataclass(frozen=True)
class Books:
    """A register and a pairing ledger of one small town, as files; ``again`` as typed later."""

    files: tuple[InputFile, ...]
    again: tuple[InputFile, ...] = ()


WIDE = {ord(narrow): chr(ord(narrow) + 0xFEE0) for narrow in "D0123456789"}
SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    lambda ident: ident.translate(WIDE),
    " ".join,
    lambda ident: ident[:1] + "\u200b" + ident[1:],
)


def workbook(tables: Sequence[tuple[str, Sequence[str]]]) -> InputFile:
    """Return a workbook of several sheets as a clerk keeps it: a merged title, a note, a footer."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, lines in tables:
            sheet = book.add_worksheet(name)
            width = lines[0].count(",")
            sheet.merge_range(0, 0, 0, width, f"白石镇{name}统计表")
            for at, line in enumerate(lines):
                for column, cell in enumerate(line.split(",")):
                    sheet.write_string(at + 1, column, cell)
            sheet.write_string(len(lines) + 1, 0, "注：本表一式两份。")
            sheet.write_string(len(lines) + 2, 0, "填表人：")
            sheet.write_string(len(lines) + 2, 2, "2024年6月30日")
    return InputFile(name="白石镇.xlsx", content=target.getvalue())


def respelt(register: Sequence[str], spelling: Callable[[str], str]) -> list[str]:
    rows = (line.partition(",") for line in register[1:])
    return [register[0], *(spelling(ident) + comma + rest for ident, comma, rest in rows)]


@st.composite
def books(draw: st.DrawFn) -> Books:
    names = draw(
        st.lists(
            st.tuples(st.sampled_from(NAMES), st.sampled_from(FORMS)),
            min_size=2, max_size=6, unique=True,
        )
    )  # fmt: skip
    with_ids = draw(st.booleans())
    register = ["党组织编号,党组织名称,党员数,所在单位,上级党组织,成立日期"]
    parties = [form.format(name) for name, form in names]
    for at, ((name, _), party) in enumerate(zip(names, parties, strict=True)):
        above = draw(st.sampled_from(["", *parties[:at]]))
        founded = draw(st.sampled_from(["", "2019", "2019-05", "2019-05-04"]))
        members = draw(st.integers(3, 9))
        register.append(
            f"{f'D{at}' if with_ids else ''},{party},{members},{name},{above},{founded}"
        )
    pairings = ["协议名称,签订日期,国企党组织,非公党组织,备注"]
    for at in range(draw(st.integers(1, 4))):
        host, guest = draw(st.lists(st.sampled_from(parties), min_size=2, max_size=2, unique=True))
        title = draw(st.sampled_from(["", "联建协议", f"协议{at}"]))
        pairings.append(f"{title},{draw(st.sampled_from(['2023', '2023-07-16']))},{host},{guest},")
    later = respelt(register, draw(st.sampled_from(SPELLINGS)))
    pairings = list(dict.fromkeys(pairings))
    if draw(st.booleans()):
        files, again = (
            (workbook((("党组织", lines), ("结对", pairings))),) for lines in (register, later)
        )
    else:
        files, again = (
            (
                csv_file("\n".join(lines) + "\n", "党组织.csv"),
                csv_file("\n".join(pairings) + "\n", "结对.csv"),
            )
            for lines in (register, later)
        )
    return Books(files, again)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["merge", "merger", "merge unit", "split", "rename", "upgrade", "dissolve",
             "members", "title", "date", "drop edge", "undo", "import"]
        ),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    max_size=5,
)  # fmt: skip


@contextmanager
def new_ledger() -> Iterator[Ledger]:
    with (
        tempfile.TemporaryDirectory() as folder,
        create(str(Path(folder) / "again.ledger"), ledger_id="test") as made,
    ):
        yield made


def write(ledger: Ledger, steps: tuple[Step, ...]) -> None:
    ledger.apply(*steps, actor="台账岗", note="试", at=AT)


def put(ledger: Ledger, result: Import) -> None:
    result.check()
    if result.steps:
        ledger.apply(
            *result.steps, actor="台账岗", note="导入", at=AT,
            base=result.base, relies_on=result.relies_on, kind="import",
        )  # fmt: skip


def steps_of(snapshot: Snapshot, act: Act) -> tuple[Step, ...]:
    kind, first, second = act
    organisations, units = snapshot.records(Organisation), snapshot.records(Unit)
    one = organisations[first % len(organisations)]
    other = organisations[second % len(organisations)]
    agreements = snapshot.records(Agreement)
    if kind in ("merge", "merger"):
        from graphs.model import LineageKind

        how = LineageKind.duplicate if kind == "merge" else LineageKind.merge
        return merge_steps(snapshot, one.id, other.id, DAY, kind=how)
    if kind == "merge unit":
        return merge_steps(
            snapshot, units[first % len(units)].id, units[second % len(units)].id, DAY
        )
    if kind == "split":
        parts = [Organisation(id=f"new:{n}", name=f"{one.name}分设{n}党支部") for n in (1, 2)]
        return split_steps(snapshot, one.id, parts, DAY)
    if kind == "rename":
        return rename_steps(snapshot, one.id, f"改名{second}党支部", DAY)
    if kind == "upgrade":
        return upgrade_steps(snapshot, one.id, OrganisationKind.committee, f"升格{second}党委", DAY)
    if kind == "dissolve":
        return dissolve_steps(snapshot, one.id, DAY, note="党员转出")
    if kind == "members":
        return (Correct(record=replace(one, members=Quantity("=", 50 + second)), at=DAY),)
    if kind in ("title", "date") and agreements:
        it = agreements[first % len(agreements)]
        new = (
            replace(it, title=f"更名协议{second}")
            if kind == "title"
            else replace(it, signed_on=PartialDate(f"20{10 + second % 10}-01-02"))
        )
        return (Correct(record=new, at=DAY),)
    edges: list[Record] = [*snapshot.records(Hosting), *snapshot.records(Signatory)]
    return (End(id=edges[first % len(edges)].id, effective=DAY),) if edges else ()


def act_on(ledger: Ledger, files: tuple[InputFile, ...], act: Act) -> None:
    """Do one thing in the ledger; what the ledger refuses is not done."""
    snapshot = ledger.snapshot(as_of=DAY)
    try:
        if act[0] == "undo":
            ledger.undo(ledger.head().number, actor="台账岗", note="撤销", at=AT)
        elif act[0] == "import":
            put(ledger, prepare(files, snapshot, system=SYSTEM))
        elif snapshot.column("organisation", "id") and snapshot.column("unit", "id"):
            steps = steps_of(snapshot, act)
            if steps:
                write(ledger, steps)
    except (ChangeRefused, InputError):
        if act[0] == "import":
            raise


def in_force(snapshot: Snapshot) -> bool:
    return any(ident.startswith("import-") for ident in snapshot.column("source", "id"))


@given(books(), ACTS)
@settings(max_examples=tries(5), derandomize=True)
def test_whatever_was_done_the_same_files_bring_no_error_and_no_duplicate(
    source: Books, acts: list[Act]
) -> None:
    check_again(source, acts)


@pytest.mark.soak
@given(books(), ACTS)
@settings(max_examples=600)
def test_whatever_was_done_the_same_files_bring_no_error_and_no_duplicate_at_length(
    source: Books, acts: list[Act]
) -> None:
    check_again(source, acts)


def check_again(source: Books, acts: list[Act]) -> None:
    with new_ledger() as ledger:
        put(ledger, prepare(source.files, ledger.snapshot(as_of=DAY), system=SYSTEM))
        for act in acts:
            act_on(ledger, source.files, act)
        before = ledger.snapshot(as_of=DAY)
        files = source.again or source.files
        again = prepare(files, before, system=SYSTEM)
        assert [each.sentence().zh for each in again.errors] == []
        if in_force(before):
            assert [each.sentence().zh for each in again.differences if each.kind == "added"] == []
        for each in again.differences:
            assert each.kind != "changed" or each.before != each.after
        put(ledger, again)
        last = prepare(files, ledger.snapshot(as_of=DAY), system=SYSTEM)
        assert last.steps == ()
        assert {each.kind for each in last.differences} <= {"suspicious"}


@given(books(), ACTS)
@settings(max_examples=tries(3), derandomize=True)
def test_what_is_done_and_undone_leaves_the_facts_as_they_were(
    source: Books, acts: list[Act]
) -> None:
    with new_ledger() as ledger:
        put(ledger, prepare(source.files, ledger.snapshot(as_of=DAY), system=SYSTEM))
        start = facts_digest(ledger.snapshot(as_of=DAY))
        for act in acts:
            before, head = ledger.snapshot(as_of=DAY), ledger.head().number
            if act[0] == "undo":
                continue
            act_on(ledger, source.files, act)
            if ledger.head().number > head:
                ledger.undo(ledger.head().number, actor="台账岗", note="撤销", at=AT)
            assert facts_digest(ledger.snapshot(as_of=DAY)) == facts_digest(before)
        assert facts_digest(ledger.snapshot(as_of=DAY)) == start


def test_an_edge_that_is_there_never_names_what_is_not_made_again():
    register = (
        "党组织名称,党员数,所在单位,上级党组织\n"
        "中共甲公司支部委员会,3,甲公司,\n甲公司党支部,3,甲公司,\n甲公司支部,3,甲公司,\n"
        "乙厂党支部,3,乙厂,中共甲公司支部委员会\n"
    )
    pairing = "协议名称,签订日期,国企党组织,非公党组织\n,2023,中共甲公司支部委员会,甲公司党支部\n"
    files = (csv_file(register, "党组织.csv"), csv_file(pairing, "结对.csv"))
    check_again(Books(files), [("dissolve", 0, 0), ("merge", 61, 0), ("split", 29, 0)])


def test_a_merged_record_answers_to_both_ids_however_they_are_typed():
    head = "党组织编号,党组织名称,党员数\n"
    first = csv_file(head + "D1,甲公司党支部,3\nD2,中共甲公司支部委员会,3\nD3,乙厂党支部,4\n")
    with new_ledger() as ledger:
        put(ledger, prepare([first], ledger.snapshot(as_of=DAY), system=SYSTEM))
        keep, drop = (
            next(
                each.id
                for each in ledger.snapshot(as_of=DAY).records(Organisation)
                if each.name == name
            )
            for name in ("甲公司党支部", "中共甲公司支部委员会")
        )
        write(ledger, merge_steps(ledger.snapshot(as_of=DAY), keep, drop, DAY))
        for spelling in SPELLINGS:
            rows = (
                f"{spelling(ident)},{name},{many}\n"
                for ident, name, many in (
                    ("D1", "甲公司党支部", 3),
                    ("D2", "甲公司支部", 3),
                    ("D3", "乙厂党支部", 5),
                )
            )
            later = prepare(
                [csv_file(head + "".join(rows))], ledger.snapshot(as_of=DAY), system=SYSTEM
            )
            assert later.errors == ()
            assert later.counts()["added"] == 0
            changed = [
                (each.field, each.id) for each in later.differences if each.kind == "changed"
            ]
            assert ("members", keep) not in changed
            assert [field for field, ident in changed if ident not in (keep, drop)] == ["members"]


def test_a_sign_for_nothing_is_no_id():
    """Two rows with / under the ids are two organisations."""
    rows = "党组织编号,党组织名称,党员数\n/,甲公司党支部,3\n/,乙厂党支部,4\n无,丙店党支部,5\n"
    with new_ledger() as ledger:
        read = prepare([csv_file(rows)], ledger.snapshot(as_of=DAY), system=SYSTEM)
        assert read.errors == ()
        assert read.counts()["added"] == 3
        assert read.account.balanced
        put(ledger, read)
        again = prepare([csv_file(rows)], ledger.snapshot(as_of=DAY), system=SYSTEM)
        assert again.steps == ()
