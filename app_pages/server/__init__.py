"""The app as a server: one launcher, its headers, who gets in, sign-in and health."""
