"""Rules of organisations: size, seats, elections, names, codes."""
