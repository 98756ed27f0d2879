"""Formats of network software that keep every attribute of nodes and edges."""

from graphs.registry import import_folder

import_folder(__name__)
