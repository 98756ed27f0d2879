"""The text of a workbook's cell as the sheet shows it: leading zeros, short dates, errors, formulas."""

from __future__ import annotations

import datetime as dt
from typing import Any

__all__ = ["shown_text"]


def shown_text(value: Any, mark: str) -> tuple[str, str]:  # noqa: PLR0911  # one way out for each kind of value
    """Return a value as the sheet shows it, and what kind of value it was.

    ``mark`` is what the sheet's own part says of the cell: a formula, an error, or how many digits
    or which parts of a date its number format shows.

    Examples
    --------
    >>> shown_text(143.0, "4"), shown_text(dt.date(2023, 5, 4), "m"), shown_text("", "F")
    (('0143', 'n'), ('2023-05', 'd'), ('', 'u'))
    """
    if mark == "e":
        return "#ERROR", "e"
    if mark == "F" and value == "":
        return "", "u"
    formula = "f" if mark in ("f", "F") else ""
    if isinstance(value, str):
        return value, formula if value else ""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), formula or "n"
    if isinstance(value, (int, float)):
        whole = float(value).is_integer()
        text = str(int(value)) if whole else f"{value:.15g}"
        return (text.zfill(int(mark)) if mark.isdigit() and whole else text), formula or "n"
    if isinstance(value, dt.date):  # a datetime is one too
        return _date(value.isoformat(), mark), formula or "d"
    return str(value), formula or "n"


def _date(shown: str, mark: str) -> str:
    if mark in ("y", "m"):
        return shown[: 4 if mark == "y" else 7]
    clock = "" if shown.endswith("T00:00:00") or "T" not in shown else f" {shown[11:16]}"
    return shown[:10] + clock
