"""How many examples Hypothesis tries: few at each push, many in the full run.

``HYPOTHESIS_PROFILE=full make test`` tries as many as each test asks for, and so does ``-m soak``.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

__all__ = ["PUSH", "choose_profile", "is_long_run", "tries"]

PUSH = 20
PROFILE = "HYPOTHESIS_PROFILE"

# How long an example takes says more of the machine than of the code.
settings.register_profile("push", deadline=None, print_blob=True, max_examples=PUSH)
settings.register_profile("full", deadline=None, print_blob=True, max_examples=100)


def choose_profile(config: pytest.Config) -> None:
    """Load the profile that the environment names, or the one that fits the tests asked for."""
    fitting = "full" if "soak" in (config.option.markexpr or "") else "push"
    settings.load_profile(os.environ.get(PROFILE) or fitting)


def tries(count: int) -> int:
    """Return how many examples to try where the full run tries this many."""
    return count if is_long_run() else min(count, PUSH)


def is_long_run() -> bool:
    """Tell whether all is asked for, and not what a push asks for."""
    return settings.get_current_profile_name() == "full"
