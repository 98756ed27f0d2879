"""Our own downloads come back: no difference in the same ledger, an equal one from nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_books import DAY, csv_file, imported, settled
from profiles import tries

from graphs.intake import InputFile
from graphs.interchange import FORMATS, view_lists
from graphs.model import (
    Agreement,
    AgreementKind,
    Division,
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Quantity,
    Record,
    Signatory,
    Snapshot,
    Unit,
)
from graphs.network import pairing_graph
from graphs.text import Language

# What follows from activities, which no list holds, and ids, which a new ledger gives anew.
NOT_HELD = {"activities", "last_activity", "dormant"}
DATES = st.sampled_from([None, "2023", "2024-02", "2024-06-30", "2027-01-31"])


@st.composite
def books(draw: st.DrawFn) -> list[Record]:
    """A small town: namesakes in two townships, collectives, listed pairs, dates in part."""
    made: list[Record] = [Division(id="d1", name="东镇"), Division(id="d2", name="西镇")]
    hosts, guests = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    for at in range(hosts + guests):
        host = at < hosts
        name = draw(st.sampled_from(["中心", "=甲", "乙, 丙", f"企业{at}", "第一"]))
        place = draw(st.sampled_from(["d1", "d2"]))
        unnamed = draw(st.integers(0, 5)) == 0
        made.append(
            Unit(
                id=f"u{at}", name=f"{name}公司", division=place,
                ownership=draw(st.sampled_from([Ownership.state_owned, Ownership.state_holding] if host else [Ownership.private, Ownership.foreign])),
            )
        )  # fmt: skip
        made.append(
            Organisation(
                id=f"o{at}",
                name=None if unnamed else f"{name}公司党支部",
                working_label=f"未具名{at}" if unnamed else None,
                name_en=None if unnamed else draw(st.sampled_from([None, f"Branch {at}"])),
                division=draw(st.sampled_from([place, None])),
                kind=draw(st.sampled_from([None, OrganisationKind.branch])),
                size=draw(st.sampled_from([None, None, Quantity("=", 30), Quantity(">", 4000)])),
            )
        )
        made.append(Hosting(id=f"h{at}", organisation=f"o{at}", unit=f"u{at}"))
    for at in range(draw(st.integers(0, 4))):
        made += agreement(draw, at, hosts, guests)
    return made


def agreement(draw: st.DrawFn, at: int, hosts: int, guests: int) -> list[Record]:
    signed, ends, ended = draw(DATES), draw(DATES), draw(st.sampled_from([None, None, "2025-01"]))
    made: list[Record] = [
        Agreement(
            id=f"g{at}",
            title=draw(st.sampled_from([None, "联建协议", f"协议{at}"])),
            number=draw(st.sampled_from([None, f"{at}号"])),
            kind=draw(st.sampled_from([None, AgreementKind.co_building])),
            pairs=draw(st.sampled_from([None, Quantity(">", 30)])),
            signed_on=signed and PartialDate(signed),
            ends_on=ends and PartialDate(ends),
            ended_on=ended and PartialDate(ended),
        )
    ]
    soe = [f"o{n}" for n in range(hosts)]
    others = [f"o{n}" for n in range(hosts, hosts + guests)]
    first = draw(st.lists(st.sampled_from(soe), min_size=1, unique=True))
    second = draw(st.lists(st.sampled_from(others), min_size=1, unique=True))
    if draw(st.booleans()):
        pairs = list(zip(first, second, strict=False))
        if draw(st.booleans()):
            pairs = [(b, a) for a, b in pairs]
        made += [
            Signatory(id=f"s{at}-{n}", agreement=f"g{at}", organisation=a, partner=b)
            for n, (a, b) in enumerate(pairs)
        ]
    else:
        made += [
            Signatory(id=f"s{at}-{n}", agreement=f"g{at}", organisation=each)
            for n, each in enumerate((*first, *second))
        ]
    return made


def download(snapshot: Snapshot, key: str, language: Language) -> list[InputFile]:
    sheets = view_lists(snapshot, pairing_graph(snapshot), language)
    written = FORMATS[key].write(sheets, language)
    return [InputFile(name=name, content=content) for name, content in written.items()]


def facts(snapshot: Snapshot, language: Language) -> dict[str, list[str]]:
    """The rows of the lists without ids, in an order of their own."""
    found = {}
    for sheet in view_lists(snapshot, pairing_graph(snapshot), language):
        kept = [
            at
            for at, column in enumerate(sheet.columns)
            if column.key != "id"
            and not column.key.endswith(("_id", "_ids"))
            and column.key not in NOT_HELD
        ]
        found[sheet.key] = sorted(repr([row[at] for at in kept]) for row in sheet.rows)
    return found


def check_round(records: list[Record], key: str, language: Language) -> None:
    snapshot = Snapshot.from_records(records, as_of=DAY)
    files = download(snapshot, key, language)
    again = imported(*files, snapshot=snapshot)
    assert [each.sentence().zh for each in again.errors] == []
    assert again.steps == ()
    assert again.account.balanced
    assert again.account.issues == 0
    fresh = imported(*files)
    fresh.check()
    made = settled(fresh)
    assert facts(made, language) == facts(snapshot, language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("key", sorted(key for key, each in FORMATS.items() if each.usual))
@given(records=books())
@settings(max_examples=tries(3), derandomize=True)
def test_a_download_brings_no_difference_and_makes_an_equal_ledger(
    key: str, language: Language, records: list[Record]
) -> None:
    check_round(records, key, language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_ledgers_that_ship_come_back(
    demo: Snapshot, shangjie: Snapshot, language: Language
) -> None:
    for snapshot in (demo, shangjie):
        again = imported(*download(snapshot, "csv", language), snapshot=snapshot)
        assert (again.steps, again.errors, again.account.issues) == ((), (), 0)


def test_invented_data_stays_marked_when_it_comes_back() -> None:
    records = [
        replace(each, synthetic=True)
        for each in (
            Unit(id="u1", name="甲厂", ownership=Ownership.state_owned),
            Organisation(id="o1", name="甲厂党支部"),
            Hosting(id="h1", organisation="o1", unit="u1"),
        )
    ]
    snapshot = Snapshot.from_records(records, as_of=DAY)
    fresh = imported(*download(snapshot, "csv", "zh"))
    assert {step.record.synthetic for step in fresh.steps if step.record.id.startswith("new:")} == {True}  # fmt: skip


def test_a_renamed_record_is_met_by_its_id() -> None:
    records = [
        Unit(id="u1", name="甲厂", ownership=Ownership.state_owned),
        Organisation(id="o1", name="甲厂党支部"),
        Hosting(id="h1", organisation="o1", unit="u1"),
    ]
    before = Snapshot.from_records(records, as_of=DAY)
    renamed = [replace(each, name="乙厂党支部") if each.id == "o1" else each for each in records]
    again = imported(
        *download(before, "csv", "zh"), snapshot=Snapshot.from_records(renamed, as_of=DAY)
    )
    assert [(each.kind, each.id, each.field) for each in again.differences] == [
        ("changed", "o1", "name")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "id,name,division,remark\no1,甲厂党支部,东镇,x\n",
        "名称,所在区划,甲\n甲厂党支部,东镇,乙\n",
        "党组织名称,类型\n第一,联合\n",
    ],
)
def test_a_header_row_is_never_glued_to_a_data_row(text: str) -> None:
    header, _ = text.splitlines()
    said = imported(csv_file(text, "党组织.csv"))
    known = set(header.split(","))
    assert all(each.value in known or each.row > 1 for each in said.issues)
    assert said.account.read == len(header.split(",")) + len(text.splitlines()[1].split(","))


@pytest.mark.parametrize(
    "header", ["签订日期,类型,到期日期", "kind,signed_on,ends_on,note", "签订日期,备注"]
)
def test_an_import_that_maps_neither_title_nor_party_writes_nothing(header: str) -> None:
    row = ",".join("2024-01-01" if "日期" in each or "_on" in each else "联建" for each in header.split(","))  # fmt: skip
    result = imported(csv_file(f"{header}\n{row}\n", "协议.csv"))
    assert result.steps == ()
    assert result.errors
    said = "".join(each.sentence().zh for each in result.errors)
    assert "标题" in said or "名称" in said
