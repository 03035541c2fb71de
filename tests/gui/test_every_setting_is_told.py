"""Whatever an update is computed with, every step of it is told, in words, formulas and numbers."""

from __future__ import annotations

import re

import pytest

from engine.session import actions
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.diagram.card import card_of, description_of
from gui.formula import typeset
from gui.look import Look
from gui.panels.delta_panel.all_deltas import _line
from gui.panels.delta_panel.came_from import came_from
from gui.panels.delta_panel.checks import check_of, notes_of, nudge_of
from gui.panels.delta_panel.goes_next import goes_next, used_again
from gui.panels.delta_panel.made_of import bars_of, tiles_of
from gui.panels.delta_panel.parts import chooser_of, code_of, formula_of, numbers_of, sample_of
from gui.panels.delta_panel.states import rows_of
from gui.panels.delta_panel.telling import Telling
from gui.panels.network_settings import settings_of
from gui.panels.timeline.cells import cells_of
from gui.panels.welcome.hints import hint_of
from gui.words import sentence_of, short_step, spoken, title_of
from tests.gui.rich_documents import RICH

LOOK = Look(motion=0.0, point=",")
NO_LINE = {"U0"}
FINE = ["adam, both, two samples", "adam, cut, locked", "softmax in batches, cut", "nothing leaves"]
ODD = re.compile(r"None|\{\w|\bnan\b|not a number|Ref\(")


def moments(name, zoom, selected=None):
    """Walk through an update at one zoom."""
    begun = update(Session.start(RICH[name]), actions.SetZoom(zoom))
    for number in range(1, len(frame_of(begun).steps) + 1):
        yield frame_of(update(update(begun, actions.Seek(number)), actions.Select(selected)))


@pytest.mark.parametrize("name", RICH)
def test_every_step_is_told(name, qapp):
    for frame in moments(name, "layer"):
        t = Telling(frame, LOOK)
        for telling in (t, *(Telling(_on(frame, ref), LOOK) for ref in frame.writes()[-1:])):
            assert frame.step.rule in NO_LINE or code_of(t) is not None
            said = [*words_of(telling), *rows_in(telling)]
            assert not [text for text in said if ODD.search(text)], frame.step.address
        assert_all_is_known(t)


@pytest.mark.parametrize("zoom", ["phase", "node", "edge"])
@pytest.mark.parametrize("name", FINE)
def test_every_step_is_told_at_every_zoom(name, zoom, qapp):
    for frame in moments(name, zoom):
        t = Telling(frame, LOOK)
        said = [title_of(frame), sentence_of(frame), spoken(frame, LOOK), short_step(frame.step, frame.names)]
        assert not [text for text in said if ODD.search(text)], frame.step.address
        if zoom != "phase":
            assert_all_is_known(t)


def assert_all_is_known(t):
    """What a step computes from is known once it is done; at its end only the δs are cleared."""
    if not t.frame.is_over:
        assert "?" not in " ".join(numbers_in(t)), (t.frame.step.address, numbers_in(t))


def _on(frame, ref):
    begun = update(Session.start(frame.document), actions.SetZoom(frame.playhead.zoom))
    return frame_of(update(update(begun, actions.Seek(frame.number)), actions.Select(ref)))


def words_of(t):
    """All that is said of a moment in words."""
    frame = t.frame
    refs, hint = frame.writes()[:3], hint_of(frame, LOOK)
    return [
        title_of(frame), sentence_of(frame), spoken(frame, LOOK), sample_of(t), check_of(t), notes_of(t),
        nudge_of(t), *used_again(t), short_step(frame.step, frame.names), description_of(frame, LOOK),
        *(card_of(frame.resolved(ref), frame, LOOK) for ref in refs), *settings_of(frame, LOOK).values(),
        *(cell.label for cell in cells_of(frame, 900.0)), hint.title, hint.text,
    ]  # fmt: skip


def numbers_in(t):
    """All numbers from which the quantity in focus is made; formulas can be typeset."""
    bars, tiles, table = bars_of(t), tiles_of(t), came_from(t)
    formulas = formula_of(t), numbers_of(t)
    for parts in formulas:
        typeset([(part.tex, part.is_live) for part in parts], 18)
    numbers = [part.tex for part in formulas[1]]
    numbers += [LOOK.number(bar.value) for bar in (*bars.bars, bars.total)] if bars else []
    numbers += [tile.number for tile in tiles.tiles] if tiles else []
    return numbers + ([row.value for row in table.rows] if table else [])


def rows_in(t):
    """All texts of the tables, of the chooser, of the code, and of the second tab."""
    drawn = [part.draw(360.0, LOOK) for part in parts_of(t) if part is not None]
    lines = (_line(t, row) for row in rows_of(t.frame))
    return [label.text for part in drawn for label in part.labels] + [
        text for line in lines for text in (line.name, line.number, line.product, line.state)
    ]


def parts_of(t):
    return bars_of(t), tiles_of(t), came_from(t), goes_next(t), chooser_of(t)
