"""The criteria by which a guest and a host are compared; the order here is the order on screen."""

# The import order below is the source order of the registry.
# isort: off
from graphs.planning.industry import industry
from graphs.planning.closeness import chain, distance, needs
from graphs.planning.standing import parity, strength, ties, track_record, workload
from graphs.planning.given import given
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
