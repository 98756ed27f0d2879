"""Write to a ledger: apply changes, undo, and the workflow of proposals."""
