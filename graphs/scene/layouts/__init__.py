"""Layouts: one declared function each, from the pairing graph to positions."""

from graphs.registry import import_folder

import_folder(__name__)
