"""What needs attention: one declared function a concern, and what all of them found."""
