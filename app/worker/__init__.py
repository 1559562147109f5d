"""The worker: the process that does what the web puts off."""
