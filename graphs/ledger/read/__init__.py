"""Reading: whether the history of every proposal followed the workflow."""
