"""The workflow of proposals: its table, steps, refusals and the agreements it signs."""
