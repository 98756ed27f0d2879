"""Filters of the pairing graph: declared functions, their kinds of values, and the filtered graph."""

from graphs.network.filters.filter_values import Choices, Divisions, FilterValues, Number, Span
from graphs.network.filters.filtered_neighbours import Link, Neighbours, neighbours, pair_links
from graphs.network.filters.filtered_pairs import ChosenPairs, apply_filters, division_and_below
from graphs.network.filters.pairing_filter import FILTERS, Filter, FilterKind, filter_kind
from graphs.registry import import_folder

__all__ = [
    "FILTERS",
    "Choices",
    "ChosenPairs",
    "Divisions",
    "Filter",
    "FilterKind",
    "FilterValues",
    "Link",
    "Neighbours",
    "Number",
    "Span",
    "apply_filters",
    "division_and_below",
    "filter_kind",
    "neighbours",
    "pair_links",
]

import_folder(__name__)
