"""The divisions of a day with their paths, as a user looks for one: by code, name or a part of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from graphs.codes.code_tables import read_table
from graphs.codes.divisions import division_known, division_path, parse_division_code
from graphs.model import Answer

__all__ = ["DivisionChoice", "division_choices", "division_lineage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionChoice:
    """A division one may choose: its code and the names from the province down.

    Examples
    --------
    >>> DivisionChoice(code="410106", names=("河南省", "郑州市", "上街区")).words
    '410106 河南省 郑州市 上街区'
    """

    code: str
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """Code and path in one line, which is what a search looks through."""
        return " ".join((self.code, *self.names))


@lru_cache(maxsize=4)
def division_choices(on: dt.date) -> tuple[DivisionChoice, ...]:
    """Return every division that may have existed on a day, by code.

    Examples
    --------
    >>> [each.words for each in division_choices(dt.date(2026, 9, 1)) if "上街" in each.words]
    ['410106 河南省 郑州市 上街区']
    """
    codes = sorted({code for code, *_ in read_table("divisions.tsv")[1]})
    return tuple(
        DivisionChoice(code=code, names=names)
        for code in codes
        if division_known(code, on=on) is not Answer.no and (names := division_path(code, on=on))
    )


def division_lineage(code: str, on: dt.date) -> tuple[tuple[str, str], ...]:
    """Return code and name of a division and of those above it, from the province down.

    A level without a row of its own, such as the districts of a municipality, is left out.

    Raises
    ------
    InputError
        The code is not six digits of the right form.

    Examples
    --------
    >>> division_lineage("110105", dt.date(2026, 9, 1))
    (('110000', '北京市'), ('110105', '朝阳区'))
    """
    codes = (*parse_division_code(code).parents, code)
    lines = ((each, division_path(each, on=on)) for each in codes)
    return tuple((each, names[-1]) for each, names in lines if names)
