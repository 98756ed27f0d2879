"""The declared questions, a module a subject; importing the folder declares them."""
