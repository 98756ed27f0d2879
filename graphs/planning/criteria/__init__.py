"""What a pair is scored by: one declared criterion a function, presets of weights, flags, points."""

from graphs.registry import import_folder

import_folder(__name__)
