"""The names of the user's own columns and classes, wherever a quantity is named."""

from __future__ import annotations

import numpy as np
import pytest

from engine.data.dataset import DataNotes, DataSet
from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import frame_of
from engine.session.making import new_document
from engine.session.session import Session
from engine.session.update import update
from gui.diagram.card import card_of
from gui.diagram.compose import compose
from gui.diagram.geometry import Box
from gui.diagram.layout import arrange
from gui.diagram.picture import ring_of
from gui.diagram.text import measure_with, sizes_of
from gui.look import Look
from gui.names_of_data import class_said, given_name, named_quantity
from gui.panels.sample_table.columns import columns_of
from gui.words import spoken

INPUTS, CLASSES = ("Länge", "Größe", "Süße"), ("Birnen", "Kirschen", "Äpfel")
X = np.array([[3.0, 2.74, 6.35], [4.0, 2.5, 5.0], [5.0, 3.5, 4.0]])


def fruit(**changes):
    given = {"inputs": INPUTS, "labels": tuple(f"Sorte = {name}" for name in CLASSES), "classes": CLASSES}
    return frame_of(Session.start(new_document(DataSet(X, np.eye(3), DataNotes(**given | changes)), (4,))))


def x(k):
    return Ref("x", 0, (k,))


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        (x(1), "Größe: input 2"),
        (Ref("y", 2, (2,)), "Äpfel: label 3"),
        (Ref("a", 2, (0,)), "Birnen: output of node 1 in layer 2"),
        (Ref("a", 1, (0,)), "activation of node 1 in layer 1"),
        (Ref("W", 2, (0, 1)), "weight from node 2 in layer 1 to node 1 in layer 2"),
    ],
)
def test_inputs_and_outputs_are_named_as_in_the_data(ref, said):
    assert named_quantity(ref, fruit()) == said


def test_what_only_repeats_the_formulas_is_no_name():
    frame = fruit(inputs=("x1", "x2", "x3"), labels=("y1", "y2", "y3"), classes=())
    assert [given_name(ref, frame) for ref in (x(0), Ref("y", 2, (1,)), Ref("a", 2, (2,)))] == ["", "", ""]
    assert given_name(x(0), fruit(inputs=())) == ""


def test_without_classes_an_output_has_the_name_of_its_column():
    assert given_name(Ref("a", 2, (1,)), fruit(classes=())) == "Sorte = Kirschen"


def test_a_class_that_is_a_number_is_said_to_be_a_class():
    assert (class_said("3"), class_said("−1"), class_said("setosa")) == ("class 3", "class −1", "setosa")


def test_cards_name_the_column_and_the_class():
    frame = fruit()
    assert card_of(x(1), frame, Look()).startswith("<b>Größe: input 2</b><br>x₂ = 2.740")
    assert "<b>Äpfel: label 3</b>" in card_of(Ref("y", 2, (2,)), frame, Look())


def test_names_cannot_be_markup():
    assert "&lt;b&gt;x: input 1" in card_of(x(0), fruit(inputs=("<b>x", "b", "c")), Look())


def labels(frame, size=(900, 420)):
    layout = arrange(frame.network.sizes, *size, sizes_of(frame, Look()))
    return compose(frame, layout, Look(), measure_with(1.0)).labels


def texts(frame, size=(900, 420)):
    return [" ".join(label.lines) for label in labels(frame, size)]


def test_the_diagram_names_its_inputs_and_outputs(dressed_app):
    found = texts(fruit())
    assert {*INPUTS, *CLASSES} <= {*found}
    assert any("Äpfel" in text and "y₃ = 0.000" in text for text in found)


def test_long_names_are_cut_and_names_without_room_left_out(dressed_app):
    long = tuple(f"{name} of the fruit, measured by hand in centimetres" for name in INPUTS)
    found = texts(fruit(inputs=long))
    assert not {*long} & {*found}
    assert any(text.startswith("Länge") and text.endswith("…") for text in found)
    assert not any(text.startswith("Länge") for text in texts(fruit(), (240, 150)))


def test_the_names_stay_where_they_are_from_step_to_step(dressed_app):
    notes = DataNotes(inputs=INPUTS, classes=CLASSES)
    session = Session.start(new_document(DataSet(X, np.eye(3), notes), (4,)))
    frames = [frame_of(update(session, actions.Seek(step))) for step in (1, 6, 12)]
    named = {*INPUTS, *CLASSES}
    places = [{label.lines: label.box for label in labels(f) if label.lines[0] in named} for f in frames]
    assert places[0] == places[1] == places[2]
    assert len(places[0]) == len(named)


@pytest.mark.parametrize("size", [(580, 300), (580, 310), (750, 400), (750, 490)])
def test_nothing_stands_where_the_ring_of_a_label_comes(dressed_app, size):
    data = DataSet(X, np.eye(3), DataNotes(inputs=INPUTS, classes=CLASSES))
    found = labels(frame_of(Session.start(new_document(data, (6, 6, 4)))), size)
    ringed = [label for label in found if label.ringed and label.kind == "target"]
    assert len(ringed) == len(CLASSES)
    for label in ringed:
        across, down = ring_of(label.fill)
        ring = Box(label.box.x - across, label.box.y - down, label.box.w + 2 * across, label.box.h + 2 * down)
        assert [other.text for other in found if other not in ringed and other.box.overlaps(ring)] == []


def test_they_are_said_aloud_and_in_the_table_of_samples():
    assert spoken(fruit(), Look()).startswith("Länge: input 1, sample 1 is 3.000")
    data = DataSet(X, X[:, :1], DataNotes(inputs=INPUTS, labels=("Preis",)))
    first, *_ = columns_of(frame_of(Session.start(new_document(data, (4,)))))
    assert first.tip == "Preis: label"
