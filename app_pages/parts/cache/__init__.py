"""What all sessions share: one store of answers, one registry of their kinds, one bound."""
