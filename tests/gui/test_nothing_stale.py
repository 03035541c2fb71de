"""Nothing stale: after any actions every panel says and shows what a fresh window on the same state does.

UPSTREAM_WANDERINGS=n goes n times as far, with other actions each time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from operator import attrgetter
from random import Random

import pytest
from PySide6.QtCore import QAbstractItemModel, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from engine import Document, Network, Session
from engine.data.generators import make
from engine.session.codec import parse, to_text
from engine.session.document import two_nodes
from engine.session.making import new_document
from gui.controls.fold import Fold
from gui.look import Look
from gui.main_window import MainWindow
from gui.panels.cost_surface import CostSurface
from gui.panels.weight_matrix import WeightMatrix
from gui.plotting.card import PlotCard
from gui.views import VIEWS
from tests.soak.wandering import Wanderer

WANDERINGS = int(os.environ.get("UPSTREAM_WANDERINGS", "1"))
ROUNDS, ACTIONS, UPDATES = 3, 40, 12
PAINTED = {"NetworkMap": "views", "CostSurface": "side", "DataTable": "reading", "SampleTable": "reading"}
STILL = Look(motion=0.0)


def batches() -> Document:
    net = Network.random((2, 3, 2), ("tanh", "sigmoid"), seed=5)
    return Document(
        net, [[0, 0], [0, 1], [1, 0]], [[0, 1], [1, 0], [1, 1]], batch=2, eta=0.5, title="Batches"
    )


def spiral() -> Document:
    return new_document(make("spiral", n=24), hidden=(3, 2), batch=6, test=(1, 5, 9), seed=3, title="Spiral")


def window_on(qtbot, session: Session, mode: str) -> MainWindow:
    window = MainWindow(session, STILL)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.waitUntil(lambda: window.painted)
    qtbot.waitUntil(lambda: all(each.is_read for each in window.course.entries))
    window.settings.change(mode=mode)
    settle(window)
    return window


def settle(window: MainWindow) -> None:
    """Let everything be done now that waits until nothing else is to be done."""
    for card in window.regions.findChildren(PlotCard):
        card.make_plot()
    QApplication.processEvents()
    while waiting := [timer for timer in window.regions.findChildren(QTimer) if _waits(timer)]:
        for timer in waiting:
            timer.stop()
            timer.timeout.emit()
        QApplication.processEvents()


def _waits(timer: QTimer) -> bool:
    return timer.isSingleShot() and timer.isActive()


def make_alike(live: MainWindow, fresh: MainWindow) -> None:
    """Bring to agreement what is the user's choice, or stays as it is while numbers change."""
    for window in (live, fresh):
        for fold in window.regions.findChildren(Fold):
            fold.button.setChecked(True)
        window.regions.cost_curve.head.fit(anew=True)  # where words stand
    mine, other = live.regions.beside.current, fresh.regions.beside.current
    if isinstance(mine, WeightMatrix) and isinstance(other, WeightMatrix):
        other.layers.chosen.emit(str(mine.layer))  # that of what was selected last
    if isinstance(mine, CostSurface) and isinstance(other, CostSurface):
        other._pair.refs = mine._pair.refs  # those that were selected one after the other
        other._mapper.begin_like(mine._mapper)
        other.plot.least_left = mine.plot.least_left  # the room that the longest numbers took
        other.plot.draw()
        other.show_frame(fresh.frame)


def texts(widget: QWidget) -> list[str]:
    """All that a panel says: labels, buttons, fields, cells, what it tells screen readers."""
    said = [widget.accessibleDescription()]
    for child in widget.findChildren(QWidget):
        if not child.isVisibleTo(widget):
            continue
        said.append(child.accessibleDescription())
        if isinstance(child, QLabel | QAbstractButton | QLineEdit):
            said.append(child.text())
        elif isinstance(child, QComboBox):
            said.append(child.currentText())
        elif isinstance(child, QAbstractItemView):
            said += cells(child.model())
    return sorted(text for text in said if text)


def cells(model: QAbstractItemModel) -> list[str]:
    """All that a table or a list says."""
    places = product(range(model.rowCount()), range(model.columnCount()))
    return [str(model.index(*place).data()) for place in places]


def picture(panel: QWidget) -> QImage:
    """Paint a panel; of some only a part, since their scroll bars and columns stay as long as they fit."""
    part = PAINTED.get(type(panel).__name__, "")
    return (attrgetter(part)(panel) if part else panel).grab().toImage()


def wander(window: MainWindow, wanderer: Wanderer, count: int) -> None:
    """Do this and that; what is refused and what has happened is said, and closed."""
    for _ in range(count):
        for action in wanderer.next(window.store.session):
            window.store.dispatch(action)
        for box in window.findChildren(QMessageBox):
            box.close()
    while window.regions.notice.notice is not None:  # it tells what happened, not what is
        window.regions.notice.close_notice()


def fresh_copy(qtbot, window: MainWindow, mode: str) -> MainWindow:
    """Open what a window holds, saved and read again, in another window."""
    now = window.store.session
    opened, _ = parse(to_text(now.document))
    again = Session.start(opened, now.playhead)
    return window_on(qtbot, replace(again, selected=now.selected, hidden=now.hidden), mode)


def is_of_another_moment(panel: QWidget, window: MainWindow) -> bool:
    """Say whether a map of J is that of other parameters or samples; its range moves with what was seen."""
    if not isinstance(panel, CostSurface) or panel._mapper.sheet is None:
        return False
    return panel._mapper.sheet.trace is not window.frame.trace


def differences(live: MainWindow, fresh: MainWindow) -> Iterator[str]:
    """Tell which panels say or show something else."""
    for mine, other in zip(live.regions.panels, fresh.regions.panels, strict=True):
        name = type(mine).__name__
        if is_of_another_moment(mine, live):
            yield f"{name} shows another moment"
        if texts(mine) != texts(other):
            yield f"{name} says {set(texts(mine)) ^ set(texts(other))}"
        if picture(mine) != picture(other):
            yield f"{name} shows something else"


@pytest.mark.parametrize("mode", ["learn", "explore"])
@pytest.mark.parametrize("document", [two_nodes(), batches(), spiral()], ids=lambda document: document.title)
def test_every_panel_is_that_of_a_fresh_window(document, mode, qtbot):
    rng = Random(f"{document.title} {mode} {WANDERINGS}")
    live = window_on(qtbot, Session.start(document), mode)
    wanderer, views = Wanderer(rng, UPDATES), list(VIEWS)
    for _ in range(ROUNDS * WANDERINGS):
        live.regions.see(rng.choice(views))
        wander(live, wanderer, rng.randint(1, ACTIONS))
        fresh = fresh_copy(qtbot, live, mode)
        for view in views if mode == "explore" else [live.regions.beside.name]:
            for window in (live, fresh):
                window.regions.see(view)
            for window in (live, fresh, live, fresh):  # what is to be alike moves while it settles
                make_alike(live, fresh)
                settle(window)
            assert not list(differences(live, fresh)), view
        fresh.close()
