"""Pictures as files: SVG drawn from a scene's own values, PNG and PDF made of it."""
