"""The parts of the overview: for whom it is arranged, what is due, figures with a shape."""
