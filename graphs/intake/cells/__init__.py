"""From the text of one cell to a value: dates, quantities, codes, parties."""
