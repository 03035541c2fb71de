"""Other data in mid-run: what changes with them, and that everything else stays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Network, Session, actions, frame_of, update
from engine.data.dataset import DataNotes, DataSet
from engine.data.features import Feature, with_features
from engine.data.generators import make
from engine.session.codec import parse, to_text
from engine.session.document import Document, same_document
from engine.session.fitting import data_changes
from engine.session.limits import MAX_WORK, check_limits
from engine.session.making import new_document
from engine.session.training import train
from tests.strategies import SEEDS, setups

XOR = make("xor")


def xor(**settings):
    return new_document(XOR, (3,), seed=2, **settings)


def digits(rows=60, columns=20, classes=4):
    rng = np.random.default_rng(1)
    names = tuple(f"class {n}" for n in range(classes))
    Y = np.eye(classes)[np.arange(rows) % classes]
    return DataSet(rng.random((rows, columns)), Y, DataNotes("Digits", classes=names))


def curve(rows=5):
    x = np.linspace(-2, 2, rows)[:, None]
    return DataSet(x, 2 * x)


def brought(document: Document, data: DataSet, **settings) -> Document:
    session = Session.start(document)
    changes = data_changes(document, data, **settings)
    return update(session, actions.SetSettings(changes, "bring data")).document


def test_the_same_kind_of_data_changes_nothing_but_the_data():
    changes = data_changes(xor(), make("spiral", n=20), test=[3, 5])
    assert changes.keys() == {"X", "Y", "notes", "test"}
    assert changes["test"].tolist() == [3, 5]


def test_classes_bring_softmax_and_keep_the_weights_between():
    after = brought(xor(), digits())
    assert (after.network.sizes, after.cost) == ((20, 3, 4), "softmax_ce")
    assert after.network.activations == ("", "tanh", "softmax")
    assert after.network.W[1][:, :2].tolist() == xor().network.W[1].tolist()
    assert after.network.W[2][0].tolist() == xor().network.W[2][0].tolist()
    back = brought(after, XOR)
    assert (back.network.activations[2], back.cost) == ("sigmoid", "bce")
    assert back.network.W[1].tolist() == xor().network.W[1].tolist()


def test_numbers_bring_a_linear_output():
    after = brought(xor(), curve())
    assert (after.network.sizes, after.network.activations[2], after.cost) == (
        (1, 3, 1),
        "linear",
        "half_squared",
    )


def test_what_was_chosen_stays_where_it_suits_the_labels():
    chosen = xor(output=("tanh", "mse"), batch=2, l2=0.1)
    after = brought(chosen, make("moons", n=8))
    assert (after.network.activations[2], after.cost, after.batch, after.l2) == ("tanh", "mse", 2, 0.1)
    net = Network.random((2, 2), ("softmax",))
    shares = Document(net, XOR.X, np.full((4, 2), 0.5), cost="softmax_ce")
    after = brought(shares, DataSet(np.ones((2, 2)), [[1, 5], [0, 2]]))
    assert (after.network.activations[1], after.cost) == ("linear", "half_squared")


@pytest.mark.parametrize(
    ("output", "within", "beyond"),
    [
        ("sigmoid", [[0.5], [0.2]], [[0.0], [9.0]]),
        ("tanh", [[-1.0], [0.2]], [[-1.5], [0.0]]),
        ("relu", [[0.0], [70.0]], [[-0.1], [2.0]]),
        ("leaky_relu(0.0)", [[0.0], [70.0]], [[-0.1], [2.0]]),
        ("softplus", [[0.1], [70.0]], [[-0.1], [2.0]]),
    ],
)
def test_an_output_that_can_never_come_to_the_labels_becomes_linear(output, within, beyond):
    net = Network.random((1, 1), (output,))
    before = Document(net, np.ones((2, 1)), np.array([[0.3], [0.4]]), cost="mse")
    after = brought(before, DataSet(np.ones((2, 1)), within))
    assert (after.network.activations[1], after.cost) == (output, "mse")
    after = brought(before, DataSet(np.ones((2, 1)), beyond))
    assert (after.network.activations[1], after.cost) == ("linear", "half_squared")


@pytest.mark.parametrize("output", ["linear", "leaky_relu"])
def test_an_output_that_comes_to_any_number_stays(output):
    before = Document(Network.random((1, 1), (output,)), np.ones((2, 1)), np.array([[0.3], [0.4]]))
    assert brought(before, DataSet(np.ones((2, 1)), [[-9.0], [9.0]])).network.activations[1] == output


def test_the_output_stays_while_the_same_data_are_made_anew():
    sine = make("sine", n=8, noise=0.0)
    before = new_document(sine, output=("tanh", "mse"))
    noisy = make("sine", n=8, noise=0.5)
    assert np.abs(noisy.Y).max() > 1
    assert brought(before, noisy).network.activations[1] == "tanh"
    too_high = DataSet(sine.X, sine.Y * 3)
    before = replace(brought(before, too_high), network=before.network)
    assert "network" not in data_changes(before, replace(too_high, notes=DataNotes("renamed")))


def test_inputs_of_the_same_name_keep_their_weights():
    document = xor()
    more = brought(document, with_features(XOR, [Feature("square", (0,)), Feature("product", (0, 1))]))
    less = brought(more, with_features(XOR, [Feature("product", (0, 1))]))
    assert less.network.W[1].tolist() == more.network.W[1][:, [0, 1, 3]].tolist()
    assert brought(less, XOR).network.W[1].tolist() == document.network.W[1].tolist()
    swapped = DataSet(XOR.X[:, ::-1], XOR.Y, replace(XOR.notes, inputs=XOR.notes.inputs[::-1]))
    assert brought(document, swapped).network.W[1].tolist() == document.network.W[1][:, ::-1].tolist()


def test_a_batch_too_large_becomes_smaller():
    document = xor(batch=None)
    changes = data_changes(document, make("spiral", n=10_000))
    assert changes["batch"] == 32
    check_limits(brought(document, make("spiral", n=10_000)))
    assert "batch" not in data_changes(replace(document, batch=7), make("spiral", n=10_000))
    wide = digits(400, 1000)
    after = brought(new_document(XOR, (50,)), wide)
    assert after.batch == MAX_WORK // after.network.parameters == 1


def test_new_weights_are_drawn_with_the_seed_and_the_initialiser():
    drawn = [data_changes(xor(init="normal(9)"), digits(), seed=n)["network"] for n in (1, 1, 2)]
    assert drawn[0].W[1].tolist() == drawn[1].W[1].tolist() != drawn[2].W[1].tolist()
    assert np.abs(drawn[0].W[1][:, 2:]).max() > 5


def test_the_parameters_as_they_stand_are_kept():
    session = update(Session.start(xor()), train(xor(), 40).action("train", follow=True))
    frame = frame_of(session)
    changes = data_changes(frame.setup, digits(), network=frame.network)
    after = frame_of(update(session, actions.SetSettings(changes, "digits")))
    assert after.network.W[1][:, :2].tolist() == frame.network.W[1].tolist()


@given(setups(), SEEDS, st.data())
def test_any_data_fit_any_setup_and_survive_a_file(setup, seed, draws):
    rng = np.random.default_rng(seed)
    rows, n, m = (draws.draw(st.integers(1, 6)) for _ in range(3))
    labels = draws.draw(st.sampled_from(("classes", "bits", "numbers")))
    if labels == "classes" and m > 1:
        Y, names = np.eye(m)[rng.integers(0, m, rows)], tuple(f"c{k}" for k in range(m))
    else:
        Y, names = rng.integers(0, 2, (rows, m)) if labels == "bits" else rng.normal(size=(rows, m)), ()
    data = DataSet(rng.normal(size=(rows, n)), Y, DataNotes(classes=names))
    settings = {name: getattr(setup, name) for name in setup.__dataclass_fields__}
    document = Document(**settings)
    after = brought(document, data)
    assert after.network.sizes == (n, *document.network.sizes[1:-1], m)
    assert after.X.tolist() == data.X.tolist()
    assert same_document(parse(to_text(after))[0], after)


def test_a_network_that_would_be_too_large():
    with pytest.raises(ValueError, match="parameters are more than the 60,000 that a document may have"):
        data_changes(new_document(XOR, (100,)), digits(10, 700))
