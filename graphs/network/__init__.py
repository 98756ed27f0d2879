"""Snapshot → one relationship graph; pairing and chain are projections of it."""

from graphs.network.agreement_status import (
    AgreementStatus,
    Status,
    agreement_status,
    status_of_dates,
)
from graphs.network.chain_graph import chain_graph, chains
from graphs.network.explore import Path, neighbourhood, shortest_path
from graphs.network.filters import (
    FILTERS,
    Choices,
    Divisions,
    Filter,
    FilterKind,
    FilterValues,
    Link,
    Neighbours,
    Number,
    Span,
    apply_filters,
    division_and_below,
    filter_kind,
    neighbours,
    pair_links,
)
from graphs.network.namesakes import namesakes, with_place
from graphs.network.organisations_at import Party, display_name, parties, side_of
from graphs.network.pair_counts import (
    count_by_agreement,
    count_edges,
    count_pairs,
    edge_loads,
    pair_loads,
    pair_members,
)
from graphs.network.pairing_graph import dormant, loads_in_force, pairing_graph, partner_graph
from graphs.network.pairs import Pair, agreement_statuses, pairs, signatories
from graphs.network.record_words import (
    find_record,
    record_name,
    record_title,
    unknown_record,
    value_words,
)
from graphs.network.relationship import RELATIONS, relationship_graph

__all__ = [
    "FILTERS",
    "RELATIONS",
    "AgreementStatus",
    "Choices",
    "Divisions",
    "Filter",
    "FilterKind",
    "FilterValues",
    "Link",
    "Neighbours",
    "Number",
    "Pair",
    "Party",
    "Path",
    "Span",
    "Status",
    "agreement_status",
    "agreement_statuses",
    "apply_filters",
    "chain_graph",
    "chains",
    "count_by_agreement",
    "count_edges",
    "count_pairs",
    "display_name",
    "division_and_below",
    "dormant",
    "edge_loads",
    "filter_kind",
    "find_record",
    "loads_in_force",
    "namesakes",
    "neighbourhood",
    "neighbours",
    "pair_links",
    "pair_loads",
    "pair_members",
    "pairing_graph",
    "pairs",
    "parties",
    "partner_graph",
    "record_name",
    "record_title",
    "relationship_graph",
    "shortest_path",
    "side_of",
    "signatories",
    "status_of_dates",
    "unknown_record",
    "value_words",
    "with_place",
]
