"""Parts of the duplicates screen."""
