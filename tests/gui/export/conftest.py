"""A window whose pictures are taken, and pictures as arrays."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from engine.session import actions
from engine.session.session import Session
from engine.session.update import update
from gui.export.formats import encode
from gui.export.order import Order, plate_of
from gui.look import Look
from gui.main_window import MainWindow
from gui.pictures import example

STATES = {
    "start": ("two nodes", ()),
    "δ₁": ("two nodes", (actions.Seek(14),)),
    "trained": ("two nodes", (actions.StepUpdate(30), actions.Seek(18))),
    "layers": ("xor", (actions.Seek(21),)),
    "deep": ("deep", (actions.Seek(24),)),
}


def session(name: str) -> Session:
    document, steps = STATES[name]
    begun = Session.start() if document == "two nodes" else Session.start(example(document))
    for action in steps:
        begun = update(begun, action)
    return begun


@pytest.fixture
def window_of(qtbot):
    windows = []  # qtbot itself keeps none alive

    def make(name: str = "δ₁", look: Look | None = None) -> MainWindow:
        window = MainWindow(session(name), look or Look(motion=0.0))
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        qtbot.waitUntil(lambda: window.painted)
        window.regions.cost_curve.make_plot()
        return window

    return make


def source_of(window: MainWindow, name: str) -> int:
    return [source.name for source in window.pictures.sources].index(name)


def taken(window: MainWindow, order: Order) -> bytes:
    source = window.pictures.sources[order.source]
    return encode(plate_of(order, source, window.frame, window.look), order.form)


def xml(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - written by the program itself


def pixels(image: QImage) -> np.ndarray:
    """Return an image as an array of shape (height, width, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def of_png(data: bytes) -> np.ndarray:
    return pixels(QImage.fromData(data, "PNG"))


def of_svg(data: bytes) -> np.ndarray:
    renderer = QSvgRenderer(data)
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(image.rect()))
    return pixels(image)


def difference(first: np.ndarray, second: np.ndarray) -> float:
    """Return how far two pictures are apart, 0 to 1."""
    assert first.shape == second.shape
    return float(np.abs(first - second).mean()) / 255
