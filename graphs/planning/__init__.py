"""Proposals: who should be paired with whom, why, and the proof that no plan is better."""
