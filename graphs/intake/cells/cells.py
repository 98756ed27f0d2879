"""Parse the text of a cell to the value of a column."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from graphs.folding import fold
from graphs.intake.cells.cell_readings import CellReading, term_reading
from graphs.intake.cells.cell_readings import refused as _faulty
from graphs.intake.cells.code_cells import CODE_COLUMNS, read_code
from graphs.intake.cells.dates import read_date
from graphs.intake.cells.measure_cells import read_measure
from graphs.intake.cells.member_counts import read_member_counts
from graphs.intake.cells.numerals import as_digits
from graphs.intake.cells.quantities import is_percentage, likely_count, read_quantity
from graphs.intake.cells.synonyms import choice_named
from graphs.intake.files.cell_text import SIGNS, clean, is_blank_sign, is_error_text
from graphs.model import Absence, Choice, Column, PartialDate, Quantity
from graphs.text import Text

__all__ = ["CellReading", "choice_of", "is_plain_text", "is_text_column", "read_cell"]

_BEGINNINGS = frozenset(("signed_on", "starts_on"))
_PERIOD = Text(
    zh="是一段时期，只取起日；止日 {end} 没有去处",
    en="is a period: its first day is kept, its end {end} has no column",
)
_YES = frozenset(map(fold, ("是", "√", "✓", "有", "1", "true", "yes", "y", "对")))
_NO = frozenset(map(fold, ("否", "×", "✗", "无", "0", "false", "no", "n", "错")))
_LONGEST = 20_000
# What the ledger keeps out of every text: controls but tab and line feed, surrogates, non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ABSENT = {
    fold(words): reason
    for reason in Absence
    for words in (reason.label.zh, reason.label.en, reason.name)
} | dict.fromkeys(map(fold, ("不详", "未知", "不清楚", "待查", "待核实")), Absence.not_stated)
_NO_TEXT = SIGNS | _ABSENT.keys()
# Words and numbers, nothing that is taken away, folded or refused: they are their own value.
_PLAIN = re.compile(
    "[\u4e00-\u9fff0-9A-Za-z（）〔〕、，。；：·][\u4e00-\u9fff0-9A-Za-z（）〔〕、，。；：·./-]{1,199}"
)
_NAMES = frozenset({"name", "short_name", "title"})
# A name on two lines is one name.
_WRAP = re.compile(r"(?<=[^\x00-\x7f])[ \t]*\n\s*(?=[^\x00-\x7f])")


_TEXTS_WITH_RULES: dict[str, Callable[[str, str, str], CellReading]] = {
    **dict.fromkeys(CODE_COLUMNS, read_code),
    "measure": lambda _name, words, _mark: read_measure(words),
}
"""Columns of words that not every text may fill, each with its reader; all others take any text."""


def is_text_column(column: Column) -> bool:
    """Return whether the values of a column are words, and no code that has rules of its own."""
    return column.value is str and column.name not in _TEXTS_WITH_RULES


def is_plain_text(text: str) -> bool:
    """Return whether a cell of words says just what is in it: by far the most do.

    Examples
    --------
    >>> [is_plain_text(text) for text in ("甲公司党支部", " 甲公司", "未载明", "#N/A")]
    [True, False, False, False]
    """
    return _PLAIN.fullmatch(text) is not None and fold(text) not in _NO_TEXT


def read_cell(  # noqa: C901, PLR0911  # one way out for each kind of column
    column: Column, text: str, mark: str = "", printed: str = ""
) -> CellReading:
    """Return what a cell says for a column.

    ``mark`` tells what kind of cell it was, ``printed`` the wording of a date kept elsewhere.

    Examples
    --------
    >>> from graphs.model import record_type
    >>> read_cell(record_type("organisation").column("members"), "30余名").value.words().zh
    '> 30'
    >>> read_cell(record_type("unit").column("credit_code"), "91350100000000000", "n").fault.en
    'a code typed as a number has lost its last digits'
    """
    words = clean(text)
    if mark == "u":
        return _faulty(
            "公式没有保存计算结果",
            "is a formula whose value was never saved",
            "用 Excel 或 WPS 打开，保存后再导入",
            "open the file in Excel or WPS, save it and import it again",
        )
    if mark == "e" or is_error_text(words):
        return _faulty(
            "是错误值",
            "is an error value",
            "改正公式或填写数值",
            "mend the formula or write the value",
        )
    absent = _ABSENT.get(fold(words)) if words else None
    if absent is not None and (column.value is str or choice_of(column, words) is None):
        return CellReading(absent=absent)
    if column.value is PartialDate:
        return _date(column, words, mark, printed)
    if column.value is str:
        return CellReading() if fold(words) in SIGNS else _text(column, words, mark)
    if is_blank_sign(words) and choice_of(column, words) is None and column.value is not bool:
        return CellReading()
    if not words:
        return CellReading()
    if column.value is Quantity:
        return _quantity(column, words)
    if issubclass(column.value, Choice):
        return _choice(column, words)
    if column.value is bool:
        return _flag(words)
    return _number(column, words)


def choice_of(column: Column, words: str) -> Choice | None:
    """Return the value of the column's closed list the words name, if it has one."""
    return choice_named(column.value, words) if issubclass(column.value, Choice) else None


