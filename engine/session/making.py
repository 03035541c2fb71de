"""A new document for a data set: a network that fits it, with the settings that are usual for its labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.data.dataset import DataSet
from engine.nn.network import Network
from engine.session.document import Document


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
        If the settings do not fit one another or the data.

    Examples
    --------
    >>> from engine.data.generators import make
    >>> new_document(make("xor"), hidden=(2,)).network.sizes
    (2, 2, 1)
    """
    last, cost = output or usual_output(data)
    sizes = (data.X.shape[1], *hidden, data.Y.shape[1])
    names = (*(activation for _ in hidden), last)
    net = Network.random(sizes, names, init=init, seed=settings.get("seed", 0))
    return Document(
        net, data.X, data.Y, cost=cost, notes=data.notes, **{"title": data.notes.name[:200], **settings}
    )


def usual_output(data: DataSet) -> tuple[str, str]:
    """Choose activation and cost of the output layer by the labels.

    One column a class: softmax with softmax_ce. Two classes in one column: sigmoid with bce. Numbers:
    linear with half_squared.
    """
    if not data.notes.classes:
        return "linear", "half_squared"
    return ("softmax", "softmax_ce") if data.Y.shape[1] > 1 else ("sigmoid", "bce")
