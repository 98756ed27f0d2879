"""What is written to a ledger, beginning with its first revision."""
