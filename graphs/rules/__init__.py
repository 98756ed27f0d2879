"""What a sound ledger satisfies: one declared rule a function, findings with severity.

The import order below is the source order of :data:`RULES`.
"""

# isort: off
from graphs.rules.basis.authorities import Authority, Certainty
from graphs.rules.basis.facts import Facts, OwnershipAt
from graphs.rules.basis.needs import Need
from graphs.rules.basis.rule import RULES, Example, Rule, Severity, Violation, rule
from graphs.rules.organisations import size as _size  # noqa: F401  # declares its rules
from graphs.rules.organisations import seats as _seats  # noqa: F401  # declares its rules
from graphs.rules.organisations import elections as _elections  # noqa: F401  # declares its rules
from graphs.rules.organisations import headcounts as _headcounts  # noqa: F401  # declares its rules
from graphs.rules.organisations import hierarchy as _hierarchy  # noqa: F401  # declares its rules
from graphs.rules.organisations import names as _names  # noqa: F401  # declares its rules
from graphs.rules.pairs import sides as _sides  # noqa: F401  # declares its rules
from graphs.rules.pairs import pair_rules as _pairings  # noqa: F401  # declares its rules
from graphs.rules.organisations import identifiers as _identifiers  # noqa: F401  # declares its rules
from graphs.rules.reported import reported_totals as _rounding  # noqa: F401  # declares its rules
from graphs.rules.pairs import endings as _endings  # noqa: F401  # declares its rules
from graphs.rules.organisations import classifications as _classifications  # noqa: F401  # declares its rules
from graphs.rules.reported import reported_measures as _reported  # noqa: F401  # declares its rules
from graphs.rules.basis.terms_of_office import TERMS, Term, term_years
from graphs.rules.basis.check import Finding, Unstated, check, finding_key, unstated, waiver_for
# isort: on

__all__ = [
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
