"""The agreements to print of a proposal: parties, dates and lists as values; unknown ones stay blank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphs.model import (
    Agreement,
    Answer,
    Division,
    ListItem,
    ListKind,
    PartialDate,
    ProposalStage,
    ProposedPair,
    Snapshot,
    Unit,
    agreement_groups,
    parties_of,
)
from graphs.network import Party, parties
from graphs.proposals.papers.agreement_groups import party_letter
from graphs.proposals.stored_proposals import ProposalView
from graphs.text import Text

__all__ = ["AgreementDraft", "Item", "Match", "PartyLine", "agreement_drafts"]

_NONE = Text.same("")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLine:
    """One who signs: its letter (甲方, 乙方 …), name, host unit and place; blank where not known."""

    id: str
    letter: Text
    name: Text
    unit: Text = _NONE
    place: Text = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An open need, resource or project of a party."""

    party: Text
    kind: ListKind
    category: str
    title: str
    opened_on: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A need of one party and what another offers of the same category."""

    need: Item
    offer: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDraft:
    """One agreement to print, or one that is signed and printed again.

    Attributes
    ----------
    number
        Its place in the proposal, from 1.
    parties
        The host first (甲方), then its guests.
    reference
        The number (文号) of the signed agreement.
    signed_on, ends_on
        Known days only; ``None`` prints a blank line.
    """

    number: int
    pairs: tuple[ProposedPair, ...]
    parties: tuple[PartyLine, ...]
    items: tuple[Item, ...]
    matches: tuple[Match, ...]
    reference: str = ""
    goals: str = ""
    cadence: str = ""
    signed_on: PartialDate | None = None
    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    synthetic: bool = False


def agreement_drafts(
    snapshot: Snapshot,
    view: ProposalView,
    *,
    signed_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> tuple[AgreementDraft, ...]:
    """Return the agreements of a proposal: of its accepted pairs, or of all before it is approved.

    Parameters
    ----------
    signed_on, ends_on
        Days arranged beforehand; those of a signed agreement stand.
    """
    decided = view.proposal.stage in (ProposalStage.approved, ProposalStage.signed)
    known, signed = parties(snapshot), snapshot.by_id(Agreement)
    owned = _open_items(snapshot)
    found = []
    for number, group in enumerate(agreement_groups(view.accepted if decided else view.pairs), 1):
        lines = _lines(snapshot, known, parties_of(group))
        items = tuple(_items(lines, owned))
        written = signed.get(group[0].agreement or "")
        planned = PartialDate(signed_on.isoformat()) if signed_on else None
        last = PartialDate(ends_on.isoformat()) if ends_on else None
        found.append(
            AgreementDraft(
                number=number,
                pairs=group,
                parties=lines,
                items=items,
                matches=_matches(items),
                reference=(written and written.number) or "",
                goals=(written and written.goals) or "",
                cadence=(written and written.cadence) or "",
                signed_on=written.signed_on if written else planned,
                starts_on=written.starts_on if written else planned,
                ends_on=written.ends_on if written else last,
                synthetic=snapshot.synthetic or any(pair.synthetic for pair in group),
            )
        )
    return tuple(found)


def _lines(
    snapshot: Snapshot, known: Mapping[str, Party], ids: Iterable[str]
) -> tuple[PartyLine, ...]:
    units, places = snapshot.by_id(Unit), snapshot.by_id(Division)
    lines = []
    for at, ident in enumerate(ids):
        party = known.get(ident)
        own = [units[unit] for unit in party.units if unit in units] if party else []
        place = places.get(party.home) if party else None
        lines.append(
            PartyLine(
                id=ident,
                letter=party_letter(at),
                name=party.name if party else Text.same(ident),
                unit=Text.join([_named(unit) for unit in own]),
                place=_named(place) if place else _NONE,
            )
        )
    return tuple(lines)


def _named(item: Unit | Division) -> Text:
    return Text.named(item.name or "", item.name_en)


def _open_items(snapshot: Snapshot) -> dict[str, list[ListItem]]:
    found: dict[str, list[ListItem]] = {}
    for item in snapshot.records(ListItem):
        later = item.opened_on and item.opened_on.not_after(snapshot.as_of) is Answer.no
        over = item.closed_on and item.closed_on.not_after(snapshot.as_of) is Answer.certain
        if item.organisation and item.list and not later and not over:
            found.setdefault(item.organisation, []).append(item)
    return found


def _items(lines: Iterable[PartyLine], owned: Mapping[str, list[ListItem]]) -> Iterable[Item]:
    for line in lines:
        for item in owned.get(line.id, ()):
            if item.list is not None:
                yield Item(
                    party=line.letter,
                    kind=item.list,
                    category=(item.category or "").strip(),
                    title=item.title or "",
                    opened_on=item.opened_on,
                )


def _matches(items: tuple[Item, ...]) -> tuple[Match, ...]:
    """Needs and offers of the same category, as the office words it, from different parties."""
    return tuple(
        Match(need=need, offer=offer)
        for need in items
        for offer in items
        if need.kind is ListKind.need
        and offer.kind is not ListKind.need
        and need.category
        and need.category == offer.category
        and need.party != offer.party
    )
