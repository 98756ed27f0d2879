"""The domain of enterprise Party-branch pairings: records, ledger, networks, plans.

Nothing in this package knows a screen. Imports run downward, as ``pyproject.toml`` states and
``lint-imports`` checks. Analysts begin with ``graphs.open``.
"""

from graphs.python_door import open  # noqa: A004  # ``graphs.open`` is never the builtin

__all__ = ["open"]

__version__ = "0.1.0"
