"""The first tab: one quantity in words, formula, bars and tiles; its origin and its use; code and check."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import Frame
from gui.formula_view import FormulaPart, FormulaView
from gui.look import Look
from gui.panels.delta_panel.came_from import came_from
from gui.panels.delta_panel.checks import check_of, notes_of, nudge_of
from gui.panels.delta_panel.drawing import Content
from gui.panels.delta_panel.drawn import DrawnPart, keep_room
from gui.panels.delta_panel.goes_next import goes_next, used_again
from gui.panels.delta_panel.made_of import bars_of, tiles_of
from gui.panels.delta_panel.parts import chooser_of, code_of, formula_of, numbers_of, sample_of
from gui.panels.delta_panel.telling import Telling
from gui.theme import set_role
from gui.words import phase_role, sentence_of, spoken, title_of

__all__ = ["NowPage"]

translate = QCoreApplication.translate
_FORMULA_PX, _LONG_PX, _NUMBERS_PX = 21, 18, 15
_LONG = 12  # parts of a formula
_SPACING, _OVER_HEADING = 8, 12


class NowPage(QScrollArea):
    """Show the quantity in focus; the part in play is scrolled into view at every step."""

    pointed = Signal(object)
    dispatched = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._frame: Frame | None = None
        self._shown: dict[FormulaView, tuple[FormulaPart, ...]] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep_room(self)
        page = QWidget()
        set_role(page, "page")
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(18, 12, 8, 18)
        self._layout.setSpacing(_SPACING)
        self._make_parts()
        self._layout.addStretch(1)
        self.setWidget(page)

    # Making the parts, once

    def _make_parts(self) -> None:
        self._sample = self._label("small")
        self._title = self._label("title")
        self._words = self._label("muted")
        self._chooser = self._drawn(translate("DeltaPanel", "Which quantity is shown"))
        self._formula = self._formula_view(_FORMULA_PX)
        self._numbers = self._formula_view(_NUMBERS_PX)
        self._bars = self._drawn(translate("DeltaPanel", "Terms of the sum"))
        self._tiles = self._drawn(translate("DeltaPanel", "Factors and their product"))
        self._note = self._label("muted")
        self._from_heading, self._from = self._section(translate("DeltaPanel", "Where it came from"))
        self._again = self._label("muted")
        self._next_heading, self._next = self._section(translate("DeltaPanel", "Where it goes next"))
        self._code_heading, self._code = self._section(translate("DeltaPanel", "The same step in NumPy"))
        self._check_heading, self._check = (
            self._heading(translate("DeltaPanel", "Check")),
            self._label("muted"),
        )

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        set_role(label, role)
        self._layout.addWidget(label)
        return label

    def _heading(self, text: str) -> QLabel:
        label = self._label("heading")
        label.setText(text)
        label.setContentsMargins(0, _OVER_HEADING, 0, 0)
        return label

    def _section(self, text: str) -> tuple[QLabel, DrawnPart]:
        return self._heading(text), self._drawn(text)

    def _drawn(self, name: str) -> DrawnPart:
        part = DrawnPart(self._look, name)
        part.pointed.connect(self.pointed)
        part.dispatched.connect(self.dispatched)
        self._layout.addWidget(part)
        return part

    def _formula_view(self, px: float) -> FormulaView:
        view = FormulaView(px=self._look.px(px))
        view.pointed.connect(self._on_formula_pointed)
        view.clicked.connect(self._on_formula_clicked)
        self._layout.addWidget(view)
        return view

    def _drawn_parts(self) -> tuple[DrawnPart, ...]:
        return self._chooser, self._bars, self._tiles, self._from, self._next, self._code

    # What is shown

    def show_frame(self, frame: Frame) -> None:
        """Draw this moment; parts that are equal to what they show are left alone."""
        before, self._frame = self._frame, frame
        self.setUpdatesEnabled(False)
        self._layout.setEnabled(False)  # else every part that comes or goes has all of them laid out
        self._fill(Telling(frame, self._look))
        self._layout.setEnabled(True)
        self._layout.activate()
        self.setUpdatesEnabled(True)
        if before is None or (before.update, before.step) != (frame.update, frame.step):
            self._bring_into_view()

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        for part in self._drawn_parts():
            part.set_look(look)
        for view in (self._formula, self._numbers):
            view.set_theme(look.theme)
            self._size_formula(view)
        if self._frame is not None:
            self._fill(Telling(self._frame, look))

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up quantities in every part."""
        for part in self._drawn_parts():
            part.light(refs)
        self._formula.light(refs)
        self._numbers.light(refs)

    def _fill(self, t: Telling) -> None:
        self._fill_words(t)
        self._show(self._chooser, chooser_of(t))
        self._show_formula(self._formula, formula_of(t))
        self._show_formula(self._numbers, numbers_of(t))
        self._show(self._bars, bars_of(t))
        self._show(self._tiles, tiles_of(t))
        _set_text(self._note, notes_of(t))
        self._show(self._from, came_from(t), self._from_heading)
        self._fill_badge(t)
        self._show(self._next, goes_next(t), self._next_heading)
        self._show(self._code, code_of(t), self._code_heading)
        _set_text(self._check, check_of(t))
        self._check_heading.setVisible(bool(self._check.text()))

    def _fill_words(self, t: Telling) -> None:
        frame = t.frame
        _set_text(self._sample, sample_of(t))
        title, colour = title_of(frame), t.look.theme.hex(phase_role(frame.step.phase))
        _set_text(self._title, f'<span style="color: {colour}">{escape(title)}</span>')
        self._title.setAccessibleName(title)
        self._title.setAccessibleDescription(spoken(frame, t.look))
        _set_text(self._words, f"{sentence_of(frame)} {nudge_of(t)}".strip())

    def _fill_badge(self, t: Telling) -> None:
        what, gave = used_again(t)
        colour = t.look.theme.hex("delta")
        badge = f'<span style="color: {colour}; font-weight: 600">{escape(what)}</span> – {escape(gave)}'
        _set_text(self._again, badge if what else "")

    @staticmethod
    def _show(part: DrawnPart, content: Content | None, heading: QLabel | None = None) -> None:
        part.show_content(content)
        if heading is not None:
            heading.setVisible(content is not None)

    def _show_formula(self, view: FormulaView, parts: tuple[FormulaPart, ...]) -> None:
        view.setVisible(bool(parts))
        if parts and self._shown.get(view) != parts:
            self._shown[view] = parts
            self._size_formula(view)
            view.set_formula(parts)

    def _size_formula(self, view: FormulaView) -> None:
        """Give a long formula smaller letters, so that it stays on one line."""
        long = len(self._shown.get(view, ())) > _LONG
        sizes = (_LONG_PX, _FORMULA_PX) if view is self._formula else (_NUMBERS_PX, _NUMBERS_PX)
        view.set_px(self._look.px(sizes[not long]))

    def _bring_into_view(self) -> None:
        """Scroll back to the top where the formula or the tiles have left the view."""
        bar, shown = self.verticalScrollBar(), self._formula if self._formula.isVisible() else self._title
        if shown.y() < bar.value():
            bar.setValue(0)

    # What the formulas say

    def _on_formula_pointed(self, key: frozenset[Ref] | None) -> None:
        self.pointed.emit(key or frozenset())

    def _on_formula_clicked(self, key: frozenset[Ref]) -> None:
        self.dispatched.emit(actions.Select(min(key)))


def _set_text(label: QLabel, text: str) -> None:
    """Set a text if it is news; a label without text takes no room."""
    text = text.replace("∂J/", "∂J/\N{WORD JOINER}").replace(
        "back-", "back-\N{WORD JOINER}"
    )  # never broken there
    if label.text() != text:
        label.setText(text)
    label.setVisible(bool(text))
