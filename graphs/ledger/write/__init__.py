"""Writing: a ledger's first revision, and the workflow of proposals."""
