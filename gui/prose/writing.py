"""From the blocks of a text to a document that Qt can lay out, and to words that can be read out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from gui.fonts import code_font, ui_font
from gui.look import Look
from gui.prose.glue import Glued, glued
from gui.prose.markup import Block, Span
from gui.prose.mathematics import FORMULA, Formulas, Piece, format_of, spoken_tex
from gui.prose.pieces import pieces

__all__ = ["Wear", "blank_document", "links_of", "spoken", "write"]

_OBJECT, _STRUT = "\ufffc", "\u200b"
_LEADING = 3.0
_PARAGRAPH_GAP, _ITEM_GAP = 8.0, 4.0
_INDENT = 16.0
_SHORT, _LONG = 24, 40
"""No line ends in a formula of so few letters; one of more than the other is cut at its sums, too."""


@dataclass(frozen=True, slots=True)
class Wear:
    """How a text is written.

    Attributes
    ----------
    look : Look
    px : int
        Size of the letters at 100 %.
    role : str
        A token of the theme.
    is_strong : bool
        All of it is bold, as a headline is.
    """

    look: Look = field(default_factory=Look)
    px: int = 13
    role: str = "ink"
    is_strong: bool = False


def blank_document() -> QTextDocument:
    """Make a document without a margin that knows how to draw formulas."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setUndoRedoEnabled(False)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.documentLayout().registerHandler(FORMULA, Formulas(document))
    return document


def write(document: QTextDocument, blocks: Sequence[Block], wear: Wear, lit: str = "") -> None:
    """Write blocks into a document, in place of what stood there; `lit` is the link under the keyboard."""
    document.clear()
    document.setDefaultFont(_font(Span(""), wear))
    cursor = QTextCursor(document)
    for number, block in enumerate(blocks):
        form = _block_format(block, wear, is_first=number == 0)
        if number == 0:
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form)
        _write_spans(cursor, block, wear, lit)


def _block_format(block: Block, wear: Wear, *, is_first: bool) -> QTextBlockFormat:
    scale = wear.look.scale
    form = QTextBlockFormat()
    form.setLineHeight(_LEADING * scale, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
    if not is_first:
        form.setTopMargin((_ITEM_GAP if block.mark else _PARAGRAPH_GAP) * scale)
    if block.mark:
        form.setLeftMargin(_INDENT * scale)
        form.setTextIndent(-_INDENT * scale)
        form.setTabPositions([QTextOption.Tab(_INDENT * scale, QTextOption.TabType.LeftTab)])
    return form


def _write_spans(cursor: QTextCursor, block: Block, wear: Wear, lit: str) -> None:
    # A line of a formula alone would not be as high as the others without the letter of no width.
    cursor.insertText(f"{block.mark}\t" if block.mark else _STRUT, _format(Span(""), wear, lit))
    for one in glued(block.spans):
        form = _format(one.span, wear, lit)
        if one.span.is_tex and _write_formula(cursor, one, form, wear):
            continue
        text = one.before + one.span.text + one.after
        cursor.insertText(text if one.span.is_code else wear.look.pointed(text), form)


def _write_formula(cursor: QTextCursor, one: Glued, form: QTextCharFormat, wear: Wear) -> bool:
    """Write a formula in pieces between which a line may end; False where it can't be drawn."""
    tex = wear.look.pointed_tex(one.span.text)
    cut = pieces(tex, sums=len(tex) > _LONG) if len(tex) > _SHORT else (tex,)
    last = len(cut) - 1
    try:
        parts = [
            Piece(part, one.before if number == 0 else "", one.after if number == last else "", number > 0)
            for number, part in enumerate(cut)
        ]
        forms = [format_of(part, _font(one.span, wear), form) for part in parts]
    except ValueError:
        return False
    for each in forms:
        cursor.insertText(_OBJECT, each)
    return True


def _format(span: Span, wear: Wear, lit: str) -> QTextCharFormat:
    theme = wear.look.theme
    form = QTextCharFormat()
    form.setFont(_font(span, wear))
    form.setForeground(QBrush(theme.colour(wear.role)))
    if span.is_code:
        form.setBackground(QBrush(theme.colour("background")))
    if span.term:
        form.setAnchor(True)
        form.setAnchorHref(span.term)
        form.setForeground(QBrush(theme.colour("forward")))
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(theme.colour("forward"))
        if span.term == lit:
            form.setBackground(QBrush(QColor(theme.forward_soft)))
    return form


def _font(span: Span, wear: Wear) -> QFont:
    px = wear.look.px(wear.px)
    font = code_font(px) if span.is_code else ui_font(px)
    if span.is_bold or wear.is_strong:
        font.setWeight(QFont.Weight.DemiBold)
    font.setItalic(span.is_italic)
    return font


def links_of(blocks: Sequence[Block]) -> tuple[str, ...]:
    """List the words of the glossary that a text leads to, each once."""
    return tuple(dict.fromkeys(span.term for block in blocks for span in block.spans if span.term))


def spoken(blocks: Sequence[Block]) -> str:
    """Write a text as it is read out: formulas in words."""
    lines = (" ".join(filter(None, (block.mark.strip("•"), _said(block)))) for block in blocks)
    return "\n".join(lines)


def _said(block: Block) -> str:
    return "".join(_read(span) if span.is_tex else span.text for span in block.spans)


def _read(span: Span) -> str:
    try:
        return spoken_tex(span.text)
    except ValueError:
        return span.text
