"""Where tables are in a sheet, which rows are data, and the account of every cell."""
