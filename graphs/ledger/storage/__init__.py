"""Questions to the database that reading and writing share."""
