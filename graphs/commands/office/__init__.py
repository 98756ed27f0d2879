"""Commands that keep an office: its accounts."""
