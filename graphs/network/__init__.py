"""Snapshot → one relationship graph; pairing and chain are projections of it."""

from graphs.network.chain import chain_graph, chains
from graphs.network.explore import Path, neighbourhood, shortest_path
from graphs.network.filters import (
    FILTERS,
    Filter,
    FilterKind,
    apply_filters,
    division_and_below,
    filter_kind,
)
from graphs.network.pairing import dormant, pairing_graph
from graphs.network.pairs import Pair, agreement_standings, pairs, signatories
from graphs.network.parties import Party, display_name, parties, side_of
from graphs.network.relationship import RELATIONS, relationship_graph
from graphs.network.status import Standing, Status, standing, standing_of_dates
from graphs.network.wording import (
    find_record,
    record_name,
    record_title,
    unknown_record,
    value_words,
)

__all__ = [
    "FILTERS",
    "RELATIONS",
    "Filter",
    "FilterKind",
    "Pair",
    "Party",
    "Path",
    "Standing",
    "Status",
    "agreement_standings",
    "apply_filters",
    "chain_graph",
    "chains",
    "display_name",
    "division_and_below",
    "dormant",
    "filter_kind",
    "find_record",
    "neighbourhood",
    "pairing_graph",
    "pairs",
    "parties",
    "record_name",
    "record_title",
    "relationship_graph",
    "shortest_path",
    "side_of",
    "signatories",
    "standing",
    "standing_of_dates",
    "unknown_record",
    "value_words",
]
