"""Facts of all organisations and all pairs at once, as columns: no object for each."""
