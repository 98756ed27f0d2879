"""The parts of a one-to-one matching: what pairs add, dual prices, and the choice among ties."""
