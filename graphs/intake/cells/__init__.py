"""Parse the text of one cell: dates, quantities, codes, parties."""
