"""What a screen shows, as it stands in the address; the command line reads the same address."""

from graphs.interchange import DEFAULT_FILTERS, FIRST_DAY, LAST_DAY, Address

__all__ = ["DEFAULT_FILTERS", "FIRST_DAY", "LAST_DAY", "Address"]
