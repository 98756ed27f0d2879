"""Rules of reported figures."""
