"""Ten thousand random actions beside a plain list of what should be there: undo, redo, scrubbing, forks."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from engine import Document, Network, Ref, Session, actions, frame_of, update
from engine.nn import rebuild
from engine.nn.trace import parameter_refs
from engine.session.codec import parse, to_text
from engine.session.document import same_document, two_nodes
from engine.session.frame import same_frame
from engine.session.places import Place
from engine.session.replay import network_at, trace_of
from engine.session.training import train
from tests.engine.session.by_hand import assert_close

ACTIONS = 10_000
LOOK_EVERY = 30
"""Actions between two comparisons with a session that was opened afresh."""


def xor() -> Document:
    net = Network.random((2, 3, 1), ("tanh", "sigmoid"), seed=5)
    X, Y = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]
    return Document(net, X, Y, batch=2, eta=0.1, seed=2, optimizer="adam", test=np.array([2]), l2=0.01)


class Machine:
    """A session, and beside it a list of documents with a finger on the present one."""

    def __init__(self, document: Document, seed: int) -> None:
        self.rng = random.Random(seed)
        self.session = Session.start(document)
        self.documents, self.at = [document], 0

    def do(self, action: actions.Action) -> None:
        before = self.session
        self.session = update(self.session, action)
        if isinstance(action, actions.Undo):
            self.at = max(self.at - 1, 0)
        elif isinstance(action, actions.Redo):
            self.at = min(self.at + 1, len(self.documents) - 1)
        elif self.session.document is not before.document:
            self.documents = [*self.documents[: self.at + 1], self.session.document]
            self.at += 1

    def parameter(self) -> Ref:
        here = network_at(self.session.document, self.session.playhead.update)
        weights, biases = (
            [ref for ref in parameter_refs(here) if ref.symbol == symbol] for symbol in ("W", "b")
        )
        return self.rng.choice(weights if weights and self.rng.random() < 0.7 else biases)

    def step(self) -> None:
        choice = self.rng.choices((self.change, self.look, self.time_travel), (6, 6, 4))[0]
        choice()

    def change(self) -> None:
        rng, document = self.rng, self.session.document
        match rng.randrange(9):
            case 0:
                self.do(actions.SetParameter(self.parameter(), round(rng.uniform(-2, 2), 2), "set"))
            case 1:
                self.do(actions.SetEta(rng.choice((0.01, 0.1, 0.5, 1.0, 2.0)), "rate"))
            case 2:
                ref = rng.choice((Ref("x", 0, (0,)), Ref("y", document.network.L, (0,))))
                self.do(actions.SetData(ref, rng.random(), "data"))
            case 3:
                self.drag(rng.randint(1, 4), give_up=rng.random() < 0.4)
            case 4 if document.log.updates < 400:
                stretch = train(document, rng.randint(1, 60))
                self.do(stretch.action("train", follow=rng.random() < 0.5))
            case 5 if rng.random() < 0.3:
                init = rng.choice((None, "he"))
                again = actions.Reroll(rng.randrange(9), "re-roll", init), actions.Reset("reset")
                self.do(rng.choice(again))
            case 6:
                self.do(actions.SetSettings(rng.choice(self.settings()), "settings"))
            case 7:
                self.change_runs()
            case 8:
                self.build()

    def build(self) -> None:
        rng = self.rng
        place = Place(rng.randrange(3), rng.randrange(3), rng.random(), rng.random())
        self.do(
            actions.SetSettings({"network": self.rebuilt()}, "build")
            if rng.random() < 0.6
            else actions.PlaceNodes(rng.choice(((), (place,))), "arrange")
        )

    def rebuilt(self) -> Network:
        """Make one layer or node more or less, never so many that this becomes slow."""
        rng, net = self.rng, network_at(self.session.document, self.session.playhead.update)
        layer, seed = rng.randint(1, max(net.L - 1, 1)), rng.randrange(9)
        if net.L == 1:
            return rebuild.with_layer(net, 0, 2, "tanh", "he", seed)
        if net.sizes[layer] < 3:
            return rebuild.with_node(net, layer, "xavier", seed)
        if net.L < 4 and rng.random() < 0.3:
            return rebuild.with_layer(net, layer, rng.randint(1, 3), "sigmoid", "xavier", seed)
        less = rebuild.without_layer(net, layer, seed=seed), rebuild.without_node(net, layer, 0)
        return rng.choice(less)

    def settings(self) -> tuple[dict, ...]:
        rng, net = self.rng, network_at(self.session.document, self.session.playhead.update)
        refs = [self.parameter() for _ in range(2)]
        cut = [ref for ref in refs if ref.symbol == "W"]
        return (
            {"optimizer": rng.choice(("sgd", "momentum", "nesterov(0.5)", "rmsprop", "adam"))},
            {
                "schedule": rng.choice(("constant", "step(20,0.5)", "cosine(50,0.1)")),
                "seed": rng.randrange(9),
            },
            {"batch": rng.choice((None, 1, 2)), "shuffle": rng.choice(("keyed", "fixed", "none"))},
            {
                "l1": rng.choice((0.0, 0.01)),
                "l2": rng.choice((0.0, 0.1)),
                "cost": rng.choice(("mse", "squared")),
            },
            {"network": net.with_cut(cut).with_locked(refs)},
            {"network": net.with_restored(net.cut).with_unlocked(net.locked)},
        )

    def change_runs(self) -> None:
        """Keep, name, delete or take up a run; never so many that one more would be refused."""
        rng, document = self.rng, self.session.document
        ghosts = [ghost.number for ghost in document.ghosts]
        run = rng.choice((document.run, *ghosts))
        if sum(ghost.stays for ghost in document.ghosts) > 3:
            self.do(actions.DeleteRun(rng.choice(ghosts), "delete"))
        elif rng.random() < 0.4:
            self.do(actions.TakeUpRun(run, "take up"))
        else:
            self.do(rng.choice((actions.KeepRun("keep"), actions.NameRun(run, rng.choice("ab "), "name"))))

    def look(self) -> None:
        rng, here = self.rng, self.session.playhead
        anything = None, self.parameter(), Ref("delta", 1, (0,), here.sample)
        seek = actions.Seek(rng.randint(1, 30), rng.randint(0, self.session.document.log.updates + 2))
        views = (
            seek,
            actions.Step(rng.randint(-9, 9)),
            actions.SetZoom(rng.choice(("phase", "layer", "node", "edge"))),
            actions.SetSample(here.sample + 1),
            actions.Select(rng.choice(anything)),
            actions.StepUpdate(rng.choice((-1, 1))),
            actions.ShowRow(self.row()),
        )
        self.do(rng.choice(views))

    def row(self) -> int:
        """Choose a row that is trained with, whatever changes."""
        return self.rng.choice([n for n in range(len(self.session.document.X)) if n != 2])

    def time_travel(self) -> None:
        self.do(self.rng.choice((actions.Undo(), actions.Undo(), actions.Redo())))

    def drag(self, pixels: int, give_up: bool) -> None:
        """Drag a parameter: whatever happens in between is one entry, or none."""
        ref, group = self.parameter(), f"drag {self.rng.random()}"
        before = self.session
        for _ in range(pixels):
            self.session = update(
                self.session, actions.SetParameter(ref, round(self.rng.uniform(-2, 2), 2), "drag", group)
            )
        if give_up:
            self.session = update(self.session, actions.Cancel(group))
            assert self.session.history.undo_label == before.history.undo_label
            assert self.session.history.redo_label == before.history.redo_label
            assert self.session.document is before.document
        elif self.session.document is not before.document:
            self.documents, self.at = [*self.documents[: self.at + 1], self.session.document], self.at + 1

    def check_list(self) -> None:
        """The document is the one that the list says, and the history knows as many as the list."""
        assert self.session.document is self.documents[self.at]
        assert len(self.session.history.past) == self.at
        assert len(self.session.history.future) == len(self.documents) - 1 - self.at

    def check_fresh(self) -> None:
        """A session that knows nothing but the saved file shows the same frame."""
        document, _ = parse(to_text(self.session.document))
        assert same_document(document, self.session.document)
        fresh = replace(Session.start(document, self.session.playhead), selected=self.session.selected)
        assert same_frame(frame_of(fresh), frame_of(self.session))
        self.check_past(document)

    def check_past(self, document: Document) -> None:
        """Every update goes on from the one before it, however far back."""
        last = document.log.updates
        if last:
            update_ = self.rng.randrange(last)
            if document.log.stage(update_) is document.log.stage(update_ + 1):
                then = trace_of(document, update_).updated
                assert_close(network_at(self.session.document, update_ + 1), then, 1e-12)


@pytest.mark.parametrize(("document", "seed"), [(two_nodes(), 1), (xor(), 2)], ids=["two nodes", "batches"])
def test_random_actions_beside_a_plain_list(document, seed):
    machine = Machine(document, seed)
    for number in range(ACTIONS // 2):
        machine.step()
        machine.check_list()
        if number % LOOK_EVERY == 0:
            machine.check_fresh()
        if machine.at > 60:  # a long evening, not an endless one
            machine = Machine(machine.session.document, machine.rng.randrange(10**6))
