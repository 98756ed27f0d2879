"""The door for analysts: ``import graphs; graphs.open("demo")``."""

from graphs.python_door.analysis import Analysis
from graphs.python_door.graph_rows import EdgeAttributes, NodeAttributes
from graphs.python_door.ledger_opening import open  # noqa: A004  # never the builtin

__all__ = ["Analysis", "EdgeAttributes", "NodeAttributes", "open"]
