"""How a partner ranks among all that a guest could have, and which of them score higher."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from graphs.planning.criteria.points import points
from graphs.planning.plan import Solved
from graphs.text import Text

__all__ = ["HigherPartner", "PartnerRank", "partner_rank"]

_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HigherPartner:
    """A host that scores higher with the guest: by how many millionths, and whether it has no slot left."""

    host: str
    more: int
    full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRank:
    """The place of a host among those a guest could have, by score apart from workload.

    Attributes
    ----------
    place
        1 where no host scores higher.
    possible
        How many hosts no rule bars for the guest.
    higher
        The hosts that score higher and are not the guest's already, the highest first.
    """

    place: int
    possible: int
    higher: tuple[HigherPartner, ...]
    sentence: Text


def partner_rank(solved: Solved, guest: str, host: str) -> PartnerRank:
    """Return how a host ranks for a guest, so that a reader sees why it is not a higher one.

    Raises
    ------
    ValueError
        The guest or the host is no candidate of the plan.

    Examples
    --------
    >>> from graphs.planning import PlanSettings, problem_from_matrix, solved_plan
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9, 0.1], [0.8, 0.7]])),
    ...                    PlanSettings(weights=(("given", 1.0),)))
    >>> found = partner_rank(made, "guest2", "host2")
    >>> found.place, found.possible, [(each.host, each.more, each.full) for each in found.higher]
    (2, 2, [('host1', 100000, True)])
    """
    pool, compiled = solved.problem.pool, solved.compiled
    row, column = pool.guests.ids.index(guest), pool.hosts.ids.index(host)
    possible, scores = compiled.barred[row] == 0, compiled.scores[row]
    own = solved.pairs[solved.pairs[:, 0] == row, 1]
    above = possible & (scores > scores[column])
    place = int(above.sum()) + 1
    above[own] = False
    given = np.bincount(solved.solution.pairs[:, 1], minlength=len(scores))
    full = given >= solved.solution.assignment.host_high
    order = np.flatnonzero(above)[np.argsort(-scores[above], kind="stable")].tolist()
    higher = tuple(
        HigherPartner(
            host=pool.hosts.ids[each],
            more=int(scores[each] - scores[column]),
            full=bool(full[each]),
        )
        for each in order
    )
    made = PartnerRank(
        place=place, possible=int(possible.sum()), higher=higher, sentence=Text.same("")
    )
    names = dict(zip(pool.hosts.ids, pool.hosts.names, strict=True))
    locked = [row, column] in compiled.locked.tolist()
    best = solved.plan.optimal and not locked
    return replace(made, sentence=_sentence(made, names, best=best, locked=locked))


def _sentence(found: PartnerRank, names: dict[str, Text], *, best: bool, locked: bool) -> Text:
    words = Text(
        zh="不计负担，在它可选的 {n} 个国企党组织中得分",
        en="Workload aside, by score this is ",
    ).format(n=found.possible)
    if found.place == 1:
        return words + Text(zh="最高。", en="the best of its {n} possible partners.").format(
            n=found.possible
        )
    listed = Text.join(
        [
            names[each.host]
            + Text.same(f" {points(each.more, signed=True)}")
            + (Text(zh="（名额已满）", en=" (full)") if each.full else Text.same(""))
            for each in found.higher[:_NAMED]
        ],
        zh="、",
        en=", ",
    )
    rest = len(found.higher) - _NAMED
    more = Text(zh="等 {n} 个", en=" and {m} more") if rest > 0 else Text.same("")
    words += Text(zh="排第 {place}", en="number {place} of its {n} possible partners").format(
        place=found.place, n=found.possible
    )
    if not found.higher:
        return words + Text(zh="，更高的也已与它结对。", en="; it has the higher ones too.")
    words += Text(zh="；更高的有：", en=". Higher: ")
    words += listed + more.format(n=len(found.higher), m=rest)
    if best:
        words += Text(
            zh="——改给它，整个方案不会更好", en="; with any of them the whole plan is no better"
        )
    if locked:
        words += Text(zh="——这一对是锁定的", en="; this pair is locked")
    return words + Text(zh="。", en=".")
