"""Scenes: what each picture shows, as marks with positions, one scene a file."""
