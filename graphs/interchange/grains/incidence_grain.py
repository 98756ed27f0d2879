"""Who signed what: agreements and organisations as the two sides of one network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from graphs.interchange.facts.agreement_facts import agreement_columns, agreement_facts
from graphs.interchange.grains.grain import GrainView, grain
from graphs.interchange.grains.record_network import (
    RECORD_ROLES,
    More,
    record_edges,
    record_nodes,
    relations,
)
from graphs.interchange.sheet import Cell, Sheet, list_column
from graphs.model import Snapshot
from graphs.network import relationship_graph
from graphs.network.activity_summary import activities_by_agreement
from graphs.text import Text

_ROLES = replace(RECORD_ROLES, directed=False, part="record", parts=("organisation", "agreement"))


@grain(
    order=30,
    label=Text(zh="协议与签约方", en="Agreements and signatories"),
    loses=Text(
        zh="谁与谁结对只在“载明的结对方”一栏；协议的活动次数在协议点上，只记一次。",
        en="Who is paired with whom is in the column of listed partners only; the number of "
        "activities is there once, on the agreement.",
    ),
    roles=_ROLES,
)
def incidence(view: GrainView) -> tuple[Sheet, ...]:
    """A signature a row: an organisation on one side, the agreement it signed on the other.

    The agreements are those of the view with all their signatories.
    """
    snapshot = view.snapshot
    shown = {agreement for *_, agreement in view.graph.edges(keys=True)}
    whole = relationship_graph(snapshot)
    edges = [edge for edge in relations(whole, ["signed"]) if edge[1] in shown]
    ids = {*view.graph, *(end for edge in edges for end in edge[:2])}
    lead, partner = (_signed(snapshot, name) for name in ("lead", "partner"))
    more = (
        (list_column("lead", "牵头", "Lead", "空白为未载明", "blank where not stated", kind="flag"), lead.get),
        (list_column("partner_id", "载明的结对方编号", "Listed partner's id", "协议逐对列明时", "where the agreement lists its pairs"), partner.get),
    )  # fmt: skip
    return (
        record_edges(whole, edges, view.language, more),
        record_nodes(whole, ids, view.language, _of_agreements(snapshot)),
    )


def _of_agreements(snapshot: Snapshot) -> More:
    """Return the columns that say something of agreements only, blank for organisations."""
    recorded, facts = activities_by_agreement(snapshot), agreement_facts(snapshot)
    counted = list_column(
        "activities",
        "活动次数",
        "Activities",
        "协议；截至时点",
        "of agreements, up to the day",
        kind="integer",
    )

    def activities(ident: str) -> Cell:
        return recorded.get(ident, (None, 0))[1] if ident in facts else None

    def fact(place: int) -> Callable[[str], Cell]:
        return lambda ident: facts[ident][place] if ident in facts else None

    columns = enumerate(agreement_columns())
    return ((counted, activities), *((column, fact(place)) for place, column in columns))


def _signed(snapshot: Snapshot, name: str) -> Mapping[str, Cell]:
    columns = (snapshot.column("signatory", each) for each in ("id", name))
    return dict(zip(*columns, strict=True))
