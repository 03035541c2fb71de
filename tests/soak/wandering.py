"""Random actions, as somebody may take them who tries out everything: what can be done to a session."""

from __future__ import annotations

from random import Random

import numpy as np

from engine import Ref, Session, actions
from engine.data.features import FEATURES, Feature
from engine.data.rows import Rows, Spot
from engine.nn import rebuild
from engine.nn.activations import HIDDEN
from engine.nn.costs import COSTS
from engine.nn.network import Network
from engine.nn.optimizers import OPTIMIZERS
from engine.session.places import Place
from engine.session.replay import network_at, setup_at
from engine.session.setup import Setup
from engine.session.training import train
from gui.panels.data_settings.in_use import SCALINGS, InUse
from gui.panels.data_settings.origin import origin_of
from gui.panels.data_settings.splits import Split

SETS = ("and", "xor", "scattered_xor", "circle", "moons", "spiral", "sine", "gaussians")
"""Data sets that are chosen; where they take a number of samples, few are made."""

_SAMPLES = (9, 24, 40)
_MOST_LAYERS, _MOST_NODES, _MOST_RUNS = 5, 5, 6
_SETTINGS = {
    "cost": tuple(COSTS),
    "optimizer": (*OPTIMIZERS, "adam(0.8,0.99)"),
    "schedule": ("constant", "step(5,0.5)", "cosine(40)"),
    "batch": (None, 1, 3, 8),
    "eta": (0.01, 0.1, 0.5),
    "l1": (0.0, 0.001),
    "l2": (0.0, 0.01),
    "init": ("xavier", "he", "uniform(0.5)", "normal"),
    "shuffle": ("keyed", "fixed", "none"),
    "seed": (0, 1, 7),
}


