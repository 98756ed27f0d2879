"""Questions of several organisations at once, as they are selected in a picture."""
