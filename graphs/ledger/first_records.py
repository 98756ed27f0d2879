"""The first records of a new ledger: its profile, divisions and post."""

from __future__ import annotations

import datetime as dt

from graphs.codes import division_lineage, division_vintage, parse_division_code
from graphs.errors import InputError, Problem
from graphs.model import Actor, Change, Division, PartialDate, Profile, Step
from graphs.text import Text

__all__ = ["first_records"]


def first_records(
    *,
    title: str,
    district: str,
    post: str,
    title_en: str | None = None,
    district_en: str | None = None,
    as_of: dt.date | None = None,
    today: dt.date,
) -> tuple[Step, ...]:
    """Return the changes that begin a ledger of a district, ready for an import.

    The district is a code of the division table; the divisions above it come with it. Without
    ``as_of`` the ledger is always looked at as of today. English names are those given: none are
    invented.

    Raises
    ------
    InputError
        A name is blank, or the table has no such district; each problem is named.

    Examples
    --------
    >>> day = dt.date(2026, 9, 1)
    >>> steps = first_records(title="上街区台账", district="410106", post="台账岗", today=day)
    >>> [step.record.id for step in steps]
    ['profile', 'd410000', 'd410100', 'd410106', 'new:post']
    """
    day = min(as_of or today, division_vintage())
    problems = [
        Problem(place=place, reason=Text(zh="请填写", en="is to be filled in"))
        for place, value in (
            (Text(zh="台账名称", en="name of the ledger"), title),
            (Text(zh="岗位", en="post"), post),
        )
        if not value.strip()
    ]
    lineage = division_lineage(district, day) if district else ()
    if not lineage or lineage[-1][0] != district:
        problems.append(
            Problem(
                place=Text(zh="区划", en="district"),
                value=district,
                reason=Text(zh="区划代码表中没有", en="is not in the table of division codes"),
                remedy=Text(zh="从列表中选择，如 410106", en="choose one of the list, e.g. 410106"),
            )
        )
    if problems:
        raise InputError(problems[0].sentence(), tuple(problems))
    profile = Profile(
        id="profile",
        title=title.strip(),
        title_en=(title_en or "").strip() or None,
        as_of=PartialDate(as_of.isoformat()) if as_of else None,
        home=f"d{district}",
    )
    divisions = [
        Division(
            id=f"d{code}",
            name=name,
            name_en=((district_en or "").strip() or None) if code == district else None,
            level=parse_division_code(code).level,
            parent=f"d{lineage[place - 1][0]}" if place else None,
            code=code,
        )
        for place, (code, name) in enumerate(lineage)
    ]
    actor = Actor(id="new:post", post=post.strip())
    return tuple(Change(record=each) for each in (profile, *divisions, actor))
