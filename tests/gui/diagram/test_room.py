"""The diagram in a lecture room: sizes as shares of the height of a page, and what is in play never lost."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from engine.nn.types import Ref
from gui.diagram import edge_layer, label_layer, node_layer
from gui.diagram.layout import Detail
from gui.diagram.portrait import Portrait
from gui.diagram.text import font_of
from gui.look import Look
from gui.theme import DARK, LIGHT, ROOM_DARK, ROOM_LIGHT

HEIGHT = 460
PLAY, DELTA, NUMBER, LEAST = (share * HEIGHT for share in (0.05, 0.04, 0.033, 0.026))
NODE, IN_PLAY, OTHER = (share * HEIGHT for share in (0.11, 0.007, 0.003))
BOXES = [(818, 225), (818, 330), (400, 380)]
NETS = {
    "two nodes": None,
    "one a layer": (1, 1, 1),
    "two a layer": (2, 2, 2),
    "wide": (2, 8, 8, 8, 1),
    "digits": (64, 16, 10),
    "ten layers": (1,) * 11,
}
SIZES = {
    "play": PLAY,
    "delta": DELTA,
    **dict.fromkeys(
        ("number", "weight", "target", "gradient", "update", "packet", "one", "plain", "strong", "small"),
        NUMBER,
    ),
    **dict.fromkeys(("header", "foot", "note"), LEAST),
}


@pytest.fixture(scope="module")
def frames():
    """Frames by network, step and zoom: made once."""
    return {}


@pytest.fixture
def moment(frame_at, document_of, frames):
    def make(step, name="two nodes", zoom="layer"):
        if (name, step, zoom) not in frames:
            document = None if NETS[name] is None else document_of(NETS[name])
            frames[name, step, zoom] = frame_at(step, document, zoom=zoom)
        return frames[name, step, zoom]

    return make


@pytest.fixture
def portrait_at(dressed_app, moment):
    def make(step, name="two nodes", box=BOXES[0], zoom="layer", is_zoomed=False, **look):
        frame = moment(step, name, zoom)
        look = Look(**{"theme": ROOM_DARK, "decimals": 3, **look})
        return Portrait(frame, look, QSize(*box), is_zoomed=is_zoomed), frame

    return make


def steps_of(name):
    """A step of each kind, somewhere in the middle of the network."""
    L = 2 if NETS[name] is None else len(NETS[name]) - 1
    middle = max(L // 2, 1)
    return [
        f"Fz({middle})", f"Fa({middle})", "C", f"B5({middle})", f"G({L})", f"Gb({middle})", f"UW({middle})",
        f"Ub({L})", "R",
    ]  # fmt: skip


def each():
    """Every network in every box."""
    return pytest.mark.parametrize(("name", "box"), [(name, box) for name in NETS for box in BOXES])


def painted(portrait, box, progress=1.0):
    image = QImage(*box, QImage.Format.Format_RGB32)
    image.fill(0)
    with QPainter(image) as painter:
        portrait.paint(painter, progress)
    return image


def told_large(picture):
    """What is written in the largest type."""
    found = {ref for label in picture.all_labels() if label.kind == "play" for ref in label.refs}
    found |= {ref for node in picture.nodes for row in node.rows if row.play for ref in row.refs}
    J = picture.cost.refs
    return found | {ref for ref, kind in zip(J, picture.cost.kinds, strict=False) if kind == "play"}


# Sizes


@pytest.mark.parametrize(("kind", "least"), SIZES.items())
@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_every_kind_of_text_is_as_large_as_a_room_needs(dressed_app, kind, least, scale):
    # Fonts have whole sizes: at any scale half a unit is lost at most, at 100 % nothing.
    assert font_of(kind, scale, True).pixelSize() >= least * scale - (0.5 if scale != 1.0 else 0.0)


@each()
def test_nothing_is_painted_in_a_smaller_type(portrait_at, monkeypatch, name, box):
    used, symbols = [], []
    for module in (node_layer, label_layer, edge_layer):
        monkeypatch.setattr(module, "font_of", lambda *args: (used.append(args), font_of(*args))[1])
    symbol = node_layer.symbol
    monkeypatch.setattr(node_layer, "symbol", lambda tex, px: (symbols.append((tex, px)), symbol(tex, px))[1])
    for step in steps_of(name)[::2]:
        portrait, _ = portrait_at(step, name, box)
        painted(portrait, box, 0.5)
    assert used
    assert all(font_of(*args).pixelSize() >= SIZES[args[0]] for args in used)
    assert all(px >= 15.2 for tex, px in symbols if tex != "J")


@each()
def test_nodes_and_edges_are_as_large_as_a_room_needs(portrait_at, name, box):
    for step in steps_of(name):
        picture = portrait_at(step, name, box)[0].picture
        assert all(2 * node.spot.r >= NODE for node in picture.nodes)
        assert picture.cost.squeeze == 1.0
        for marks in picture.edges:
            shown = ~(marks.cut | marks.folded)
            widths = np.rint(marks.widths / 0.5) * 0.5  # as they are painted
            assert (widths[shown] >= OTHER).all()
            assert (widths[shown & (marks.levels == 2)] >= IN_PLAY).all()
        assert all(bias.width >= (IN_PLAY if bias.level == 2 else OTHER) for bias in picture.biases)


@each()
def test_nothing_overlaps_and_all_is_in_view(portrait_at, name, box):
    for step in steps_of(name):
        picture = portrait_at(step, name, box)[0].picture
        spots, stacks = [node.spot for node in picture.nodes], [mark.stack.box for mark in picture.stacks]
        for one, other in combinations(spots, 2):
            assert np.hypot(one.x - other.x, one.y - other.y) >= one.r + other.r
        for part in (*(spot.box for spot in spots), *stacks):
            assert 0 <= part.x <= part.x + part.w <= picture.cost.box.x
            assert 0 <= part.y <= part.y + part.h <= box[1]
        labels = list(picture.all_labels())
        for one, other in combinations(labels, 2):
            assert not one.box.overlaps(other.box), (step, one.text, other.text)
        for label in labels:
            assert not any(spot.overlaps(label.box) for spot in spots), (step, label.text)
            assert not any(label.box.overlaps(stack) for stack in stacks), (step, label.text)
            assert 0 <= label.box.x <= label.box.x + label.box.w <= box[0]
            assert 0 <= label.box.y <= label.box.y + label.box.h <= box[1]


# What is in play


@each()
@pytest.mark.parametrize("decimals", [3, 6])
def test_what_a_step_makes_is_written_largest(portrait_at, name, box, decimals):
    for step in steps_of(name):
        portrait, frame = portrait_at(step, name, box, decimals=decimals)
        told = {frame.resolved(ref) for ref in told_large(portrait.picture)}
        assert frame.resolved(frame.focus) in told, step
        look = Look(decimals=portrait.decimals)
        if frame.focus.symbol not in ("J", "J_new"):  # costs have as many decimals as are needed
            number = look.number(frame.value(frame.focus))
            assert any(number in text for text in portrait.picture.texts()), step


@each()
def test_terms_and_products_in_detail_are_written_largest(portrait_at, moment, name, box):
    for zoom in ("node", "edge"):
        steps = moment(1, name, zoom).steps
        made = {step.writes[0].symbol: n for n, step in enumerate(steps, 1) if step.writes}
        for symbol in {"product", "term"} & set(made):
            portrait, frame = portrait_at(made[symbol], name, box, zoom)
            if symbol == "term" or len(frame.focus.index) > 1:  # the number of 1 · b stands at its edge
                assert frame.focus in told_large(portrait.picture), (zoom, symbol)


def test_what_is_in_play_stands_in_the_node_over_its_rim(portrait_at):
    (z, a) = next(node.rows for node in portrait_at("Fz(1)")[0].picture.nodes if node.layer == 1)
    assert z.play is not None
    assert z.number == "0.500"
    assert a.play is None
    picture = portrait_at("G(2)")[0].picture
    tail = next(node for node in picture.nodes if node.layer == 1)
    assert [bool(row.play) for row in tail.rows] == [False, True]  # a₁ is read
    assert {Ref("dW", 2, (0, 0)), Ref("delta", 2, (0,)), Ref("W", 2, (0, 0))} <= told_large(picture)


def test_no_label_lies_on_the_number_in_play(portrait_at):
    for step in ("Fz(1)", "Fa(1)", "Fz(2)", "Fa(2)", "G(2)"):
        picture = portrait_at(step)[0].picture
        rows = [row.play for node in picture.nodes for row in node.rows if row.play]
        assert rows
        assert not any(label.box.overlaps(row) for label in picture.all_labels() for row in rows)


# Decimals


@each()
def test_decimals_are_given_up_before_size_and_detail(portrait_at, name, box):
    for step in steps_of(name)[::3]:
        few, many = (portrait_at(step, name, box, decimals=n)[0] for n in (3, 6))
        assert many.decimals in (3, 4, 6)
        assert many.picture.layout.detail is few.picture.layout.detail
        refs = [{ref for label in p.picture.all_labels() for ref in label.refs} for p in (few, many)]
        assert refs[0] <= refs[1]


def test_six_decimals_are_written_where_they_have_room(portrait_at):
    assert portrait_at("C", box=(1600, 420), decimals=6)[0].decimals == 6
    assert portrait_at("C", box=(818, 225), decimals=6)[0].decimals == 3
    assert portrait_at("C", box=(818, 225), decimals=2)[0].decimals == 2


def test_a_desk_keeps_its_decimals(portrait_at):
    assert portrait_at("C", decimals=6, theme=DARK)[0].decimals == 6


# Many nodes


def test_two_nodes_show_everything_in_a_low_box(portrait_at):
    picture = portrait_at("B3(1)", box=(818, 270))[0].picture
    assert picture.layout.detail is Detail.FULL
    assert {"δ₁ = ?", "δ₂ = −0.148", "w₁ = 0.200", "w₂ = 0.800", "b₁ = −0.100", "b₂ = −1.200"} <= set(
        picture.texts()
    )
    assert any("−0.119" in text for text in picture.texts())


@pytest.mark.parametrize("box", BOXES)
def test_wide_layers_become_cells_but_for_what_is_in_play(portrait_at, box):
    portrait, frame = portrait_at("B5(1)", "digits", box)
    layout = portrait.picture.layout
    assert layout.is_condensed
    assert layout.is_shown(1, frame.focus.index[0])
    assert all(layout.shown(l) for l in range(3))


def test_deep_networks_keep_the_layers_in_play(portrait_at):
    wide = portrait_at("B5(5)", "ten layers", (818, 225))[0].picture
    assert not wide.layout.is_condensed
    number = {node.layer: bool(node.rows) for node in wide.nodes}
    assert [layer for layer, has in number.items() if has] == [5, 6]  # the others have no room
    narrow = portrait_at("B5(5)", "ten layers", (400, 380))[0].picture
    assert {node.layer for node in narrow.nodes} == {5, 6}
    assert len(narrow.stacks) == 9
    headers = [label.text for label in narrow.labels if label.kind == "header"]
    assert len(headers) == 4
    assert "5" in headers[1]


# Roles without colour


def _shape(portrait):
    """What tells a step's role to those who see no colours: fills, arrows and which way values travel."""
    picture = portrait.picture
    large = [label for label in picture.all_labels() if label.kind == "play"]
    return (
        any(row.play for node in picture.nodes for row in node.rows)
        or any(l.text[:1] in "za" for l in large),
        any(l.fill == "solid" and "δ" in l.text for l in large),
        any(l.fill == "tag" for l in large),
        any("→" in l.text and l.fill == "solid" for l in large),
        frozenset(np.sign(packet.line[2] - packet.line[0]) for packet in picture.packets),
    )


