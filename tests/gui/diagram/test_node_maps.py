from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter

from engine.data.dataset import DataNotes, DataSet
from engine.data.features import Feature, with_features
from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.training import train
from engine.session.update import update
from gui.colour_scale import diverging
from gui.diagram.discs import Discs
from gui.diagram.editing import place_of
from gui.diagram.geometry import Spot
from gui.diagram.map_layer import paint_map
from gui.diagram.node_maps import MapStore, NodeMap, is_heavy
from gui.diagram.shading import shading_of
from gui.look import Look
from gui.theme import DARK, LIGHT


def maps_of(diagram):
    return {(node.layer, node.index): node.map for node in diagram.picture().nodes if node.map is not None}


def by_hand(net, X):
    """The activations of all layers, a row a sample, written as in the lecture."""
    a = [X]
    for layer in range(1, net.L + 1):
        z = a[-1] @ net.W[layer].T + net.b[layer]
        a.append(np.tanh(z) if net.activations[layer] == "tanh" else 1 / (1 + np.exp(-z)))
    return a


def test_every_hidden_and_output_node_has_its_own_map(diagram, frame_at, document_of):
    frame = frame_at("F0", document_of((2, 4, 3, 1), samples=5))
    diagram.show_frame(frame)
    assert maps_of(diagram) == {}
    diagram.set_maps(True)
    maps = maps_of(diagram)
    assert set(maps) == {(l, j) for l, n in ((1, 4), (2, 3), (3, 1)) for j in range(n)}
    assert all(map_.values.shape == (24, 24) for map_ in maps.values())


def test_a_map_holds_what_the_network_gives_there(diagram, frame_at, document_of):
    from engine.session.plane import grid, plane_of

    frame = frame_at("F0", document_of((2, 4, 3, 1), samples=5))
    diagram.set_maps(True)
    diagram.show_frame(frame)
    expected = by_hand(frame.network, grid(plane_of(frame), 24))
    for (layer, j), map_ in maps_of(diagram).items():
        assert map_.values == pytest.approx(expected[layer][:, j].reshape(24, 24), abs=1e-5)


def test_along_one_input_it_is_a_curve(diagram, frame_at, document_of):
    diagram.set_maps(True)
    diagram.show_frame(frame_at("F0", document_of((1, 4, 1), samples=5)))
    assert all(map_.values.ndim == 1 for map_ in maps_of(diagram).values())
    assert len(maps_of(diagram)) == 5


def test_nodes_that_are_too_small_have_none(diagram, frame_at, document_of):
    diagram.set_maps(True)
    diagram.show_frame(frame_at("F0", document_of((2, 12, 12, 1), samples=5)))
    assert maps_of(diagram) == {}
    diagram.zoom_in()
    diagram.zoom_in()
    assert maps_of(diagram)


def test_the_number_stays_and_the_curve_of_phi_makes_room(diagram, frame_at):
    diagram.set_maps(True)
    diagram.show_frame(frame_at("Fa(2)"))
    node = next(node for node in diagram.picture().nodes if node.layer == 2)
    assert node.curve is None
    assert [row.number for row in node.rows] == ["−0.702", "0.331"]
    diagram.set_maps(False)
    assert next(node for node in diagram.picture().nodes if node.layer == 2).curve is not None


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_it_is_painted_the_highest_row_at_the_top(diagram, frame_at, document_of, theme):
    document = document_of((2, 4, 1), samples=4)
    W = np.array([[0.0, 9.0], [9.0, 0.0], [0.0, -9.0], [-9.0, 0.0]])
    net = Network.from_arrays([W, np.ones((1, 4))], [np.zeros(4), [0.0]], ["tanh", "sigmoid"])
    X = np.array([[-1.0, -1.0], [1.0, 1.0], [1.0, -1.0], [-1.0, 1.0]])
    diagram.set_look(Look(theme=theme, motion=0))
    diagram.set_maps(True)
    diagram.show_frame(frame_at("F0", replace(document, network=net, X=X)))
    image = diagram.grab().toImage()
    scale = diverging(theme)

    def at(j, dx, dy):
        spot = diagram.picture().layout.nodes[1][j]
        return image.pixelColor(round(spot.x + dx * spot.r), round(spot.y + dy * spot.r)).getRgb()

    high, low = tuple(scale[-1].tolist()), tuple(scale[0].tolist())
    for j, toward in ((0, (0, -0.7)), (1, (0.7, 0)), (2, (0, 0.7)), (3, (-0.7, 0))):
        assert at(j, *toward) == pytest.approx(high, abs=8)
        assert at(j, *(-way for way in toward)) == pytest.approx(low, abs=8)


