"""The demonstration: the 2012-13 round, built by performing the real commands as the real roles."""
