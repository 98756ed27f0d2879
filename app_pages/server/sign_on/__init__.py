"""Signing in: how its pages look, and the organisation's sign-on by OpenID Connect."""
