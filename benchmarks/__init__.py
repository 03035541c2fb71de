"""Measurements of speed, each beside its target. They assert no time; `python -m benchmarks --help`."""
