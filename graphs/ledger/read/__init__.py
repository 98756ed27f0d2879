"""What is read of a ledger: search, its proof as a whole, the way of every proposal."""
