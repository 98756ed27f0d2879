"""Whatever the bytes, an import ends in a result or in a refusal that says place and remedy."""

from __future__ import annotations

import functools
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_books import EMPTY, csv_file, pack, parts, sheet_xml, xlsx
from profiles import tries

from graphs.errors import InputError
from graphs.intake import InputFile, prepare, shipped_mapping
from graphs.intake.files.reader_process import frames
from graphs.intake.formats.delimited import sheet_frame
from graphs.intake.formats.file_errors import FAULTS, Fault
from graphs.intake.formats.limits import Limits
from graphs.model import Snapshot

_TEXT = st.text(max_size=12) | st.sampled_from(
    ["", "甲公司党支部", "乙与丙公司党支部；丁", "2024年3月", "近日", "30余家", "1e5", "NA", "'=1+1", "合计", "注：",
     "91110000600037341L", "未载明", "2024-02-30", "\u202e", "\x07", "国有", "党支部", "，", '"', "\n", "100百万"]
)  # fmt: skip
_HEADERS = st.sampled_from(
    ["名称", "党组织名称", "类型", "所在单位", "上级党组织", "所有制", "国企党组织", "非公党组织", "签订日期", "党员数",
     "统一社会信用代码", "备注", "协议名称", "编号", "org_id", "name", "value", "figure_name", "party_ids", "agreement_id"]
)  # fmt: skip
_TABLES = st.lists(_HEADERS, min_size=1, max_size=6).flatmap(
    lambda heads: st.lists(
        st.lists(_TEXT, min_size=len(heads), max_size=len(heads)), max_size=6
    ).map(lambda rows: [heads, *rows])
)
_ATTRIBUTE = st.sampled_from(
    [
        "",
        ' r="A1"',
        ' r="B2"',
        ' r="XFD1"',
        ' r="A1048576"',
        ' r="1A"',
        ' t="s"',
        ' t="e"',
        ' t="b"',
        ' t="inlineStr"',
        ' s="9"',
    ]
)
_XML = st.lists(
    st.tuples(
        st.sampled_from(["row", "c", "v", "is", "t", "f", "x"]), _ATTRIBUTE, st.text(max_size=6)
    ),
    max_size=12,
).map(
    lambda tags: "".join(
        f"<{t}{a}>{x.translate({60: '', 38: '', 0: ''})}</{t}>" for t, a, x in tags
    )
)
_RELAXED = [HealthCheck.too_slow, HealthCheck.data_too_large]


def quick(content: bytes) -> None:
    """Run what the reading process runs, without starting one for each of ten thousand files."""
    try:
        for frame in frames(content, Limits(cells=20_000, rows=5_000)):
            assert set(frame) in (
                {"rows"},
                set(sheet_frame("")),
            )
    except Fault as fault:
        said = FAULTS[fault.key].reason.format(**fault.values)
        assert said.zh
        assert said.en


def whole(rows: list[list[str]], mapping: str | None) -> None:
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    file = csv_file(text.encode("utf-8", "replace").decode(), name="organisations.csv")
    try:
        result = prepare([file], EMPTY, mapping=shipped_mapping(mapping) if mapping else None)
    except InputError:
        return  # test_hostile_files asks what a refusal says
    for issue in result.issues:
        assert issue.place.zh
        assert issue.reason.en
    assert not (result.steps and result.errors)
    if result.ready:
        _imported_twice(file, result.steps, mapping)


def _imported_twice(file: InputFile, steps: tuple, mapping: str | None) -> None:
    """import ∘ import = import, on a snapshot in memory that holds what the first would write."""
    first = Snapshot.from_records(_placed(steps), as_of=EMPTY.as_of)
    again = prepare([file], first, mapping=shipped_mapping(mapping) if mapping else None)
    assert [each for each in again.differences if each.kind != "suspicious"] == []


