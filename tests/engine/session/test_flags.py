"""Where a run was changed by hand is told from its log, in a file as well."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest

from engine import Document, Network, Ref, Session, actions, update
from engine.nn import rebuild
from engine.session.codec import parse, to_text
from engine.session.flags import Flag, flags_of
from engine.session.replay import network_at
from engine.session.runlog import RunLog, Stage
from engine.session.training import train

W1, W2, B1 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 2)), Ref("b", 1, (1,))


def did(session, *steps):
    for action in steps:
        session = update(session, action)
    return session


def four():
    X, Y = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]
    net = Network.random((2, 3, 1), ("tanh", "sigmoid"), seed=5).with_locked([B1])
    return Document(net, X, Y, batch=3, eta=0.05, optimizer="adam")


def trained(session, updates=30):
    return update(session, train(session.document, updates).action("train", follow=True))


def at(update_number, session=None):
    return did(session or trained(Session.start(four())), actions.Seek(1, update_number))


def settings(**changes):
    return actions.SetSettings(changes, "change")


def flags(session):
    """Tell the flags, and see that a file tells the same."""
    found = flags_of(session.document)
    assert flags_of(parse(to_text(session.document))[0]) == found
    return found


def test_a_run_that_nobody_changed_has_none():
    assert flags(trained(Session.start(four()))) == ()
    assert flags(did(at(0), actions.SetEta(0.5, "rate"))) == ()


CHANGES = [
    ({"eta": 0.5}, ("eta", 0.05, 0.5)),
    ({"optimizer": "sgd"}, ("optimizer", "adam", "sgd")),
    ({"cost": "bce"}, ("cost", "half_squared", "bce")),
    ({"batch": None}, ("batch", 3, None)),
    ({"init": "he"}, ("init", "xavier", "he")),
    ({"test": [1]}, ("test", 0, 1)),
]


@pytest.mark.parametrize(("change", "told"), CHANGES, ids=[told[0] for _, told in CHANGES])
def test_a_setting(change, told):
    session = did(at(7), settings(**change))
    first, *more = flags(session)
    assert first == Flag(7, *told)
    assert [flag.kind for flag in more] == (["data"] if "test" in change else [])


def test_one_weight_and_several():
    session = at(7)
    was = network_at(session.document, 7).parameter(W1)
    session = did(session, actions.SetParameter(W1, 0.25, "set"))
    assert flags(session) == (Flag(7, "weights", was, 0.25, (W1,)),)
    session = did(session, actions.SetParameter(B1, 0.5, "set"))
    assert flags(session) == (Flag(7, "weights", refs=(W1, B1)),)


def test_what_is_cut_and_locked():
    session = at(7)
    net = network_at(session.document, 7)
    session = did(session, settings(network=net.with_cut([W2]).with_unlocked([B1]).with_locked([W1])))
    assert flags(session) == (
        Flag(7, "cut", (), ("w[2][1,3]",), (W2,)),
        Flag(7, "locked", ("b[1][2]",), ("w[1][1,1]",), (W1, B1)),
    )


def test_structure_and_data():
    session = at(7)
    net = rebuild.with_activation(rebuild.with_node(network_at(session.document, 7), 1), 1, "relu")
    session = did(session, settings(network=net, X=np.ones((4, 2))))
    assert flags(session) == (
        Flag(7, "sizes", (2, 3, 1), (2, 4, 1)),
        Flag(7, "activations", ("tanh", "sigmoid"), ("relu", "sigmoid")),
        Flag(7, "data"),
    )


def test_all_of_a_run_in_its_order_and_while_it_goes_on():
    session = trained(at(7, did(at(7), settings(eta=0.5))), 20)
    session = trained(did(at(12, session), actions.SetParameter(W1, 0.25, "set")), 300)
    found = flags(session)
    assert [(flag.update, flag.kind) for flag in found] == [(7, "eta"), (12, "weights")]
    assert flags(trained(session, 40)) == found
    (ghost, *_) = session.document.ghosts
    assert flags_of(ghost.document) == ()
    assert flags_of(replace(session.document)) == found


def test_what_was_looked_at_is_not_kept_alive():
    stage = Stage(0, replace(four(), eta=0.5))
    assert flags_of(replace(four(), log=RunLog(stages=(stage,)))) == (Flag(0, "eta", 0.05, 0.5),)
    there = weakref.ref(stage)
    del stage
    gc.collect()
    assert there() is None


def test_a_place_that_was_reached_by_replay():
    session = at(7, trained(Session.start(four()), 450))
    session = trained(did(session, actions.SetEta(0.07, "rate")), 450)
    before = network_at(session.document, 333).parameter(W1)
    session = did(at(333, session), actions.SetParameter(W1, 0.25, "set"))
    assert flags(session)[1:] == (Flag(333, "weights", before, 0.25, (W1,)),)
