"""Numbers of nodes that have no room inside, the labels under the cost, and J in it."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint

from engine.nn.types import Ref
from gui.diagram.geometry import Box
from gui.diagram.labels import Labels
from gui.diagram.layout import Controls, Detail, arrange
from gui.diagram.moment import Moment
from gui.diagram.node_layer import cost_symbol_px, symbol
from gui.diagram.nodes import activation_ref
from gui.diagram.placing import Placer
from gui.diagram.text import measure_with, sizes_of
from gui.look import Look
from gui.theme import DARK, LIGHT
from tests.gui.diagram.conftest import network

WIDE = network((2, 8, 8, 1), samples=3)
FLOWERS = network((4, 5, 3), samples=3)


def read_of(picture):
    """The quantities whose number can be read, in a node or at it."""
    inside = {ref for node in picture.nodes for row in node.rows if row.number for ref in row.refs}
    return inside | {ref for label in picture.all_labels() for ref in label.refs}


@pytest.mark.parametrize(
    ("size", "scale"), [((790, 540), 1.0), ((700, 480), 1.0), ((834, 496), 1.5), ((700, 480), 2.0)]
)
@pytest.mark.parametrize("zoom", ["layer", "node", "edge"])
def test_what_is_in_play_and_what_is_selected_can_always_be_read(picture_at, size, scale, zoom):
    for step in ("Fa(1)", "Fa(2)") if zoom == "layer" else (20, 40):
        picture = picture_at(step, WIDE, size, Look(scale=scale), zoom=zoom, selected=Ref("W", 1, (6, 1)))
        assert Ref("x", 0, (1,)) in read_of(picture)
    done = picture_at(2, WIDE, size, Look(scale=scale), zoom="phase")
    assert done.layout.detail is Detail.DOT
    for selected in (Ref("a", 2, (5,)), Ref("x", 0, (0,)), Ref("b", 1, (3,)), Ref("a", 3, (0,))):
        picture = picture_at(2, WIDE, size, Look(scale=scale), zoom="phase", selected=selected)
        assert activation_ref(selected.layer, selected.index[0]) in read_of(picture)


def test_where_there_is_room_beside_the_nodes_all_numbers_are_read(picture_at, frame_at):
    picture = picture_at(2, WIDE, (790, 540), zoom="phase")
    frame = frame_at(2, WIDE, zoom="phase")
    told = {label.refs: label.text for label in picture.labels}
    for layer, n in enumerate(WIDE.network.sizes):
        for j in range(n):
            ref = activation_ref(layer, j)
            assert told[ref,] == Look().number(frame.value(ref))
    for one, other in combinations(picture.labels, 2):
        assert not one.box.overlaps(other.box)
    for label in picture.labels:
        assert not any(node.spot.overlaps(label.box) for node in picture.nodes)


def test_of_a_layer_all_numbers_are_written_or_none(picture_at):
    for width in range(420, 1000, 60):
        for height in range(300, 620, 60):
            picture = picture_at(2, WIDE, (width, height), zoom="phase")
            read = read_of(picture)
            for layer, n in enumerate(WIDE.network.sizes):
                found = sum(activation_ref(layer, j) in read for j in range(n))
                assert found in (0, n), (width, height, layer)


def test_what_is_not_known_or_withheld_is_not_written_beside_nodes(picture_at):
    read = read_of(picture_at("Fa(1)", WIDE, (790, 540)))
    assert Ref("a", 1, (7,)) in read
    assert Ref("a", 2, (0,)) not in read
    hidden = {Ref("a", 1, (3,))}
    read = picture_at(2, WIDE, (790, 540), zoom="phase", hidden=hidden).labels
    assert not any(Ref("a", 1, (3,)) in label.refs for label in read)


def test_the_number_of_the_node_that_is_pointed_at_is_read(diagram, frame_at):
    diagram.set_look(Look(motion=0, scale=2.0))
    frame = frame_at(2, WIDE, zoom="phase")
    diagram.show_frame(frame)
    ref = Ref("a", 1, (1,))
    assert ref not in read_of(diagram.picture())
    before = diagram.grab().toImage()
    diagram.light(frozenset({Ref("z", 1, (1,))}))
    (label,) = diagram.pointed_values(frame)
    assert (label.text, label.refs) == (Look().number(frame.value(ref)), (ref,))
    assert not any(label.box.overlaps(other.box) for other in diagram.picture().all_labels())
    at = QPoint(round(label.box.x + 5), round(label.box.cy))
    assert (
        diagram.grab().toImage().pixelColor(at).name()
        == LIGHT.surface.lower()
        != before.pixelColor(at).name()
    )
    diagram.light(frozenset())
    assert diagram.pointed_values(frame) == []


def test_what_is_read_anyway_is_not_written_again_when_it_is_pointed_at(diagram, frame_at):
    for document in (WIDE, FLOWERS):
        diagram.resize(790, 540)
        frame = frame_at(2, document, zoom="phase")
        diagram.show_frame(frame)
        diagram.light(frozenset({Ref("a", 1, (1,)), Ref("x", 0, (0,))}))
        assert diagram.pointed_values(frame) == []


def test_the_map_that_is_enlarged_does_not_cover_the_number(diagram, frame_at):
    diagram.set_look(Look(motion=0, scale=2.0))
    diagram.resize(900, 900)
    diagram.set_maps(True)
    frame = frame_at(2, network((2, 14, 14, 1), samples=3), zoom="phase")
    diagram.show_frame(frame)
    for ref in (Ref("a", 1, (1,)), Ref("a", 2, (1,))):
        diagram.light(frozenset({ref}))
        diagram.enlarge(frozenset({ref}))
        _, box = diagram.enlarged()
        assert not any(box.overlaps(label.box) for label in diagram.pointed_values(frame))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(834, 496), (620, 420), (700, 380), (500, 300), (900, 800)])
def test_of_the_labels_under_the_cost_none_is_left_out_without_a_word(picture_at, size, scale):
    for step in ("F0", "Fa(2)", "C"):
        picture = picture_at(step, FLOWERS, size, Look(scale=scale))
        shown = [label for label in picture.labels if label.kind == "target"]
        told = [ref for label in shown for ref in label.refs]
        assert sorted(told, key=lambda ref: ref.index) == [Ref("y", 2, (j,)) for j in range(3)]
        assert all(len(label.refs) == 1 or label.text.endswith(" …") for label in shown)
        assert all(label.box.x + label.box.w <= size[0] - 9 for label in shown)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("document", [WIDE, FLOWERS, network((64, 16, 10), samples=2)])
def test_j_keeps_clear_of_the_rim_of_the_cost(diagram, frame_at, document, scale, theme):
    diagram.set_look(Look(theme=theme, scale=scale, motion=0))
    diagram.resize(790, 540)
    diagram.show_frame(frame_at("R", document))
    cost = diagram.picture().cost
    assert cost.new
    image = diagram.grab().toImage()
    columns = range(round(cost.box.x + 12), round(cost.box.x + cost.box.w - 12))
    for y in (round(cost.box.y + 2.5), round(cost.box.y + cost.box.h - 3.5)):
        assert {image.pixelColor(x, y).name() for x in columns} == {theme.cost_soft.lower()}


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("room", [10.0, 18.0, 30.0, 90.0])
def test_j_is_no_taller_than_its_room(dressed_app, room, scale):
    height = symbol("J", cost_symbol_px(room, scale)).height
    assert height <= room - 4
    assert height > 3


def test_no_label_stands_under_the_buttons_over_the_columns(dressed_app, frame_at):
    frame, look = frame_at("F0", FLOWERS), Look(scale=2.0)
    layout = arrange(frame.network.sizes, 620, 520, sizes_of(frame, look), Controls(40.0, 100.0))
    placer = Placer(620, 520, measure_with(look.scale))
    Labels(Moment(frame), layout, look, placer).make(())
    x = (layout.columns[0] + layout.columns[1]) / 2
    assert layout.top >= layout.header_y + 0.42 * 40 / 0.84 + 40 / 0.84
    assert not placer.is_free(Box.around(x, layout.top - 2, 4, 2))
    assert placer.is_free(Box.around(x, layout.top + 6, 4, 2))


def test_the_selected_weight_is_named_before_the_nodes_have_their_numbers(picture_at):
    weight = Ref("W", 2, (1, 3))
    picture = picture_at("R", network((2, 8, 8, 8, 1), samples=3), (740, 460), Look(), selected=weight)
    assert any(weight in label.refs for label in picture.labels)
