"""Any row of the data set can be shown, where training sees it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Document, Network, Session, actions, frame_of, update
from engine.nn.batches import SHUFFLES
from engine.session.document import two_nodes
from engine.session.replay import setup_at


def document(rows=11, **settings):
    X = np.arange(rows, dtype=float)[:, None] / rows
    return Document(Network.random((1, 2, 1), ("tanh", "linear")), X, X, eta=0.1, **settings)


def did(session, *steps):
    for action in steps:
        session = update(session, action)
    return session


def shown(session):
    frame = frame_of(session)
    return int(frame.rows[frame.playhead.sample])


@given(st.data(), st.sampled_from(SHUFFLES), st.integers(1, 12), st.integers(0, 40))
def test_every_row_of_training_is_found_in_this_epoch(data, shuffle, batch, at):
    net = document(batch=batch, shuffle=shuffle, seed=4, test=np.array([2, 7]))
    row = data.draw(st.sampled_from([n for n in range(11) if n not in (2, 7)]))
    before = update(Session.start(net), actions.Seek(6, at))
    after = update(before, actions.ShowRow(row))
    assert shown(after) == row
    an_epoch = -(-9 // min(batch, 9))
    seeing = [n for n in range(at - at % an_epoch, at - at % an_epoch + an_epoch) if row in net.rows(n)]
    assert after.playhead.update in seeing
    assert (after.playhead.step, after.document) == (before.playhead.step, net)
    if at in seeing:
        assert after.playhead.update == at


def test_a_setting_changed_in_mid_epoch():
    session = update(Session.start(document(batch=3, shuffle="none")), actions.Seek(1, 2))
    session = update(session, actions.SetSettings({"batch": 1}, "batch"))
    assert [setup_at(session.document, n).rows(n).tolist() for n in (1, 2)] == [[3, 4, 5], [2]]
    for row, where in ((4, 1), (0, 0), (10, 10)):
        found = update(session, actions.ShowRow(row))
        assert (shown(found), found.playhead.update) == (row, where)
    session = update(session, actions.Seek(1, 1))
    found = update(session, actions.ShowRow(3))
    assert (shown(found), found.playhead.update) == (3, 1)
    found = update(session, actions.ShowRow(8))
    assert (shown(found), found.playhead.update) == (8, 8), "none of this epoch has it"
    kept = did(session, actions.Seek(1, 2), actions.SetSettings({"test": [8]}, "test"), actions.Seek(1, 1))
    with pytest.raises(ValueError, match="no update near this one has row 9"):
        update(kept, actions.ShowRow(8))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (11, "there is no row 12; the data set has 11"),
        (-1, "there is no row 0; the data set has 11"),
        (4, "row 5 is kept for testing: no update sees it"),
    ],
)
def test_refusals(row, sentence):
    with pytest.raises(ValueError, match=sentence):
        update(Session.start(document(test=np.array([4]))), actions.ShowRow(row))


def test_the_row_in_view_changes_nothing():
    session = Session.start(two_nodes())
    assert update(session, actions.ShowRow(0)) is session
    assert replace(session) is not session
