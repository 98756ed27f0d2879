"""Reported figures opposite the ledger's own, in their own day and scope."""
