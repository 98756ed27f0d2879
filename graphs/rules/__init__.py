"""What a sound ledger satisfies: one declared rule a function, findings with severity."""

from graphs.registry import import_folder
from graphs.rules.basis.authorities import Authority, Certainty
from graphs.rules.basis.check import Finding, Unstated, check, finding_key, unstated, waiver_for
from graphs.rules.basis.facts import Facts, OwnershipAt
from graphs.rules.basis.needs import Need
from graphs.rules.basis.rule import RULES, Example, Rule, Severity, Violation, rule
from graphs.rules.basis.terms_of_office import TERMS, Term, term_years
from graphs.rules.organisations.size import BRANCH_CAP

__all__ = [
    "BRANCH_CAP",
    "RULES",
    "TERMS",
    "Authority",
    "Certainty",
    "Example",
    "Facts",
    "Finding",
    "Need",
    "OwnershipAt",
    "Rule",
    "Severity",
    "Term",
    "Unstated",
    "Violation",
    "check",
    "finding_key",
    "rule",
    "term_years",
    "unstated",
    "waiver_for",
]

import_folder(__name__)
