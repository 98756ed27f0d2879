"""What the lists of a download say of an agreement and of an organisation, each once."""
