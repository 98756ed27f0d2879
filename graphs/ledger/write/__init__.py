"""Writing: the workflow of proposals, and what keeps other verbs from governed records."""
