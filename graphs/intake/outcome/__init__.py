"""The outcome of an import: differences, removals, issues and provenance."""
