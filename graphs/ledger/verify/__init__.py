"""Proof of a whole ledger: its chain, its schema, its values, every proposal's way."""
