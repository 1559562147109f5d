"""One command that serves pages and does background jobs together, and ends both together."""
