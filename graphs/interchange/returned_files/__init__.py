"""Our own downloads read again: to a graph, and to the tables an import takes."""
