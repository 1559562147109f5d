"""Benchmarks: what pages and documents cost, beside a floor measured in the same run."""
