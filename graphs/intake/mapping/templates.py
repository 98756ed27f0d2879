"""Templates: workbooks to fill in, one sheet a record type, with drop-downs and explanations.

Everything comes from the declarations of the record types; a filled template needs no mapping.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graphs.intake.cells.synonyms import column_names
from graphs.intake.formats.column_letters import column_letters
from graphs.intake.mapping.rule_choice import record_table
from graphs.model import RECORDS, Absence, Choice, Column, PartialDate, Quantity, RecordType
from graphs.text import Language, Text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["TOWNSHIP", "template"]

TOWNSHIP = (
    "division",
    "unit",
    "organisation",
    "hosting",
    "superior",
    "agreement",
    "signatory",
    "activity",
)
"""The record types a township keeps, in the order to fill them in."""

_FIXED = dt.datetime(2010, 6, 15)  # noqa: DTZ001  # the same template has the same bytes
_ROWS = 2000  # rows below the header that have drop-downs and text format
_DICTIONARY = Text(zh="填写说明", en="Dictionary")
_LISTS = Text(zh="可选值", en="Lists")
_ID = Text(zh="编号", en="Id")
_ID_NOTE = Text(
    zh="本单位自用的编号，别的表用它指这一条；没有可不填，用名称也可",
    en="your own number for the record, by which other sheets name it; may be blank, names do too",
)
_YES_NO = Text(zh="是,否", en="yes,no")


def template(records: Sequence[str] = TOWNSHIP, language: Language = "zh") -> bytes:
    """Return a workbook with a sheet for each record type, in one language.

    Raises
    ------
    KeyError
        No such record type is declared.

    Examples
    --------
    >>> template(("unit",), "zh") == template(("unit",), "zh")
    True
    """
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": _FIXED})
    formats = {
        "head": book.add_format(
            {"bold": True, "bg_color": "#F2F2F2", "bottom": 1, "text_wrap": True}
        ),
        "needed": book.add_format(
            {"bold": True, "bg_color": "#F7E3E3", "bottom": 1, "text_wrap": True}
        ),
        "text": book.add_format({"num_format": "@"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    types = [RECORDS[key] for key in records]
    sheets = [
        (declared, book.add_worksheet(declared.label.say(language)[:31])) for declared in types
    ]
    dictionary = book.add_worksheet(_DICTIONARY.say(language))
    lists = _Lists(book, language)
    for declared, sheet in sheets:
        _sheet(declared, sheet, lists, formats, language)
    _explain(dictionary, types, formats, language)
    lists.write()
    book.close()
    return target.getvalue()


class _Lists:
    """The hidden sheet with the values of closed lists, which drop-downs refer to."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self._sheet = book.add_worksheet(_LISTS.say(language))
        self._sheet.hide()
        self._name = _LISTS.say(language)
        self._language = language
        self._columns: dict[type[Choice], int] = {}

    def source(self, kind: type[Choice]) -> str:
        at = self._columns.setdefault(kind, len(self._columns))
        letters = column_letters(at)
        return f"='{self._name}'!${letters}$1:${letters}${len(kind)}"

    def write(self) -> None:
        for kind, at in self._columns.items():
            for row, member in enumerate(kind):
                self._sheet.write_string(row, at, member.label.say(self._language))


def _columns(declared: RecordType) -> list[Column]:
    named = dict(record_table(declared.key).records[0].fields)
    return [each for each in declared.columns if each.name in named]


def _sheet(
    declared: RecordType,
    sheet: Worksheet,
    lists: _Lists,
    formats: dict[str, Any],
    language: Language,
) -> None:
    sheet.freeze_panes(1, 1)
    sheet.write_string(0, 0, _ID.say(language), formats["head"])
    sheet.write_comment(0, 0, _ID_NOTE.say(language))
    sheet.set_column(0, 0, 12, formats["text"])
    for at, each in enumerate(_columns(declared), start=1):
        look = formats["needed" if each.required else "head"]
        sheet.write_string(0, at, _header(declared, each, language), look)
        sheet.write_comment(0, at, _hint(each).say(language))
        sheet.set_column(
            at, at, 28 if each.name in ("name", "title", "quote") else 16, formats["text"]
        )
        if issubclass(each.value, Choice):
            sheet.data_validation(
                1,
                at,
                _ROWS,
                at,
                {"validate": "list", "source": lists.source(each.value), "error_type": "warning"},
            )
        elif each.value is bool:
            sheet.data_validation(
                1, at, _ROWS, at, {"validate": "list", "source": _YES_NO.say(language).split(",")}
            )


def _header(declared: RecordType, each: Column, language: Language) -> str:
    """Return the label, with the record's own name where another column has the same."""
    label = each.label.say(language)
    labels = [_ID.say(language), *(other.label.say(language) for other in declared.columns)]
    twice = labels.count(label) > 1
    return column_names(declared.key, each.name)[3 if language == "zh" else 4] if twice else label


def _hint(each: Column) -> Text:
    parts = [each.note] if each.note else []
    if each.references:
        labels = Text.join([RECORDS[kind].label for kind in each.references], zh="或", en=" or ")
        parts.append(
            Text(zh="填{labels}的编号或名称", en="id or name of the {labels}").format(labels=labels)
        )
    elif each.value is PartialDate:
        parts.append(
            Text(
                zh="2010、2010-06 或 2010-06-15；也可照原文",
                en="2010, 2010-06, 2010-06-15, or as printed",
            )
        )
    elif each.value is Quantity:
        parts.append(
            Text(
                zh="30、30余、近200、约50、3-5",
                en="30, 30余 (over), 近200 (nearly), 约50 (about), 3-5",
            )
        )
    elif issubclass(each.value, Choice):
        parts.append(Text(zh="从下拉框选", en="choose from the list"))
    if each.required:
        parts.append(Text(zh="必填", en="required"))
    return Text.join(parts, zh="；", en="; ") if parts else Text(zh="文字", en="text")


def _explain(
    sheet: Worksheet, types: Sequence[RecordType], formats: dict[str, Any], language: Language
) -> None:
    titles = Text(zh="表|列|怎样填|可选值", en="Sheet|Column|How to fill it in|Values").say(
        language
    )
    for at, title in enumerate(titles.split("|")):
        sheet.write_string(0, at, title, formats["head"])
        sheet.set_column(at, at, (16, 20, 44, 60)[at], formats["wrap"])
    row = 1
    for declared in types:
        for each in _columns(declared):
            closed = each.value if issubclass(each.value, Choice) else None
            values = "、".join(member.label.say(language) for member in closed) if closed else ""
            cells = (
                declared.label.say(language),
                _header(declared, each, language),
                _hint(each).say(language),
                values,
            )
            for at, text in enumerate(cells):
                sheet.write_string(row, at, text)
            row += 1
    absent = Text.join([reason.label for reason in Absence]).say(language)
    note = Text(
        zh="没有值就留空；来源没有写明的填：{absent}。不填任何人的姓名、电话和证件号。",
        en="Leave blank what has no value; where the source is silent write one of: {absent}. "
        "No names, telephone or identity numbers of persons.",
    )
    sheet.write_string(row + 1, 0, note.format(absent=absent).say(language))
