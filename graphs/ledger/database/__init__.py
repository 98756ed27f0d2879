"""Connections to SQLite and PostgreSQL: addresses, limits, errors, copies. The only place that knows a driver."""
