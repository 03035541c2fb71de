r"""Formulas within lines of text, drawn as outlines: sharp at every size, in the colour of their words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from gui.formula import Typeset, typeset

__all__ = ["FORMULA", "Formulas", "Piece", "format_of", "spoken_tex"]

FORMULA = QTextFormat.ObjectTypes.UserObject + 1
_TEX = QTextFormat.Property.UserProperty + 1
_PX = QTextFormat.Property.UserProperty + 2
_AIR_BEFORE = QTextFormat.Property.UserProperty + 3
_LETTERS = QTextFormat.Property.UserProperty + 4
_LARGER = 1.12
"""The letters of the formulas are smaller than those of the text at the same size."""
_AIR = 0.25
"""Em before a piece that goes on from another: it begins with a sign."""


def _drawn(tex: str, px: float) -> Typeset:
    return typeset([(rf"\textstyle {tex}", False)], px * _LARGER)


def spoken_tex(tex: str) -> str:
    """Read a formula out.

    Raises
    ------
    ValueError
        If it can't be drawn.
    """
    return typeset([(rf"\textstyle {tex}", False)], 13).speech


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a formula that no line ends in.

    Attributes
    ----------
    tex : str
    before, after : str
        Letters that stay with it.
    goes_on : bool
        It is not the first piece of its formula.
    """

    tex: str
    before: str = ""
    after: str = ""
    goes_on: bool = False


def format_of(piece: Piece, font: QFont, base: QTextCharFormat) -> QTextCharFormat:
    """Return the format of the one character that stands for a piece of a formula.

    Parameters
    ----------
    piece : Piece
    font : QFont
        Of the words around it.
    base : QTextCharFormat
        Their colour, and where they lead to.

    Raises
    ------
    ValueError
        If it can't be drawn.
    """
    px = font.pixelSize()
    form = QTextCharFormat(base)
    form.setObjectType(FORMULA)
    form.setProperty(_TEX, piece.tex)
    form.setProperty(_LETTERS, [piece.before, piece.after])
    form.setProperty(_PX, px)
    form.setProperty(_AIR_BEFORE, _AIR * px if piece.goes_on else 0.0)
    form.setFont(_as_deep(_drawn(piece.tex, px), font))
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return form


def _as_deep(drawn: Typeset, font: QFont) -> QFont:
    """Return a font whose letters reach as far below the line as a formula does.

    Qt puts an object as far below the baseline as the font of its format goes, and nothing else is
    done with that font.
    """
    deep = QFont(font)
    while QFontMetrics(deep).descent() < drawn.height - drawn.baseline:
        deep.setPixelSize(deep.pixelSize() + 1)
    return deep


class Formulas(QPyTextObject):
    """Draws the formulas of a document, none wider than a line.

    Parameters
    ----------
    parent : QObject
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def intrinsicSize(self, document: QTextDocument, _position: int, form: QTextFormat) -> QSizeF:
        """Return the room for a formula and its letters."""
        set_ = _Set.of(document, form)
        return QSizeF(set_.width * set_.scale, set_.above * set_.scale + set_.depth)

    def drawObject(
        self, painter: QPainter, box: QRectF | QRect, document: QTextDocument, _at: int, form: QTextFormat
    ) -> None:
        """Draw a formula on the baseline of its line."""
        set_ = _Set.of(document, form)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(box.left(), QRectF(box).bottom() - set_.depth)
        painter.scale(set_.scale, set_.scale)
        set_.paint(painter, form.toCharFormat().foreground().color())
        painter.restore()


@dataclass(frozen=True, slots=True)
class _Set:
    """A piece set in its line: letters, formula, letters; px before it is scaled to fit into the line."""

    drawn: Typeset
    letters: tuple[str, str]
    font: QFont
    air: float
    depth: int
    room: float

    @staticmethod
    def of(document: QTextDocument, form: QTextFormat) -> _Set:
        """Read it from the format of its character."""
        px = form.intProperty(_PX)
        deep = form.toCharFormat().font()
        font = QFont(deep)
        font.setPixelSize(px)
        before, after = form.property(_LETTERS)
        room = document.textWidth() - 2 * document.documentMargin() - 1
        drawn = _drawn(str(form.property(_TEX)), px)
        air = form.doubleProperty(_AIR_BEFORE)
        return _Set(drawn, (before, after), font, air, QFontMetrics(deep).descent(), room)

    @property
    def widths(self) -> tuple[float, float]:
        """How wide the letters on either side are."""
        metrics = QFontMetricsF(self.font)
        return metrics.horizontalAdvance(self.letters[0]), metrics.horizontalAdvance(self.letters[1])

    @property
    def width(self) -> float:
        """How wide it is in full."""
        return self.air + self.drawn.width + sum(self.widths)

    @property
    def above(self) -> float:
        """How far it reaches above the baseline."""
        letters = QFontMetricsF(self.font).ascent() if any(self.letters) else 0.0
        return max(self.drawn.baseline, letters)

    @property
    def scale(self) -> float:
        """What it is scaled by, to be no wider than a line."""
        return self.room / self.width if 0 < self.room < self.width else 1.0

    def paint(self, painter: QPainter, ink: QColor) -> None:
        """Draw it; the baseline begins at the origin."""
        left = self.air + self.widths[0]
        painter.setFont(self.font)
        painter.setPen(ink)
        painter.drawText(QPointF(self.air, 0), self.letters[0])
        painter.drawText(QPointF(left + self.drawn.width, 0), self.letters[1])
        self.drawn.paint(painter, QPointF(left, -self.drawn.baseline), (), ink)
