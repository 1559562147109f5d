"""Everything the service knows, in one file: taken while it runs, brought back on SQLite or PostgreSQL."""