def test_nothing_of_the_old_weights_remains(diagram, hand_on, document_of):
    hand = hand_on("F0", Session.start(document_of((2, 3, 1), samples=4)))
    diagram.set_maps(True)
    before = maps_of(diagram)[1, 0].values.copy()
    hand.store.dispatch(actions.SetParameter(Ref("W", 1, (0, 0)), 3.0, "set w"))
    after = maps_of(diagram)[1, 0].values
    assert not np.allclose(before, after)
    hand.store.dispatch(actions.Undo())
    assert np.array_equal(maps_of(diagram)[1, 0].values, before)


def test_maps_are_made_once_for_each_network(frame_at, document_of):
    document = document_of((2, 3, 1), samples=4)
    store = MapStore()
    first = store.maps(frame_at("F0", document))
    assert store.maps(frame_at("F0", document)) is first
    fine = store.fine(frame_at("F0", document))
    assert fine is store.fine(frame_at("F0", document))
    assert fine.of(1, 0).values.shape == (72, 72)


def test_what_a_question_withholds_shows_no_map(diagram, frame_at, document_of):
    diagram.set_maps(True)
    hidden = {Ref("a", 1, (0,))}
    diagram.show_frame(frame_at("Fa(1)", document_of((2, 3, 1)), hidden=hidden))
    assert maps_of(diagram) == {}


def test_fast_training_of_a_large_network_lets_frames_pass_and_catches_up(diagram, qtbot, document_of):
    session = Session.start(document_of((2, 30, 30, 1), samples=4))
    assert is_heavy(session.document.network)
    diagram.set_maps(True)
    diagram.resize(1400, 1700)
    frames = [frame_of(session)]
    for _ in range(3):
        session = update(session, train(session.document, 5).action("train", follow=True))
        frames.append(frame_of(session))
    seen = []
    for frame in frames:
        diagram.show_frame(frame)
        seen.append(maps_of(diagram)[1, 0].values)
    assert seen[1] is seen[0] or np.shares_memory(seen[1], seen[0])
    qtbot.waitUntil(lambda: not np.array_equal(maps_of(diagram)[1, 0].values, seen[0]))
    last = MapStore().maps(frames[-1])
    assert np.array_equal(maps_of(diagram)[1, 0].values, last.of(1, 0).values)


@pytest.mark.parametrize(
    ("name", "numbers", "shading"),
    [
        ("sigmoid", [[0.1]], (0.5, 0.5)),
        ("tanh", [[0.1]], (0.0, 1.0)),
        ("relu", [[0.0, 4.0], [2.0, np.nan]], (0.0, 4.0)),
        ("", [3.0, -5.0, np.inf], (0.0, 5.0)),
        ("linear", [[0.0]], (0.0, 1e-9)),
    ],
)
def test_where_colours_end(name, numbers, shading):
    assert shading_of(name, np.array(numbers)) == shading


def test_a_softmax_that_knows_nothing_has_the_colour_of_the_surface():
    middle, reach = shading_of("softmax", np.full((10, 3), 0.1))
    assert middle == pytest.approx(0.1)
    assert middle + reach == pytest.approx(1.05)


def test_ends_of_a_map_leave_out_what_is_no_number():
    assert NodeMap(np.array([1.0, np.nan, -2.0, np.inf], dtype=np.float32), 0, 1).ends == (-2.0, 1.0)
    assert NodeMap(np.array([np.nan], dtype=np.float32), 0, 1).ends is None


def test_a_picture_to_take_away_has_the_maps_too(diagram, frame_at, document_of):
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage, QPainter

    from gui.diagram.portrait import Portrait

    frame = frame_at("F0", document_of((2, 3, 1), samples=4))
    images = []
    for on in (False, True):
        diagram.set_maps(on)
        image = QImage(740, 490, QImage.Format.Format_RGB32)
        image.fill(LIGHT.background)
        with QPainter(image) as painter:
            Portrait(frame, Look(), QSize(740, 490), diagram.maps_for(frame)).paint(painter)
        images.append(image)
    assert images[0] != images[1]
    diagram.show_frame(frame)
    assert images[1] == diagram.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("sizes", [(2, 3, 1), (12, 40, 10)])
