"""What a pair is scored by: one declared criterion a function, presets of weights, flags, points."""
