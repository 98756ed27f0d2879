"""Figures: their kinds, and how a reported one compares with the ledger's own."""
