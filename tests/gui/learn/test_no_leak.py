"""What a question withholds is nowhere on screen: in no text, painted or told, of any lesson."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from engine.lessons.play import begun, right, stage, step
from engine.lessons.reading import read_lesson
from engine.nn.types import Ref
from engine.session.actions import Reveal, Select
from engine.session.frame import frame_of, shown_trace
from gui.learn.course import files
from gui.views import VIEWS
from resources import read_bytes, resource
from tests.gui.learn.everything import said
from tests.gui.learn.jitter import jittered
from tests.gui.test_nothing_stale import settle

NUMBER = re.compile(r"[−-]?[0-9]+[.,][0-9]+")
LEAST_DIGITS = 4
"""Shorter numbers, those on axes, coincide with others."""
OF_A_WEIGHT = ("slice", "surface", "story")


def bundled(file):
    return read_bytes("data", file)


def withheld_numbers(play) -> set[float]:
    """Return every number that the question in play withholds, but for what it shares with what is shown.

    The label of a class is 0 or 1 also where all else was moved, and then δ = ŷ − 0 is ŷ.
    """
    here = stage(play)
    session = here.session
    trace = shown_trace(session)
    found = set()
    for ref in session.hidden:
        try:
            found.add(trace.value(ref, session.playhead.sample))
        except KeyError:
            continue
    answer = right(play)
    if isinstance(answer, float):
        found.add(answer)
    frame = frame_of(session)
    seen = {abs(trace.value(ref, session.playhead.sample)) for ref in frame.known()}
    return {abs(number) for number in found} - seen - {0.0, 1.0}


def tells(text: str, numbers: set[float]) -> list[str]:
    """Find the numbers in a text that are a withheld one, as it is rounded there."""
    found = []
    for token in NUMBER.findall(text):
        digits = token.replace("−", "").replace("-", "").replace(",", ".")
        if len(digits.replace(".", "").lstrip("0")) < LEAST_DIGITS:
            continue
        decimals = len(digits.partition(".")[2])
        found += [token for number in numbers if f"{number:.{decimals}f}" == digits]
    return found


def places(window, panels: frozenset[str] | None = frozenset()) -> Iterator[tuple[str, str]]:
    """Yield what all of the window says but for the card, and then each view beside the curve.

    Regions that the lesson hides are shown, as a student can show them; panels is None where a chain of
    functions is on stage: then there are none.
    """
    regions, has_net = window.regions, panels is not None
    if has_net:
        regions.show_lesson(panels | {*VIEWS, "delta", "curve"})
        settle(window)
        assert regions.beside.isVisible()
        assert regions.delta_panel.isVisible()
    yield from said(window, window.learning.card, regions.beside)
    if not has_net:
        return
    usual = regions.beside.name
    for name in VIEWS:
        yield from view(window, name)
    window.store.dispatch(Select(Ref("W", window.frame.network.L, (0, 0))))
    for name in OF_A_WEIGHT:
        yield from view(window, name)
    regions.beside.turn_to(usual)
    regions.delta_panel._tabs.setCurrentIndex(1)
    yield from said(regions.delta_panel)
    regions.delta_panel._tabs.setCurrentIndex(0)


def view(window, name: str) -> Iterator[tuple[str, str]]:
    """Yield what a view beside the curve says."""
    beside = window.regions.beside
    beside.turn_to(name)
    beside.current.show_frame(window.frame)
    settle(window)
    return ((f"{name}: {who}", text) for who, text in said(beside))


def leaks_of(play, window) -> list[str]:
    """List what the window tells of the answer of the question in play, and who tells it."""
    window.learning.show(play)
    QApplication.processEvents()
    here, numbers = stage(play), withheld_numbers(play)
    assert all(window.frame.value(ref) is None for ref in window.frame.hidden)
    return [
        f"{step(play).id}: {who} says {token} in {text!r}"
        for who, text in places(window, here.panels if here.chain is None else None)
        for token in tells(text, numbers)
    ]


@pytest.mark.parametrize("file", files())
def test_no_question_tells_its_answer(file, window, qtbot):
    text = jittered(resource("lessons", file).read_text(encoding="utf-8"), seed=1)
    lesson = read_lesson(text, file, bundled)
    plays = (begun(lesson, 7, at) for at, each in enumerate(lesson.steps) if each.ask is not None)
    leaks = [leak for play in plays for leak in leaks_of(play, window)]
    assert not leaks, "\n".join(sorted(set(leaks)))


def test_the_test_sees_what_is_shown(window):
    """Were the number not withheld, it would be found: painted, told, and in tables."""
    lesson = read_lesson(resource("lessons", "03-derivative.toml").read_text(encoding="utf-8"), "l", bundled)
    at = next(at for at, step in enumerate(lesson.steps) if step.id == "delta-1")
    play = begun(lesson, 7, at)
    numbers = withheld_numbers(play)
    window.learning.show(play)
    window.store.guard = None
    window.store.dispatch(Reveal())
    QApplication.processEvents()
    found = {who for who, text in places(window, stage(play).panels) if tells(text, numbers)}
    assert {"painted Diagram", "Diagram to screen readers", "painted DrawnPart"} <= found
    assert {"sizes", "samples"} <= {who.partition(":")[0] for who in found}
