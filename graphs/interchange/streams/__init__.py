"""Lists of very many rows: made and written a piece at a time, the same bytes as whole ones."""
