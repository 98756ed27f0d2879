"""The papers of a proposal: agreements, lists, schedule, evidence, in one pack."""
