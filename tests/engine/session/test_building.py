"""Building in mid-run: structure edits, re-rolls and derived inputs, undone and saved like any change."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Document, Network, Ref, Session, actions, frame_of, update
from engine.data.dataset import DataNotes
from engine.data.features import Feature, following, with_features
from engine.data.generators import make
from engine.nn import rebuild
from engine.nn.trace import parameter_refs
from engine.session.codec import parse, to_text
from engine.session.document import same_document, two_nodes
from engine.session.fitting import data_changes
from engine.session.frame import same_frame
from engine.session.making import new_document
from engine.session.places import Place
from engine.session.replay import network_at
from engine.session.setup import Setup
from engine.session.training import train

XOR = make("xor")
FEATURES = (Feature("square", (1,)), Feature("product", (0, 1)))


def did(session, *steps):
    for action in steps:
        session = update(session, action)
    return session


def settings(label="change", **changes):
    return actions.SetSettings(changes, label)


def begun(**given):
    return Session.start(new_document(XOR, (3, 2), seed=4, optimizer="adam", eta=0.1, **given))


def rebuilt(net, rng):
    """Make one structure edit, whatever is possible."""
    hidden = rng.randint(1, net.L - 1) if net.L > 1 else 0
    refs = parameter_refs(net)
    edits = [
        lambda: rebuild.with_layer(
            net, rng.randrange(net.L), rng.randint(1, 4), "relu", "he", rng.randrange(9)
        ),
        lambda: rebuild.with_activation(net, rng.randint(1, net.L), "sigmoid"),
        lambda: rebuild.redrawn(net, "normal(1)", rng.randrange(9), rng.randint(1, net.L)),
        lambda: rebuild.zeroed(net, rng.sample(refs, 1)),
        lambda: net.with_cut([ref for ref in rng.sample(refs, 1) if ref.symbol == "W"]),
        lambda: net.with_locked(rng.sample(refs, 1)).with_restored(net.cut),
    ]
    if hidden:
        edits += [
            lambda: rebuild.with_node(net, hidden, "xavier", rng.randrange(9)),
            lambda: rebuild.without_layer(net, hidden),
        ]
        if net.sizes[hidden] > 1:
            edits.append(lambda: rebuild.without_node(net, hidden, rng.randrange(net.sizes[hidden])))
    return rng.choice(edits)()


@given(st.randoms(use_true_random=False))
def test_any_structure_edits_are_saved_and_undone(rng: random.Random):
    session = begun()
    for n in range(rng.randint(1, 6)):
        if rng.random() < 0.4:
            session = update(session, train(session.document, 7).action("train", follow=True))
        if rng.random() < 0.3:
            session = update(session, actions.Seek(1, rng.randint(0, session.document.log.updates)))
        if rng.random() < 0.3:
            features = rng.sample(FEATURES, rng.randint(0, 2))
            frame = frame_of(session)
            changes = data_changes(frame.setup, with_features(XOR, features), network=frame.network)
        else:
            changes = {"network": rebuilt(frame_of(session).network, rng)}
        before = session
        session = update(session, settings(f"edit {n}", **changes))
        if session is not before:
            assert update(session, actions.Undo()).document is before.document
            assert session.history.undo_label == f"edit {n}"
        frame = frame_of(session)
        assert following(frame.setup.notes, frame.setup.X) is frame.setup.X
        wanted = changes.get("network", frame_of(before).network)
        assert frame.network.to_vector().tolist() == wanted.to_vector().tolist()
        assert (frame.network.cut, frame.network.locked) == (wanted.cut, wanted.locked)
    again, place = parse(to_text(session.document, session.playhead))
    assert same_document(again, session.document)
    assert same_frame(frame_of(Session.start(again, place)), frame_of(Session.start(session.document, place)))


def test_a_node_added_forks_the_run_and_keeps_the_past():
    session = update(begun(), train(begun().document, 20).action("train"))
    session = did(session, actions.Seek(3, 8))
    old = frame_of(session)
    session = did(session, settings("add a node", network=rebuild.with_node(old.network, 1)))
    frame = frame_of(session)
    assert (frame.update, frame.run, frame.network.sizes) == (8, 2, (2, 4, 2, 1))
    assert frame.network.W[1][:3].tolist() == old.network.W[1].tolist()
    assert network_at(session.document, 7).sizes == (2, 3, 2, 1)
    assert frame.trace.moments.t == 0, "what the optimiser remembered was of another shape"
    assert [ghost.number for ghost in session.document.ghosts] == [1]


def test_what_is_too_large_is_refused_and_nothing_happens():
    session = begun()
    net = session.document.network
    wide = rebuild.with_layer(net, 0, 1025, "tanh")
    with pytest.raises(ValueError, match="1,025 nodes in a layer are more than the 1,024"):
        update(session, settings(network=wide))
    for _ in range(62):
        net = rebuild.with_layer(net, 0, 1, "tanh")
    with pytest.raises(ValueError, match="65 layers are more than the 64 that a document may have"):
        update(session, settings(network=net))


def test_reroll_draws_with_the_initialiser_in_force_or_another():
    session = begun()
    for init, wanted in ((None, "xavier"), ("he", "he"), (None, "he"), ("uniform( 0.5 )", "uniform(0.5)")):
        session = did(session, actions.Reroll(7, "re-roll", init))
        fresh = Network.random((2, 3, 2, 1), ("tanh", "tanh", "sigmoid"), wanted, 7)
        assert session.document.network.to_vector().tolist() == fresh.to_vector().tolist()
        assert (session.document.init, session.document.seed) == (wanted, 7)
    with pytest.raises(ValueError, match="init 'hee' is not one of zeros"):
        update(session, actions.Reroll(7, "re-roll", "hee"))


def test_a_new_document_remembers_what_it_was_drawn_with():
    assert new_document(XOR, (2,), init="he").init == "he"


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name", ["X", "Y"])
def test_a_setup_holds_finite_numbers(name, bad):
    tables = {"X": np.zeros((3, 2)), "Y": np.zeros((3, 1))}
    tables[name][2, -1] = bad
    with pytest.raises(ValueError, match=rf"{name}, row 3, column \d: {bad} is not a finite number"):
        Setup(Network.random((2, 1), ("linear",)), **tables)


def test_large_numbers_are_finite_too():
    X = np.array([[1.7e308], [1.7e308]])
    assert Setup(Network.random((1, 1), ("linear",)), X, X).X.tolist() == X.tolist()


def test_names_of_columns_must_fit():
    with pytest.raises(ValueError, match="1 names of inputs do not fit 2 columns"):
        Setup(Network.random((2, 1), ("linear",)), XOR.X, XOR.Y, notes=DataNotes(inputs=("a",)))


def derived(scale=None):
    data = with_features(make("moons", n=6), FEATURES)
    return Session.start(new_document(data.scaled(scale) if scale else data, (2,), seed=1))


@pytest.mark.parametrize("scale", [None, "standardise", "min-max"])
def test_derived_inputs_follow_a_number_set_by_hand(scale):
    before = derived(scale)
    after = update(before, actions.SetData(Ref("x", 0, (1,), 2), 0.5, "set x"))
    setup = after.document
    assert setup.X[2, 1] == 0.5
    assert following(setup.notes, setup.X) is setup.X
    assert (setup.X[2] != before.document.X[2]).tolist() == [False, True, True, True]
    others = [0, 1, 3, 4, 5]
    assert setup.X[others].tolist() == before.document.X[others].tolist()


def test_derived_inputs_follow_a_table_that_is_set():
    X = derived().document.X.copy()
    X[4, :2] = 3.0, -2.0
    after = update(derived(), settings("edit the table", X=X)).document
    assert after.X[4].tolist() == [3.0, -2.0, 4.0, -6.0]
    assert after.X[:4].tolist() == X[:4].tolist()


def test_a_derived_input_is_not_set_itself():
    with pytest.raises(ValueError, match="x2² is derived from other inputs; change those"):
        update(derived(), actions.SetData(Ref("x", 0, (2,), 0), 0.5, "set"))
    with pytest.raises(ValueError, match=r"x2² of 1e\+200 is too large for a number"):
        update(derived(), actions.SetData(Ref("x", 0, (1,), 0), 1e200, "set"))


def test_what_is_selected_goes_with_what_it_belonged_to():
    session = begun()
    node, weight = Ref("a", 2, (1,), 0), Ref("W", 2, (0, 2))
    fewer = settings(network=rebuild.without_node(session.document.network, 2, 1))
    assert did(session, actions.Select(node), fewer).selected is None
    assert did(session, actions.Select(weight), fewer).selected == weight
    assert did(session, actions.Select(node), settings(eta=0.5)).selected == node
    grown = did(session, actions.Seek(1, 3), settings(network=rebuild.with_node(session.document.network, 2)))
    third = did(grown, actions.Select(Ref("W", 2, (2, 0))))
    assert did(third, actions.StepUpdate(1)).selected is not None
    assert did(third, actions.StepUpdate(-1)).selected is None
    moment = did(session, actions.Select(Ref("m_W", 1, (0, 0))))
    assert did(moment, settings(optimizer="sgd")).selected is None


def test_placing_keeps_what_was_trained():
    session = update(begun(), train(begun().document, 5).action("train"))
    assert update(session, actions.PlaceNodes((Place(0, 1, 0.1, 0.2),), "move")).document.log.updates == 5


def test_data_that_are_set_are_frozen_and_the_others_shared():
    document = Document(two_nodes().network, np.ones((50, 1)), np.ones((50, 1)))
    after = update(Session.start(document), actions.SetData(Ref("x", 0, (0,), 3), 2.0, "set")).document
    assert (after.X[3, 0], after.X[2, 0], document.X[3, 0]) == (2.0, 1.0, 1.0)
    assert after.X.base is None
    assert not after.X.flags.writeable
    assert after.Y is document.Y
