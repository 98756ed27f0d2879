"""The frame around every screen: address, menu, sidebar, error boundary, view."""
