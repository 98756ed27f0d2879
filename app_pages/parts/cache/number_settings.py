"""Numbers an operator sets in the environment: one that makes no sense is logged, the usual one taken."""

from __future__ import annotations

import logging
import math
import os
from collections.abc import Mapping

__all__ = ["number_setting"]

_LOGGER = logging.getLogger(__name__)


def number_setting(
    name: str, usual: float, *, environment: Mapping[str, str] | None = None
) -> float:
    """Return the number above zero of an environment variable, else the usual one.

    The app starts whatever is written there: a slip in a settings file must not close the office.

    Examples
    --------
    >>> number_setting("GRAPHS_CACHE_MB", 512, environment={"GRAPHS_CACHE_MB": "64"})
    64.0
    >>> number_setting("GRAPHS_CACHE_MB", 512, environment={})
    512
    """
    words = (os.environ if environment is None else environment).get(name, "").strip()
    if not words:
        return usual
    try:
        number = float(words)
    except ValueError:
        number = math.nan
    if math.isfinite(number) and number > 0:
        return number
    _LOGGER.warning("%s=%s is no number above 0: %s is taken", name, words, usual)
    return usual
