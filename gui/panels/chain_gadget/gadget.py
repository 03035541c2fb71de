"""The chain-rule gadget: a typed function as boxes in a row, and what flows through them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from engine.nn.chain import Chain, ChainError, parse, parse_number
from engine.nn.chain.building import with_box, without_box
from engine.session.frame import Frame
from gui.controls.note import Note
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.chain_gadget.area import Area
from gui.panels.chain_gadget.board import Board
from gui.panels.chain_gadget.box_menu import BoxMenu, offer_removal
from gui.panels.chain_gadget.fields import NumberRow, TypedField
from gui.panels.chain_gadget.moment import Moment
from gui.panels.chain_gadget.words import delta_of, note_of
from gui.theme import set_role

__all__ = ["ChainGadget"]

_FIRST, _POINT, _STEP = "log(2 + cos x)", 1.0471975511965976, 0.1
"""What is shown until something else is: the function of the lecture at π/3."""
_REACH, _REACH_OF_STEP = 7.0, 1.0


class ChainGadget(SurfacePanel):
    """Boxes for a nested function, from the inside to the outside; it stands where the diagram stands.

    What the user changes is shown at once, and told.

    Signals
    -------
    changed(function, x)
        The user typed another function, changed its boxes, or moved x.
    wiggled(dx)
        The user chose another wiggle.
    pointed_path(path)
        What the mouse or the keyboard is on, as a path of the lessons; "" for nothing.
    chosen_path(path)
        It was clicked, or Enter was pressed on it.
    table_asked()
        The derivative table is to be shown.
    """

    changed = Signal(str, float)
    wiggled = Signal(float)
    pointed_path = Signal(str)
    chosen_path = Signal(str)
    table_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._moment = Moment.of(_FIRST, _POINT, _STEP)
        self._paths: frozenset[str] = frozenset()
        self.head, self.function = QLabel(), TypedField(self.tr("Function"))
        self.boxes, self.go = BoxMenu(), QPushButton(self.tr("Wiggle"))
        self.point = NumberRow("x", self.tr("The variable"), _REACH)
        self.wiggle_by = NumberRow("Δx", self.tr("The wiggle of the variable"), _REACH_OF_STEP)
        self.trouble, self.notes = Note(), QLabel()
        self.table = QPushButton(self.tr("Derivative table"))
        self.board, self._foot = Board(), QWidget()
        self.area = Area(self.board, self._foot)
        self._lay_out()
        self._connect()
        self._show()

    # What is shown

    def show_chain(self, function: str, x: float, withheld: frozenset[str] = frozenset()) -> None:
        """Show a function at a point.

        Parameters
        ----------
        function : str
            As `engine.nn.chain.parse` reads it.
        x : float
        withheld : frozenset of str
            Paths that are ``?`` everywhere, with all that equals them or is computed from them.

        Raises
        ------
        ChainError
            If the function can't be read, or a path is none; what was shown stays.
        """
        moment = Moment.of(function, x, self._moment.step, withheld)
        self._paths = withheld
        if (moment.chain, moment.x, moment.withheld) != self._shown():
            self._moment = moment
            self._show()

    def show_everything(self) -> None:
        """Withhold nothing any more."""
        self._paths = frozenset()
        self._moment = self._moment.told()
        self._show()

    def wiggle(self, step: float) -> None:
        """Let a wiggle of the variable travel through the boxes."""
        self._moment = self._moment.wiggled(step)
        self._show()
        self.board.travel()

    def show_frame(self, frame: Frame) -> None:
        """Do nothing: a chain is no part of the network."""

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self.board.set_look(look)
        self._show()

    @property
    def moment(self) -> Moment:
        """What is shown, as far as it may be told."""
        return self._moment

    def _shown(self) -> tuple[Chain, float, frozenset[str]]:
        return self._moment.chain, self._moment.x, self._moment.withheld

    def _show(self) -> None:
        moment, look = self._moment, self._look
        chain = moment.chain
        self.head.setText(f"{chain.output}({chain.variable}) =")
        written = look.pointed(chain.formula.text)
        self.function.show_text(written, written, look.point)
        self.point.show_number(chain.variable, moment.variable, look)
        self.wiggle_by.show_number(delta_of(chain.variable), moment.step, look)
        self.boxes.show_chain(chain, look)
        self.notes.setText(" ".join(filter(None, (note_of(chain), *moment.kinks))))
        self.board.show_moment(moment)
        self.area.share()
        self._say_trouble()

    def _say_trouble(self, sentence: str = "") -> None:
        """Say what can't be read, else why there is no value or derivative here."""
        here = self._moment.trouble
        if self._moment.withheld and here:
            here = self.tr("There is no value or no derivative here.")  # without its numbers
        self.trouble.say(self._look.pointed(sentence or here))

    # What the user does

    def _take(self, chain: Chain) -> None:
        """Show another function in place of this one."""
        moment = self._moment
        self._change(Moment.of(chain.typed, moment.x, moment.step, self._kept(chain)))

    def _kept(self, chain: Chain) -> frozenset[str]:
        """Return the withheld paths that another chain has too."""
        count = len(chain.boxes)
        return frozenset(path for path in self._paths if _box_of(path) <= count)

    def _change(self, moment: Moment) -> None:
        is_news = (moment.chain, moment.x) != self._shown()[:2]
        self._moment = moment
        self._show()
        if is_news:
            self.changed.emit(moment.chain.typed, moment.x)

    def _on_function_typed(self, text: str) -> None:
        try:
            self._take(parse(text))
        except ChainError as error:
            self.function.refuse(str(error))

    def _on_number_typed(self, path: str, text: str) -> None:
        row = self.point if path == "x" else self.wiggle_by
        try:
            self._set(path, parse_number(text))
        except ChainError as error:
            row.field.refuse(str(error))

    def _set(self, path: str, value: float) -> None:
        if path == "x":
            self._change(self._moment.moved(value))
        elif value != self._moment.step:
            self._moment = self._moment.wiggled(value)
            self._show()
            self.wiggled.emit(value)

    def _hold(self, held: bool) -> None:
        """Keep the windows of the curves while x is dragged."""
        self._moment = self._moment.held(self._moment.x if held else None)
        self.board.show_moment(self._moment)

    def _add(self, step: str, place: str) -> None:
        try:
            self._take(with_box(self._moment.chain, step, "inside" if place == "inside" else "outermost"))
        except ChainError as error:
            self._say_trouble(str(error))

    def _remove(self, number: int) -> None:
        try:
            self._take(without_box(self._moment.chain, number))
        except ChainError as error:
            self._say_trouble(f"{str(error)[:1].upper()}{str(error)[1:]}.")

    def _open_menu(self, number: int, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = offer_removal(menu, self._moment.chain, number, self._look)
        action.triggered.connect(lambda: self._remove(number))
        menu.popup(place)

    # Making

    def _lay_out(self) -> None:
        top, numbers, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(self._foot)
        for widget, share in ((self.head, 0), (self.function, 1), (self.boxes, 0), (self.go, 0)):
            top.addWidget(widget, share)
        numbers.setSpacing(14)
        numbers.addWidget(self.point, 3)
        numbers.addWidget(self.wiggle_by, 2)
        self.notes.setWordWrap(True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        foot.setContentsMargins(4, 0, 4, 0)
        foot.addWidget(self.notes, 1)
        foot.addWidget(self.table)
        for widget, role in (
            (self.head, "strong"),
            (self.notes, "small"),
            (self.table, "compact"),
            (self.go, "compact"),
        ):
            set_role(widget, role)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.trouble)
        column.addLayout(numbers)
        column.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.function.typed.connect(self._on_function_typed)
        self.function.refused.connect(self._say_trouble)
        for path, row in (("x", self.point), ("dx", self.wiggle_by)):
            row.typed.connect(lambda text, path=path: self._on_number_typed(path, text))
            row.set_to.connect(lambda value, path=path: self._set(path, value))
            row.field.refused.connect(self._say_trouble)
            row.held.connect(self._hold)
        self.boxes.add_asked.connect(self._add)
        self.boxes.remove_asked.connect(self._remove)
        self.go.clicked.connect(self.board.travel)
        self.table.clicked.connect(self.table_asked)
        self.board.pointed.connect(self.pointed_path)
        self.board.chosen.connect(self.chosen_path)
        self.board.set_to.connect(self._set)
        self.board.held.connect(self._hold)
        self.board.remove_asked.connect(self._remove)
        self.board.menu_asked.connect(self._open_menu)


def _box_of(path: str) -> int:
    """Return the number of the box that a path names; 0 where it names none."""
    _, _, number = path.rstrip("]").partition("[")
    return int(number) if number.isdigit() else 0
