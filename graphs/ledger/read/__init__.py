"""What is read of a ledger as a whole: its proof, also of a file that must not change."""
