"""What every test may ask for."""

from __future__ import annotations

from shipped import demo, shangjie

__all__ = ["demo", "shangjie"]
