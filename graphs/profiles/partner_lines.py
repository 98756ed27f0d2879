"""With whom an organisation is paired: one line a pair, with its agreement, dates and activity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphs.model import Absence, Agreement, Bounds, Count, Record, Snapshot, derived
from graphs.network import Pair, Status, count_pairs, pairs, parties
from graphs.profiles.mentions import Mention, agreement_words, mention
from graphs.text import Text

__all__ = ["PartnerLine", "Partners", "pair_totals", "partners", "stated"]

_NONE = Count()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """One pair as its organisation sees it.

    Attributes
    ----------
    counted
        True for a state-owned with a non-public side; others stay out of the counters.
    count
        How many pairs the line stands for; more than one between collectives.
    agreement
        The agreement by its type and number; ``title`` is its recorded title, as recorded.
    since, ends
        The days as recorded, or why there is none.
    certain
        False where incomplete dates leave room for another status.
    last_activity
        The latest day something was held under the agreement, or that nothing is recorded.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation, Signatory
    >>> own = Snapshot.from_records([
    ...     Organisation(id="o1", name="甲党支部"), Organisation(id="o2", name="乙党支部"),
    ...     Agreement(id="g1"), Signatory(id="y1", agreement="g1", organisation="o1"),
    ...     Signatory(id="y2", agreement="g1", organisation="o2")], as_of=dt.date(2010, 6, 15))
    >>> [line] = partners(own, "o1").current
    >>> line.partner.name.zh, line.since.zh, line.counted
    ('乙党支部', '未载明', False)
    """

    partner: Mention
    counted: bool
    count: Bounds
    agreement: Mention
    title: str
    since: Text
    ends: Text
    status: Status
    certain: bool
    last_activity: Text
    activities: int
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """The pairs of one organisation: in force, yet to begin, and past, each with its count.

    ``load`` counts the pairs in force between the two sides as every list and counter does;
    ``others`` those in force of other kinds (a government body, a village …).
    """

    current: tuple[PartnerLine, ...] = ()
    coming: tuple[PartnerLine, ...] = ()
    past: tuple[PartnerLine, ...] = ()
    load: Count = _NONE
    others: Count = _NONE
    over: Count = _NONE


def partners(snapshot: Snapshot, ident: str) -> Partners:
    """Return the pairs of an organisation in the snapshot, those that end first on top."""
    found = _pairs_of(snapshot).get(ident, ())
    current = [pair for pair in found if pair.agreement_status.status.in_force]
    coming = [pair for pair in found if pair.agreement_status.status is Status.signed]
    past = [
        pair for pair in found if pair.agreement_status.status in (Status.expired, Status.ended)
    ]
    return Partners(
        current=_lines(snapshot, ident, sorted(current, key=_soonest)),
        coming=_lines(snapshot, ident, sorted(coming, key=_soonest)),
        past=_lines(snapshot, ident, sorted(past, key=_soonest, reverse=True)),
        load=count_pairs(pair for pair in current if pair.counted),
        others=count_pairs(pair for pair in current if not pair.counted),
        over=count_pairs(past),
    )


def pair_totals(snapshot: Snapshot, ident: str) -> tuple[Count, Count, bool, bool]:
    """Return the pairs in force, those of other kinds, whether some begin later or are past.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> pair_totals(empty, "o1")[2:]
    (False, False)
    """
    found = _pairs_of(snapshot).get(ident, ())
    current = [pair for pair in found if pair.agreement_status.status.in_force]
    return (
        count_pairs(pair for pair in current if pair.counted),
        count_pairs(pair for pair in current if not pair.counted),
        any(pair.agreement_status.status is Status.signed for pair in found),
        any(pair.agreement_status.status in (Status.expired, Status.ended) for pair in found),
    )


@derived
def _pairs_of(snapshot: Snapshot) -> Mapping[str, tuple[Pair, ...]]:
    found: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs(snapshot):
        for end in (pair.host, pair.guest):
            found[end].append(pair)
    return MappingProxyType({end: tuple(own) for end, own in found.items()})


def _soonest(pair: Pair) -> tuple[str, str, tuple[str, str, str]]:
    ends = pair.agreement_status.ends_on
    return (ends.isoformat() if ends else "9999", pair.signed_on or "9999", pair.key)


def _lines(snapshot: Snapshot, ident: str, found: list[Pair]) -> tuple[PartnerLine, ...]:
    return tuple(_line(snapshot, ident, pair) for pair in found)


def _line(snapshot: Snapshot, ident: str, pair: Pair) -> PartnerLine:
    item = snapshot.by_id(Agreement)[pair.agreement]
    other = pair.guest if pair.host == ident else pair.host
    begins = "signed_on" if item.signed_on or not item.starts_on else "starts_on"
    ended = pair.agreement_status.status is Status.ended
    return PartnerLine(
        partner=mention(snapshot, other),
        counted=pair.counted,
        count=pair.count,
        agreement=Mention(
            id=item.id, record="agreement", name=agreement_words(item.kind, item.number)
        ),
        title=item.title or "",
        since=stated(item, begins),
        ends=stated(item, "ended_on" if ended else "ends_on"),
        status=pair.agreement_status.status,
        certain=pair.agreement_status.certain,
        last_activity=_last(snapshot, pair),
        activities=pair.activities,
        synthetic=pair.synthetic or parties(snapshot)[other].synthetic,
    )


def stated(item: Record, name: str) -> Text:
    """Return a date as recorded, as printed where it has no year, or why there is none.

    Examples
    --------
    >>> stated(Agreement(id="g1"), "ends_on").zh
    '未载明'
    """
    value = getattr(item, name)
    if value is None:
        return (item.absence(name) or Absence.not_stated).label
    inferred = Text(zh="（推断）", en=" (inferred)") if value.inferred else Text.same("")
    return Text.same(value.text or value.printed or "") + inferred


def _last(snapshot: Snapshot, pair: Pair) -> Text:
    if pair.last_activity is not None:
        return Text.same(pair.last_activity.isoformat())
    if pair.activities:
        return Text(zh="日期未载明", en="day not stated")
    if not snapshot.activity_recorded:
        return Text(zh="台账不记活动", en="no activities in this ledger")
    return Text(zh="无记录", en="none recorded")
