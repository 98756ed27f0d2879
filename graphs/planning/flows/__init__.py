"""The parts of a minimum-cost flow: where to begin, potentials, and the choice among equals."""
