"""Solvers: from an integer assignment to its best plan with a proof."""
