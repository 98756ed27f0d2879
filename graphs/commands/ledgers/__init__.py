"""Commands that open, keep, copy and prove ledgers."""