class Wanderer:
    """Thinks of something to do next.

    Parameters
    ----------
    rng : random.Random
    updates : int
        As many are trained at once at most.
    sets : sequence of str
        Data sets that are chosen.
    """

    def __init__(self, rng: Random, updates: int = 30, sets: tuple[str, ...] = SETS) -> None:
        self._rng, self._updates, self._sets = rng, updates, sets
        self._drags = 0
        self._ways = (
            [self._weight, self._drag, self._datum, self._trained, self._walked, self._shown] * 2
            + [self._structure, self._parameters, self._data, self._rows, self._setting] * 2
            + [self._gone_back, self._looked, self._run, self._begun, self._placed]
        )  # fmt: skip

    def next(self, session: Session) -> list[actions.Action]:
        """Return what belongs together: one action, or those of a gesture.

        What does not fit, such as a cost that is none for these labels, is not thought of again.
        """
        while True:
            try:
                return self._rng.choice(self._ways)(session)
            except ValueError:
                continue

    # What there is

    def _setup(self, session: Session) -> Setup:
        return setup_at(session.document, session.playhead.update)

    def _net(self, session: Session) -> Network:
        return network_at(session.document, session.playhead.update)

    def _number(self, reach: float = 2.0) -> float:
        return round(self._rng.uniform(-reach, reach), 2)

    def _weight_of(self, net: Network) -> Ref:
        rng, layer = self._rng, self._rng.randint(1, net.L)
        return Ref("W", layer, (rng.randrange(net.sizes[layer]), rng.randrange(net.sizes[layer - 1])))

    def _bias_of(self, net: Network) -> Ref:
        layer = self._rng.randint(1, net.L)
        return Ref("b", layer, (self._rng.randrange(net.sizes[layer]),))

    # Numbers

    def _weight(self, session: Session) -> list[actions.Action]:
        net = self._net(session)
        ref = self._rng.choice((self._weight_of, self._bias_of))(net)
        return [actions.SetParameter(ref, self._number(), "set a parameter")]

    def _drag(self, session: Session) -> list[actions.Action]:
        """Drag a weight; one time in four it is given up."""
        self._drags += 1
        ref, group = self._weight_of(self._net(session)), f"drag {self._drags}"
        moves = [actions.SetParameter(ref, self._number(), "drag a weight", group) for _ in range(4)]
        return [*moves, actions.Cancel(group)] if self._rng.random() < 0.25 else [*moves]

    def _datum(self, session: Session) -> list[actions.Action]:
        symbol, column = self._rng.choice((("x", 0), ("x", 0), ("y", self._net(session).L)))
        value = self._number(1.0) if symbol == "x" else float(self._rng.randrange(2))
        return [actions.SetData(Ref(symbol, column, (0,)), value, "set a datum")]

    # Building

    def _structure(self, session: Session) -> list[actions.Action]:
        net, rng = self._net(session), self._rng
        layer, inner = rng.randint(1, net.L), rng.randint(1, max(net.L - 1, 1))
        seed, nodes = rng.randrange(9), rng.randint(1, _MOST_NODES)
        ways = {
            "add a layer": lambda: rebuild.with_layer(net, layer - 1, nodes, rng.choice(HIDDEN), seed=seed),
            "remove a layer": lambda: rebuild.without_layer(net, inner),
            "add a node": lambda: rebuild.with_node(net, inner, "he", seed),
            "remove a node": lambda: rebuild.without_node(net, inner, rng.randrange(net.sizes[inner])),
            "choose φ": lambda: rebuild.with_activation(net, inner, rng.choice(HIDDEN)),
            "choose φ of the output": lambda: rebuild.with_activation(net, net.L, rng.choice(HIDDEN)),
        }
        label = rng.choice(list(ways))
        new = ways[label]()
        if new.L > _MOST_LAYERS or max(new.sizes[1:-1], default=0) > _MOST_NODES:
            raise ValueError("this network is larger than anybody looks at")
        return [actions.SetSettings({"network": new}, label)]

    def _parameters(self, session: Session) -> list[actions.Action]:
        net, ref = self._net(session), self._weight_of(self._net(session))
        ways = {
            "cut": net.with_cut,
            "restore": net.with_restored,
            "lock": net.with_locked,
            "unlock": net.with_unlocked,
            "set to 0": lambda refs: rebuild.zeroed(net, refs),
        }
        label = self._rng.choice(list(ways))
        return [actions.SetSettings({"network": ways[label]([ref])}, label)]

    def _placed(self, session: Session) -> list[actions.Action]:
        rng, sizes = self._rng, self._net(session).sizes
        layers = [rng.randrange(len(sizes)) for _ in range(rng.randrange(4))]
        shares = [round(rng.random(), 2) for _ in range(2)]
        places = tuple(Place(layer, rng.randrange(sizes[layer]), *shares) for layer in layers)
        return [actions.PlaceNodes(places, "place nodes")]

    # Data and settings

    def _data(self, session: Session) -> list[actions.Action]:
        rng, setup = self._rng, self._setup(session)
        in_use = InUse(setup, self._net(session), origin_of(setup))
        numbers = in_use.origin.numbers
        ways = {
            "choose data": lambda: in_use.chosen(rng.choice(self._sets)),
            "choose few data": lambda: in_use.with_number("n", rng.choice(_SAMPLES)),
            "scale": lambda: in_use.with_scaling(rng.choice(SCALINGS)),
            "split": lambda: in_use.with_split(
                Split(rng.choice((0.0, 0.2, 0.4)), rng.choice(("drawn", "every")))
            ),
            "derive inputs": lambda: in_use.with_features(self._features(in_use.base_inputs)),
        }  # fmt: skip
        if "n" in numbers and numbers["n"] > max(_SAMPLES) and rng.random() < 0.8:
            return [actions.SetSettings(ways["choose few data"](), "choose few data")]
        label = rng.choice([way for way in ways if "few" not in way or "n" in numbers])
        return [actions.SetSettings(ways[label](), label)]

    def _features(self, inputs: int) -> tuple[Feature, ...]:
        kinds = self._rng.sample(list(FEATURES), self._rng.randrange(3))
        taken = {kind: FEATURES[kind].of for kind in kinds}
        return tuple(Feature(kind, tuple(range(count))) for kind, count in taken.items() if count <= inputs)

    def _rows(self, session: Session) -> list[actions.Action]:
        """Change rows as the data table and the map do."""
        rng, setup = self._rng, self._setup(session)
        rows = Rows(setup.X, setup.Y, setup.notes, setup.test)
        row, number = rng.randrange(rows.samples), np.array([self._number(1.0)])
        ways = {
            "set a cell": lambda: rows.with_values(np.array([row]), {Spot("X"): number}),
            "insert a row": lambda: rows.inserted(row),
            "delete a row": lambda: rows.without(np.array([row])),
            "test with a row": lambda: rows.with_values(np.array([row]), {Spot("test"): np.array([1.0])}),
        }
        label = rng.choice(list(ways))
        return [actions.SetSettings(ways[label]().changes(rows), label)]

    def _setting(self, _session: Session) -> list[actions.Action]:
        name = self._rng.choice(list(_SETTINGS))
        value = self._rng.choice(_SETTINGS[name])
        if name == "eta":
            return [actions.SetEta(value, "set η")]
        return [actions.SetSettings({name: value}, f"set {name}")]

    # Time

    def _trained(self, session: Session) -> list[actions.Action]:
        done = train(session.document, self._rng.randint(1, self._updates))
        return [done.action("train", follow=self._rng.random() < 0.5)] if done.updates else []

    def _walked(self, session: Session) -> list[actions.Action]:
        rng, updates = self._rng, session.document.log.updates
        return [
            rng.choice(
                (
                    actions.Seek(rng.randint(1, 30), rng.randint(0, updates + 1)),
                    actions.Step(rng.choice((-3, -1, 1, 2))),
                    actions.StepPhase(rng.choice((-1, 1))),
                    actions.StepUpdate(rng.choice((-1, 1))),
                )
            )
        ]

    def _gone_back(self, _session: Session) -> list[actions.Action]:
        return [self._rng.choice((actions.Undo, actions.Undo, actions.Redo))()]

    def _begun(self, _session: Session) -> list[actions.Action]:
        drawn = actions.Reroll(self._rng.randrange(9), "re-roll", self._rng.choice((None, "he")))
        return [self._rng.choice((actions.Reset("reset"), drawn))]

    # What is looked at

    def _shown(self, session: Session) -> list[actions.Action]:
        rng, net, sample = self._rng, self._net(session), session.playhead.sample
        layer = rng.randint(1, net.L)
        node = rng.randrange(net.sizes[layer])
        at_node = (Ref(symbol, layer, (node,), sample) for symbol in ("delta", "a"))
        return [actions.Select(rng.choice((None, self._weight_of(net), *at_node)))]

    def _looked(self, session: Session) -> list[actions.Action]:
        rng = self._rng
        return [
            rng.choice(
                (
                    actions.SetZoom(rng.choice(("phase", "layer", "node", "edge"))),
                    actions.SetSample(session.playhead.sample + 1),
                    actions.ShowRow(rng.randrange(len(self._setup(session).X))),
                )
            )
        ]

    def _run(self, session: Session) -> list[actions.Action]:
        """Keep, name, take up and delete runs; where there are many of them, delete."""
        rng, ghosts = self._rng, session.document.ghosts
        if not ghosts:
            return [actions.KeepRun("copy as new run")]
        run = rng.choice(ghosts).number
        if len(ghosts) > _MOST_RUNS:
            return [actions.DeleteRun(run, "delete a run")]
        return [
            rng.choice(
                (
                    actions.KeepRun("copy as new run"),
                    actions.NameRun(run, rng.choice(("", "slow", "fast one")), "name a run"),
                    actions.NameRun(session.document.run, rng.choice(("", "mine")), "name a run"),
                    actions.TakeUpRun(run, "go on"),
                    actions.DeleteRun(run, "delete a run"),
                )
            )
        ]
