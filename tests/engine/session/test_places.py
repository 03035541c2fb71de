"""Nodes put somewhere by hand: undone by name, saved with their run, and no run forks."""

from __future__ import annotations

import pytest

from engine import Session, actions, update
from engine.nn import rebuild
from engine.session.codec import parse, to_text
from engine.session.document import two_nodes
from engine.session.places import Place, arranged
from engine.session.training import train

A, B = Place(1, 0, 0.5, 0.25), Place(0, 0, 0.0, 1.0)


def did(session, *steps):
    for action in steps:
        session = update(session, action)
    return session


def trained():
    return update(Session.start(two_nodes()), train(two_nodes(), 8).action("train", follow=True))


def put(*places, group=None):
    return actions.PlaceNodes(places, "move a node", group)


def test_a_place_is_an_undo_of_its_own_and_forks_nothing():
    before = trained()
    after = update(before, put(A, B))
    assert after.document.places == (B, A)
    assert after.history.undo_label == "move a node"
    assert (after.document.log, after.document.run) == (before.document.log, 1)
    assert after.document.ghosts == ()
    assert after.playhead == before.playhead
    assert update(after, actions.Undo()).document is before.document
    assert did(after, actions.Undo(), actions.Redo()).document.places == (B, A)
    assert update(after, put(B, A)) is after
    assert update(after, put()).document.places == ()


def test_a_drag_is_one_undo_and_none_where_it_ends_as_it_began():
    before = trained()
    drag = [put(Place(1, 0, n / 10, 0.5), group="g") for n in range(5)]
    after = did(before, *drag)
    assert after.document.places == (Place(1, 0, 0.4, 0.5),)
    assert update(after, actions.Undo()).document is before.document
    assert update(after, put(group="g")).document is before.document
    assert not update(after, put(group="g")).history.past[1:]
    assert update(after, actions.Cancel("g")).document is before.document


def test_places_are_saved_with_their_run():
    session = did(trained(), put(A), actions.Seek(1, 3), actions.SetEta(0.5, "rate"), put(A, B))
    again, _ = parse(to_text(session.document))
    assert again.places == (B, A)
    assert again.ghosts[0].document.places == (A,)
    assert did(Session.start(again), actions.TakeUpRun(1, "take up")).document.places == (A,)


def test_another_number_of_layers_lets_go_of_them():
    session = did(trained(), put(A))
    net = session.document.network
    wider = actions.SetSettings({"network": rebuild.with_node(net, 1)}, "add a node")
    deeper = actions.SetSettings({"network": rebuild.with_layer(net, 1, 2, "tanh")}, "add a layer")
    assert update(session, wider).document.places == (A,)
    assert update(session, deeper).document.places == ()
    assert did(session, deeper, actions.Undo()).document.places == (A,)


def test_the_last_place_of_a_node_counts():
    assert arranged([A, B, Place(1, 0, 0.1, 0.1)]) == (B, Place(1, 0, 0.1, 0.1))


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ((1, 0, 1.5, 0.5), "told by shares from 0 to 1, not by 1.5 and 0.5"),
        ((1, 0, 0.5, float("nan")), "told by shares from 0 to 1, not by 0.5 and nan"),
        ((-1, 0, 0.5, 0.5), "there is no node 1 of layer -1 to be placed"),
    ],
)
def test_refusals(place, sentence):
    with pytest.raises(ValueError, match=sentence):
        Place(*place)
