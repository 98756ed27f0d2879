"""The planning problem: settings, eligibility, scores, and the integers solved."""
