"""The panel follows the frame whatever happens, says nothing of itself, and fits a narrow column."""

from __future__ import annotations

import gc
import weakref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QScrollArea

from engine.session import actions as act
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.help.glossary import TERMS
from gui.look import Look
from gui.panels.training_settings import TrainingSettings
from gui.theme import LIGHT, apply_theme
from tests.gui.panels.training_settings.desk import (
    BATCHES,
    ETA,
    W,
)

# Following


CHANGES = st.sampled_from(
    [
        act.SetSettings({"optimizer": "adam(0.5)"}, "a"), act.SetSettings({"optimizer": "sgd"}, "b"),
        act.SetSettings({"schedule": "cosine(30)"}, "c"), act.SetSettings({"batch": 4, "l1": 0.1}, "d"),
        act.SetSettings({"batch": None, "shuffle": "none"}, "e"), act.SetEta(0.03, "f"),
        act.SetSettings({"cost": "bce"}, "g"), act.Reroll(11, "h", "he"), act.Reset("i"), act.Select(W),
        act.Select(None), act.Hide(frozenset({ETA})), act.Reveal(), act.Undo(), act.Redo(),
        act.Seek(1, 0), act.Seek(3, 2), act.Seek(99, 5),
    ]
)  # fmt: skip


@given(st.lists(CHANGES, max_size=12))
@settings(max_examples=40, deadline=None)
def test_it_shows_what_a_fresh_panel_would_show_and_says_nothing_of_itself(qapp, changes):
    panel, session, said = TrainingSettings(), Session.start(BATCHES), []
    panel.dispatched.connect(said.append)
    for change in (act.Select(None), *changes):
        session = update(session, change)
        panel.show_frame(frame_of(session))
    fresh = TrainingSettings()
    fresh.show_frame(frame_of(session))
    assert _texts(panel) == _texts(fresh)
    assert said == []


def _texts(panel):
    """List all that can be read, with what can be set."""
    labels = [(label.text(), label.isHidden()) for label in panel.findChildren(QLabel) if label.text()]
    boxes = [
        (box.currentText(), box.isVisibleTo(panel), box.count()) for box in panel.findChildren(QComboBox)
    ]
    rows = [panel.training.eta, panel.training.batch, *panel.training.penalties.values()]
    rows += [*panel.training.optimizer_numbers, *panel.training.schedule_numbers, panel.selected.row]
    fields = [(row.field.text(), row.isHidden(), row.isEnabled()) for row in (*rows, panel.weights.seed)]
    return sorted(labels), boxes, fields, panel.weights.reset.isEnabled()


def test_at_an_earlier_update_it_shows_the_settings_of_then(desk_on):
    desk = desk_on()
    desk.do(act.Seek(1, 3), act.SetSettings({"optimizer": "adam", "batch": 5}, "x"))
    for at, kind, batch in ((2, "sgd", "10"), (3, "adam", "5"), (0, "sgd", "10")):
        desk.do(act.Seek(1, at))
        assert desk.panel.training.optimizer.key == kind
        assert desk.panel.training.batch.field.text() == batch


# Reading and fitting


def test_every_name_is_explained(desk_on):
    panel = desk_on().panel
    panel.explain({term.id: term.text for term in TERMS})
    named = [
        about
        for part in (panel.training, panel.train_for, panel.weights, panel.selected)
        for about in part.terms
    ]
    assert {term for term, _ in named} <= {term.id for term in TERMS}
    assert all(widget.toolTip() for _, about in named for widget in about)
    assert all(box.toolTip() and box.accessibleName() for box in panel.findChildren(QComboBox))
    assert all(button.accessibleName() or button.text() for button in panel.findChildren(QPushButton))


def test_numbers_are_written_in_the_locale(desk_on):
    panel = desk_on().panel
    panel.set_look(Look(point=","))
    assert panel.training.eta.field.text() == "0,500"
    assert panel.train_for.below.field.text() == "0,01"


@pytest.mark.parametrize(("scale", "width"), [(0.8, 240), (1.0, 240), (1.5, 300), (2.0, 400)])
def test_nothing_is_cut_in_a_narrow_column(qtbot, dressed_app, scale, width):
    apply_theme(dressed_app, LIGHT, scale)
    area, panel = QScrollArea(), TrainingSettings()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(panel)
    area.resize(width, 400)
    panel.set_look(Look(scale=scale))
    session = update(Session.start(BATCHES), act.SetSettings({"optimizer": "adam", "cost": "bce"}, "x"))
    panel.show_frame(frame_of(update(session, act.Select(W))))
    area.show()
    assert panel.minimumSizeHint().width() <= area.viewport().width()
    for label in panel.findChildren(QLabel):
        if label.isVisibleTo(panel):
            qtbot.waitUntil(lambda label=label: label.height() >= label.heightForWidth(label.width()))
    for button in panel.findChildren(QPushButton):
        assert not button.isVisibleTo(panel) or button.width() >= button.minimumSizeHint().width()


def test_pointing_at_eta_is_told_and_lights_it(desk_on):
    desk, heard = desk_on(), []
    desk.panel.pointed.connect(heard.append)
    QTest.mouseMove(desk.panel.training.eta.name, QPoint(5, 5))
    QApplication.processEvents()
    desk.panel.light(frozenset({ETA}))
    assert desk.panel.training.eta.name.property("role") == "hint"
    desk.panel.light(frozenset())
    assert desk.panel.training.eta.name.property("role") == "muted"


def test_a_panel_that_nobody_holds_is_gone(qapp):
    panel = TrainingSettings()
    panel.show_frame(frame_of(Session.start(BATCHES)))
    panel.training.batch.menu.aboutToShow.emit()
    gone = weakref.ref(panel)
    del panel
    gc.collect()
    assert gone() is None
