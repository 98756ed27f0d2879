"""Names of organisations taken apart, and the words that writers of a name leave out."""
