"""The view parameters in the page address (query string); the command line reads the same."""

from graphs.interchange import DEFAULT_FILTERS, FIRST_DAY, LAST_DAY, Address

__all__ = ["DEFAULT_FILTERS", "FIRST_DAY", "LAST_DAY", "Address"]
