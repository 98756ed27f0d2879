"""Commands that look at a ledger."""
