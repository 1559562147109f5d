"""Responses as everybody reads them: words taken out with reasons, pages by permission, and open data."""
