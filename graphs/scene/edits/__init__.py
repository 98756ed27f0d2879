"""What a reader changes in a picture: days compared, neighbours added in place, marks hidden or moved."""
