"""What the overview says cannot be decided is no zero in the month's report."""

from __future__ import annotations

import pytest

from graphs.model import NotComputable, Snapshot
from graphs.statistics import attention
from graphs.statistics.month import REPORT_MEASURES, Part

CONCERNS = {"unpaired": "unpaired", "dormant_pairs": "dormant"}
"""Measures of the report that are a concern of the overview, which carries the same key or another."""


@pytest.mark.parametrize("measure", CONCERNS)
def test_a_figure_of_the_report_is_computable_where_its_concern_is(
    measure: str, shangjie: Snapshot, demo: Snapshot
) -> None:
    for snapshot in (shangjie, demo):
        figure = REPORT_MEASURES[measure].compute(Part(snapshot=snapshot))
        undecided = {each.key for each in attention(snapshot, ()) if not each.computable}
        wanted = any(key.startswith(CONCERNS[measure]) for key in undecided)
        assert isinstance(figure, NotComputable) == wanted, snapshot.ledger


def test_a_mean_over_an_open_number_of_hosts_is_not_said_to_be_zero(shangjie: Snapshot) -> None:
    assert isinstance(REPORT_MEASURES["mean_load"].compute(Part(snapshot=shangjie)), NotComputable)
