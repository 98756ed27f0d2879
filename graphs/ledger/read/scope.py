"""The rows that a scope loads: core organisations and units, then everything joined to them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, exists, select, union

from graphs.errors import NotFound
from graphs.ledger.database.in_list import in_list
from graphs.ledger.read.load import Loader, holding
from graphs.ledger.read.organisation_homes import at_home, placeless_at_home
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.model import Scope
from graphs.text import Text

__all__ = ["load_scope", "missing_scope"]

_TIED = ("division", "unit", "organisation", "agreement", "chain", "source")
_WAIVED = ("organisation", "unit", "agreement", "statement", "division", "activity")
_JUDGED = ("organisation", "unit", "agreement", "chain", "division")
_REMARKED = ("proposal", "proposed_pair", "organisation", "agreement")
_CITED = tuple(kind for kind in RECORD_TABLES if kind not in ("source", "citation", "alias"))


def load_scope(loader: Loader, scope: Scope) -> frozenset[str]:
    """Fetch the rows of a scope and return its stubs: organisations and units outside it.

    1. The core: the organisations and units the scope is about; of a division the organisations
       at home in it (:func:`graphs.model.home_divisions`) and the units placed in it.
    2. What touches the core: superiors, bodies, hosts, agreements with all who signed them,
       activities, lists, chains, ties, lineage, statements.
    3. Stubs: whoever these name outside the core, with hosts and places.
    4. Aliases, citations and sources of all that; divisions above; profile and posts.

    Raises
    ------
    NotFound
        The scope's division, chain or organisation is not there on that day.
    """
    if scope.kind == "whole":
        for kind in RECORD_TABLES:
            loader.all_at_once(kind, *_formed(loader, kind))
        return frozenset()
    {"division": _division, "chain": _chain, "ego": _ego}[scope.kind](loader, scope)
    core = loader.ids("organisation") | loader.ids("unit")
    _around(loader)
    _stubs(loader)
    _evidence(loader)
    return frozenset((loader.ids("organisation") | loader.ids("unit")) - core)


def _formed(loader: Loader, kind: str) -> list[ColumnElement[bool]]:
    """Return what narrows the whole ledger to organisations of some unit, and their superiors."""
    column = {"organisation": "id", "superior": "organisation"}.get(kind)
    if column is None or not loader.extract.in_units:
        return []
    named = union(
        *(
            select(RECORD_TABLES[each].c.organisation).where(*holding(each))
            for each in ("hosting", "signatory")
        )
    )
    return [RECORD_TABLES[kind].c[column].in_(named)]


def missing_scope(scope: Scope) -> NotFound:
    """Return the error for a scope that is not there on a day, or not for whoever asks."""
    return NotFound(
        Text(
            zh="这一天的台账里没有范围“{words}”",
            en="the ledger holds no scope “{words}” on that day",
        ).format(words=scope.words)
    )


def _division(loader: Loader, scope: Scope) -> None:
    if not loader.by("division", id=[scope.id]):
        raise missing_scope(scope)
    [path] = loader.values("division", "path", of=[scope.id])
    table = RECORD_TABLES["division"]
    if not loader.extract.alone:
        # "0" follows "/" in code points: every path that begins with this one lies between them.
        loader.where("division", table.c.path >= path, table.c.path < path[:-1] + "0")
    below = loader.ids("division")
    loader.by("unit", division=below)
    if loader.extract.alone:
        bare = placeless_at_home(loader.connection, loader.clocks, scope.id)
    else:
        bare = at_home(loader.connection, loader.clocks, below)
    if not loader.extract.in_units:
        loader.by("organisation", division=below, id=bare)
        return
    organisation, hosting = RECORD_TABLES["organisation"].c, RECORD_TABLES["hosting"].c
    # One probe for each organisation here; as a list it would be read of the whole country.
    formed = exists().where(hosting.organisation == organisation.id, *holding("hosting"))
    for column, idents in ((organisation.division, below), (organisation.id, bare)):
        loader.where("organisation", in_list(loader.connection, column, sorted(idents)), formed)


def _chain(loader: Loader, scope: Scope) -> None:
    if not loader.by("chain", id=[scope.id]):
        raise missing_scope(scope)
    loader.by("chain_member", chain=[scope.id])
    members = loader.values("chain_member", "member")
    lead = loader.values("chain", "lead")
    loader.by("unit", id=members)
    loader.by("organisation", id=members | lead)
    level = lead
    while level:
        edges = loader.by("superior", superior=level)
        level = loader.values("superior", "organisation", of=edges) - loader.ids("organisation")
        loader.by("organisation", id=level)
    loader.by("hosting", unit=loader.ids("unit"), organisation=loader.ids("organisation"))
    loader.by("organisation", id=loader.values("hosting", "organisation"))
    loader.by("unit", id=loader.values("hosting", "unit"))


def _ego(loader: Loader, scope: Scope) -> None:
    if not loader.by("organisation", id=[scope.id]):
        raise missing_scope(scope)
    level, seen = {scope.id}, {scope.id}
    for _ in range(scope.hops):
        signed = loader.by("signatory", organisation=level)
        agreements = loader.values("signatory", "agreement", of=signed)
        parties = loader.by("signatory", agreement=agreements)
        edges = loader.by("superior", organisation=level, superior=level)
        hosts = loader.by("hosting", organisation=level)
        shared = loader.by("hosting", unit=loader.values("hosting", "unit", of=hosts))
        level = (
            loader.values("signatory", "organisation", of=parties)
            | loader.values("superior", "organisation", "superior", of=edges)
            | loader.values("hosting", "organisation", of=shared)
        ) - seen
        seen |= level
    loader.by("organisation", id=seen)
    loader.by("unit", id=loader.values("hosting", "unit"))


def _around(loader: Loader) -> None:
    organisations, units = loader.ids("organisation"), loader.ids("unit")
    both = organisations | units
    divisions = loader.ids("division")
    loader.by("superior", organisation=organisations)
    loader.by("membership", organisation=organisations, body=organisations)
    loader.by("hosting", organisation=organisations)
    loader.by("lineage", predecessor=both, successor=both)
    loader.by("signatory", organisation=organisations)
    loader.by("agreement", id=loader.values("signatory", "agreement"))
    agreements = loader.ids("agreement")
    loader.by("signatory", agreement=agreements)
    loader.by("activity", agreement=agreements, organisation=organisations, partner=organisations)
    loader.by("list_item", agreement=agreements, organisation=organisations)
    loader.by("proposed_pair", host=organisations, guest=organisations)
    loader.by("proposal", id=loader.values("proposed_pair", "proposal"))
    loader.by("proposed_pair", proposal=loader.ids("proposal"))
    loader.by("chain_member", member=both)
    named = loader.values("chain_member", "chain") | loader.values("agreement", "chain")
    loader.by("chain", id=named, division=divisions, lead=organisations)
    chains = loader.ids("chain")
    loader.by("segment", chain=chains)
    loader.by("chain_member", chain=chains)
    loader.by("supply", supplier=units, customer=units, chain=chains)
    tied = both | chains | divisions
    loader.by("tie", subject=tied, object=tied)
    loader.by("statement", division=divisions, speaks_of=both | agreements | chains)


def _stubs(loader: Loader) -> None:
    organisations = (
        loader.values("superior", "superior", "organisation")
        | loader.values("membership", "organisation", "body")
        | loader.values("hosting", "organisation")
        | loader.values("signatory", "organisation", "partner")
        | loader.values("activity", "organisation", "partner")
        | loader.values("list_item", "organisation")
        | loader.values("chain", "lead")
        | loader.values("proposed_pair", "host", "guest")
    )
    either = (
        loader.values("chain_member", "member")
        | loader.values("tie", "subject", "object")
        | loader.values("lineage", "predecessor", "successor")
    )
    new = (organisations | either) - loader.ids("organisation")
    loader.by("organisation", id=new)
    loader.by("hosting", organisation=new & loader.ids("organisation"))
    units = (
        either | loader.values("supply", "supplier", "customer") | loader.values("hosting", "unit")
    )
    loader.by("unit", id=units - loader.ids("unit"))
    loader.by("division", id=_places(loader) - loader.ids("division"))
    above = {
        ident for path in loader.values("division", "path") for ident in path.strip("/").split("/")
    }
    loader.by("division", id=above - loader.ids("division"))
    loader.by("chain", id=loader.values("tie", "subject", "object") - loader.ids("chain"))


def _places(loader: Loader) -> set[str]:
    return (
        loader.values("organisation", "division")
        | loader.values("unit", "division")
        | loader.values("chain", "division")
        | loader.values("statement", "division")
        | loader.values("tie", "subject", "object")
    )


def _evidence(loader: Loader) -> None:
    loader.everything("profile")
    loader.everything("actor")
    loader.everything("saved_view")
    loader.by("sign_off", statement=loader.ids("statement"))
    loader.by("waiver", record=_ids(loader, _WAIVED))
    judged = _ids(loader, _JUDGED)
    loader.by("judgement", left=judged, right=judged)
    loader.by("comment", about=_ids(loader, _REMARKED))
    loader.by("citation", about=_ids(loader, _CITED))
    loader.by(
        "source",
        id=loader.values("citation", "source") | loader.values("statement", "source"),
    )
    loader.by("alias", about=_ids(loader, _TIED))


def _ids(loader: Loader, kinds: Iterable[str]) -> set[str]:
    return set().union(*(loader.ids(kind) for kind in kinds))
