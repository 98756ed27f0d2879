"""What every screen stands in: address, menu, sidebar, error boundary, view."""
