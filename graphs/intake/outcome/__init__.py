"""What an import would change, end and find, and where its values come from."""
