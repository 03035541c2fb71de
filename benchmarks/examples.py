"""The two networks that Explore is measured with, as a user has them: trained, with rows kept for testing."""

from __future__ import annotations

from engine.cli import run_training
from engine.data.bundled import BUNDLED, bundled
from engine.data.generators import make
from engine.data.splits import every_kth
from engine.session.document import Document
from engine.session.making import new_document
from resources import read_bytes


def spiral(updates: int = 2_000) -> Document:
    """Make the spiral with three hidden layers of 8."""
    data = make("spiral")
    made = new_document(
        data, hidden=(8, 8, 8), optimizer="adam", eta=0.01, batch=10, test=every_kth(data.samples, 5)
    )
    return run_training(made, updates)[1] if updates else made


def digits(updates: int = 500) -> Document:
    """Make the digits with a hidden layer of 16."""
    data = bundled("digits", read_bytes("data", BUNDLED["digits"].file))
    made = new_document(
        data, hidden=(16,), optimizer="adam", eta=0.01, batch=32, test=every_kth(data.samples, 5)
    )
    return run_training(made, updates)[1] if updates else made