@each()
def test_forward_delta_gradient_and_update_differ_in_shape(portrait_at, name, box):
    L = 2 if NETS[name] is None else len(NETS[name]) - 1
    steps = (f"Fz({L - 1})", f"B5({L - 1})", f"G({L})", f"UW({L})")
    shapes = [_shape(portrait_at(step, name, box)[0]) for step in steps]
    assert shapes[0][0]
    assert shapes[0][4] <= {0.0, 1.0}  # downstream, and down from a constant 1
    assert shapes[1][1]
    assert shapes[1][4] <= {-1.0}  # upstream
    assert shapes[2][2]
    assert shapes[3][3]
    assert not shapes[3][4]
    assert len(set(shapes)) == 4


def test_negative_weights_are_dashed(portrait_at):
    marks = portrait_at("C", "one a layer")[0].picture.edges
    assert any(mark.negative.any() for mark in marks)


# The whole


@pytest.mark.parametrize("theme", [ROOM_LIGHT, ROOM_DARK, LIGHT])
def test_a_portrait_paints_what_is_lit_and_tells_what_is_pointed_at(portrait_at, frame_at, theme):
    frame = frame_at("C")
    look, size, ref = Look(theme=theme), QSize(818, 330), Ref("W", 2, (0, 0))
    plain, lit = Portrait(frame, look, size), Portrait(frame, look, size, lit=frozenset({ref}))
    assert painted(plain, (818, 330)) != painted(lit, (818, 330))
    spot = plain.picture.layout.nodes[1][0]
    hit = plain.hits().at(spot.x, spot.y + 0.9 * spot.r)
    assert hit is not None
    assert hit.main.layer == 1
    assert plain.hits() is plain.hits()


