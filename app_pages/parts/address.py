"""What a screen shows, as it stands in the address; the command line reads the same address."""

from graphs.interchange import DEFAULT_FILTERS, Address

__all__ = ["DEFAULT_FILTERS", "Address"]
