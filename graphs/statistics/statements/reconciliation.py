"""Reported figures opposite the ledger's own count: which agree, which differ; never overwritten."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from graphs.model import (
    Comparison,
    Division,
    Figure,
    NotComputable,
    Reported,
    Scope,
    Snapshot,
    Statement,
    compare,
)
from graphs.network import display_name
from graphs.statistics.measure import MEASURES, Measure
from graphs.statistics.statements.explanations import Explanation, explanations_of
from graphs.statistics.statements.reconciled_statement import (
    OwnFigure,
    Reconciliation,
    figure_span,
)
from graphs.statistics.statements.statement_basis import (
    Basis,
    SnapshotSource,
    StatementSnapshots,
    basis_of,
)
from graphs.statistics.statements.statement_units import reported_figure
from graphs.statistics.statements.subject_measures import SUBJECT_MEASURES, SubjectMeasure
from graphs.text import Text

__all__ = ["reconcile"]


def reconcile(snapshot: Snapshot, source: SnapshotSource) -> tuple[Reconciliation, ...]:
    """Return every statement of the snapshot opposite the ledger, those that differ first.

    1. The statement's ``measure`` names the ledger's own figure, its division and day the snapshot
    it is judged in; the snapshot that is viewed only lists the statements. 2. Only figures of one
    kind and unit are compared. 3. A day known to the month or year is judged on its first and last
    day, and differs only where it lies outside both. 4. Where they do not simply agree, the
    explanations that apply are listed, none preferred.

    Examples
    --------
    >>> from graphs.model import PartialDate, Quantity
    >>> said = Statement(id="t1", indicator="结对", measure="pairs", value=Quantity("=", 32))
    >>> picture = Snapshot.from_records([said], as_of=dt.date(2010, 6, 15))
    >>> [card] = reconcile(picture, SnapshotSource(at=lambda scope, day: picture))
    >>> card.verdict.name, card.reason.zh
    ('not_comparable', '上报数未载明统计时点')
    """
    judge = _Judge(snapshots=StatementSnapshots(source))
    # Newest days first: where too many are asked for, the oldest wait.
    order = sorted(snapshot.records(Statement), key=lambda each: each.id)
    order.sort(key=lambda each: each.as_of.text or "" if each.as_of else "", reverse=True)
    rank = [Comparison.differs, Comparison.allowed, Comparison.equal, Comparison.not_comparable]
    found = [judge.judged(each) for each in order]
    return tuple(sorted(found, key=lambda each: (rank.index(each.verdict), each.statement.id)))


@dataclass(slots=True)
class _Judge:
    """Judges statements; figures and snapshots that several share are computed once."""

    snapshots: StatementSnapshots
    _figures: dict[tuple[str, str, Scope, dt.date], Figure] = field(default_factory=dict)

    def judged(self, statement: Statement) -> Reconciliation:
        measure = _measure(statement)
        if isinstance(measure, Text):
            return _not_comparable(statement, measure)
        if statement.value is None:
            words = Text(zh="上报数未载明数值", en="the figure does not state a value")
            return _not_comparable(statement, words)
        reported = reported_figure(measure, statement.value, statement.unit_of_count)
        basis = basis_of(statement, self.snapshots.source.last_day)
        if isinstance(reported, Text):
            return _not_comparable(statement, reported)
        if isinstance(basis, Text):
            return _not_comparable(statement, basis)
        return self._compared(statement, measure, reported, basis)

    def _compared(
        self,
        statement: Statement,
        measure: Measure | SubjectMeasure,
        reported: Reported,
        basis: Basis,
    ) -> Reconciliation:
        loaded = [self.snapshots.at(basis.scope, day) for day in basis.days]
        pictures = [each for each in loaded if isinstance(each, Snapshot)]
        reasons = [each for each in loaded if isinstance(each, Text)]
        if not pictures:
            return _not_comparable(statement, reasons[0])
        figures = tuple(
            OwnFigure(
                day=each.as_of,
                figure=self._figure(measure, statement, each),
                rows=_rows(measure, each),
            )
            for each in pictures
        )
        words = _basis_words(pictures)
        for each in figures:
            if isinstance(each.figure, NotComputable):
                return _not_comparable(statement, each.figure.reason, words)
        if any(each.figure.kind is not reported.kind for each in figures):
            return _not_comparable(statement, _unlike(measure, reported), words)
        verdict = _verdict(figures, reported)
        why: tuple[Explanation, ...] = ()
        if verdict in (Comparison.differs, Comparison.allowed) and measure.key == "pairs":
            why = explanations_of(pictures[-1], statement, figures[-1].figure)
        return Reconciliation(
            statement=statement,
            verdict=verdict,
            figures=figures,
            reported=reported,
            basis=words,
            explanations=why,
        )

    def _figure(
        self, measure: Measure | SubjectMeasure, statement: Statement, picture: Snapshot
    ) -> Figure:
        about = (statement.speaks_of or "") if isinstance(measure, SubjectMeasure) else ""
        key = (measure.key, about, picture.scope, picture.as_of)
        if key not in self._figures:
            self._figures[key] = (
                measure.compute(picture, about)
                if isinstance(measure, SubjectMeasure)
                else measure.compute(picture)
            )
        return self._figures[key]


def _measure(statement: Statement) -> Measure | SubjectMeasure | Text:
    key = statement.measure
    if not key:
        return Text(
            zh="没有填对应统计项，台账无从对照", en="it names no measure to be compared with"
        )
    if key in MEASURES:
        return MEASURES[key]
    if key not in SUBJECT_MEASURES:
        words = Text(zh="没有统计项“{key}”", en="the measure “{key}” is not known")
        return words.format(key=key)
    if not statement.speaks_of:
        words = Text(
            zh="统计项“{key}”说的是一个组织，而所述对象没有填",
            en="the measure “{key}” is of one organisation, and none is named",
        )
        return words.format(key=key)
    return SUBJECT_MEASURES[key]


def _rows(measure: Measure | SubjectMeasure, picture: Snapshot) -> tuple[str, ...]:
    named = isinstance(measure, Measure) and measure.rows
    return named(picture) if named else ()


def _not_comparable(
    statement: Statement, reason: Text, basis: Text | None = None
) -> Reconciliation:
    return Reconciliation(
        statement=statement, verdict=Comparison.not_comparable, reason=reason, basis=basis
    )


def _unlike(measure: Measure | SubjectMeasure, reported: Reported) -> Text:
    return Text(
        zh="上报的是{theirs}，“{measure}”是{ours}，不可比",
        en="a {theirs} was reported, “{measure}” is a {ours}: not comparable",
    ).format(theirs=reported.kind.label, measure=measure.label, ours=measure.kind.label)


def _verdict(figures: tuple[OwnFigure, ...], reported: Reported) -> Comparison:
    found = {compare(each.figure, reported) for each in figures}
    if len(found) == 1 and found != {Comparison.differs}:
        return found.pop()
    if found != {Comparison.differs}:
        return Comparison.allowed
    mine, theirs = figure_span(figures), reported.bounds
    above = mine.high is not None and theirs.low > mine.high
    below = theirs.high is not None and theirs.high < mine.low
    return Comparison.differs if above or below else Comparison.allowed


def _basis_words(pictures: list[Snapshot]) -> Text:
    scope = pictures[-1].scope
    home = pictures[-1].by_id(Division).get(scope.id)
    name = display_name(home.name, home.name_en) if home else Text.same(scope.id)
    days = Text.join([Text.same(each.as_of.isoformat()) for each in pictures])
    return Text(zh="按{name} {days} 的台账", en="by the ledger of {name}, {days}").format(
        name=name, days=days
    )
