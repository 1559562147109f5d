"""Agreements taken into Word and brought back."""
