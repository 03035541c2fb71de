"""The networks and data of the lessons, and how their tables are compared."""

from __future__ import annotations

from engine import Document, Network, Ref, Trace, backprop
from engine.cli import run_training
from engine.nn.notation import parse_path
from engine.session.replay import network_at

SIGMOID = ("sigmoid", "sigmoid")
NET_A = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], SIGMOID)
NET_B = Network.from_arrays([[[0.3]], [[-2.5]]], [[0.9], [2.2]], SIGMOID)
NET_C = Network.from_arrays(
    [[[0.5, -0.4], [0.3, 0.8]], [[0.7, -1.2], [0.6, 0.9]]], [[0.1, -0.2], [0.2, -0.1]], SIGMOID
)
MAZUR = Network.from_arrays(
    [[[0.15, 0.2], [0.25, 0.3]], [[0.4, 0.45], [0.5, 0.55]]], [[0.35, 0.35], [0.6, 0.6]], SIGMOID
)
BATCH_X, BATCH_Y = [[-2], [-1], [1], [3]], [[0], [0], [1], [1]]
PAIRS = [[0, 0], [0, 1], [1, 0], [1, 1]]
OR, XOR = [[0], [1], [1], [1]], [[0], [1], [1], [0]]


def trace_a(**changed) -> Trace:
    """One update of Net A, or of Net A with something else than half_squared and η = 1."""
    return backprop(NET_A, [[3.0]], [[1.0]], **changed)


def with_values(net: Network, **values: float) -> Network:
    """Change parameters of a network of one node a layer: w2=0.5 and its like."""
    for name, value in values.items():
        symbol = "W" if name[0] == "w" else "b"
        net = net.with_parameter(Ref(symbol, int(name[1]), (0, 0) if symbol == "W" else (0,)), value)
    return net


def biases_of(net: Network) -> list[Ref]:
    return [Ref("b", layer, (j,)) for layer in range(1, net.L + 1) for j in range(net.sizes[layer])]


def like(text: str, value: float) -> str:
    """Write a number with as many decimals as another one has."""
    return f"{value + 0.0:.{len(text.partition('.')[2])}f}".replace("-0.000000", "0.000000")


def wanted(table: str) -> dict[str, str]:
    """Read a table of `name=number`."""
    return dict(pair.split("=") for pair in table.split())


def found(trace: Trace, table: str) -> dict[str, str]:
    """Write what a trace says of everything in a table, in its digits."""
    return {
        name: like(text, trace.value(parse_path(name, trace.network))) for name, text in wanted(table).items()
    }


def row(text: str, values) -> str:
    """Write numbers in the digits of a row of numbers."""
    texts = text.split()
    return " ".join(like(each, float(value)) for each, value in zip(texts, list(values), strict=True))


def trained(net: Network, X, Y, updates: int, cost="half_squared", **settings) -> Document:
    """Train as the program does: no shuffling, and the whole batch where nothing else is said."""
    settings = {"eta": 1.0, "shuffle": "none"} | settings
    code, document = run_training(Document(net, X, Y, cost, **settings), updates)
    assert code == 0, "training ran away"
    assert document.log.updates == updates
    return document


def end_of(document: Document) -> Network:
    return network_at(document, document.log.updates)


def curve_at(document: Document, updates, digits: str = "0.000000") -> list[str]:
    """Return J before some updates, counted from 0, as the log of the run has it."""
    costs = document.log.curve()
    return [like(digits, costs[n]) for n in updates]
