"""Criteria of closeness: industry chain, distance, needs met by resources."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphs.planning.candidates import candidate_columns
from graphs.planning.candidates.arrays import Reals
from graphs.planning.candidates.candidate_facts import SegmentAt
from graphs.planning.candidates.pool import Members, Pool
from graphs.planning.criteria.evidence import Evidence, criterion
from graphs.planning.criteria.need_kinds import kinds_text
from graphs.text import Text

__all__ = ["chain", "distance", "distance_km", "needs"]

_EARTH_KM = 6371.0088
_HALF_KM = 10.0
_SAME_TOWN, _SAME_DISTRICT = 0.8, 0.4


def _unknown(reason: Text) -> Evidence:
    return Evidence(score=None, reason=reason)


_CHAIN_WORDS = {
    1.0: Text(zh="有供应关系", en="one supplies the other"),
    0.8: Text(zh="同链相邻环节", en="neighbouring segments of a chain"),
    0.5: Text(zh="同链", en="on the same chain"),
    0.3: Text(zh="同链同一环节", en="in the same segment of a chain"),
    0.0: Text(zh="不在同一产业链", en="on different chains"),
}


def _chain_reason(pool: Pool, score: float | None) -> Evidence:
    if score is None:
        return _unknown(
            Text(zh="至少一方没有产业链记录", en="at least one is recorded on no industry chain")
        )
    return Evidence(
        score=score,
        reason=Text(zh="产业链：", en="chain: ") + _CHAIN_WORDS[score],
        guest_value=_seats(pool.guests[candidate_columns.seats][0]),
        host_value=_seats(pool.hosts[candidate_columns.seats][0]),
    )


def _seats(seats: tuple[SegmentAt, ...]) -> Text:
    return Text.same("；".join(f"{seat.chain_name}·{seat.name or '—'}" for seat in seats))


@criterion(
    order=20, even=2.0, label=Text(zh="链上衔接", en="Chain adjacency"), reason=_chain_reason
)
def chain(pool: Pool) -> Reals:
    """How the two hang together along an industry chain.

    A recorded supply between their units 1, neighbouring segments 0.8, the same chain 0.5, the
    same segment 0.3 (they may compete), different chains 0. No data where one is recorded on no
    chain and no supply is.
    """
    left, at_left = _distinct(pool.guests)
    right, at_right = _distinct(pool.hosts)
    table = np.full((len(left), len(right)), np.nan)
    for row, mine in enumerate(left):
        for place, theirs in enumerate(right):
            if mine and theirs:
                table[row, place] = max(_seat_score(a, b) for a in mine for b in theirs)
    found = table[at_left][:, at_right]
    found[pool.places(pool.links.supply)] = 1.0
    return found


def _distinct(side: Members) -> tuple[list[tuple[SegmentAt, ...]], npt.NDArray[np.int64]]:
    at: dict[tuple[SegmentAt, ...], int] = {}
    places = [at.setdefault(seats, len(at)) for seats in side[candidate_columns.seats]]
    return list(at), np.array(places, dtype=np.int64)


def _seat_score(left: SegmentAt, right: SegmentAt) -> float:
    if left.chain != right.chain:
        return 0.0
    if left.order < 0 or right.order < 0:
        return 0.5
    if left.segment == right.segment:
        return 0.3
    return 0.8 if abs(left.order - right.order) == 1 else 0.5


def distance_km(pool: Pool) -> Reals:
    """Return great-circle distances of all pairs in kilometres; NaN without coordinates.

    Examples
    --------
    >>> pool = Pool(guests=Members.of(["n"], place={"n": (113.0, 34.0)}),
    ...             hosts=Members.of(["s"], place={"s": (113.0, 35.0)}))
    >>> round(float(distance_km(pool)[0, 0]), 1)
    111.2
    """
    a, b = (
        np.radians(pool.guests[candidate_columns.place]),
        np.radians(pool.hosts[candidate_columns.place]),
    )
    # Sums of outer products, not a matrix product: the same bits for one pair as for all.
    half = np.sin((a[:, None, 1] - b[None, :, 1]) / 2) ** 2
    half += (
        np.cos(a[:, None, 1])
        * np.cos(b[None, :, 1])
        * np.sin((a[:, None, 0] - b[None, :, 0]) / 2) ** 2
    )
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))


def _distance_reason(pool: Pool, score: float | None) -> Evidence:
    if score is None:
        return _unknown(Text(zh="没有坐标，也不知道所在乡镇", en="no coordinates and no township"))
    values = (
        Text.same(pool.guests[candidate_columns.town][0]),
        Text.same(pool.hosts[candidate_columns.town][0]),
    )
    far = float(distance_km(pool)[0, 0])
    if far == far:  # noqa: PLR0124  # NaN differs from itself
        words = Text(zh=f"相距 {far:.1f} 公里", en=f"{far:.1f} km apart")
    elif score == _SAME_TOWN:
        words = Text(zh="同一乡镇（街道）", en="the same township")
    elif score == _SAME_DISTRICT:
        words = Text(zh="同一县（区）不同乡镇", en="the same district, different townships")
    else:
        words = Text(zh="不在同一县（区）", en="different districts")
    return Evidence(score=score, reason=words, guest_value=values[0], host_value=values[1])


@criterion(order=30, even=2.0, label=Text(zh="距离", en="Distance"), reason=_distance_reason)
def distance(pool: Pool) -> Reals:
    """How near the two are: half for each 10 km by coordinates, else by steps.

    Without coordinates of both: the same township 0.8, the same district 0.4, else 0. No data
    where a township is unknown too.
    """
    found = np.exp2(-distance_km(pool) / _HALF_KM)
    unknown = np.isnan(found)
    if unknown.any():
        steps = np.zeros(pool.shape)
        steps[
            _same(pool.guests[candidate_columns.district], pool.hosts[candidate_columns.district])
        ] = _SAME_DISTRICT
        steps[_same(pool.guests[candidate_columns.town], pool.hosts[candidate_columns.town])] = (
            _SAME_TOWN
        )
        steps[np.array(pool.guests[candidate_columns.town]) == ""] = np.nan
        steps[:, np.array(pool.hosts[candidate_columns.town]) == ""] = np.nan
        found[unknown] = steps[unknown]
    return np.asarray(found)


def _same(left: tuple[str, ...], right: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    at = {word: place for place, word in enumerate(sorted({*left, *right}))}
    a = np.array([at[word] for word in left], dtype=np.int64)
    b = np.array([at[word] for word in right], dtype=np.int64)
    known = np.array([bool(word) for word in left], dtype=bool)
    return np.asarray((a[:, None] == b[None, :]) & known[:, None])


def _needs_reason(pool: Pool, score: float | None) -> Evidence:
    wanted, offered = (
        pool.guests[candidate_columns.needs][0],
        pool.hosts[candidate_columns.offers][0],
    )
    if score is None:
        return _unknown(
            Text(zh="需求或资源清单为空", en="the list of needs or the list of resources is empty")
        )
    met = [item for item in wanted if item in offered]
    count = Text(
        zh=f"{len(wanted)} 类需求中可对接 {len(met)} 类：",
        en=f"{len(met)} of {len(wanted)} kinds of need can be met: ",
    )
    return Evidence(
        score=score,
        reason=count + kinds_text(met),
        guest_value=kinds_text(wanted),
        host_value=kinds_text(offered),
    )


@criterion(
    order=40,
    even=2.0,
    label=Text(zh="需求与资源对接", en="Needs met by resources"),
    reason=_needs_reason,
)
def needs(pool: Pool) -> Reals:
    """The share of the guest's kinds of need (需求清单) that the host's resources and projects meet.

    Categories are compared as the office words them. No data where one of the lists is empty.
    """
    kinds = sorted(
        {
            item
            for side in (pool.guests[candidate_columns.needs], pool.hosts[candidate_columns.offers])
            for row in side
            for item in row
        }
    )
    wanted, offered = (
        _listed(pool.guests[candidate_columns.needs], kinds),
        _listed(pool.hosts[candidate_columns.offers], kinds),
    )
    count = wanted.sum(axis=1)
    met = np.zeros(pool.shape)
    for kind in range(len(kinds)):
        met += wanted[:, kind, None] & offered[None, :, kind]
    found = met / np.where(count > 0, count, np.nan)[:, None]
    found[:, [not items for items in pool.hosts[candidate_columns.offers]]] = np.nan
    return np.asarray(found)


def _listed(rows: tuple[tuple[str, ...], ...], kinds: list[str]) -> npt.NDArray[np.bool_]:
    at = {kind: place for place, kind in enumerate(kinds)}
    found = np.zeros((len(rows), len(kinds)), dtype=bool)
    for row, items in enumerate(rows):
        found[row, [at[item] for item in items]] = True
    return found
