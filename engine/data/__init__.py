"""Data sets: made, bundled or read from a CSV file; split, and scaled where asked."""
