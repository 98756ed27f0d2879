"""The parts of the chains screen: which chain is open, its general branch, and what if."""
