"""Export formats: one declared function each, from the lists and the graph of a view to files."""

from graphs.registry import import_folder

import_folder(__name__)
