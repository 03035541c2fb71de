"""Every panel follows the look live: what is on screen after a change is what a fresh window shows."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from engine.session import actions as act
from engine.session.session import Session
from gui.look import Look
from gui.main_window import MainWindow
from gui.pictures import example
from gui.settings.desk import settings_of
from gui.theme import DARK

CHANGES = {
    "decimals": {"decimals": 5},
    "fewer decimals": {"decimals": 2},
    "comma": {"separator": "comma"},
    "large text": {"text_size": 200},
    "small text": {"text_size": 80},
    "dark": {"theme": "dark"},
    "layers": {"notation": "layers"},
}
"""By name, what is changed in the settings."""
FOLLOWERS = {
    "decimals": ("diagram", "delta_panel", "cost_curve", "settings"),
    "fewer decimals": ("diagram", "delta_panel", "cost_curve"),
    "comma": ("diagram", "delta_panel", "cost_curve", "settings"),
    "large text": ("diagram", "delta_panel", "cost_curve", "transport", "timeline", "head_bar"),
    "small text": ("diagram", "delta_panel", "cost_curve", "settings", "welcome", "transport", "head_bar"),
    "dark": ("diagram", "delta_panel", "cost_curve", "settings", "welcome", "transport", "timeline"),
    "layers": ("diagram", "delta_panel", "timeline"),
}  # fmt: skip
"""By change, the panels that must look different."""


@pytest.fixture
def shown(qtbot):
    """Open a window in the middle of an update, with a curve; settings may be changed beforehand."""
    kept = []  # until qtbot has closed them

    def make(name, **changes):
        session = Session.start(None if name == "two nodes" else example(name))
        window = MainWindow(session, Look(motion=0.0))
        qtbot.addWidget(window)
        kept.append(window)
        window.resize(1440, 900)
        window.settings.change(**changes)
        for action in (act.StepUpdate(3), act.Seek(14)):
            window.store.dispatch(action)
        window.show()
        qtbot.waitUntil(lambda: window.painted)
        qtbot.waitUntil(lambda: all(each.is_read for each in window.course.entries))
        window.regions.cost_curve.make_plot()
        settle()
        return window

    return make


def settle():
    for _ in range(3):
        QApplication.processEvents()


def texts(window):
    """Every text of every label that is on screen, and every name that is told of anything."""
    labels = [(label.text(), label.toolTip()) for label in window.findChildren(QLabel) if label.isVisible()]
    return labels, [part.accessibleName() + part.accessibleDescription() for part in window.regions.panels]


@pytest.mark.parametrize("name", ["two nodes", "xor"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_shows_in_every_panel_as_in_a_fresh_window(shown, name, change):
    live = shown(name)
    before = {panel: getattr(live.regions, panel).grab().toImage() for panel in FOLLOWERS[change]}
    live.settings.change(**CHANGES[change])
    settle()
    fresh = shown(name, **CHANGES[change])
    assert texts(live) == texts(fresh)
    for panel, picture in before.items():
        now = getattr(live.regions, panel).grab().toImage()
        assert now == getattr(fresh.regions, panel).grab().toImage(), panel
        if name == "two nodes" or change != "layers":  # a network of layers is in their notation anyway
            assert now != picture, panel


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_is_taken_back_leaves_nothing_behind(shown, change):
    window = shown("two nodes")
    before, picture = texts(window), window.grab().toImage()
    was = window.settings.settings
    window.settings.change(**CHANGES[change])
    settle()
    window.settings.change(**{name: getattr(was, name) for name in CHANGES[change]})
    settle()
    assert texts(window) == before
    assert window.grab().toImage() == picture


def test_settings_of_a_look_give_the_look_again():
    look = Look(DARK, 5, ",", 1.2, 1.3)
    chosen = settings_of(look)
    assert (chosen.theme, chosen.decimals, chosen.separator, chosen.seconds) == ("dark", 5, "comma", 1.2)
    assert settings_of(Look(motion=0.0)).is_still
