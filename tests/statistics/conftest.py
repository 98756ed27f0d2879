"""The ledgers that ship, as fixtures."""

from shipped import demo, shangjie

__all__ = ["demo", "shangjie"]
