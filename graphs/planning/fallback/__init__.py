"""The least answer: the deadline of a call, and what is chosen greedily when it is over."""
