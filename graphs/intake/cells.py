"""From the text of one cell to the value of one column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from graphs.codes import check_credit_code
from graphs.folding import fold
from graphs.intake.dates import read_date
from graphs.intake.quantities import read_quantity
from graphs.intake.synonyms import choice_named
from graphs.model import Absence, Choice, Column, PartialDate, Quantity
from graphs.text import Text

__all__ = ["CellReading", "choice_of", "clean", "read_cell"]

_BLANKS = frozenset(("", "-", "—", "——", "/", "／", "无", "n/a", "none"))
_YES = frozenset(map(fold, ("是", "√", "✓", "有", "1", "true", "yes", "y", "对")))
_NO = frozenset(map(fold, ("否", "×", "✗", "无", "0", "false", "no", "n", "错")))
_CODES = frozenset(("credit_code",))
_LONGEST = 20_000
# What the ledger keeps out of every text: controls but tab and line feed, surrogates, non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ABSENT = {
    fold(words): reason
    for reason in Absence
    for words in (reason.label.zh, reason.label.en, reason.name)
}
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReading:
    """A value, or why there is none; ``doubt`` is for something that needs a look, no more.

    Examples
    --------
    >>> CellReading(value="甲公司").fault is None
    True
    """

    value: object = None
    absent: Absence | None = None
    fault: Text | None = None
    doubt: Text | None = None
    remedy: Text | None = None


def clean(text: str) -> str:
    """Return the text without outer spaces, and as it was before an export made it safe.

    Our exports put an apostrophe before a text that a spreadsheet would take for a formula, and
    Excel users write ``="00123"`` to keep zeros.

    Examples
    --------
    >>> clean(" '=1+1 "), clean('="00123"'), clean("NA")
    ('=1+1', '00123', 'NA')
    """
    plain = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("_x000D_", "")
        .strip(" \t\n\u3000\u00a0\ufeff")
    )
    if plain.startswith("'") and plain[1:2] in tuple("=+-@\t\r＝＋－＠"):
        return plain[1:]
    wrapped = _FORMULA_TEXT.fullmatch(plain)
    return wrapped.group(1) if wrapped else plain


def read_cell(  # noqa: PLR0911  # one way out for each kind of column
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
    if mark == "e":
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
        return _date(words, mark, printed)
    if column.value is str:
        return _text(column, words, mark)
    if fold(words) in _BLANKS and choice_of(column, words) is None and column.value is not bool:
        return CellReading()
    if not words:
        return CellReading()
    if column.value is Quantity:
        return _quantity(words)
    if issubclass(column.value, Choice):
        return _choice(column, words)
    if column.value is bool:
        return _flag(words)
    return _number(column, words)


def choice_of(column: Column, words: str) -> Choice | None:
    """Return the value of the column's closed list the words name, if it has one."""
    return choice_named(column.value, words) if issubclass(column.value, Choice) else None


def _faulty(zh: str, en: str, remedy_zh: str, remedy_en: str) -> CellReading:
    return CellReading(fault=Text(zh=zh, en=en), remedy=Text(zh=remedy_zh, en=remedy_en))


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
    if column.name in _CODES:
        return _credit_code(words, mark)
    return CellReading(value=words)


def _credit_code(words: str, mark: str) -> CellReading:
    code = words.upper().replace(" ", "")
    if mark == "n":
        return _faulty(
            "代码被存成数字，末几位已丢失", "a code typed as a number has lost its last digits",
            "把该列设为文本格式，重新填写代码", "format the column as text and type the code again",
        )  # fmt: skip
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", code):
        return _faulty(
            "代码被显示成科学计数", "the code was turned into scientific notation",
            "把该列设为文本格式，重新填写代码", "format the column as text and type the code again",
        )  # fmt: skip
    problems = check_credit_code(code)
    if problems:
        return CellReading(
            value=code,
            doubt=problems[0].reason,
            remedy=problems[0].remedy
            or Text(zh="与营业执照核对", en="compare it with the business licence"),
        )
    return CellReading(value=code)


def _date(words: str, mark: str, printed: str) -> CellReading:
    if fold(words) in _BLANKS:
        words = ""
    if mark == "n" and re.fullmatch(r"\d{4}\.\d{1,2}", words):
        return _faulty(
            "年月被存成小数，10 月与 1 月无法分辨", "a month typed as a decimal: is it 1 or 10?",
            "改为文本 2020-10 这样的写法", "type it as text, like 2020-10",
        )  # fmt: skip
    reading = read_date(words, printed)
    return CellReading(
        value=reading.date, fault=reading.fault, doubt=reading.doubt, remedy=reading.remedy
    )


def _quantity(words: str) -> CellReading:
    value = read_quantity(words)
    if value is None:
        return _faulty(
            "看不出数量", "is no number",
            "写成 30、30余、近200、约50 或 3-5", "write 30, 30余, 近200, 约50 or 3-5",
        )  # fmt: skip
    return CellReading(value=value)


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
        fault=Text(zh="不在可选值之内", en="is none of the listed values"), remedy=remedy
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
