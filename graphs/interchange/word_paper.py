"""Word documents in the format of official papers (公文): fonts, margins, tables."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from graphs.interchange.zip_file import zip_bytes
from graphs.text import Language, Text

__all__ = [
    "clean",
    "document_bytes",
    "new_document",
    "put_foot",
    "put_heading",
    "put_paragraph",
    "put_table",
]

_BODY, _TITLE, _TABLE = "仿宋", "方正小标宋简体", "仿宋"
_EPOCH = dt.datetime(2010, 6, 15, tzinfo=dt.UTC)
# Word refuses a file that holds one of these, whatever the rest says.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def new_document(title: Text, language: Language, *, landscape: bool = False) -> Any:
    """Return an A4 document with a centred title, margins after GB/T 9704-2012.

    Examples
    --------
    >>> new_document(Text(zh="变更说明", en="Change note"), "zh").paragraphs[0].text
    '变更说明'
    """
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    paper = Document()
    section = paper.sections[0]
    size = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.page_width, section.page_height = size
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _face(paper.styles["Normal"], _BODY, Pt(14))
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _face(line.add_run(clean(title.say(language))), _TITLE, Pt(20))
    core = paper.core_properties
    core.title, core.author, core.language = clean(title.say(language)), "", language
    core.created = core.modified = _EPOCH.replace(tzinfo=None)
    return paper


def _face(where: Any, name: str, size: Any) -> None:
    from docx.oxml.ns import qn

    where.font.name, where.font.size = name, size
    # Chinese characters take their face from this attribute alone.
    where.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def clean(words: str) -> str:
    r"""Return words without the control characters that spoil a Word file.

    Examples
    --------
    >>> clean("a\x0bb")
    'ab'
    """
    return _CONTROL.sub("", words)


def put_heading(paper: Any, words: str) -> None:
    """Add a bold heading.

    Examples
    --------
    >>> paper = new_document(Text.same("甲"), "zh")
    >>> put_heading(paper, "新增")
    >>> paper.paragraphs[-1].text
    '新增'
    """
    from docx.shared import Pt

    run = paper.add_paragraph().add_run(clean(words))
    run.bold = True
    _face(run, "黑体", Pt(14))


def put_paragraph(paper: Any, words: str, *, small: bool = False) -> None:
    """Add a paragraph; ``small`` for notes.

    Examples
    --------
    >>> paper = new_document(Text.same("甲"), "zh")
    >>> put_paragraph(paper, "共 1 条。")
    >>> paper.paragraphs[-1].text
    '共 1 条。'
    """
    from docx.shared import Pt

    _face(paper.add_paragraph().add_run(clean(words)), _BODY, Pt(10.5 if small else 14))


def put_table(paper: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Add a table with a heading row that is repeated on every page.

    Examples
    --------
    >>> paper = new_document(Text.same("甲"), "zh")
    >>> put_table(paper, ["名称"], [["甲党支部"]])
    >>> [cell.text for cell in paper.tables[0].columns[0].cells]
    ['名称', '甲党支部']
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    table = paper.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001  # python-docx has no public way
    for line in ([*heads], *rows):
        cells = table.rows[0].cells if line == [*heads] else table.add_row().cells
        for cell, words in zip(cells, line, strict=True):
            run = cell.paragraphs[0].add_run(clean(words))
            run.bold = line == [*heads]
            _face(run, _TABLE, Pt(10.5))


def put_foot(paper: Any, words: str) -> None:
    """Add a line below every page, after whatever is there; nothing for blank words.

    Examples
    --------
    >>> paper = new_document(Text.same("甲"), "zh")
    >>> put_foot(paper, "单机，身份未验证")
    >>> paper.sections[0].footer.paragraphs[-1].text
    '单机，身份未验证'
    """
    from docx.shared import Pt

    for number, section in enumerate(paper.sections if words else ()):
        feet = [section.footer]
        feet += [section.first_page_footer] if section.different_first_page_header_footer else []
        if paper.settings.odd_and_even_pages_header_footer:
            feet.append(section.even_page_footer)
        for foot in feet:
            if foot.is_linked_to_previous and number > 0:
                continue
            blank = foot.paragraphs and not foot.paragraphs[-1].text
            line = foot.paragraphs[-1] if blank else foot.add_paragraph()
            _face(line.add_run(clean(words)), _BODY, Pt(9))


def document_bytes(paper: Any) -> bytes:
    """Return the document as a file; the same content gives the same bytes.

    Examples
    --------
    >>> paper = new_document(Text.same("甲"), "zh")
    >>> document_bytes(paper) == document_bytes(paper)
    True
    """
    drawn = io.BytesIO()
    paper.save(drawn)
    with zipfile.ZipFile(drawn) as source:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        return zip_bytes({name: source.read(name) for name in names})
