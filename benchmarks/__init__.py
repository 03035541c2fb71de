"""Measurements of speed and memory, each beside its target. They assert no time."""

import os
import tempfile

# Before Qt is imported; and settings and recent files are not the user's own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
FOLDER = tempfile.TemporaryDirectory()
os.environ["UPSTREAM_FOLDER"] = FOLDER.name
