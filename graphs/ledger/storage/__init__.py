"""What knows a database: addresses, connections and their limits, errors, the declared schema."""
