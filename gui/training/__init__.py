"""Training in the window: the clock that walks and trains, and what is said when a run ends."""
