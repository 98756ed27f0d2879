"""Map columns to fields: rules, choice of rules, mapping files, templates."""
