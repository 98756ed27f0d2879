"""What a visitor of a ledger may write and see of it."""
