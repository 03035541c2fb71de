"""J is one number: box, card, tiles, curve and formulas never contradict one another while it falls."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document, two_nodes
from engine.session.frame import frame_of
from engine.session.replay import eta_at
from engine.session.session import Session
from engine.session.update import update
from gui.cursor import cursor_of
from gui.diagram.compose import compose
from gui.diagram.layout import arrange
from gui.diagram.text import measure_with, sizes_of
from gui.look import Look
from gui.panels.cost_curve.readings import reading_of
from gui.panels.delta_panel.made_of import tiles_of
from gui.panels.delta_panel.telling import Telling
from gui.panels.welcome import hint_of
from tests.engine.nn.test_digits import read

UPDATES = (0, 5, 20, 30, 100, 300)
LAST = 22


def after(updates, document=None):
    session = update(Session.start(document or two_nodes()), act.Seek(1, updates))
    return frame_of(update(session, act.Seek(LAST, updates)))


def near_its_end():
    """A network whose J is tiny: its output is the label, but for a millionth."""
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["linear", "linear"])
    return Document(net, np.array([[0.5]]), np.array([[-1.2005]]), eta=0.1)


def runaway():
    net = Network.from_arrays([[[3.0]], [[2.0]]], [[0.0], [0.0]], ["linear", "linear"])
    return Document(net, np.array([[9.0]]), np.array([[0.0]]), eta=1.0)


def numbers_of(text):
    return [read(word) for word in text.split() if word[0].isdigit() or word[0] == "−"]


MOMENTS = {
    **{f"update {updates}": (updates, None) for updates in UPDATES},
    "tiny": (0, near_its_end()),
    "runs away": (2, runaway()),
}


@pytest.mark.parametrize("name", MOMENTS)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_place_says_the_same_of_j(dressed_app, name, scale):
    frame, look = after(*MOMENTS[name]), Look(scale=scale)
    layout = arrange(frame.network.sizes, 740, 400, sizes_of(frame, look))
    cost = compose(frame, layout, look, measure_with(scale)).cost
    tiles = tiles_of(Telling(frame, look)).tiles
    before, now = frame.value(Ref("J", 2)), frame.value(Ref("J_new", 2))
    for text, value in (
        (cost.number, before), (cost.new.removeprefix("→ "), now),
        (tiles[0].number, before), (tiles[1].number, now),
        (reading_of(frame, cursor_of(frame), look).partition("J = ")[2], now),
    ):  # fmt: skip
        assert read(text) == pytest.approx(value, rel=0.05), text
    for pair in ((cost.number, cost.new.removeprefix("→ ")), [tile.number for tile in tiles[:2]]):
        assert pair[0] != pair[1]
        assert (read(pair[0]) > read(pair[1])) == (before > now)
    said = numbers_of(hint_of(frame, look).title)
    assert len(said) == 2
    assert said[0] != said[1]
    change = read(tiles[2].number.removeprefix("+"))
    most = max(read(tile.number) for tile in tiles[:2])
    assert read(tiles[0].number) + change == pytest.approx(read(tiles[1].number), abs=1e-9 * most)


def test_j_is_seen_to_fall_with_every_ten_updates():
    readings = [reading_of(after(updates), updates + 1, Look()) for updates in range(0, 300, 10)]
    falling = [read(text.partition("J = ")[2]) for text in readings]
    assert falling == sorted(falling, reverse=True)
    assert len(set(falling)) == len(falling)


def test_j_that_stays_is_said_to_stay():
    document = two_nodes()
    frame = after(0, replace(document, eta=1e-14))
    assert eta_at(frame.document, 0) == 1e-14
    assert hint_of(frame, Look()).title == "J is still 0.224"


def test_no_number_in_the_box_sticks_out_of_it(dressed_app):
    for name, moment in MOMENTS.items():
        for scale in (1.0, 1.5, 2.0):
            frame, look = after(*moment), Look(scale=scale)
            layout = arrange(frame.network.sizes, 740, 300, sizes_of(frame, look))
            measure = measure_with(scale)
            cost = compose(frame, layout, look, measure).cost
            for text, kind in ((cost.number, "plain"), (cost.new, "small")):
                assert measure(kind, (text,))[0] * cost.squeeze <= cost.box.w, (name, scale, text)
                assert cost.squeeze * scale >= 1.0, (name, scale, text)  # no smaller than at 100 %
