"""Guests, hosts and what links them, in columns, read from a snapshot."""
