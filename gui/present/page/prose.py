"""A text of a lesson on the page: light Markdown with mathematics, laid out by Qt, without a widget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QFont, QFontMetricsF, QPainter, QTextDocument

from gui.fonts import ui_font
from gui.look import Look
from gui.present.page.block import NOWHERE
from gui.prose.markup import Block as Paragraph
from gui.prose.markup import parse
from gui.prose.mathematics import FORMULA, Formulas
from gui.prose.writing import Wear, blank_document, spoken, write

__all__ = ["Prose"]

_LONGEST = 46.0
"""Em of a line: a longer one is hard to follow."""
_CENTRED_LINES = 2
_SHARES = (0.6, 0.7, 0.8, 0.9)
"""Of a width, tried for two lines of about one length."""


class Prose:
    """Light Markdown in a size and colour; as many lines as it needs.

    Parameters
    ----------
    text : str
    px : int
    look : Look
    role : str
        A token of the theme.
    is_strong : bool
    is_centred : bool
        In the middle of its box, while it has few lines.
    """

    def __init__(
        self,
        text: str,
        px: int,
        look: Look,
        role: str = "ink",
        *,
        is_strong: bool = False,
        is_centred: bool = False,
    ) -> None:
        self.px = px
        self._blocks = _unlinked(parse(text))
        self._wear = Wear(replace(look, scale=1.0), px, role, is_strong)
        self._is_centred = is_centred
        self._document: QTextDocument | None = None
        self._heights: dict[float, float] = {}
        self._narrowest: float | None = None
        self._width: float | None = None
        self._laid: float | None = None

    def height(self, width: float) -> float:
        """Return the height of its lines in a width; `NOWHERE` if a word or formula is wider."""
        width = self._room(width)
        if width not in self._heights:
            fits = self.narrowest < width
            self._heights[width] = self._written(width).size().height() if fits else NOWHERE
        return self._heights[width]

    @property
    def width(self) -> float:
        """The width of its longest line, if no line need end."""
        if self._width is None:
            self._width = self._written(-1).idealWidth() + 1.0
        return self._width

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint it at the top of a box."""
        document = self._written(self._room(box.width()))
        context = QAbstractTextDocumentLayout.PaintContext()
        painter.save()
        free = box.width() - document.textWidth() if self._is_centred else 0.0
        painter.translate(box.left() + free / 2.0, box.top())
        document.documentLayout().draw(painter, context)
        painter.restore()

    def texts(self) -> tuple[str, ...]:
        """Return it as it is read out."""
        return (spoken(self._blocks),) if self._blocks else ()

    @property
    def narrowest(self) -> float:
        """The width of the widest thing that must not be broken: a word, or a formula at its full size."""
        if self._narrowest is None:
            document = self._written(-1)
            self._narrowest = max((*_formulas(document), *self._words()), default=0.0)
        return self._narrowest

    def _words(self) -> Iterator[float]:
        """Yield the widths of words, as if all were as heavy as the heaviest."""
        metrics = QFontMetricsF(ui_font(self.px, QFont.Weight.DemiBold))
        for span in (span for block in self._blocks for span in block.spans if not span.is_tex):
            yield from (metrics.horizontalAdvance(word) for word in span.text.split())

    def _room(self, width: float) -> float:
        return min(width, _LONGEST * self.px) if self._is_centred else width

    def _written(self, width: float) -> QTextDocument:
        """Write it, once, and lay it out in a width."""
        if self._document is None:
            self._document = blank_document()
            write(self._document, self._blocks, self._wear)
        if self._laid != width:
            self._laid = width
            self._document.setTextWidth(width)
            if self._is_centred and width > 0:
                self._centre(self._document, width)
        return self._document

    def _centre(self, document: QTextDocument, width: float) -> None:
        """Centre few lines, about equally long; begin more at the left, where the eye finds the next one."""
        lines = sum(_lines(document))
        is_short = lines <= _CENTRED_LINES and document.blockCount() == 1
        option = document.defaultTextOption()
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter if is_short else Qt.AlignmentFlag.AlignLeft)
        document.setDefaultTextOption(option)
        if not is_short or lines == 1:
            return
        for share in _SHARES:
            document.setTextWidth(width * share)
            if self.narrowest < width * share and sum(_lines(document)) == lines:
                return
        document.setTextWidth(width)


def _lines(document: QTextDocument) -> list[int]:
    block, found = document.begin(), []
    while block.isValid():
        found.append(block.layout().lineCount())
        block = block.next()
    return found


def _formulas(document: QTextDocument) -> Iterator[float]:
    """Yield the widths of the formulas, laid out in lines without an end."""
    drawer = Formulas(document)
    block = document.begin()
    while block.isValid():
        for each in block.textFormats():
            if each.format.objectType() == FORMULA:
                yield drawer.intrinsicSize(document, each.start, each.format).width()
        block = block.next()


def _unlinked(blocks: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Let words of the glossary look like the others: nobody in a room can follow a link."""
    return tuple(replace(b, spans=tuple(replace(span, term="") for span in b.spans)) for b in blocks)
