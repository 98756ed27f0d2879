"""Verify a whole ledger: chain, schema, values, and the history of every proposal."""
