"""What a question withholds is nowhere in the audience window: painted, told to screen readers, or titled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.lessons import lecture as lectures
from engine.lessons.lesson import Lesson
from engine.lessons.play import begun
from engine.lessons.reading import read_lesson
from engine.nn.types import Ref
from gui.learn.course import files
from gui.present.audience import AudienceWindow
from gui.present.page.page import Page
from gui.present.presenter import Presenter
from resources import read_bytes, resource
from tests.gui.learn.everything import said
from tests.gui.learn.jitter import jittered
from tests.gui.learn.test_no_leak import tells, withheld_numbers

SEED = 7
OPEN = ("ask", "predict", "vote")


def lesson_with_other_numbers(file: str) -> Lesson:
    """Read a lesson of the course with numbers that do not coincide."""
    text = jittered(resource("lessons", file).read_text(encoding="utf-8"), seed=1)
    return read_lesson(text, file, lambda name: read_bytes("data", name))


def told(presenter: Presenter, audience: AudienceWindow) -> set[str]:
    """Return all that the audience window says in any way, but for the cards: one of them is the answer."""
    page = audience.view.page
    assert page is not None
    cards = {text for face in presenter.slide.cards for text in (face.text, face.why)}
    bare = Page(replace(presenter.slide, cards=()), page.size[0] / page.size[1])
    large = Page(replace(presenter.slide, cards=(), delta="large"), page.size[0] / page.size[1])
    heard = [text for _, text in said(audience)]
    lines = [line for text in heard for line in text.splitlines() if line not in page.texts()]
    return {text for text in (*bare.texts(), *large.texts(), *lines) if text not in cards}


def leaks_of(presenter: Presenter, audience: AudienceWindow, numbers: set[float]) -> list[str]:
    slide = presenter.slide
    assert all(slide.frame.value(ref) is None for ref in slide.frame.hidden)
    assert not any(face.state or face.why for face in slide.cards)
    assert not slide.answer
    return [
        f"{slide.stop} at {slide.phase}: {token} in {text!r}"
        for text in told(presenter, audience)
        for token in tells(text, numbers)
    ]


@pytest.mark.parametrize("file", files())
def test_no_stop_tells_its_answer_before_the_reveal(file, dressed_app, qtbot):
    lesson = lesson_with_other_numbers(file)
    presenter = Presenter(lectures.begun(lesson, SEED))
    audience = AudienceWindow(presenter)
    qtbot.addWidget(audience)
    audience.resize(1280, 720)
    audience.show()
    leaks = []
    while not lectures.is_last(presenter.lecture):
        if presenter.slide.phase in OPEN:
            numbers = withheld_numbers(begun(lesson, SEED, presenter.lecture.at))
            leaks += leaks_of(presenter, audience, numbers)
        presenter.next()
    audience.end()
    assert not leaks, "\n".join(sorted(set(leaks)))


def test_the_test_sees_what_is_shown(give, qtbot):
    """Were δ₁ not withheld, the page would be found to tell it."""
    presenter = give(3, 9, 0)
    numbers = {abs(presenter.slide_at(9, 3).frame.value(Ref("delta", 1, (0,))))}
    audience = AudienceWindow(presenter)
    qtbot.addWidget(audience)
    audience.resize(1280, 720)
    assert not any(tells(text, numbers) for text in told(presenter, audience))
    presenter.reveal_all()
    assert any(tells(text, numbers) for text in told(presenter, audience))
    audience.end()
