"""Turn rows into draft records."""