@each()
@pytest.mark.parametrize("scale", [0.8, 2.0])
def test_larger_and_smaller_text_lose_nothing_in_play(portrait_at, name, box, scale):
    for step in steps_of(name)[::3]:
        portrait, frame = portrait_at(step, name, box, scale=scale)
        assert frame.resolved(frame.focus) in {frame.resolved(ref) for ref in told_large(portrait.picture)}, (
            step
        )
        assert all(2 * node.spot.r >= NODE for node in portrait.picture.nodes)


# Zoomed


@each()
def test_zoomed_in_what_is_in_play_fills_the_view(portrait_at, name, box):
    for step in steps_of(name)[::2]:
        near, frame = portrait_at(step, name, box, is_zoomed=True)
        assert frame.resolved(frame.focus) in {frame.resolved(ref) for ref in told_large(near.picture)}, step
        layout = near.picture.layout
        assert all(2 * node.spot.r >= NODE for node in near.picture.nodes)
        at = frame.focus
        if at.symbol in ("z", "a", "delta"):
            spot = layout.nodes[at.layer][at.index[0]]
            assert spot.r <= spot.x <= box[0] - spot.r
            assert spot.r <= spot.y <= box[1] - spot.r


def test_zooming_in_gives_a_deep_network_room(portrait_at):
    far, near = (portrait_at("B5(5)", "ten layers", is_zoomed=zoomed)[0] for zoomed in (False, True))
    assert near.picture.layout.is_part
    assert near.picture.layout.pitch > 1.5 * far.picture.layout.pitch
    seen = [node for node in near.picture.nodes if 0 <= node.spot.x <= 818]
    assert all(node.rows for node in seen)


def test_all_of_the_network_is_in_play_where_a_whole_phase_is(portrait_at):
    near, _ = portrait_at(1, "ten layers", zoom="phase", is_zoomed=True)
    assert not near.picture.layout.is_part
