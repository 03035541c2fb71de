"""No text is cut off: at every text size, in both themes, at two window sizes, at several steps."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from engine.cli import opened
from engine.nn.types import Ref
from engine.session import actions as act
from gui.look import Look
from gui.main_window import MainWindow
from gui.theme import DARK, LIGHT
from tests.gui.clipping import troubles

XOR = Path(__file__).parents[2] / "resources" / "examples" / "xor.upstream"
STEPS = {None: (1, 6, 14, 19, 22), XOR: (1, 3, 21, 25, 32)}
SIZES = ((1440, 900), (1280, 720))


@pytest.fixture(params=[None, XOR], ids=["start", "xor"])
def window(request, qtbot):
    made = MainWindow(opened(request.param), Look(motion=0.0))
    qtbot.addWidget(made)
    made.steps = STEPS[request.param]
    made.show()
    qtbot.waitUntil(lambda: made.regions.cost_curve.plot is not None)
    return made


def settled(window, qtbot):
    """Return what is cut off once the layouts have come to rest."""
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not troubles(window), timeout=1000)
    return troubles(window)


def looked_through(window, qtbot):
    """Say what is cut off at some steps, where it is the same at several only once."""
    found = {}
    for step in window.steps:
        window.store.dispatch(act.Seek(step))
        for said in settled(window, qtbot):
            found.setdefault(said, step)
    return [f"step {step}: {said}" for said, step in found.items()]


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_no_text_is_cut_off(window, qtbot, theme, percent):
    if window.look.theme is not theme:
        window.settings.toggle_dark()
    window.settings.change(text_size=percent)
    found = []
    for size in SIZES:
        window.resize(*size)
        found += [f"{size[0]}×{size[1]} {said}" for said in looked_through(window, qtbot)]
    assert found == []


USUAL = {"decimals": 3}
LONG = {"decimals": 6, "notation": "layers"}
"""Settings with numbers of the usual length, and with the longest numbers and names there are."""


@pytest.mark.parametrize("shown", ["δ panel", "left column"])
@pytest.mark.parametrize("changes", [USUAL, LONG], ids=["usual", "long numbers"])
@pytest.mark.parametrize("percent", [150, 200])
def test_no_text_is_cut_off_whatever_the_user_chose(window, qtbot, percent, changes, shown):
    window.settings.change(text_size=percent, **changes)
    found = []
    for size in SIZES:
        window.resize(*size)
        if (shown == "left column") != window.regions.left.isVisible():
            window.regions.toggle_left()
        found += [f"{size[0]}×{size[1]} {said}" for said in looked_through(window, qtbot)]
    assert found == []


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_plots_that_are_shown_can_be_read(window, qtbot, percent):
    window.settings.change(text_size=percent)
    for action in (act.Select(Ref("W", 1, (0, 0))), act.Seek(window.steps[-1])):
        window.store.dispatch(action)
    found = []
    for size in SIZES:
        window.resize(*size)
        for toggle in (window.regions.toggle_curve, window.regions.toggle_slice):
            if window.regions.diagram.isVisible() and not window.regions.cost_curve.isVisible():
                toggle()
            qtbot.waitUntil(lambda: any(plot.isVisible() for plot in plots(window)))
            found += [f"{size[0]}×{size[1]} {said}" for said in settled(window, qtbot)]
            window.regions.reset()
    assert found == []


def plots(window):
    cards = window.regions.cost_curve, window.regions.weight_slice
    return [card.plot for card in cards if card.plot is not None]


def test_the_test_sees_a_label_that_is_cut(window):
    title = window.regions.head_bar.title
    title.setText("a title that is far too long for the room that it has")
    title.setFixedWidth(50)
    assert any("a title that is far" in said for said in troubles(window))