def _placed(steps: tuple) -> list:
    """The records of the steps with ids as a ledger would give them."""
    from dataclasses import replace

    from graphs.model import record_type

    def renamed(value: object) -> object:
        return (
            value.replace("new:", "made-")
            if isinstance(value, str) and value.startswith("new:")
            else value
        )

    found = []
    for step in steps:
        item = step.record
        refs = {
            c.name: renamed(getattr(item, c.name))
            for c in record_type(item).columns
            if c.references
        }
        found.append(replace(item, id=renamed(item.id), **refs))
    return found


any_bytes = given(
    st.binary(max_size=400)
    | st.sampled_from(
        [b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]
    ).flatmap(lambda head: st.binary(max_size=200).map(lambda rest: head + rest))
)
any_sheet = given(_XML)
any_change = given(st.integers(0, 10**6), st.integers(0, 255), st.integers(0, 3))
any_table = given(
    _TABLES, st.sampled_from([None, "press", "pairing-ledger", "organisation-ledger"])
)


@functools.cache
def _book() -> bytes:
    return xlsx(
        {
            "单位": [
                ["名称", "所有制", "成立日期"],
                ["顺达公司", "民营", "2010年6月"],
                ["裕丰", "国有", 40350],
            ]
        }
    )


def _changed(at: int, byte: int, how: int) -> bytes:
    """A workbook with one byte changed, cut, doubled, or one byte of an inner part changed."""
    book = _book()
    at %= len(book)
    if how == 0:
        return book[:at] + bytes([byte]) + book[at + 1 :]
    if how == 1:
        return book[:at]
    if how == 2:
        return book[:at] + book[at:] * 2
    with zipfile.ZipFile(BytesIO(book)) as archive:
        inner = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(inner)[at % len(inner)]
    place = byte % max(len(inner[name]), 1)
    return pack(inner | {name: inner[name][:place] + bytes([byte]) + inner[name][place + 1 :]})


@any_bytes
@settings(max_examples=tries(200), deadline=None, suppress_health_check=_RELAXED)
def test_any_bytes_end_in_rows_or_in_a_reason(content: bytes) -> None:
    quick(content)


@any_sheet
@settings(max_examples=tries(200), deadline=None, suppress_health_check=_RELAXED)
def test_any_sheet_ends_in_rows_or_in_a_reason(body: str) -> None:
    quick(pack(parts(sheet_xml(body).encode("utf-8", "replace").decode())))


@any_change
@settings(max_examples=tries(200), deadline=None, suppress_health_check=_RELAXED)
def test_any_change_to_a_workbook_ends_in_rows_or_in_a_reason(at: int, byte: int, how: int) -> None:
    quick(_changed(at, byte, how))


@any_table
@settings(max_examples=tries(25), deadline=None, suppress_health_check=_RELAXED)
def test_any_table_ends_in_a_result_that_goes_in_once(
    rows: list[list[str]], mapping: str | None
) -> None:
    whole(rows, mapping)


@pytest.mark.soak
@any_bytes
@settings(max_examples=3_000, deadline=None, suppress_health_check=_RELAXED)
def test_three_thousand_byte_strings(content: bytes) -> None:
    quick(content)


@pytest.mark.soak
@any_sheet
@settings(max_examples=3_000, deadline=None, suppress_health_check=_RELAXED)
def test_three_thousand_sheets(body: str) -> None:
    quick(pack(parts(sheet_xml(body).encode("utf-8", "replace").decode())))


@pytest.mark.soak
@any_change
@settings(max_examples=3_500, deadline=None, suppress_health_check=_RELAXED)
def test_three_and_a_half_thousand_changed_workbooks(at: int, byte: int, how: int) -> None:
    quick(_changed(at, byte, how))


@pytest.mark.soak
@any_table
@settings(max_examples=500, deadline=None, suppress_health_check=_RELAXED)
def test_five_hundred_tables(rows: list[list[str]], mapping: str | None) -> None:
    whole(rows, mapping)
