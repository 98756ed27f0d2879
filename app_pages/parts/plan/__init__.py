"""Parts of the plan and proposals screens."""
