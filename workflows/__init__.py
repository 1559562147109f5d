"""State machines and rules: who may do what to a round, a response or an agreement, and when.

Pure Python. Nothing here imports the app, the web, the database or the clock.
"""
