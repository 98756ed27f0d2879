"""Obstacles to signing a proposal: in the ledger, the proposal itself, or other proposals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graphs.text import Text

__all__ = ["Conflict", "Couple", "Pairings", "ProposalBasis", "conflicts", "couple_of"]

Couple = tuple[str, str]
"""Two organisations in the order of their ids: a pair, whichever side each is on."""


def couple_of(one: str, other: str) -> Couple:
    """Return two organisations as a couple.

    Examples
    --------
    >>> couple_of("s1", "n1") == couple_of("n1", "s1")
    True
    """
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairings:
    """What a ledger knows of some organisations.

    Attributes
    ----------
    names
        What each is called in messages; one that is missing is not known at all.
    gone
        Why an organisation signs nothing any more.
    in_force
        The agreement of a couple that is in force, as it is called in messages.
    proposed
        The other proposals that hold a couple and are submitted or approved, as they are called,
        with whether they are approved.
    """

    names: Mapping[str, Text]
    gone: Mapping[str, Text] = field(default_factory=dict)
    in_force: Mapping[Couple, Text] = field(default_factory=dict)
    proposed: Mapping[Couple, tuple[tuple[Text, bool], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One obstacle to a couple.

    ``kind`` is ``itself``, ``twice``, ``unknown``, ``gone``, ``paired``, ``approved`` or
    ``submitted`` (by another proposal).
    """

    kind: str
    couple: Couple
    reason: Text

    @property
    def serious(self) -> bool:
        """Whether it keeps the couple from being signed; one merely submitted elsewhere does not."""
        return self.kind != "submitted"

    @property
    def senseless(self) -> bool:
        """Whether the couple makes no sense in any proposal at any time."""
        return self.kind in {"itself", "twice", "unknown", "gone"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalBasis:
    """Obstacles to approving a proposal as the ledger is now.

    ``moved`` names organisations that changed since the revision the plan rests on.
    """

    moved: tuple[Text, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing keeps it from being approved."""
        return not self.moved and not any(each.serious for each in self.conflicts)


def conflicts(couples: Iterable[Couple], known: Pairings) -> tuple[Conflict, ...]:
    """Return the obstacles to the couples of a proposal, in their order.

    Examples
    --------
    >>> known = Pairings(names={"n1": Text.same("甲"), "s1": Text.same("乙")},
    ...                  in_force={("n1", "s1"): Text.same("协议")})
    >>> [each.reason.zh for each in conflicts([("s1", "n1")], known)]
    ['甲 – 乙已有协议“协议”']
    """
    ordered = [couple_of(*each) for each in couples]
    times = Counter(ordered)
    return tuple(found for couple in times for found in _of(couple, times[couple], known))


def _of(couple: Couple, times: int, known: Pairings) -> Iterator[Conflict]:
    def found(kind: str, zh: str, en: str, **filled: object) -> Conflict:
        ends = [known.names.get(ident, Text.same(ident)) for ident in couple]
        both = Text.join(ends, zh=" – ", en=" – ")
        reason = Text(zh=zh, en=en).format(both=both, **filled)
        return Conflict(kind=kind, couple=couple, reason=reason)

    if couple[0] == couple[1]:
        name = known.names.get(couple[0], Text.same(couple[0]))
        yield found(
            "itself", "{name}不能与自己结对", "{name} cannot be paired with itself", name=name
        )
    if times > 1:
        yield found("twice", "{both}在方案里出现两次", "{both} are in the proposal twice")
    for ident in dict.fromkeys(couple):
        if ident not in known.names:
            yield found("unknown", "没有党组织“{id}”", "there is no organisation “{id}”", id=ident)
        elif ident in known.gone:
            yield found("gone", "{name}{why}", "{name} {why}", name=known.names[ident],
                        why=known.gone[ident])  # fmt: skip
    if couple in known.in_force:
        yield found(
            "paired", "{both}已有协议“{title}”", "{both} have the agreement “{title}” already",
            title=known.in_force[couple],
        )  # fmt: skip
    for title, approved in known.proposed.get(couple, ()):
        stage = (
            Text(zh="已获批准", en="approved") if approved else Text(zh="已提交", en="submitted")
        )
        yield found(
            "approved" if approved else "submitted",
            "{both}也在{stage}的方案“{title}”里",
            "{both} are also in the {stage} proposal “{title}”",
            stage=stage, title=title,
        )  # fmt: skip
