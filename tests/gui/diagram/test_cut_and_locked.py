"""The diagram of networks with cut and locked parts, with moments, and with softmax."""

from __future__ import annotations

import pytest

from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.diagram.card import card_of
from gui.diagram.compose import compose
from gui.diagram.hit import Hits
from gui.diagram.layout import Detail, arrange
from gui.diagram.text import measure_with, sizes_of
from gui.look import Look
from tests.gui.rich_documents import RICH, SOME_CUT, w

LOOK = Look(motion=0.0)


def frame_at(name, address, selected=None, zoom="layer"):
    session = update(Session.start(RICH[name]), actions.SetZoom(zoom))
    steps = frame_of(session).steps
    found = next(n for n, step in enumerate(steps, 1) if step.address == address)
    return frame_of(update(update(session, actions.Seek(found)), actions.Select(selected)))


def drawn(frame, width=900, height=560):
    layout = arrange(frame.network.sizes, width, height, sizes_of(frame, LOOK))
    return compose(frame, layout, LOOK, measure_with(1.0))


@pytest.mark.parametrize("address", ["Fz(1)", "Fz(2)", "B3(1)", "B5(1)"])
def test_nothing_travels_over_a_cut_edge(address, qapp):
    picture = drawn(frame_at("adam, cut, locked", address))
    cut = {(ref.layer, *ref.index) for ref in SOME_CUT}
    travelling = {(ref.layer, *ref.index) for packet in picture.packets for ref in packet.refs}
    assert travelling
    assert not travelling & cut
    assert {(marks.layer, *map(int, place)) for marks in picture.edges
            for place in zip(*marks.cut.nonzero(), strict=True)} == cut  # fmt: skip


@pytest.mark.parametrize("address", ["F0", "C", "U0", "UW(2)", "UW(1)", "R"])
def test_a_padlock_stays(address, qapp):
    frame = frame_at("locked", address)
    locked = {label.refs[0]: label.padlock for label in drawn(frame).labels if label.kind == "weight"}
    assert locked[w(2, 0, 0)] == "closed"
    assert locked[Ref("b", 1, (0,))] == "closed"


def test_what_is_locked_has_a_padlock_without_a_label_too(qapp):
    frame = frame_at("adam, cut, locked", "F0")
    locks = {label.refs[0] for label in drawn(frame).labels if label.padlock == "closed" and not label.text}
    assert locks == frame.network.locked


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("P", "∂Ω/∂w₂ 0.100"),
        ("MW(2)", "m(w₂) 0.000 → 0.007"),
        ("VW(2)", "v(w₂) 0.000 → 4.5×10⁻⁶"),
        ("Mb(1)", "m(b₁) 0.000 → −0.001"),
    ],
)
def test_a_tag_shows_what_the_step_makes_of_a_parameter(address, text, qapp):
    tags = [label for label in drawn(frame_at("adam, both, two samples", address)).labels if label.ringed]
    assert [(tag.text, tag.role) for tag in tags] == [(text, "update")]


def test_tags_are_faded_once_something_has_moved(qapp):
    faded = {}
    for address in ("MW(2)", "UW(2)"):
        labels = drawn(frame_at("momentum", address)).labels
        faded[address] = {label.faded for label in labels if label.kind == "gradient" and not label.ringed}
    assert faded == {"MW(2)": {False}, "UW(2)": {True}}


def test_softmax_nodes_show_the_shares_of_their_layer(qapp):
    frame = frame_at("no hidden layer", "Fa(1)")
    picture = drawn(frame, 1500, 1100)
    assert picture.layout.detail is Detail.FULL
    outputs = [node for node in picture.nodes if node.layer == 1]
    assert all(node.curve is None for node in outputs)
    assert [node.shares.own for node in outputs] == [0, 1, 2]
    assert sum(outputs[0].shares.values) == pytest.approx(1.0)
    before = drawn(frame_at("no hidden layer", "Fz(1)"), 1500, 1100)
    assert [node.shares.values for node in before.nodes if node.layer == 1] == [(None,) * 3] * 3


def test_a_cut_edge_says_that_it_is_cut(qapp):
    frame = frame_at("adam, cut, locked", "F0", SOME_CUT[0])
    assert "w⁽¹⁾₂₁ is cut" in drawn(frame).texts()
    assert "cut: nothing crosses here" in card_of(SOME_CUT[0], frame, LOOK)
    assert "no update moves it" in card_of(w(1, 0, 0), frame, LOOK)


def test_a_cut_edge_can_be_pointed_at(qapp):
    frame = frame_at("adam, cut, locked", "F0")
    picture = drawn(frame)
    x0, y0, x1, y1 = picture.edges[0].lines[1, 0]
    assert Hits(picture, False).at(x0 + 0.06 * (x1 - x0), y0 + 0.06 * (y1 - y0)).main == SOME_CUT[0]


def test_columns_beside_a_crowded_one_stand_apart(qapp):
    layout = arrange((64, 16, 10), 740, 490)
    pitches = [column[1].y - column[0].y for column in layout.nodes]
    assert pitches[0] < 8 < pitches[1] == pitches[2]
