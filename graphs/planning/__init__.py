"""Proposals: who should be paired with whom, why, and the proof that no plan is better."""

# isort: off
from graphs.planning.problem.assignment import Assignment, Limit, Objective, PlanTotals
from graphs.planning.criteria.evidence import CRITERIA, Criterion, Evidence
from graphs.planning.problem.eligibility import HARD_RULES, Barrier, HardRule
from graphs.planning.criteria.flags import FLAGS, Flag
from graphs.planning.criteria.presets import PRESETS, Preset
from graphs.planning.problem.settings_ranges import SETTING_CHOICES, SETTING_LABELS, SETTING_RANGES
from graphs.planning.problem.settings import Capacity, Mark, PlanSettings, Quota
from graphs.planning.problem.settings_checks import settings_within
from graphs.planning.candidates.candidate_facts import SegmentAt
from graphs.planning.candidates.column_declaration import COLUMNS, PlanningColumn, planning_column
from graphs.planning.candidates.pool import Links, Members, Pool
from graphs.planning.candidates.nobody import nobody, unnamed_words
from graphs.planning.candidates.required_columns import required_columns
from graphs.planning.problem.problem import (
    PlanningProblem,
    problem_from_matrix,
    problem_from_snapshot,
)
from graphs.planning.certificate import Certificate, Weights
from graphs.planning.problem.unserved import Unserved
from graphs.planning.plan_result import Plan, PlannedPair, content_digest, plan_id
from graphs.planning.plan import Solved, plan, solved_plan
from graphs.planning.judge.verify import Violation, verify
from graphs.planning.judge.judgement import verify_plan
from graphs.planning.matrix.solve_matrix import MatrixPlan, solve_matrix
from graphs.planning.answers.partner_rank import HigherPartner, PartnerRank, partner_rank
from graphs.planning.answers.score_parts import Part, Waterfall
from graphs.planning.answers.why import why
from graphs.planning.answers.change_cost import Answer, Loss, Swap
from graphs.planning.answers.curves import CurvePoint, coverage_curve, slot_curve
from graphs.planning.answers.why_not import next_best, one_more_slot, why_not
from graphs.planning.criteria.points import in_points, points
from graphs.planning.answers.conflicts import Conflict, Relaxation, conflicts
from graphs.planning.answers.remedies import Placement, placements
from graphs.planning.answers.stability import Rule, Shift, Stability, stability
from graphs.planning.answers.spread import Spread, spread_of
from graphs.planning.fallback.deadline import Deadline
from graphs.planning.solver_process import allowed_seconds, is_flow, is_quick
from graphs.planning.answers.alliances import Alliance, alliances
from graphs.planning.solver_process import QuestionJob, SolveJob
from graphs.planning.national import County, CountyPlan, NationalPlan, plan_country
# isort: on

__all__ = [
    "COLUMNS",
    "CRITERIA",
    "FLAGS",
    "HARD_RULES",
    "PRESETS",
    "SETTING_CHOICES",
    "SETTING_LABELS",
    "SETTING_RANGES",
    "Alliance",
    "Answer",
    "Assignment",
    "Barrier",
    "Capacity",
    "Certificate",
    "Conflict",
    "County",
    "CountyPlan",
    "Criterion",
    "CurvePoint",
    "Deadline",
    "Evidence",
    "Flag",
    "HardRule",
    "HigherPartner",
    "Limit",
    "Links",
    "Loss",
    "Mark",
    "MatrixPlan",
    "Members",
    "NationalPlan",
    "Objective",
    "Part",
    "PartnerRank",
    "Placement",
    "Plan",
    "PlanSettings",
    "PlanTotals",
    "PlannedPair",
    "PlanningColumn",
    "PlanningProblem",
    "Pool",
    "Preset",
    "QuestionJob",
    "Quota",
    "Relaxation",
    "Rule",
    "SegmentAt",
    "Shift",
    "SolveJob",
    "Solved",
    "Spread",
    "Stability",
    "Swap",
    "Unserved",
    "Violation",
    "Waterfall",
    "Weights",
    "alliances",
    "allowed_seconds",
    "conflicts",
    "content_digest",
    "coverage_curve",
    "in_points",
    "is_flow",
    "is_quick",
    "next_best",
    "nobody",
    "one_more_slot",
    "partner_rank",
    "placements",
    "plan",
    "plan_country",
    "plan_id",
    "planning_column",
    "points",
    "problem_from_matrix",
    "problem_from_snapshot",
    "required_columns",
    "settings_within",
    "slot_curve",
    "solve_matrix",
    "solved_plan",
    "spread_of",
    "stability",
    "unnamed_words",
    "verify",
    "verify_plan",
    "why",
    "why_not",
]
