"""Rules of agreements and pairs."""
