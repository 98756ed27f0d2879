"""What a ledger knows of proposals: their parties, posts, days, and what signing fixed."""