def _text(column: Column, words: str, mark: str) -> CellReading:
    if not words:
        return CellReading()
    found = _FORBIDDEN.search(words)
    if found:
        code = f"U+{ord(found.group()):04X}"
        return _faulty(
            f"含有控制字符 {code}", f"holds the control character {code}",
            "删去看不见的字符", "remove the invisible character",
        )  # fmt: skip
    if len(words) > _LONGEST:
        return _faulty("文字太长", "the text is too long", "缩短文字", "shorten it")
    if column.name in _NAMES:
        words = _WRAP.sub("", words)
    reader = _TEXTS_WITH_RULES.get(column.name)
    return reader(column.name, words, mark) if reader else CellReading(value=words)


def _date(column: Column, words: str, mark: str, printed: str) -> CellReading:
    words = "" if is_blank_sign(words) else words
    if mark == "n" and re.fullmatch(r"\d{4}\.\d{1,2}", words):
        return _faulty(
            "年月被存成小数，10 月与 1 月无法分辨", "a month typed as a decimal: is it 1 or 10?",
            "改为文本 2020-10 这样的写法", "type it as text, like 2020-10",
        )  # fmt: skip
    if column.name == "starts_on" and (term := term_reading(words)):
        return term
    reading = read_date(words, printed)
    doubt = reading.doubt
    further: tuple[tuple[str, object], ...] = ()
    if reading.until is not None:
        if column.name in _BEGINNINGS:
            further = (("ends_on", reading.until),)
        elif doubt is None:
            doubt = _PERIOD.format(end=reading.until.text or "")
    return CellReading(
        value=reading.date,
        fault=reading.fault,
        doubt=doubt,
        remedy=reading.remedy,
        suggestion=reading.suggestion,
        further=further,
    )


def _quantity(column: Column, words: str) -> CellReading:
    if is_percentage(words):
        return _percentage(column, words)
    value = read_quantity(words)
    if value is not None:
        return CellReading(value=value)
    parts = read_member_counts(column.name, words)
    if parts:
        return CellReading(value=dict(parts)[column.name], further=parts[1:])
    meant = as_digits(words)
    slip = meant if meant != words and read_quantity(meant) is not None else likely_count(words)
    fault = _faulty(
        "看不出数量", "is no number",
        "写成 30、30余、近200、约50 或 3-5", "write 30, 30余, 近200, 约50 or 3-5",
    )  # fmt: skip
    return replace(fault, suggestion=slip)


def _percentage(column: Column, words: str) -> CellReading:
    """A share is a value only where a statement reports one; then its unit of count is the %."""
    share = read_quantity(words.replace("%", "").replace("％", ""))
    if column.name != "value" or share is None:
        return _faulty(
            "是百分比，不是数量", "is a percentage and no count",
            "填写人数、家数等数量", "write a count",
        )  # fmt: skip
    return CellReading(value=replace(share, printed=words), further=(("unit_of_count", "%"),))


def _choice(column: Column, words: str) -> CellReading:
    value = choice_of(column, words)
    if value is not None:
        return CellReading(value=value)
    labels = [member.label for member in cast("type[Choice]", column.value)]
    near = _nearest(words, [label.zh for label in labels])
    remedy = Text(zh="可用的值：", en="use one of: ") + Text.join(labels)
    if near:
        remedy = Text(zh=f"是否应为“{near}”？", en=f"should it be “{near}”? ") + remedy
    return CellReading(
        fault=Text(zh="不在可选值之内", en="is none of the listed values"),
        remedy=remedy,
        suggestion=near or None,
    )


def _nearest(words: str, known: list[str]) -> str:
    from rapidfuzz import process

    found = process.extractOne(fold(words), known, score_cutoff=60)
    return str(found[0]) if found else ""


def _flag(words: str) -> CellReading:
    folded = fold(words)
    if folded in _YES:
        return CellReading(value=True)
    if folded in _NO:
        return CellReading(value=False)
    return _faulty("不是“是”或“否”", "is neither yes nor no", "填写是或否", "write 是 or 否")


def _number(column: Column, words: str) -> CellReading:
    try:
        number = float(words.replace(",", ""))
    except ValueError:
        number = float("nan")
    whole = number.is_integer() if number == number else False  # noqa: PLR0124  # NaN is not itself
    if column.value is int and whole and abs(number) < 1e15:
        return CellReading(value=int(number))
    if column.value is float and abs(number) < 1e15:
        return CellReading(value=number)
    return _faulty("不是数字", "is no number", "只填阿拉伯数字", "write digits only")
