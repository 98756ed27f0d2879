"""Facts about proposals read from a ledger: parties, posts, days, signed agreements."""
