"""A new document for a data set: a network that fits it, with the settings that are usual for its labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.data.dataset import DataNotes, DataSet
from engine.nn.activations import activation as find_activation
from engine.nn.costs import COSTS, cost_function
from engine.nn.network import Network
from engine.nn.types import Array
from engine.session.document import Document
from engine.session.limits import MAX_WORK, check_sizes

USUAL_BATCH = 32
"""Samples of an update where it cannot be all of them."""


def new_document(
    data: DataSet,
    hidden: Sequence[int] = (),
    activation: str = "tanh",
    init: str = "xavier",
    output: tuple[str, str] | None = None,
    **settings: Any,
) -> Document:
    """Make a document that is ready to be trained.

    Parameters
    ----------
    data : DataSet
    hidden : sequence of int
        Nodes of the hidden layers; none makes a network without them.
    activation : str
        Of the hidden layers.
    init : str
        What the weights begin with; drawn with the seed of the settings.
    output : tuple of str, optional
        Activation of the output layer and cost; where it is not given, `usual_output` chooses.
    **settings
        Of `Document`, such as eta, batch, optimizer, seed, test or title.

    Returns
    -------
    Document

    Raises
    ------
    ValueError
        If the settings do not fit one another or the data, or the network is too large for a document.

    Examples
    --------
    >>> from engine.data.generators import make
    >>> new_document(make("xor"), hidden=(2,)).network.sizes
    (2, 2, 1)
    """
    last, cost = output or usual_output(data)
    find_activation(activation)  # a wrong name is refused where there is no hidden layer too
    sizes = (data.X.shape[1], *hidden, data.Y.shape[1])
    names = (*(activation for _ in hidden), last)
    check_sizes(sizes)
    net = Network.random(sizes, names, init=init, seed=settings.get("seed", 0))
    return Document(
        net,
        data.X,
        data.Y,
        cost=cost,
        init=init,
        notes=data.notes,
        **{"title": data.notes.name[:200], **settings},
    )


def batch_within(parameters: int, samples: int) -> int | None:
    """Return the batch that an update takes where nobody chose one: all samples (None) if it can."""
    if parameters * samples <= MAX_WORK:
        return None
    return max(min(USUAL_BATCH, MAX_WORK // parameters), 1)


def usual_output(data: DataSet, activation: str | None = None, cost: str | None = None) -> tuple[str, str]:
    """Choose activation and cost of the output layer by the labels, as far as they are not given.

    One column a class: softmax with softmax_ce. Two classes in one column, or nothing but 0 and 1:
    sigmoid with bce. Other numbers: linear with half_squared.
    """
    if activation is None:
        needed = None if cost is None else cost_function(cost).needs_output
        activation = needed or output_for(data.Y, data.notes)
    return activation, cost or usual_cost(activation, data.Y)


def usual_cost(activation: str, Y: Array) -> str:
    """Choose the cost that is made for an activation of the output layer, where labels are shares."""
    fitting = (name for name, rule in COSTS.items() if rule.needs_output == activation)
    made_for = next(fitting, "half_squared")
    return made_for if bool(((Y >= 0) & (Y <= 1)).all()) else "half_squared"


def output_for(Y: Array, notes: DataNotes) -> str:
    """Return the activation of the output layer that is usual for labels: it tells kinds of labels apart."""
    if Y.shape[1] > 1:
        return "softmax" if notes.classes else "linear"
    return "sigmoid" if set(np.unique(Y).tolist()) == {0.0, 1.0} else "linear"
