"""Commands that bring data in and check it."""
