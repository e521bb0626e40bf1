"""The log: an append-only table of events under one head row, on SQLite and on PostgreSQL."""