@pytest.mark.parametrize("form", ["SVG", "PDF", "PNG"])
def test_maps_and_cells_are_kept_in_every_kind_of_file(diagram, frame_at, document_of, sizes, form):
    from PySide6.QtCore import QSize, QSizeF

    from gui.diagram.portrait import Portrait
    from gui.export.formats import Plate, encode

    frame, size = frame_at("F0", document_of(sizes, samples=4)), QSize(740, 490)
    diagram.set_maps(True)
    files = [
        encode(Plate(lambda p, m=m: Portrait(frame, Look(), size, m).paint(p), QSizeF(size), size), form)
        for m in (None, diagram.maps_for(frame))
    ]
    assert len(files[1]) > len(files[0])
    if form == "SVG":
        assert files[1].count(b"<image") - files[0].count(b"<image") >= 4  # one a hidden or output node
        assert b'fill="#000000"' not in files[1]


def test_the_inputs_of_the_plane_can_be_chosen(diagram, frame_at, document_of):
    diagram.show_frame(frame_at("F0", document_of((4, 3, 1), samples=6)))
    diagram.set_maps(True)
    first = maps_of(diagram)[1, 0].values
    diagram.set_map_columns((3, 1))
    assert not np.allclose(maps_of(diagram)[1, 0].values, first)
    diagram.show_frame(frame_at("F0", document_of((2, 3, 1), samples=6)))
    assert maps_of(diagram)


def test_the_inputs_that_were_chosen_stay_so_while_maps_are_switched_off(diagram, frame_at, document_of):
    frame = frame_at("F0", document_of((4, 3, 1), samples=6))
    diagram.show_frame(frame)
    diagram.set_map_columns((3, 1))
    assert maps_of(diagram) == {}
    diagram.set_maps(True)
    chosen = maps_of(diagram)[1, 0].values
    assert np.array_equal(chosen, MapStore((3, 1)).maps(frame).of(1, 0).values)
    assert np.array_equal(diagram.maps_for(frame).of(1, 0).values, chosen)


@pytest.mark.parametrize(("inputs", "is_mapped"), [(12, True), (13, False), (64, False)])
def test_of_very_many_inputs_two_say_nothing_and_the_curve_of_phi_stays(
    diagram, frame_at, document_of, inputs, is_mapped
):
    diagram.resize(900, 1500)
    diagram.set_maps(True)
    diagram.show_frame(frame_at("Fa(1)", document_of((inputs, 2, 1), samples=6)))
    node = next(node for node in diagram.picture().nodes if node.layer == 1)
    assert (node.map is not None) is is_mapped
    assert diagram.map_in_words(Ref("a", 1, (0,))) == "" or is_mapped


# Enlarged


def point_at(diagram, qtbot, layer, j):
    spot = diagram.picture().layout.nodes[layer][j]
    qtbot.mouseMove(diagram, QPoint(round(spot.x), round(spot.y + spot.r / 2)))


def test_the_map_that_is_pointed_at_is_enlarged_beside_its_node(diagram, qtbot, frame_at, document_of):
    document = replace(
        document_of((3, 3, 2, 1), samples=6), notes=DataNotes(inputs=("age", "height", "weight"))
    )
    diagram.set_maps(True)
    diagram.show_frame(frame_at("Fa(1)", document))
    assert diagram.enlarged() is None
    plain = diagram.grab().toImage()
    for layer, j in ((1, 0), (1, 2), (2, 1), (3, 0)):
        point_at(diagram, qtbot, layer, j)
        shown, box = diagram.enlarged()
        assert shown.node == (layer, j)
        assert not diagram.picture().layout.nodes[layer][j].overlaps(box)
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.w <= diagram.width()
        assert box.y + box.h <= diagram.height()
        assert "over age and height" in shown.title
        assert shown.lines[1] == "other inputs as in row 1"
        assert diagram.grab().toImage() != plain
    qtbot.mouseMove(diagram, QPoint(3, 3))
    assert diagram.enlarged() is None


def test_pointing_at_a_delta_enlarges_nothing_over_its_card(diagram, qtbot, frame_at, document_of):
    diagram.set_maps(True)
    diagram.show_frame(frame_at("B5(1)", document_of((2, 3, 1), samples=4)))
    point_at(diagram, qtbot, 1, 0)
    assert diagram.enlarged() is not None
    box = place_of(Ref("delta", 1, (0,)), diagram.hits())
    qtbot.mouseMove(diagram, QPoint(round(box.cx), round(box.cy)))
    assert diagram.enlarged() is None


def test_it_says_from_where_to_where_a_node_goes(diagram, qtbot, frame_at):
    diagram.set_maps(True)
    diagram.show_frame(frame_at("Fa(1)"))
    point_at(diagram, qtbot, 1, 0)
    shown, _ = diagram.enlarged()
    low, high = shown.map.ends
    assert shown.lines == [f"from {Look().number(low)} to {Look().number(high)}"]
    assert shown.title.startswith("a₁ along x")


