"""Search over the whole ledger, and the controls of the filters."""
