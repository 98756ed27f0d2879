"""Counters, coverage, load, attention and reconciliation: one declared measure a function."""

from graphs.registry import import_folder
from graphs.statistics.change_note import ChangeKind, ChangeLine, change_note
from graphs.statistics.concerns.attention import CONCERNS, Attention, Concern, attention, concern
from graphs.statistics.coverage import (
    USUAL_LOAD,
    DivisionCoverage,
    HostLoad,
    coverage_by_division,
    host_loads,
    township_of,
)
from graphs.statistics.free_hosts import FreeHost, nearest_free_hosts, nobody_near
from graphs.statistics.measure import MEASURES, Measure, measure
from graphs.statistics.other_pairings import uncounted_signatories
from graphs.statistics.record_counts import (
    agreement_count,
    living,
    organisation_count,
    paired_count,
    pairs_in_force,
    unpaired_count,
)
from graphs.statistics.shown_figures import (
    organisations_in_words,
    pairing_sentence,
    pairs_in_words,
    represented_count,
    shown_organisations,
    shown_pairs,
)
from graphs.statistics.statements.explanations import Explanation
from graphs.statistics.statements.figure_difference import difference_words
from graphs.statistics.statements.reconciled_statement import OwnFigure, Reconciliation
from graphs.statistics.statements.reconciliation import reconcile
from graphs.statistics.statements.reported_series import ReportedSeries, reported_series
from graphs.statistics.statements.sign_off_state import (
    SignedFigure,
    SignOffState,
    is_sound,
    sign_off_step,
    signed_figures,
)
from graphs.statistics.statements.statement_basis import MOST_SNAPSHOTS, SnapshotSource
from graphs.statistics.statements.subject_measures import (
    SUBJECT_MEASURES,
    SubjectMeasure,
    known_measures,
    measure_key,
)
from graphs.statistics.unstated_data import Silence

__all__ = [
    "CONCERNS",
    "MEASURES",
    "MOST_SNAPSHOTS",
    "SUBJECT_MEASURES",
    "USUAL_LOAD",
    "Attention",
    "ChangeKind",
    "ChangeLine",
    "Concern",
    "DivisionCoverage",
    "Explanation",
    "FreeHost",
    "HostLoad",
    "Measure",
    "OwnFigure",
    "Reconciliation",
    "ReportedSeries",
    "SignOffState",
    "SignedFigure",
    "Silence",
    "SnapshotSource",
    "SubjectMeasure",
    "agreement_count",
    "attention",
    "change_note",
    "concern",
    "coverage_by_division",
    "difference_words",
    "host_loads",
    "is_sound",
    "known_measures",
    "living",
    "measure",
    "measure_key",
    "nearest_free_hosts",
    "nobody_near",
    "organisation_count",
    "organisations_in_words",
    "paired_count",
    "pairing_sentence",
    "pairs_in_force",
    "pairs_in_words",
    "reconcile",
    "reported_series",
    "represented_count",
    "shown_organisations",
    "shown_pairs",
    "sign_off_step",
    "signed_figures",
    "township_of",
    "uncounted_signatories",
    "unpaired_count",
]

import_folder(__name__)
