"""The judge of plans; it knows nothing of how plans are found."""
