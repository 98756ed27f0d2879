"""Formats of files: their bytes to cells, with the standard library only."""
