"""Documents refuse parts that do not fit, and never change."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from engine.session.document import two_nodes


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"X": np.ones((1, 2))}, "X must have the shape"),
        ({"Y": np.ones((0, 1))}, "Y must have the shape"),
        ({"X": np.ones((2, 1))}, "X has 2 samples but Y has 1"),
        ({"cost": "hinge"}, "'hinge' is not one of"),
        ({"cost": "bce", "Y": [[1.5]]}, "between 0 and 1"),
        ({"optimizer": "adamant"}, "'adamant' is not one of"),
        ({"eta": 0.0}, "eta must be"),
        ({"eta": float("nan")}, "eta must be"),
        ({"batch": 0}, "at least one sample"),
        ({"seed": -1}, "seed"),
        ({"title": "a\nb"}, "title"),
        ({"title": "\ud800"}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"run_name": "two\u2028lines"}, "the name of a run is one line of at most 60"),
        ({"run_name": "x" * 61}, "the name of a run"),
    ],
)
def test_documents_that_are_none(changes, words):
    with pytest.raises(ValueError, match=words):
        replace(two_nodes(), **changes)


def test_a_document_is_a_value():
    X = np.array([[3.0]])
    document = replace(two_nodes(), X=X)
    X[0, 0] = 7.0
    assert document.X.tolist() == [[3.0]]
    assert not document.X.flags.writeable
    with pytest.raises(FrozenInstanceError):
        document.eta = 2.0
