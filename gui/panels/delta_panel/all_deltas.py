"""The second tab: every δ with its state, output first, and what flows and stops now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.nn.notation import Names
from engine.nn.types import Ref, Symbol
from engine.session.actions import Action, Select
from engine.session.frame import Frame
from gui.look import Look
from gui.panels.delta_panel.checks import nudge_of
from gui.panels.delta_panel.drawn import DrawnPart, keep_room
from gui.panels.delta_panel.states import (
    DeltaRow,
    flows_now,
    is_in_play,
    rows_of,
    state_of,
    stops_here,
)
from gui.panels.delta_panel.table import DeltaLine, DeltaTable, TermChip
from gui.panels.delta_panel.telling import Telling
from gui.theme import set_role
from gui.words import place, quantity

__all__ = ["AllDeltas"]

translate = QCoreApplication.translate
_MOST_CHIPS, _MOST_FLOWS = 3, 4


class AllDeltas(QWidget):
    """List every node's δ; rows and terms can be pointed at and chosen."""

    pointed = Signal(object)
    dispatched = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._frame: Frame | None = None
        self._at: int | None = None
        self._content = DeltaTable(())
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(18, 12, 0, 12)
        self._layout.setSpacing(8)
        self._words = self._label("muted")
        self._table = DrawnPart(look, translate("AllDeltas", "All δs"))
        self._table.pointed.connect(self.pointed)
        self._table.dispatched.connect(self.dispatched)
        self._scroll = self._scrolled(self._table)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._bring_into_view)
        self._layout.addWidget(self._scroll, 1)
        self._flows, self._stops = self._label("muted"), self._label("muted")

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setContentsMargins(0, 0, 12, 0)
        set_role(label, role)
        self._layout.addWidget(label)
        return label

    @staticmethod
    def _scrolled(table: DrawnPart) -> QScrollArea:
        page = QWidget()
        set_role(page, "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(table)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        keep_room(area)
        return area

    # What is shown

    def show_frame(self, frame: Frame) -> None:
        """Draw this moment."""
        self._frame = frame
        t = Telling(frame, self._look)
        rows = rows_of(frame)
        self._at = next((i for i, row in enumerate(rows) if _is_in_focus(frame, row)), None)
        self._content = DeltaTable(tuple(_line(t, row) for row in rows))
        self._table.show_content(self._content)
        self._words.setText(_header(t, rows))
        self._flows.setText(_flowing(t))
        self._stops.setText(_stopping(t))
        self._bring_into_view()

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self._table.set_look(look)
        if self._frame is not None:
            self.show_frame(self._frame)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up rows and terms."""
        self._table.light(refs)

    def _bring_into_view(self) -> None:
        """Scroll to the row in focus; again when the range of the scroll bar follows a new layout."""
        if self._frame is None or self._at is None:
            return
        top, bottom = self._content.row_ends(self._at, self._table.width(), self._look)
        self._scroll.ensureVisible(0, round((top + bottom) / 2), 0, round(bottom - top))


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What stays the same of a row while numbers and states change."""

    node: str
    name: str
    refs: frozenset[Ref]
    action: Action
    said: str
    chips: tuple[tuple[Ref, TermChip], ...]
    left: int


@lru_cache(maxsize=512)
def _fixed(names: Names, row: DeltaRow) -> _Fixed:
    """Name a row and its terms; at an output, what the cost sends stands in place of terms."""
    layer, index = row.delta.layer, row.delta.index[0]
    shown = row.terms[:_MOST_CHIPS] or (row.arrived,)
    return _Fixed(
        place(layer, index, names),
        names.text(row.delta.at(None)),
        frozenset((row.delta,)),
        Select(row.delta),
        quantity(row.delta, names),
        tuple((ref, _chip(names, ref, alone=len(shown) == 1)) for ref in shown),
        max(len(row.terms) - len(shown), 0),
    )


def _chip(names: Names, ref: Ref, alone: bool) -> TermChip:
    """Make the chip of a δ term without its number: it stands for the weight and the δ as well.

    Only one that is alone has room for its name.
    """
    name, refs, chosen = names.text(ref.at(None), output=True) if alone else "", {ref}, ref
    if ref.symbol == "term":
        chosen = Ref("W", ref.layer, ref.index)
        refs |= {chosen, Ref("delta", ref.layer, ref.index[:1], ref.sample)}
    return TermChip(name, frozenset(refs), Select(chosen), quantity(ref, names))


def _line(t: Telling, row: DeltaRow) -> DeltaLine:
    """Write one row: node | δ | arrived × slope | terms | state; no product of δs that are cleared."""
    frame, fixed = t.frame, _fixed(t.frame.names, row)
    product = "" if frame.is_over else _product(t, row)
    chips = [replace(chip, name=f"{chip.name} {t.number(ref)}".strip()) for ref, chip in fixed.chips]
    return DeltaLine(
        fixed.node, fixed.name, t.number(row.delta), product,
        tuple(chips), state_of(frame, row), fixed.refs, fixed.action, fixed.said,
        left=fixed.left,
        in_play=is_in_play(frame, row), in_focus=_is_in_focus(frame, row),
    )  # fmt: skip


def _product(t: Telling, row: DeltaRow) -> str:
    """Write what a δ is made of; at a softmax output, where many products are summed, what they come to."""
    if len(row.slope.index) == 1:
        return f"= {t.number(row.arrived)} × {t.number(row.slope)}"
    a, y = (Ref(symbol, row.delta.layer, row.delta.index, row.delta.sample) for symbol in _OUTPUT)
    return f"ŷ − y: {t.number(a)} − {t.number(y)}"


_OUTPUT: tuple[Symbol, Symbol] = ("a", "y")


def _is_in_focus(frame: Frame, row: DeltaRow) -> bool:
    focus, delta = frame.focus, row.delta
    if focus is None or (focus.layer, focus.index[:1]) != (delta.layer, delta.index):
        return False
    return is_in_play(frame, row)


def _header(t: Telling, rows: tuple[DeltaRow, ...]) -> str:
    """Say in words what the δ in play, or the last one known, means."""
    if t.frame.is_over:
        return translate(
            "AllDeltas",
            "The weights have changed: the δs of the old ones are cleared. A step back shows them.",
        )
    known = [row.delta for row in rows if t.frame.is_known(row.delta)]
    if not known:
        return translate("AllDeltas", "No δ is known yet. They are computed from the output to the input.")
    focus = t.frame.focus
    delta = focus if focus in known else known[-1]
    return nudge_of(t, delta)


def _flowing(t: Telling) -> str:
    """List the packets on their way: w₂δ₂: node 2 → node 1 over w₂."""
    terms = flows_now(t.frame)
    if not terms:
        now = translate("AllDeltas", "nothing crosses an edge in this step")
    else:
        text = translate("AllDeltas", "{term}: {head} → {tail}")
        if t.frame.names.lecture:
            text = translate("AllDeltas", "{term}: {head} → {tail} over {w}")
        shown = [
            text.format(
                term=t.name(term), head=t.place(term.layer, term.index[0]),
                tail=t.place(term.layer - 1, term.index[1]), w=t.name(t.packet(term)[1]),
            )
            for term in terms[:_MOST_FLOWS]
        ]  # fmt: skip
        left = len(terms) - len(shown)
        more = [translate("AllDeltas", "and {count} more").format(count=left)] if left else []
        now = "<br>".join([escape(line) for line in shown] + more)
    return _strong(t, translate("AllDeltas", "Flows now"), now)


def _stopping(t: Telling) -> str:
    """Say where the flow ends: at the inputs and at the constants 1."""
    if not stops_here(t.frame):
        text = translate("AllDeltas", "the inputs and the constants 1, once δ is there")
    else:
        text = translate("AllDeltas", "the inputs are data, and a constant 1 has no δ")
    return _strong(t, translate("AllDeltas", "Stops here"), text)


def _strong(t: Telling, heading: str, text: str) -> str:
    colour = t.look.theme.hex("delta")
    return f'<span style="color: {colour}; font-weight: 600">{escape(heading)}</span> – {text}'
