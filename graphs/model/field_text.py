"""Convert a value to the text of an input, and typed text to a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphs.errors import InputError, Problem
from graphs.model.columns import Column
from graphs.model.digits import number_text, read_number
from graphs.model.values import Choice, PartialDate, Quantity
from graphs.text import Text

__all__ = ["NO", "RANGE", "YES", "Typed", "typed_of", "value_of"]

YES, NO = "yes", "no"
"""What stands for true and false; an empty word stands for neither."""

RANGE = "–"
"""The sign between the two numbers of a range."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of an input, and the sign beside them where the column holds a quantity."""

    words: str = ""
    sign: str = ""


def typed_of(column: Column, value: Any) -> Typed:
    """Return what an input shows of a value; a choice and a reference by their key.

    Examples
    --------
    >>> from graphs.model import record_type
    >>> typed_of(record_type("unit").column("staff"), Quantity("=", 1234567.0))
    Typed(words='1234567', sign='=')
    """
    if column.value is Quantity:
        return _quantity(value)
    if value is None:
        return Typed()
    if isinstance(value, Choice):
        return Typed(value.name)
    if isinstance(value, bool):
        return Typed(YES if value else NO)
    if isinstance(value, PartialDate):
        return Typed(value.text or "")
    return Typed(number_text(value) if isinstance(value, int | float) else str(value))


def _quantity(value: Quantity | None) -> Typed:
    if value is None:
        return Typed(sign="=")
    words = number_text(value.value)
    if value.upper is not None:
        words += RANGE + number_text(value.upper)
    return Typed(words, value.operator)


def value_of(column: Column, typed: Typed, was: Any = None) -> Any:
    """Return the value of typed words; untouched words mean the value they were made of.

    Raises
    ------
    InputError
        The words are no number, no date, or no quantity.

    Examples
    --------
    >>> from graphs.model import record_type
    >>> staff = record_type("unit").column("staff")
    >>> value_of(staff, Typed("1,234,567", "≥"))
    Quantity(operator='≥', value=1234567, upper=None, printed=None)
    >>> value_of(staff, Typed("30", "="), Quantity("=", 30, printed="三十人")).printed
    '三十人'
    """
    if typed == typed_of(column, was):
        return was
    words = typed.words.strip()
    if not words:
        return None
    try:
        return _parsed(column, words, typed.sign)
    except ValueError:
        raise _wrong(column, words) from None
    except InputError as error:
        found = error.problems[0]
        problem = Problem(place=column.label, reason=found.reason, value=words, remedy=found.remedy)
        raise InputError(problem.sentence(), (problem,)) from None


def _parsed(column: Column, words: str, sign: str) -> Any:
    if column.value is Quantity:
        return _read_quantity(words, sign)
    if column.value in (int, float):
        return _read_plain(column, words)
    if column.value is PartialDate:
        return PartialDate(words)
    if column.value is bool:
        return words == YES
    return column.value[words] if issubclass(column.value, Choice) else words


def _read_plain(column: Column, words: str) -> float:
    number = read_number(words)
    if column.value is float:
        return float(number)
    if not float(number).is_integer():
        raise ValueError(words)
    return int(number)


def _read_quantity(words: str, sign: str) -> Quantity:
    for dash in ("–", "—", "~", "～"):
        low, found, high = words.partition(dash)
        if found:
            return Quantity(RANGE, read_number(low), read_number(high))
    return Quantity(sign or "=", read_number(words))


def _wrong(column: Column, words: str) -> InputError:
    whole = column.value is int
    problem = Problem(
        place=column.label,
        value=words,
        reason=Text(zh="不是整数", en="is no whole number")
        if whole
        else Text(
            zh="不是数字，或位数多到无法准确保存", en="is no number that can be kept exactly"
        ),
        remedy=Text(zh="只填数字", en="write digits only"),
    )
    return InputError(problem.sentence(), (problem,))
