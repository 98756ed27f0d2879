"""Layouts: one declared function each, from the pairing graph to positions."""
