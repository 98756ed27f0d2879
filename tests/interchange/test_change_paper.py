import io
import zipfile

from docx import Document
from hostile import HOSTILE

from graphs.interchange import change_paper, change_sheet, document_bytes, new_document, put_table
from graphs.model import Organisation, Snapshot
from graphs.statistics import change_note
from graphs.text import Text

TITLE = Text(zh="测试区", en="Test district")


def paper(before: Snapshot, after: Snapshot, language: str = "zh") -> bytes:
    lines = change_note(before, after)
    return change_paper(lines, before, after, title=TITLE, language=language)  # type: ignore[arg-type]  # zh or en


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def of(*names: str) -> Snapshot:
    import datetime as dt

    records = [Organisation(id=f"o{n}", name=name) for n, name in enumerate(names)]
    return Snapshot.from_records(records, as_of=dt.date(2026, 1, 1))


def test_the_paper_counts_and_lists_every_line():
    told = words_of(paper(of("甲"), of("甲二", "乙")))
    assert "新增 1 条，变更 1 处，终止 0 条" in told
    assert "乙" in told
    assert "甲二" in told


def test_the_paper_is_complete_in_english():
    told = words_of(paper(of("甲"), of("乙"), "en"))
    assert "Test district: change note" in told
    assert "Added 0, changed 1, ended 0" in told


def test_the_same_change_gives_the_same_bytes():
    assert paper(of("甲"), of("乙")) == paper(of("甲"), of("乙"))


def test_hostile_names_do_not_spoil_the_paper():
    names = [words for words in HOSTILE if words.strip()]
    told = words_of(paper(of(), of(*names)))
    assert "<img" in told


def test_the_sheet_has_a_cell_for_every_column():
    sheet = change_sheet(change_note(of("甲"), of("乙")), "zh")
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)


def test_a_table_repeats_its_heading_row():
    blank = new_document(TITLE, "zh")
    put_table(blank, ["名称"], [["甲"]])
    with zipfile.ZipFile(io.BytesIO(document_bytes(blank))) as packed:
        assert b"w:tblHeader" in packed.read("word/document.xml")
