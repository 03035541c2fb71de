"""Any setting can be changed in mid-run: the run forks there, and the optimiser remembers what it can."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import Document, Network, Ref, Session, actions, frame_of, update
from engine.data.generators import make
from engine.nn.optimizers import Moments, same_moments
from engine.nn.rebuild import with_node
from engine.session.document import two_nodes
from engine.session.edits import standing, with_settings
from engine.session.fitting import data_changes
from engine.session.replay import network_at, setup_at, state_at
from engine.session.setup import SETTINGS, same_setup
from engine.session.training import train

W1, W2 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0))


def did(session: Session, *steps: actions.Action) -> Session:
    for action in steps:
        session = update(session, action)
    return session


def four(**changes) -> Document:
    X, Y = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]
    net = Network.random((2, 3, 1), ("tanh", "sigmoid"), seed=5)
    return replace(Document(net, X, Y, batch=3, eta=0.05, optimizer="adam"), **changes)


def trained(document: Document, updates: int = 30) -> Session:
    return update(Session.start(document), train(document, updates).action("Train"))


def changed(group: str | None = None, **changes) -> actions.SetSettings:
    return actions.SetSettings(changes, "change settings", group)


CHANGES = {
    "cost": "bce",
    "optimizer": "nesterov(0.5)",
    "eta": 0.2,
    "schedule": "step(10,0.5)",
    "batch": None,
    "seed": 3,
    "shuffle": "fixed",
    "init": "he",
    "l1": 0.1,
    "l2": 0.2,
    "test": np.array([1]),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("at", [0, 7, 30])
def test_one_setting_changes_from_its_update_on_and_nothing_before(name, at):
    before = did(trained(four()), actions.Seek(4, at))
    after = update(before, changed(**{name: CHANGES[name]}))
    old, new = standing(before.document, at), setup_at(after.document, at)
    kept = old.moments if name != "optimizer" else None
    assert same_setup(new, replace(old, moments=None, **{name: CHANGES[name]}, network=old.network)) == (
        kept is None
    )
    assert same_moments(new.moments, kept)
    assert after.document.log.curve()[:at].tolist() == before.document.log.curve()[:at].tolist()
    for n in range(at):
        assert state_at(after.document, n).row.tobytes() == state_at(before.document, n).row.tobytes()
    assert (after.playhead.update, after.document.run) == (at, 1 if at == 30 else 2)
    assert update(after, actions.Undo()).document is before.document
    assert frame_of(after).trace.moments.t == (kept.t if kept else 0)


def test_several_settings_change_together():
    net = Network.random((5, 2, 2), ("relu", "softmax"), seed=1)
    X, Y = np.ones((6, 5)), np.eye(2)[[0, 1, 0, 1, 1, 1]]
    before = did(trained(four()), actions.Seek(1, 12))
    after = update(before, changed(network=net, X=X, Y=Y, cost="softmax_ce", batch=2))
    assert frame_of(after).network.sizes == (5, 2, 2)
    assert state_at(after.document, 12).moments.t == 0
    assert network_at(after.document, 11).sizes == (2, 3, 1)
    on = update(after, train(after.document, 250).action("Train"))
    assert on.document.log.updates == 262
    assert [point.row.size for point in on.document.log.checkpoints] == [1 + 3 * net.parameters] * 2
    with pytest.raises(ValueError, match="must have the shape"):
        update(before, changed(network=net))


def test_what_it_remembers_stays_with_the_same_optimiser_only():
    document = trained(four()).document
    remembered = state_at(document, 30).moments
    assert remembered.t == 30
    for changes in ({"eta": 0.5}, {"optimizer": "adam(0.5,0.6)"}, {"cost": "bce"}, {"schedule": "cosine(9)"}):
        assert same_moments(standing(with_settings(document, 30, **changes), 30).moments, remembered)
    for changes in ({"optimizer": "rmsprop"}, {"network": Network.random((2, 2, 1), ("tanh", "sigmoid"))}):
        assert standing(with_settings(document, 30, **changes), 30).moments is None


def test_of_what_can_no_longer_move_nothing_is_remembered():
    document = trained(four()).document
    before = state_at(document, 30)
    net = before.network.with_cut([W1]).with_locked([W2])
    moments = standing(with_settings(document, 30, network=net), 30).moments
    for old, new in zip(before.moments.arrays, moments.arrays, strict=True):
        assert new.tolist() == (old * net.free).tolist()
        assert np.count_nonzero(old) == np.count_nonzero(new) + 2


@pytest.mark.parametrize("edit", [
    actions.SetParameter(W2, 0.3, "w"),
    actions.SetEta(0.01, "η"),
    actions.SetData(Ref("x", 0, (0,)), 0.3, "x"),
    changed(l2=0.1),
], ids=["w", "eta", "x", "l2"])  # fmt: skip
def test_momentum_goes_on_through_an_edit(edit):
    before = did(trained(four()), actions.Seek(1, 17))
    after = update(before, edit)
    assert same_moments(state_at(after.document, 17).moments, state_at(before.document, 17).moments)
    assert frame_of(after).trace.new_moments.t == 18


@pytest.mark.parametrize("again", [actions.Reset("reset"), actions.Reroll(4, "re-roll")])
def test_a_new_beginning_remembers_nothing_and_keeps_what_is_cut(again):
    session = did(trained(four()), actions.Seek(1, 17))
    net = network_at(session.document, 17).with_cut([W1]).with_locked([W2])
    session = did(session, changed(network=net, optimizer="momentum"), again)
    assert session.document.moments is None
    assert (session.document.network.cut, session.document.network.locked) == ({W1}, {W2})
    assert session.document.network.parameter(W1) == 0
    assert session.document.optimizer == "momentum"


def test_reset_of_another_shape_goes_back_to_its_first_weights():
    net = Network.random((2, 2, 1), ("tanh", "sigmoid"), seed=8)
    session = did(trained(four()), actions.Seek(1, 17), changed(network=net))
    session = update(session, train(session.document, 9).action("Train"))
    session = did(session, actions.Seek(1, 20), actions.SetParameter(W2, 9.0, "w"), actions.Reset("reset"))
    assert session.document.network.to_vector().tolist() == net.to_vector().tolist()
    session = did(session, actions.Undo(), actions.Seek(1, 9), actions.Reset("reset"))
    assert session.document.network.to_vector().tolist() == four().network.to_vector().tolist()


def test_a_setting_that_is_dragged_is_one_change_and_none_where_it_ends_as_it_began():
    before = did(trained(four()), actions.Seek(1, 17))
    after = did(before, *(changed("g", l2=value) for value in (0.1, 0.2, 0.3)))
    assert (len(after.history.past), setup_at(after.document, 17).l2) == (2, 0.3)
    assert did(after, changed("g", l2=0.0)).document is before.document
    assert update(before, changed(eta=0.05, batch=3)) is before


REFUSED = {
    "a setting there is not": ({"rate": 0.1}, "'rate' is not one of network, X, Y"),
    "no optimiser": ({"optimizer": "adamant"}, "'adamant' is not one of"),
    "no schedule": ({"schedule": "linear"}, "'linear' is not one of"),
    "η of 0": ({"eta": 0.0}, "eta must be"),
    "a penalty below 0": ({"l1": -0.1}, "the penalty l1 must be"),
    "all rows kept for testing": ({"test": np.arange(4)}, "none is left to train with"),
    "moments of another": (
        {"optimizer": "sgd", "moments": Moments(1, (np.ones(13),))},
        "are not moments of sgd",
    ),
}


@pytest.mark.parametrize(("changes", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_in_a_sentence(changes, words):
    session = did(trained(four()), actions.Seek(1, 17))
    with pytest.raises(ValueError, match=words):
        update(session, changed(**changes))


def test_settings_are_named_as_in_a_setup():
    document = trained(four()).document
    for name in SETTINGS:
        assert with_settings(document, 17, **{name: getattr(standing(document, 17), name)}) is document


def test_a_title_that_is_no_longer_true_says_so():
    before = two_nodes()
    wider = with_settings(before, 0, network=with_node(before.network, 1))
    assert wider.title == "Two-node network, rebuilt"
    assert with_settings(wider, 0, network=with_node(wider.network, 1)).title == wider.title
    assert with_settings(before, 0, eta=0.5).title == before.title
    spiral = with_settings(before, 0, **data_changes(before, make("spiral")))
    assert spiral.title == make("spiral").notes.name
    assert with_settings(spiral, 0, network=with_node(spiral.network, 1)).title == spiral.title
