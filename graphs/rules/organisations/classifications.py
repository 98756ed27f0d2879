"""Codes of classifications: divisions after GB/T 2260, industries after GB/T 4754."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.codes import (
    CURRENT_EDITION,
    check_division_code,
    check_industry_code,
    division_known,
    division_path,
)
from graphs.folding import fold
from graphs.model import Answer, Division, Unit
from graphs.rules.basis.authorities import CODE_STANDARDS, INDUSTRY_STANDARD
from graphs.rules.basis.facts import Facts, Row, name_of
from graphs.rules.basis.needs import needed
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.text import Text

__all__ = ["known_division_codes", "readable_industry_codes"]

_AS_OF = "2024-06-30"


def _division(code: str) -> Example:
    return Example(as_of=_AS_OF, records=(Division(id="d1", name="上街区", code=code),))


@rule(
    number="R21",
    label=Text(zh="区划代码在当时的代码表内", en="division codes of the code book of the day"),
    severity=Severity.warning,
    remedy=Text(
        zh="按时点查对代码；撤并更名的登记为变更",
        en="compare the code with the date; record a merger or a new name as a change",
    ),
    source=CODE_STANDARDS,
    passing=_division("410106"),
    failing=_division("410107"),
    needs=(needed("division", "code"),),
    also=("division.synthetic",),
)
def known_division_codes(facts: Facts) -> Iterator[Violation]:
    """A division's code has six digits, existed on the day and had that name.

    A malformed code is an error; one that no code book of the day has, a warning; a name that is
    neither the code's name nor a short form of it, a hint. Between two code books nobody knows
    the day of a change, so nothing is said. Invented divisions need no real code.
    """
    for row in facts.rows("division").values():
        code = row["code"]
        if not code or row["synthetic"]:
            continue
        problems = check_division_code(code)
        if problems:
            sentence = Text(zh="{name}：{problem}", en="{name}: {problem}")
            words = problems[0].sentence()
            yield _violation(facts, row, "form", Severity.error, sentence, problem=words)
        elif division_known(code, on=facts.day) is Answer.no:
            sentence = Text(
                zh="{name}的代码 {code} 在 {day} 不存在",
                en="the code {code} of {name} did not exist on {day}",
            )
            day = Text.same(facts.day.isoformat())
            yield _violation(facts, row, "unknown", None, sentence, code=Text.same(code), day=day)
        else:
            official = division_path(code, on=facts.day)[-1]
            if not fold(official).startswith(fold(row["name"])):
                sentence = Text(
                    zh="{name}的代码 {code} 在代码表中是“{official}”",
                    en="the code {code} of {name} is “{official}” in the code book",
                )
                values = {"code": Text.same(code), "official": Text.same(official)}
                yield _violation(facts, row, "name", Severity.hint, sentence, **values)


def _violation(
    facts: Facts, row: Row, part: str, severity: Severity | None, sentence: Text, **values: Text
) -> Violation:
    return Violation(
        records=(row["id"],),
        on=facts.day,
        part=part,
        value=row.get("code") or row.get("industry_code") or "",
        severity=severity,
        sentence=sentence.format(name=name_of(row), **values),
    )


def _unit(code: str) -> Example:
    unit = Unit(id="u1", name="甲公司", industry_code=code, industry_edition="2017")
    return Example(as_of=_AS_OF, records=(unit,))


@rule(
    number="R22",
    label=Text(zh="行业代码与版本相符", en="industry codes fit their edition"),
    severity=Severity.warning,
    remedy=Text(
        zh="按 GB/T 4754 更正代码，或注明所用版本",
        en="correct the code after GB/T 4754, or say which edition it is of",
    ),
    source=INDUSTRY_STANDARD,
    passing=_unit("C3051"),
    failing=_unit("D3051"),
    needs=(needed("unit", "industry_code"),),
    also=("unit.industry_edition",),
)
def readable_industry_codes(facts: Facts) -> Iterator[Violation]:
    """An industry code has the form of its edition; in that of 2017 its division exists.

    The editions of 2002, 2011 and 2017 number differently; a blank edition is read as 2017.
    """
    for row in facts.rows("unit").values():
        code = row["industry_code"]
        problems = (
            check_industry_code(code, row["industry_edition"] or CURRENT_EDITION) if code else ()
        )
        for problem in problems[:1]:
            sentence = Text(zh="{name}：{problem}", en="{name}: {problem}")
            yield _violation(facts, row, "", None, sentence, problem=problem.sentence())
