"""Commands that plan and carry proposals through the workflow."""
