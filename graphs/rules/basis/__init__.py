"""What rules are made of: declaration, sources, facts, needs, and asking them."""
