"""The planner for a plain score matrix, without a ledger."""
