"""Nothing stale: after any actions every panel says and shows what a fresh window on the same state does."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from engine import Document, Network, Ref, Session, actions
from engine.session.codec import parse, to_text
from engine.session.document import two_nodes
from engine.session.training import train
from gui.look import Look
from gui.main_window import MainWindow

ROUNDS, ACTIONS = 12, 40
STILL = Look(motion=0.0)


def batches() -> Document:
    net = Network.random((2, 3, 2), ("tanh", "sigmoid"), seed=5)
    return Document(
        net, [[0, 0], [0, 1], [1, 0]], [[0, 1], [1, 0], [1, 1]], batch=2, eta=0.5, title="Batches"
    )


def window_on(qtbot, session: Session) -> MainWindow:
    window = MainWindow(session, STILL)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.waitUntil(lambda: window.painted)
    window.regions.cost_curve.make_plot()
    window.regions.weight_slice.make_plot()
    QApplication.processEvents()
    return window


def texts(widget: QWidget) -> list[str]:
    """All that a panel says: labels, buttons, fields, what it tells screen readers."""
    said = [widget.accessibleDescription()]
    for child in widget.findChildren(QWidget):
        if isinstance(child, QLabel | QAbstractButton | QLineEdit) and child.isVisibleTo(widget):
            said.append(child.text())
        said.append(child.accessibleDescription())
    return sorted(text for text in said if text)


def random_action(rng: random.Random, session: Session) -> actions.Action:
    document = session.document
    net, updates = document.network, document.log.updates
    layer = rng.randint(1, net.L)
    weight = Ref("W", layer, (rng.randrange(net.sizes[layer]), rng.randrange(net.sizes[layer - 1])))
    choices = [
        lambda: actions.SetParameter(weight, round(rng.uniform(-2, 2), 2), "set w"),
        lambda: actions.SetParameter(Ref("b", layer, (0,)), round(rng.uniform(-2, 2), 2), "set b"),
        lambda: actions.SetEta(rng.choice((0.1, 0.5, 2.0)), "set η"),
        lambda: actions.SetData(Ref("x", 0, (0,)), round(rng.uniform(-1, 1), 2), "set x"),
        lambda: train(document, rng.randint(1, 30)).action("train", follow=rng.random() < 0.5),
        actions.Undo,
        actions.Redo,
        lambda: actions.Seek(rng.randint(1, 30), rng.randint(0, updates + 1)),
        lambda: actions.Step(rng.choice((-3, -1, 1, 2))),
        lambda: actions.SetZoom(rng.choice(("phase", "layer", "node", "edge"))),
        lambda: actions.SetSample(session.playhead.sample + 1),
        lambda: actions.Select(
            rng.choice((None, weight, Ref("delta", layer, (0,), session.playhead.sample)))
        ),
        lambda: actions.Reset("reset"),
        lambda: actions.Reroll(rng.randrange(9), "re-roll"),
    ]
    return rng.choice(choices)()


@pytest.mark.parametrize("document", [two_nodes(), batches()], ids=["two nodes", "batches"])
def test_every_panel_is_that_of_a_fresh_window(document, qtbot):
    rng = random.Random(document.title)
    live = window_on(qtbot, Session.start(document))
    for _ in range(ROUNDS):
        for _ in range(rng.randint(1, ACTIONS)):
            live.store.dispatch(random_action(rng, live.store.session))
        while live.regions.notice.notice is not None:  # it tells what happened, not what is
            live.regions.notice.close_notice()
        QApplication.processEvents()
        now = live.store.session
        opened, _ = parse(to_text(now.document))
        again = Session.start(opened, now.playhead)
        fresh = window_on(qtbot, replace(again, selected=now.selected, hidden=now.hidden))
        for mine, other in zip(live.regions.panels, fresh.regions.panels, strict=True):
            assert texts(mine) == texts(other), type(mine).__name__
        wanted, found = (w.regions.diagram.grab().toImage() for w in (fresh, live))
        assert wanted == found
        fresh.close()
