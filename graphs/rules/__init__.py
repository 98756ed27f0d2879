"""What a sound ledger satisfies: one declared rule a function, findings with severity.

The import order below is the source order of :data:`RULES`.
"""

# isort: off
from graphs.rules.authorities import Authority, Standing
from graphs.rules.facts import Facts, OwnershipAt
from graphs.rules.needs import Need
from graphs.rules.registry import RULES, Example, Rule, Severity, Violation, rule
from graphs.rules import size as _size  # noqa: F401  # declares its rules
from graphs.rules import seats as _seats  # noqa: F401  # declares its rules
from graphs.rules import elections as _elections  # noqa: F401  # declares its rules
from graphs.rules import headcounts as _headcounts  # noqa: F401  # declares its rules
from graphs.rules import hierarchy as _hierarchy  # noqa: F401  # declares its rules
from graphs.rules import names as _names  # noqa: F401  # declares its rules
from graphs.rules import sides as _sides  # noqa: F401  # declares its rules
from graphs.rules import pairings as _pairings  # noqa: F401  # declares its rules
from graphs.rules import identifiers as _identifiers  # noqa: F401  # declares its rules
from graphs.rules import rounding as _rounding  # noqa: F401  # declares its rules
from graphs.rules import endings as _endings  # noqa: F401  # declares its rules
from graphs.rules import classifications as _classifications  # noqa: F401  # declares its rules
from graphs.rules import reported as _reported  # noqa: F401  # declares its rules
from graphs.rules.terms import TERMS, Term, term_years
from graphs.rules.checking import Finding, Unstated, check, finding_key, unstated, waiver_for
# isort: on

__all__ = [
    "RULES",
    "TERMS",
    "Authority",
    "Example",
    "Facts",
    "Finding",
    "Need",
    "OwnershipAt",
    "Rule",
    "Severity",
    "Standing",
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
