"""The manifest of a download: where it comes from, what it holds, and how to make it again."""
