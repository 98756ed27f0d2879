"""Which column is which field: rules, their choice, their files, and templates."""
