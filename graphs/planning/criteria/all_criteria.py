"""The criteria by which a guest and a host are compared; the order here is the order on screen."""

# The import order below is the source order of the registry.
# isort: off
from graphs.planning.criteria.industry import industry
from graphs.planning.criteria.distance_and_chain import chain, distance, needs
from graphs.planning.criteria.size_and_load import parity, strength, ties, track_record, workload
from graphs.planning.criteria.external_score import given
# isort: on

__all__ = [
    "chain",
    "distance",
    "given",
    "industry",
    "needs",
    "parity",
    "strength",
    "ties",
    "track_record",
    "workload",
]
