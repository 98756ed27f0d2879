"""Load of the hosts: the mean, the most, who carries none, and how evenly it is spread."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.model import Count, Figure, Kind, Mean, NotComputable, Side
from graphs.network import count_pairs, pair_loads, parties
from graphs.statistics.month.report_measure import Part, report_measure
from graphs.statistics.record_counts import organisation_count
from graphs.text import Text

__all__ = ["Balance", "balance", "gini", "idle_hosts", "mean_load"]


@report_measure(
    order=100,
    kind=Kind.mean,
    label=Text(zh="平均负载", en="Mean load"),
    unit=Text(zh="对每个有结对的国企党组织", en="pairs per host with any"),
    definition=Text(
        zh="平均负载 = 有效结对 ÷ 其中的国企方个数。",
        en="Mean load = pairs in force ÷ the state-owned organisations that carry them.",
    ),
)
def mean_load(part: Part) -> Figure:
    """Return how many pairs a host with any carries on average."""
    running = part.pairs_in_force()
    if not running:
        return NotComputable(
            kind=Kind.mean, reason=Text(zh="没有有效结对", en="there is no pair in force")
        )
    known = parties(part.snapshot)
    own = [known[host] for host in sorted({pair.host for pair in running})]
    over = organisation_count(own)
    if over.high is None:  # any mean down to zero would be possible
        return NotComputable(
            kind=Kind.mean,
            reason=Text(zh="国企方有几个未载明", en="it is not stated how many hosts there are"),
        )
    return Mean(total=count_pairs(running), over=over)


@report_measure(
    order=110,
    label=Text(zh="没有结对的国企党组织", en="Hosts without a pair"),
    unit=Text(zh="个", en="organisations"),
    definition=Text(
        zh="当日存在、没有任何有效结对的国企侧党组织。",
        en="State-owned organisations alive on the day without a pair in force.",
    ),
)
def idle_hosts(part: Part) -> Figure:
    """Return the hosts that carry no pair."""
    everybody = Part(snapshot=part.snapshot).pairs_in_force()
    busy = {pair.host for pair in everybody}
    return organisation_count(p for p in part.living(Side.soe) if p.id not in busy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How the pairs in force are spread over named hosts, at least.

    Attributes
    ----------
    loads
        How many pairs each named host carries, the most first, then by id; 0 for who has none.
    gini
        0 where all carry the same, towards 1 where one carries all; by the fewest each may carry.
        ``None`` where nobody carries any.
    exact
        Whether every load is known exactly.
    """

    loads: tuple[tuple[str, Count], ...]
    gini: float | None
    exact: bool


def balance(part: Part) -> Balance:
    """Return how evenly the pairs in force are spread over the named hosts of a part.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Snapshot
    >>> nobody = Part(snapshot=Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    >>> balance(nobody).gini is None, balance(nobody).exact
    (True, True)
    """
    load = pair_loads(Part(snapshot=part.snapshot).pairs_in_force())
    rows = [(p.id, load.get(p.id, Count())) for p in part.living(Side.soe) if p.named]
    rows.sort(key=lambda row: (-row[1].low, row[0]))
    return Balance(
        loads=tuple(rows),
        gini=gini([count.low for _, count in rows]),
        exact=all(count.low == count.high for _, count in rows),
    )


def gini(values: list[float]) -> float | None:
    """Return the Gini coefficient of values of at least 0; ``None`` where they add up to nothing.

    Examples
    --------
    >>> gini([2, 2, 2]), gini([0, 0, 0, 4]), gini([])
    (0.0, 0.75, None)
    """
    total = sum(values)
    if not total:
        return None
    weighted = sum(place * value for place, value in enumerate(sorted(values), start=1))
    return 2 * weighted / (len(values) * total) - (len(values) + 1) / len(values)
