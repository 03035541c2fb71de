"""What a picture will look like, small."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.export.formats import Plate, image_of

__all__ = ["Preview"]


class Preview(QWidget):
    """Shows a picture as large as there is room for, with a thin rim.

    The picture is made a moment later: a widget must not paint others while it is painted itself, and
    of several wishes that come together only the last is worth the work.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plate: Plate | None = None
        self._image: QImage | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._on_later_timeout)
        self.setAccessibleName(self.tr("Preview"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_plate(self, plate: Plate) -> None:
        """Show another picture."""
        self._plate = plate
        self.setAccessibleDescription(plate.description)
        self._later.start()

    def sizeHint(self) -> QSize:
        """Ask for room in which a title can be read."""
        return QSize(420, 320)

    def minimumSizeHint(self) -> QSize:
        """Ask for a little room."""
        return QSize(240, 180)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the picture for the new room."""
        self._later.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing run where nobody sees it."""
        self._later.stop()

    def _on_later_timeout(self) -> None:
        if self._plate is None:
            return
        ratio = self.devicePixelRatioF()
        room = (self.size() - QSize(2, 2)) * ratio
        wanted = self._plate.page.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).toSize()
        self._image = image_of(self._plate, wanted.expandedTo(QSize(1, 1)))
        self._image.setDevicePixelRatio(ratio)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture in the middle."""
        if self._image is None:
            return
        shown = QRectF(QPointF(), self._image.deviceIndependentSize())
        shown.moveCenter(QRectF(self.rect()).center())
        with QPainter(self) as painter:
            painter.drawImage(shown.topLeft(), self._image)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1.0))
            painter.drawRect(shown)
