"""The domain of enterprise Party-branch pairings: records, ledger, networks, plans.

Nothing in this package knows a screen. Imports run downward, as ``pyproject.toml`` states and
``lint-imports`` checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphs.python_door import Analysis

__all__ = ["__version__", "open"]

__version__ = "0.1.0"


def open(name: str) -> Analysis:  # noqa: A001  # ``graphs.open`` is never the builtin
    """Return a ledger for analysis, by its key, the path of its file, or its address.

    Examples
    --------
    >>> import graphs
    >>> with graphs.open("demo") as ledger:
    ...     ledger.ask("dormant", months=6).count.low > 0
    True
    """
    from graphs.python_door import open_analysis

    return open_analysis(name)
