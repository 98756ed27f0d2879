"""Parts of the questions screen."""
