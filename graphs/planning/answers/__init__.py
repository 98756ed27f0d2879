"""Answers about a plan: why, why not, what a change costs, who conflicts."""
