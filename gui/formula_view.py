"""A formula on screen: its terms light up, and can be pointed at by mouse and by keys."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.accessible import Role, Whole
from gui.formula import typeset
from gui.formula_layout import Arrangement, FormulaPart, arrange
from gui.theme import LIGHT, Theme

__all__ = ["FormulaPart", "FormulaView"]

_PAD = 6.0  # px around the formula: room for the lit backgrounds and the focus ring
_REACH = 3.0  # px around a term that still count as the term
_RADIUS = 5.0
_NARROWEST = 120
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_TABBED = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormulaView(QWidget):
    """Show a formula whose live parts answer to the mouse and the arrow keys.

    Parameters
    ----------
    parent : QWidget, optional
    px : float
        The size of the letters when there is room.
    """

    pointed = Signal(object)
    """The key of the part now pointed at; None when none is."""
    clicked = Signal(object)
    """The key of a part that was clicked, or chosen by Enter."""

    def __init__(self, parent: QWidget | None = None, px: float = 20) -> None:
        super().__init__(parent)
        self._px = px
        self._theme = LIGHT
        self._parts: tuple[FormulaPart, ...] = ()
        self._lit: frozenset[Hashable] = frozenset()
        self._at: int | None = None
        self._pressed: int | None = None
        self._arranged: tuple[float, Arrangement] | None = None
        self.accessible = Whole(self, Role.Equation)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # What is shown

    def set_formula(self, parts: Sequence[FormulaPart], spoken: str = "") -> None:
        """Show another formula.

        Parameters
        ----------
        parts : sequence of FormulaPart
        spoken : str
            What a screen reader says; by default the typesetter's own reading.

        Raises
        ------
        ValueError
            If the parts are no LaTeX that can be drawn; what was shown stays.
        """
        whole = typeset([(part.tex, part.is_live) for part in parts], self._px)
        before = self._key(self._at)
        self._parts = tuple(parts)
        self._pressed = self._arranged = None
        self._at = self._index_of(before)
        self.setAccessibleName(spoken or whole.speech)
        if before is not None and self._at is None:
            self.pointed.emit(None)
        self._resized()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme; nothing is typeset again."""
        self._theme = theme
        self.update()

    def set_px(self, px: float) -> None:
        """Set the size of the letters."""
        self._px = px
        self._arranged = None
        self._resized()

    def light(self, keys: frozenset[Hashable]) -> None:
        """Light up parts.

        Parameters
        ----------
        keys : frozenset
            A part is lit if its key is among them, or if its key is a set that
            shares a member with them.
        """
        if keys != self._lit:
            self._lit = keys
            self.update()

    def boxes(self) -> tuple[QRectF, ...]:
        """Return where the parts with a key stand, px in this widget, in their order."""
        return tuple(box for _, box in self._reachable())

    # Size

    def sizeHint(self) -> QSize:
        """Ask for one line at full size."""
        return self._size(arrange(self._parts, self._px, float("inf")))

    def minimumSizeHint(self) -> QSize:
        """Ask for little width, and for the height that the present width needs."""
        hint = self.sizeHint()
        return QSize(min(_NARROWEST, hint.width()), self.heightForWidth(min(self.width(), hint.width())))

    def heightForWidth(self, width: int) -> int:
        """Return the height the formula takes in a width."""
        return self._size(self._fitted(width)).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height, as layouts that ignore heightForWidth would cut the formula off."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _resized(self) -> None:
        self.updateGeometry()
        self.update()

    @staticmethod
    def _size(arrangement: Arrangement) -> QSize:
        # Half a pixel more, so that rounding never asks the formula to shrink.
        size = arrangement.size
        return QSize(round(size.width() + 2 * _PAD + 0.5), round(size.height() + 2 * _PAD + 0.5))

    def _fitted(self, width: float) -> Arrangement:
        """Arrange for a width, and keep it: layouts ask many times."""
        if self._arranged is None or self._arranged[0] != width:
            room = max(1.0, width - 2 * _PAD)
            self._arranged = width, arrange(self._parts, self._px, room)
        return self._arranged[1]

    def _origin(self) -> QPointF:
        """Return where the arrangement's top left goes: it stands centred."""
        size = self._fitted(self.width()).size
        return QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)

    # Parts

    def _key(self, index: int | None) -> Hashable | None:
        return None if index is None else self._parts[index].key

    def _index_of(self, key: Hashable | None) -> int | None:
        """Return the first part with a key."""
        if key is None:
            return None
        return next((i for i, part in enumerate(self._parts) if part.key == key), None)

    def _reachable(self) -> list[tuple[int, QRectF]]:
        """List the parts that have a key, with their boxes in this widget."""
        origin = self._origin()
        boxes = self._fitted(self.width()).boxes()
        return [(i, box.translated(origin)) for i, box in boxes if self._parts[i].key is not None]

    def _hit(self, point: QPointF) -> int | None:
        """Return the part at a point; of neighbours within reach the nearest."""
        near = [
            ((box.center() - point).manhattanLength(), index)
            for index, box in self._reachable()
            if box.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point)
        ]
        return min(near)[1] if near else None

    def _point_at(self, index: int | None) -> None:
        """Make a part the one pointed at, and say so if that is news."""
        if index == self._at:
            return
        self._at = index
        key = self._key(index)
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(Qt.CursorShape.ArrowCursor if key is None else hand)
        said = "" if index is None else typeset([(self._parts[index].tex, False)], self._px).speech
        self.setAccessibleDescription(said)
        self.pointed.emit(key)
        self.update()

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the part under the mouse."""
        self._point_at(self._hit(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._point_at(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what a click began on."""
        self._pressed = self._hit(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        event.setAccepted(self._pressed is not None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Click, if the mouse is still on what it went down on."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._hit(event.position()):
            self.clicked.emit(self._key(pressed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the parts by the arrow keys; choose one by Enter."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._reachable():
            self._walk(_STEPS[key])
        elif key in _ENTER and self._at is not None:
            self.clicked.emit(self._key(self._at))
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        """Go to the next or the previous part; from nowhere to the first or the last."""
        indices = [index for index, _ in self._reachable()]
        if self._at in indices:
            place = indices.index(self._at) + step
            self._point_at(indices[max(0, min(place, len(indices) - 1))])
        else:
            self._point_at(indices[0 if step > 0 else -1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Point at the first part when the Tab key comes here, so that its place is seen."""
        super().focusInEvent(event)
        if event.reason() in _TABBED and self._at is None and self._reachable():
            self._walk(1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        super().focusOutEvent(event)
        self._point_at(None)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lit backgrounds, the formula, and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lights(painter)
        origin = self._origin()
        ink = self._theme.colour("ink")
        for line in self._fitted(self.width()).lines:
            colours = [self._theme.colour(self._parts[i].colour_role) for i in line.indices]
            line.typeset.paint(painter, origin + line.origin, colours, ink)
        painter.end()

    def _draw_lights(self, painter: QPainter) -> None:
        """Draw behind the parts that are lit or pointed at."""
        for index, box in self._reachable():
            pointed = index == self._at
            if not pointed and not self._is_lit(self._parts[index].key):
                continue
            ring = pointed and self.hasFocus()
            painter.setBrush(QColor(self._theme.soft(self._parts[index].colour_role)))
            painter.setPen(QPen(self._theme.colour("forward"), 2) if ring else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box.adjusted(-_REACH, -_REACH, _REACH, _REACH), _RADIUS, _RADIUS)

    def _is_lit(self, key: Hashable | None) -> bool:
        return key in self._lit or (isinstance(key, frozenset) and not self._lit.isdisjoint(key))
