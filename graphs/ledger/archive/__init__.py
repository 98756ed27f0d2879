"""The canonical archive: one file a record type, written, read back and checked whole."""
