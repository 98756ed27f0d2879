"""Reported figures: each names a measure that the ledger has, or none."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.model import PartialDate, Quantity, Statement
from graphs.rules.basis.authorities import STATISTICS_GUIDE
from graphs.rules.basis.facts import Facts
from graphs.rules.basis.needs import needed
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.statistics import known_measures
from graphs.text import Text

__all__ = ["known_measure_keys"]


def _statement(measure: str) -> Example:
    statement = Statement(
        id="t1",
        indicator="结对",
        measure=measure,
        value=Quantity("=", 32),
        as_of=PartialDate("2024-06-30"),
    )
    return Example(as_of="2024-06-30", records=(statement,))


@rule(
    number="R23",
    label=Text(zh="上报数的对应统计项存在", en="a reported figure names a known measure"),
    severity=Severity.warning,
    remedy=Text(
        zh="改为统计项列表里的代号；没有对应项的留空",
        en="take a key from the list of measures; leave it blank where none fits",
    ),
    source=STATISTICS_GUIDE,
    passing=_statement("pairs"),
    failing=_statement("happiness"),
    needs=(needed("statement", "measure"),),
)
def known_measure_keys(facts: Facts) -> Iterator[Violation]:
    """The measure of a reported figure is one the ledger computes, else it is compared with none.

    A blank measure says that the ledger has no counterpart, and is no violation.
    """
    known = known_measures()
    for ident, row in facts.rows("statement").items():
        if row["measure"] and row["measure"] not in known:
            indicator = Text.named(row["indicator"], row["indicator_en"])
            yield Violation(
                records=(ident,),
                on=facts.day,
                value=row["measure"],
                sentence=Text(
                    zh="上报数“{indicator}”不可比：没有统计项“{key}”",
                    en="“{indicator}” is not comparable: the measure “{key}” is not known",
                ).format(indicator=indicator, key=row["measure"]),
            )
