"""What a question withholds is told by no view, no chain and no table that the room sees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from engine.lessons.play import answered, begun, right, stage, step
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import frame_of
from engine.session.update import update
from gui.learn.course import files
from gui.present.views import ViewPainter
from gui.present.views.choosing import ORDER
from gui.present.views.portraits import DELTA
from tests.gui.learn.jitter import jittered
from tests.gui.learn.test_no_leak import tells, withheld_numbers
from tests.gui.present.views.slides import ROOM, lesson_of, slide_of

EVERY = 12
"""So many questions apart, all views are asked."""
BOX = QRectF(0.0, 0.0, 900.0, 320.0)
EXACTLY = replace(ROOM, decimals=6)
"""With fewer digits too many numbers coincide to tell one from another."""


def painted(painter, slide):
    image = QImage(BOX.toAlignedRect().size(), QImage.Format.Format_RGB32)
    with QPainter(image) as brush:
        painter.paint(brush, slide, BOX)
    return painter.texts(slide)


def with_a_weight(session, layer=0):
    return frame_of(update(session, act.Select(Ref("W", layer or session.document.network.L, (0, 0)))))


def slides_of(play, number):
    """Yield what the room sees, and of some questions every view, also of a weight."""
    usual = slide_of(play, EXACTLY)
    yield usual
    if usual.chain is None and number % EVERY == 0:
        session = stage(play).session
        of_weight = replace(usual, frame=with_a_weight(session), twins=())
        yield from (replace(of_weight, view=view) for view in (*ORDER, DELTA))


@pytest.mark.parametrize("file", files())
def test_no_view_tells_the_answer(file, qtbot):
    lesson = lesson_of(file, lambda text: jittered(text, seed=1))
    painter, leaks = ViewPainter(), []
    plays = (begun(lesson, 7, at) for at, each in enumerate(lesson.steps) if each.ask is not None)
    for number, play in enumerate(plays):
        numbers = withheld_numbers(play)
        for slide in slides_of(play, number):
            told = [token for text in painted(painter, slide) for token in tells(text, numbers)]
            leaks += [f"{step(play).id}: {slide.view or 'chain'} says {token}" for token in told]
    assert not leaks, "\n".join(leaks)


def test_the_test_sees_what_is_shown(qtbot):
    """Were the number not withheld, it would be found."""
    lesson = lesson_of("07-batches.toml", lambda text: jittered(text, seed=1))
    at = next(at for at, each in enumerate(lesson.steps) if each.id == "hook")
    play, painter = begun(lesson, 7, at), ViewPainter()
    numbers = withheld_numbers(play)
    slide = slide_of(play, EXACTLY)
    assert slide.view == "samples"
    shown = replace(slide, frame=frame_of(update(stage(play).session, act.Reveal())))
    assert any(tells(text, numbers) for text in painted(painter, shown))


def test_the_chain_tells_once_it_is_answered(qtbot):
    lesson = lesson_of("01-chain-rule.toml", lambda text: jittered(text, seed=1))
    at = next(at for at, each in enumerate(lesson.steps) if each.id == "inner-slope")
    play, painter = begun(lesson, 7, at), ViewPainter()
    numbers = withheld_numbers(play)
    assert "?" in painted(painter, slide_of(play, EXACTLY))
    answer = right(play)
    after = slide_of(answered(play, f"{answer:.6f}"), EXACTLY)
    assert any(tells(text, numbers) for text in painted(painter, after))
