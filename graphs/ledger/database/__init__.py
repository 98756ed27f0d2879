"""Connections to SQLite and PostgreSQL: the only place that knows a driver."""
