"""What a reconciliation rests on: what was reported, the ledger's figures, the records they count."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Self

from graphs.errors import NotFound
from graphs.model import (
    Bounds,
    Figure,
    NotComputable,
    Quantity,
    Rate,
    Snapshot,
    Statement,
    number_text,
    read_number,
)
from graphs.network import find_record, parties, record_name
from graphs.statistics.statements.reconciled_statement import Reconciliation
from graphs.text import Text

__all__ = ["MOST_ROWS", "DayEvidence", "FigureEvidence", "evidence_of", "read_evidence", "row_name"]


MOST_ROWS = 2_000
"""How many rows a sign-off lists; of more it keeps number and digest, and their revision has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEvidence:
    """The ledger's figure on a day, and what it counts, each by what names it.

    That is the id of a record; of a pair, its agreement and both ends; of a rate, part and whole.

    Attributes
    ----------
    count, digest
        How many rows there are, and their SHA-256.
    rows
        The rows, sorted; none in what was read of a sign-off that had too many to list.
    """

    day: dt.date
    bounds: Bounds
    count: int
    digest: str
    rows: tuple[str, ...]

    @classmethod
    def of(cls, day: dt.date, bounds: Bounds, rows: tuple[str, ...]) -> Self:
        """Return the evidence of a day from all that it counts."""
        return cls(day=day, bounds=bounds, count=len(rows), digest=_digest(rows), rows=rows)

    def facts(self) -> dict[str, Any]:
        """Return what the digest of a sign-off is made of; numbers as digits, which read back exactly."""
        high = None if self.bounds.high is None else number_text(self.bounds.high)
        low = number_text(self.bounds.low)
        day = self.day.isoformat()
        return {"day": day, "low": low, "high": high, "count": self.count, "digest": self.digest}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEvidence:
    """All that a sign-off rests on; the same facts give the same digest, in whatever order.

    Attributes
    ----------
    reported
        The statement's own facts by column, blank ones left out: a corrected figure is another.
    days
        One for each day the statement may mean; none where nothing can be compared.
    """

    reported: tuple[tuple[str, str], ...]
    days: tuple[DayEvidence, ...]

    def text(self) -> str:
        """Return it as JSON, always the same for the same evidence; rows where they can be listed."""
        listed = sum(each.count for each in self.days) <= MOST_ROWS
        days = [e.facts() | ({"rows": e.rows} if listed else {}) for e in self.days]
        return _json({"reported": dict(self.reported), "days": days})

    @property
    def digest(self) -> str:
        """SHA-256 of its facts, in hexadecimal digits."""
        days = [each.facts() for each in self.days]
        text = _json({"reported": dict(self.reported), "days": days})
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def rows(self) -> tuple[str, ...]:
        """What some day counts, sorted."""
        return tuple(sorted({row for each in self.days for row in each.rows}))

    @property
    def listed(self) -> bool:
        """Whether every row is here."""
        return all(len(each.rows) == each.count for each in self.days)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(rows: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def evidence_of(found: Reconciliation) -> FigureEvidence:
    """Return what a reconciliation rests on.

    Examples
    --------
    >>> from graphs.model import Comparison, Count, Quantity
    >>> from graphs.statistics.statements.reconciled_statement import OwnFigure
    >>> told = Statement(id="t1", indicator="结对", measure="pairs", value=Quantity("=", 32))
    >>> own = OwnFigure(day=dt.date(2010, 6, 15), figure=Count.exactly(2, ids=("p2", "p1")))
    >>> rests_on = evidence_of(
    ...     Reconciliation(statement=told, verdict=Comparison.differs, figures=(own,)))
    >>> rests_on.rows, dict(rests_on.reported)["value"]
    (('p1', 'p2'), '=32')
    """
    return FigureEvidence(
        reported=_reported(found.statement),
        days=tuple(
            DayEvidence.of(each.day, each.figure.bounds, each.rows or _ids(each.figure))
            for each in found.figures
            if not isinstance(each.figure, NotComputable)
        ),
    )


def read_evidence(text: str) -> FigureEvidence | None:
    """Return the evidence of a sign-off; ``None`` where the text is none."""
    try:
        content = json.loads(text)
        return FigureEvidence(
            reported=tuple(sorted((str(k), str(v)) for k, v in content["reported"].items())),
            days=tuple(_day(each) for each in content["days"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def row_name(snapshot: Snapshot, row: str) -> Text:
    """Return what a row of evidence is called: a record, or both ends of a pair and its agreement.

    What the snapshot does not have (it may be gone since) is called by its id.

    Examples
    --------
    >>> from graphs.model import Organisation
    >>> snapshot = Snapshot.from_records(
    ...     [Organisation(id="o1", name="甲党支部")], as_of=dt.date(2010, 6, 15))
    >>> row_name(snapshot, "o1").zh, row_name(snapshot, "g1|o1|o2").zh
    ('甲党支部', '甲党支部 — o2（g1）')
    """
    parts = [_name(snapshot, ident) for ident in row.split("|")]
    if len(parts) < 3:
        return Text.join(parts)
    agreement, host, guest = parts[:3]
    form = Text(zh="{host} — {guest}（{agreement}）", en="{host} – {guest} ({agreement})")
    return form.format(host=host, guest=guest, agreement=agreement)


def _name(snapshot: Snapshot, ident: str) -> Text:
    party = parties(snapshot).get(ident)
    if party is not None:
        return party.name
    try:
        return record_name(snapshot, find_record(snapshot, ident))
    except NotFound:
        return Text.same(ident)


def _day(found: Any) -> DayEvidence:
    high, rows = found["high"], tuple(str(each) for each in found.get("rows", ()))
    if "rows" in found and (len(rows), _digest(rows)) != (found["count"], found["digest"]):
        raise ValueError(found["digest"])
    return DayEvidence(
        day=dt.date.fromisoformat(found["day"]),
        bounds=Bounds(read_number(found["low"]), None if high is None else read_number(high)),
        count=int(found["count"]),
        digest=str(found["digest"]),
        rows=rows,
    )


def _reported(statement: Statement) -> tuple[tuple[str, str], ...]:
    facts = {
        "indicator": statement.indicator,
        "measure": statement.measure,
        "value": _value(statement.value) if statement.value else None,
        "unit_of_count": statement.unit_of_count,
        "as_of": statement.as_of.text if statement.as_of else None,
        "division": statement.division,
        "scope_note": statement.scope_note,
        "speaks_of": statement.speaks_of,
        "source": statement.source,
    }
    return tuple(sorted((key, value) for key, value in facts.items() if value))


def _value(value: Quantity) -> str:
    upper = "" if value.upper is None else f"..{number_text(value.upper)}"
    return f"{value.operator}{number_text(value.value)}{upper}"


def _ids(figure: Figure) -> tuple[str, ...]:
    if isinstance(figure, NotComputable):
        return ()
    if isinstance(figure, Rate):
        return tuple(sorted({*figure.numerator.ids, *figure.denominator.ids}))
    return tuple(sorted(figure.ids))
