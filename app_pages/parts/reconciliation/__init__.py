"""Parts of the screen where reported figures are reconciled with the ledger and signed off."""
