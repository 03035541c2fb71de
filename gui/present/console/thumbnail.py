"""What is live, small: clicked and typed into like the audience view; it says what that shows instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from gui.look import Look
from gui.present.page.pages import Pages
from gui.present.page.picture import image_of_page
from gui.present.page.view import PageView, shape_of
from gui.present.slide import Slide

if TYPE_CHECKING:
    from gui.present.presenter import Presenter

__all__ = ["NextPicture", "Thumbnail"]

_ASPECT = 16 / 9
_SMALL = 84
"""Height of the picture of the next press, px: its arrangement is known by it, not its text."""
_AFTER_MS = 20
"""The room comes first: what is live is made for the console once the audience view is painted."""
_SOON_MS = 800
"""The next picture is made once the hands rest and nothing moves any more."""


def _once(parent: QWidget, ms: int) -> QTimer:
    """Make a timer that rings once, and begins anew when it is started again."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    return timer


class _Framed(QFrame):
    """A picture in the audience view's proportions, in a frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aspect = _ASPECT
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_aspect(self, aspect: float) -> None:
        """Take the proportions of another display, width by height."""
        if aspect != self._aspect:
            self._aspect = aspect
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Keep the proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the proportions need."""
        return round(width / self._aspect)

    def sizeHint(self) -> QSize:
        """Wish for something that can be read at arm's length."""
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        """Be content with a postage stamp."""
        return QSize(160, self.heightForWidth(160))

    @property
    def inside(self) -> QRect:
        """The picture's box, within the frame."""
        return self.rect().adjusted(1, 1, -1, -1)


class Thumbnail(_Framed):
    """The live slide, with a label on it when the audience sees something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView(self)
        self.view.is_still = True  # values travel once, before the audience
        self.label = QLabel(self)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.hide()
        self._due: Slide | None = None
        self._timer = _once(self, _AFTER_MS)
        self._timer.timeout.connect(self.make)
        self.setAccessibleName(self.tr("What is live"))

    def set_aspect(self, aspect: float) -> None:
        """Take the proportions of another display."""
        super().set_aspect(aspect)
        self.view.keep_shape(aspect)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size; the picture itself wears the room's."""
        theme = look.theme
        self.setStyleSheet(f"Thumbnail {{ border: 1px solid {theme.border}; }}")
        self.label.setStyleSheet(
            f"background: {theme.negative}; color: {theme.on_fill}; font-size: {look.px(14)}px;"
            f" font-weight: 600; padding: 3px 10px; border-radius: 6px;"
        )
        self._place()

    def show_slide(self, slide: Slide, presenter: Presenter) -> None:
        """Show what is live, and say what the audience sees in its place, or that it goes on by itself."""
        self._due = slide
        if self.isVisible():
            self._timer.start()
        self.label.setText(self._told(presenter))
        self.label.setVisible(bool(self.label.text()))
        self._place()

    def make(self) -> None:
        """Show what is due now."""
        self._timer.stop()
        if self._due is not None:
            self.view.show_slide(self._due)
            self._due = None

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is due."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Make nothing that nobody sees."""
        super().hideEvent(event)
        self._timer.stop()

    def _told(self, presenter: Presenter) -> str:
        match presenter.cover:
            case "black":
                return self.tr("blank: they see black")
            case "white":
                return self.tr("white: they see white")
        if presenter.is_frozen:
            return self.tr("frozen: they see the picture before")
        return self.tr("plays by itself") if presenter.is_playing else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the frame."""
        super().resizeEvent(event)
        self.view.setGeometry(self.inside)
        self._place()

    def _place(self) -> None:
        """Put the label over the head line: neither the question nor the answer is under it."""
        self.label.adjustSize()
        wide = min(self.label.width(), self.width() - 8)
        self.label.setGeometry((self.width() - wide) // 2, 3, wide, self.label.height())
        self.label.raise_()


class NextPicture(_Framed):
    """What the next press shows, as a small picture; made when there is time for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = Pages()
        self._make: Callable[[], Slide | None] = lambda: None
        self._image, self._high = QImage(), _SMALL
        self._timer = _once(self, _SOON_MS)
        self._timer.timeout.connect(self.make)
        self.setAccessibleName(self.tr("Picture of the next press"))

    def set_look(self, look: Look) -> None:
        """Wear another theme."""
        self.setStyleSheet(f"NextPicture {{ border: 1px solid {look.theme.border}; }}")
        self._high = look.px(_SMALL)
        self._fit()

    def set_aspect(self, aspect: float) -> None:
        """Take the proportions of another display."""
        super().set_aspect(aspect)
        self._fit()

    def _fit(self) -> None:
        self.setFixedSize(round(self._high * self._aspect), self._high)

    def show_soon(self, make: Callable[[], Slide | None]) -> None:
        """Show a slide that is made later; None for nothing."""
        self._make = make
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the picture that is due."""
        super().showEvent(event)
        self._timer.start()

    def make(self) -> None:
        """Make the picture now."""
        self._timer.stop()
        slide = self._make()
        ratio = self.devicePixelRatioF()
        size = self.inside.size() * ratio
        page = None if slide is None or size.isEmpty() else self.pages.of(slide, shape_of(self._aspect))
        self._image = QImage() if page is None else image_of_page(page, size)
        self._image.setDevicePixelRatio(ratio)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make it anew in another size."""
        super().resizeEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Make nothing that nobody sees."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, in whatever size it is there."""
        super().paintEvent(event)
        if not self._image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.inside, self._image)
            painter.end()
