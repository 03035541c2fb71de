"""Animations of the walk through an update, or of training: planned, painted picture by picture, written."""
