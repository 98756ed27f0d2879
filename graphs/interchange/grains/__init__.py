"""Grains of a download: what a row is, one declared function each; formats are crossed with them."""

from graphs.registry import import_folder

import_folder(__name__)