def test_the_keyboard_enlarges_too(diagram, hand_on, document_of):
    hand = hand_on("Fa(1)", Session.start(document_of((2, 3, 1), samples=4)))
    diagram.set_maps(True)
    for _ in range(3):
        hand.key(Qt.Key.Key_Right)
    shown, _ = diagram.enlarged()
    assert shown.node == (1, 0)


def test_it_is_told_to_those_who_hear(diagram, frame_at, document_of):
    diagram.show_frame(frame_at("Fa(1)", document_of((2, 3, 1), samples=4)))
    node = Ref("a", 1, (0,))
    assert diagram.accessible.told(node).help == ""
    diagram.set_maps(True)
    assert " over " in diagram.accessible.told(node).help
    assert "from minus " in diagram.accessible.told(node).help
    assert diagram.accessible.told(Ref("W", 1, (0, 0))).help == ""


def test_it_is_of_the_weights_as_they_are_now(diagram, hand_on, qtbot, document_of):
    hand = hand_on("F0", Session.start(document_of((2, 3, 1), samples=4)))
    diagram.set_maps(True)
    point_at(diagram, qtbot, 1, 0)
    before = diagram.enlarged()[0].map.values.copy()
    hand.store.dispatch(actions.SetParameter(Ref("W", 1, (0, 1)), -3.0, "set w"))
    assert not np.allclose(before, diagram.enlarged()[0].map.values)


def test_a_node_that_is_gone_is_not_enlarged(diagram, qtbot, frame_at, document_of):
    diagram.set_maps(True)
    diagram.show_frame(frame_at("F0", document_of((2, 5, 1))))
    point_at(diagram, qtbot, 1, 4)
    assert diagram.enlarged() is not None
    diagram.show_frame(frame_at("F0", document_of((2, 3, 1))))
    assert diagram.enlarged() is None
    diagram.grab()


def test_numbers_that_ran_away_leave_an_empty_map(diagram, qtbot, runaway_document, frame_at):
    diagram.set_maps(True)
    diagram.show_frame(frame_at("R", runaway_document, run=40))
    point_at(diagram, qtbot, 1, 0)
    diagram.grab()
    assert diagram.enlarged()[0].title


def test_a_place_that_is_no_number_leaves_the_others_their_colours(dressed_app):
    values = np.tile(np.linspace(-1.0, 1.0, 24, dtype=np.float32), (24, 1))
    found = painted(NodeMap(values, 0.0, 1.0))
    values[3, 3], values[4, 3] = np.nan, np.inf
    broken = painted(NodeMap(values, 0.0, 1.0))
    assert broken != found
    assert all(broken.pixelColor(x, 24) == found.pixelColor(x, 24) for x in range(48))


def test_discs_are_kept_until_map_size_or_theme_is_another(dressed_app):
    first, second = (NodeMap(np.full((4, 4), value, dtype=np.float32), 0.0, 1.0) for value in (0.5, -0.5))
    discs = Discs()
    discs.prepare([(first, 20)], LIGHT)
    image = discs.of(first, LIGHT, 20)
    discs.prepare([(first, 20), (second, 20)], LIGHT)
    assert discs.of(first, LIGHT, 20) is image
    assert discs.of(second, LIGHT, 20) != image
    assert discs.of(first, LIGHT, 24).width() == 24
    discs.prepare([(first, 20)], DARK)
    assert discs.of(first, DARK, 20) != image
    assert discs.of(first, LIGHT, 20) == image  # made anew, and the same


def painted(map_):
    image = QImage(48, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setPen(Qt.PenStyle.NoPen)
        paint_map(painter, Spot(24.0, 24.0, 24.0), map_, LIGHT, Discs())
    return image


def test_maps_follow_how_derived_inputs_are_scaled():
    X = np.array([[0.0, 0.0], [0.5, 1.0], [1.0, 0.25]])
    data = with_features(DataSet(X, np.zeros((3, 1))), [Feature("sin", (0,))])
    net = Network.random((3, 2, 1), ("tanh", "sigmoid"), seed=1)
    session = Session.start(Document(net, data.X, data.Y, notes=data.notes))
    scaled = data.scaled("min-max")
    changes = {"X": scaled.X, "notes": scaled.notes}
    store, frames = (
        MapStore(),
        (frame_of(session), frame_of(update(session, actions.SetSettings(changes, "scale")))),
    )
    before, after = (store.maps(frame) for frame in frames)
    assert frames[0].network_now is frames[1].network_now
    assert before.plane == after.plane
    assert not np.array_equal(before.sheets[0][2], after.sheets[0][2])
