"""Find tables in sheets, classify their rows, and account for every cell."""
