"""Read from a ledger: snapshots, search, history, divisions."""
