"""Other data for a run that goes on: what else has to change so that the parts fit one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from engine.data.dataset import DataSet
from engine.nn.activations import activation
from engine.nn.costs import check_labels
from engine.nn.network import Network
from engine.nn.rebuild import with_activation, with_inputs, with_outputs
from engine.nn.types import Array
from engine.session.limits import MAX_WORK, check_sizes
from engine.session.making import batch_within, output_for, usual_output
from engine.session.setup import Setup


def data_changes(
    setup: Setup,
    data: DataSet,
    *,
    test: ArrayLike = (),
    seed: int | None = None,
    network: Network | None = None,
) -> dict[str, Any]:
    """Tell which settings change with the data, by their names in `Setup`.

    The network keeps its inputs and outputs of the same name; where no names agree, those in the same place.
    All other weights stay. Labels of another kind, and such as the output layer can never come to, bring the
    output layer and the cost that are usual for them; a batch that would be too much for one update becomes
    smaller.

    Parameters
    ----------
    setup : Setup
        As it is so far.
    data : DataSet
    test : array_like of int
        Rows that are kept for testing, ascending.
    seed : int, optional
        Of the weights of new inputs and outputs; that of the setup if not given.
    network : Network, optional
        The parameters as they stand, such as `Frame.network`; those of the setup if not given.

    Returns
    -------
    dict
        For `actions.SetSettings`.

    Raises
    ------
    ValueError
        If the network would be too large for a document, or the rows kept for testing are none.
    """
    net = setup.network if network is None else network
    rows = np.asarray(test)
    fitting = _with_columns(net, setup, data, setup.seed if seed is None else seed)
    output, cost = _output(net, setup, data)
    if output != net.activations[-1]:
        fitting = with_activation(fitting, fitting.L, output)
    batch = _batch(setup, fitting.parameters, data.samples - rows.size)
    changed = {"network": (fitting, net), "cost": (cost, setup.cost), "batch": (batch, setup.batch)}
    return {"X": data.X, "Y": data.Y, "notes": data.notes, "test": rows} | {
        name: new for name, (new, old) in changed.items() if new is not old and new != old
    }


def _with_columns(net: Network, setup: Setup, data: DataSet, seed: int) -> Network:
    """Give a network the inputs and outputs that the data have columns for."""
    inputs = _kept(setup.notes.inputs, net.sizes[0], data.notes.inputs, data.X.shape[1])
    outputs = _kept(setup.notes.labels, net.sizes[-1], data.notes.labels, data.Y.shape[1])
    check_sizes((len(inputs), *net.sizes[1:-1], len(outputs)))
    if inputs != tuple(range(net.sizes[0])):
        net = with_inputs(net, inputs, setup.init, seed)
    if outputs != tuple(range(net.sizes[-1])):
        net = with_outputs(net, outputs, setup.init, seed)
    return net


def _kept(old: Sequence[str], n_old: int, new: Sequence[str], n_new: int) -> tuple[int | None, ...]:
    """Tell for each new column which old one it goes on with: by name where names agree, else by place."""
    places = {name: place for place, name in reversed(tuple(enumerate(old)))}
    if places.keys() & set(new):
        return tuple(places.pop(name, None) for name in new)
    return tuple(place if place < n_old else None for place in range(n_new))


def _output(net: Network, setup: Setup, data: DataSet) -> tuple[str, str]:
    """Keep activation and cost of the output layer where they suit the new labels, else choose the usual."""
    same_kind = output_for(setup.Y, setup.notes) == output_for(data.Y, data.notes)
    if same_kind and _can_compute(setup.cost, data.Y) and _can_fit(net, setup, data):
        return net.activations[-1], setup.cost
    return usual_output(data)


def _can_compute(cost: str, Y: Array) -> bool:
    try:
        check_labels(cost, Y)
    except ValueError:
        return False
    return True


def _can_fit(net: Network, setup: Setup, data: DataSet) -> bool:
    """Say whether the output layer can come to the labels.

    Where the data are those in use, made or scaled anew, it is as it was chosen for them.
    """
    named = data.notes.name and data.notes.name == setup.notes.name
    if named or np.array_equal(data.Y, setup.Y):
        return True
    return activation(net.activations[-1]).reaches(data.Y)


def _batch(setup: Setup, parameters: int, samples: int) -> int | None:
    """Keep the batch where one update is within what a document may have."""
    if parameters * min(setup.batch or samples, samples) <= MAX_WORK:
        return setup.batch
    return batch_within(parameters, samples)
