"""Formats of network software that keep every attribute of nodes and edges."""
