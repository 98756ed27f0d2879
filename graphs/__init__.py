"""The domain of enterprise Party-branch pairings: records, ledger, networks, plans.

Nothing in this package knows a screen. Imports run downward, as ``pyproject.toml`` states and
``lint-imports`` checks.
"""
