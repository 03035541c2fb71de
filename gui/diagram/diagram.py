"""The network diagram: one widget, painted from a picture that is made purely from the frame."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import Frame
from gui.diagram.canvas import Canvas, paint_moving
from gui.diagram.card import card_of, description_of
from gui.diagram.compose import compose
from gui.diagram.cursor import Cursor, Way
from gui.diagram.hit import Hit, Hits
from gui.diagram.layout import Layout, TextSizes, arrange
from gui.diagram.overlay import paint_cursor, paint_light, paint_selection
from gui.diagram.picture import Picture
from gui.diagram.text import measure_with, sizes_of
from gui.diagram.tip import show_beside
from gui.look import Look

_WAYS: dict[int, Way] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Diagram(QWidget):
    """Shows the network at a moment, what is known of it and what travels in it.

    Signals
    -------
    pointed(frozenset of Ref)
        What the mouse or the keyboard is on.
    dispatched(action)
        What the user asked for.
    """

    pointed = Signal(object)
    dispatched = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._frame: Frame | None = None
        self._layout: Layout | None = None
        self._layout_of: tuple[tuple[int, ...], QSize, TextSizes] | None = None
        self._picture: Picture | None = None
        self._hits: Hits | None = None
        self._canvas = Canvas()
        self._lit: frozenset[Ref] = frozenset()
        self._pointed: frozenset[Ref] = frozenset()
        self._cursor: Ref | None = None
        self._by_key = False
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._motion.valueChanged.connect(self.update)
        self._motion.finished.connect(self.update)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Network diagram"))

    # What it is told

    @property
    def moving(self) -> bool:
        """Values are on their way at this instant."""
        return self._motion.state() == QVariantAnimation.State.Running

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment; one step forward lets its values travel."""
        if frame is self._frame:
            return
        old, self._frame = self._frame, frame
        self._motion.stop()
        if self._cursor is not None and not self._walk(frame).fits(self._cursor):
            self._cursor = None
        self._forget()
        self.setAccessibleDescription(description_of(frame, self._look))
        if old is not None and _is_next(old, frame):
            self._set_in_motion()

    def _set_in_motion(self) -> None:
        """Let what the step sends travel and what it makes settle, where anybody can see it."""
        if self._look.motion > 0 and self.isVisible() and self.picture().moves:
            self._motion.setDuration(round(self._look.motion * 1000))
            self._motion.start()

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up quantities that were pointed at somewhere."""
        if refs != self._lit:
            self._lit = refs
            self.update()

    def set_look(self, look: Look) -> None:
        """Change theme, digits, text size or motion, live."""
        if look != self._look:
            self._look = look
            if look.motion <= 0:
                self._motion.stop()
            self._forget()

    def sizeHint(self) -> QSize:
        """Return the size at which a small network shows every number."""
        return QSize(740, 490)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size at which the diagram can be read."""
        return QSize(360, 260)

    # What it shows

    def picture(self) -> Picture:
        """Return what is painted, made anew where something changed.

        Raises
        ------
        RuntimeError
            Before the first frame.
        """
        if self._frame is None:
            raise RuntimeError("the diagram was given no frame yet")
        if self._picture is None:
            measure = measure_with(self._look.scale)
            self._picture = compose(self._frame, self._arranged(self._frame), self._look, measure)
        return self._picture

    def hits(self) -> Hits:
        """Return what can be pointed at in the picture."""
        if self._hits is None:
            backward = self._frame is not None and self._frame.step.phase == "backward"
            self._hits = Hits(self.picture(), backward)
        return self._hits

    def _arranged(self, frame: Frame) -> Layout:
        wanted = (frame.network.sizes, self.size(), sizes_of(frame, self._look))
        if self._layout is None or self._layout_of != wanted:
            self._layout_of = wanted
            self._layout = arrange(wanted[0], self.width(), self.height(), wanted[2])
        return self._layout

    def _forget(self) -> None:
        self._picture = self._hits = None
        self._canvas.forget()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make everything fit anew."""
        if self._layout_of is None or self._layout_of[1] != event.size():
            self._forget()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing run where nobody sees it."""
        self._motion.stop()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the still picture, then what travels and settles, then the marks."""
        # As a context: a painter that outlives an exception takes the program down with it.
        with QPainter(self) as painter:
            if self._frame is None:
                painter.fillRect(self.rect(), QColor(self._look.theme.background))
                return
            picture, look = self.picture(), self._look
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(0, 0, self._canvas.pixmap(picture, look, self.size(), ratio, self.moving))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.moving:
                paint_moving(painter, picture, look, float(self._motion.currentValue()))
            self._paint_marks(painter, self._frame)

    def _paint_marks(self, painter: QPainter, frame: Frame) -> None:
        theme = self._look.theme
        texts = [label.box for label in self.picture().all_labels()]
        if frame.selected is not None:
            paint_selection(painter, self.hits().shapes([frame.selected]), theme, texts)
        if shown := [ref for ref in self._lit if ref.sample in (None, frame.playhead.sample)]:
            paint_light(painter, self.hits().shapes(shown), theme, texts)
        if self._cursor is not None and self.hasFocus():
            paint_cursor(painter, next(self.hits().shapes([self._cursor])), theme)
        elif self.hasFocus() and self._by_key:
            painter.setPen(QColor(theme.forward))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)

    # Pointing

    def event(self, event: QEvent) -> bool:
        """Show the card of what is under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_card(event)
            return True
        return super().event(event)

    def _show_card(self, event: QHelpEvent) -> None:
        hit = self._at(QPointF(event.pos()))
        if hit is None or self._frame is None:
            QToolTip.hideText()
            return
        ref = min(hit.refs) if hit.main not in hit.refs else hit.main
        card = card_of(self._frame.resolved(ref), self._frame, self._look)
        show_beside(self, card, hit, self.picture(), event.pos())

    def _at(self, point: QPointF) -> Hit | None:
        return None if self._frame is None else self.hits().at(point.x(), point.y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the mouse is on."""
        hit = self._at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if hit is None else Qt.CursorShape.PointingHandCursor)
        self._point(frozenset() if hit is None else hit.refs)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse is on nothing."""
        self._point(frozenset())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select what is clicked; nothing, where there is nothing."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        hit = self._at(event.position())
        self._cursor = None
        self._select(None if hit is None else hit.main)

    def _point(self, refs: frozenset[Ref]) -> None:
        frame = self._frame
        resolved = frozenset(frame.resolved(ref) for ref in refs) if frame else refs
        if resolved != self._pointed:
            self._pointed = resolved
            self.pointed.emit(resolved)

    def _select(self, ref: Ref | None) -> None:
        frame = self._frame
        self.dispatched.emit(actions.Select(frame.resolved(ref) if frame and ref else None))

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over nodes and edges with the arrows, select with Enter, let go with Escape."""
        if self._frame is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        key = event.key()
        if key in _WAYS:
            self._move_cursor(_WAYS[key], self._frame)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            self._select(self._meant(self._cursor))
        elif key == Qt.Key.Key_Escape and (self._cursor is not None or self._frame.selected is not None):
            self._cursor = None
            self._point(frozenset())
            self._select(None)
            self.update()
        else:
            event.ignore()

    @staticmethod
    def _walk(frame: Frame) -> Cursor:
        return Cursor(frame.network.sizes)

    def _move_cursor(self, way: Way, frame: Frame) -> None:
        walk = self._walk(frame)
        self._cursor = walk.first if self._cursor is None else walk.moved(self._cursor, way)
        self._point(frozenset({self._cursor}))
        self.update()

    def _meant(self, ref: Ref) -> Ref:
        """Take a node for its δ in the backward phase."""
        backward = self._frame is not None and self._frame.step.phase == "backward"
        return Ref("delta", ref.layer, ref.index) if backward and ref.symbol == "a" else ref

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, to those who use it."""
        self._by_key = event.reason() in _BY_KEY
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard's mark away."""
        self._point(frozenset())
        self.update()


def _is_next(old: Frame, new: Frame) -> bool:
    """Say whether a frame is the one right after another on the same walk."""
    if old.document is not new.document or old.playhead.zoom != new.playhead.zoom:
        return False
    if new.update == old.update:
        return new.number == old.number + 1
    return new.update == old.update + 1 and new.number == 1 and old.number == len(old.steps)
