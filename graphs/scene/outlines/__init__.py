"""A customer's own outline under the picture by place: read, checked, kept, drawn."""
