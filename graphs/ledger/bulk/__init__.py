"""Bulk loading: a new ledger from a stream of records."""
