"""The panel: which data are in use, and everything about them that can be chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.data.features import Feature
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.controls.fold import Fold
from gui.controls.note import Note
from gui.hands.targets import new_group
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.data_settings.feature_row import FeatureRow
from gui.panels.data_settings.gestures import Gestures
from gui.panels.data_settings.in_use import Changes, InUse
from gui.panels.data_settings.making import Making
from gui.panels.data_settings.menu import DataMenu
from gui.panels.data_settings.recipe_rows import RecipeRows
from gui.panels.data_settings.sample_row import SampleRow
from gui.panels.data_settings.scaling_row import ScalingRow
from gui.panels.data_settings.test_row import TestRow
from gui.panels.data_settings.texts import breakable, data_size, data_title, title_of, words_of
from gui.panels.data_settings.tiles import MORE, Tiles
from gui.plain import plain_tip
from gui.theme import set_role

__all__ = ["DataSettings"]

_USUAL = ("xor", "circle", "spiral", "moons", "sine", "and", "digits")
"""Data sets that have a tile."""
_SIDE, _GAP = 18, 4


class DataSettings(SurfacePanel):
    """Tiles of data sets, and under them how the one in use is made, split, scaled and walked through.

    Signals
    -------
    import_asked()
        The user wants to read a table from a file.
    table_asked()
        The user wants to see the data as a table.
    """

    import_asked, table_asked = Signal(), Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._frame: Frame | None = None
        self._shown: tuple[object, ...] = ()
        self._gestures = Gestures()
        self.tiles, self.menu = Tiles(_USUAL), DataMenu(self)
        self.title, self.size_label, self.refusal = QLabel(), QLabel(), Note()
        self._making = Making(self._gestures, self.refusal.say)
        self.recipe, self.test = RecipeRows(self._making.with_number), TestRow(self._making.with_split)
        self.scaling, self.features, self.sample = ScalingRow(), FeatureRow(), SampleRow()
        self.table_button, self.import_button = QPushButton(self.tr("Table")), QPushButton(self.tr("CSV…"))
        self.fold = Fold(self.tr("Further inputs, scaling"))
        self._connect()
        self._fill()
        self.set_look(self._look)

    def _connect(self) -> None:
        self.tiles.chosen.connect(self._on_tiles_chosen)
        self.menu.chosen.connect(self._on_menu_chosen)
        self.scaling.chosen.connect(self._on_scaling_chosen)
        self.features.chosen.connect(self._on_features_chosen)
        self.table_button.clicked.connect(self.table_asked)
        self.import_button.clicked.connect(self.import_asked)
        for part in (self.recipe, self.test, self.sample):
            part.dispatched.connect(self.dispatched)

    def _fill(self) -> None:
        heading = QLabel(self.tr("Data"))
        set_role(heading, "heading")
        for label, role in ((self.title, "strong"), (self.size_label, "small")):
            label.setTextFormat(Qt.TextFormat.PlainText)  # names of files and of classes
            label.setWordWrap(True)
            set_role(label, role)
        self.table_button.setToolTip(self.tr("See and change the data as a table"))
        self.import_button.setToolTip(self.tr("Read your own data from a CSV file"))
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 6, _SIDE, 6)
        column.setSpacing(_GAP)
        for button in (self.table_button, self.import_button):
            set_role(button, "compact")
        above = (_side_by_side(heading, self.table_button, self.import_button), self.tiles, self.refusal)
        below = (self.recipe, self.test, self.sample, self.fold)
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addWidget(self.title)
        named.addWidget(self.size_label)
        for part in above:
            column.addWidget(part)
        column.addLayout(named)
        for part in below:
            column.addWidget(part)
        for part in (self.features, self.scaling):
            self.fold.column.addWidget(part)

    # What it shows

    def show_frame(self, frame: Frame) -> None:
        """Show the data of the update in play."""
        self._frame = frame
        self._gestures.show_frame(frame)
        setup = frame.setup
        shown = setup.X, setup.Y, setup.test, setup.notes, self._look
        if len(shown) != len(self._shown) or any(
            new is not old for new, old in zip(shown, self._shown, strict=True)
        ):
            self._shown = shown
            self.refusal.say("")
            self._write(self._gestures.present)
        self.sample.show_frame(frame)

    def _write(self, data: InUse) -> None:
        name, look = data.origin.name, self._look
        self.tiles.show_present(name)
        self.menu.show_present(name)
        title = data_title(data)
        self.title.setText(breakable(title))
        self.title.setAccessibleName(title)
        self.title.setToolTip(plain_tip(words_of(name)))
        self.title.setAccessibleDescription(words_of(name))
        self.size_label.setText(data_size(data))
        self.recipe.show_origin(data.origin, look)
        self.test.setVisible(data.samples > 1)
        self.test.show_data(data, look)
        self.scaling.show_data(data, look)
        self.features.show_data(data)
        self.fold.show_usual(is_usual=not (data.features or data.setup.notes.scaling))

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size, write numbers in another way."""
        self._look = look
        self.tiles.set_look(look)
        self.sample.set_look(look)
        self.fold.set_look(look)
        if self._frame is not None:
            self.show_frame(self._frame)

    def light(self, refs: frozenset[Ref]) -> None:
        """Do nothing: no quantity of the network is set here."""

    # What is asked

    def _ask(self, label: str, change: Callable[[InUse], Changes]) -> None:
        if self._frame is not None:
            self.dispatched.emit(self._making.action(new_group(), label, change))

    def _on_tiles_chosen(self, name: str) -> None:
        if name == MORE:
            self.menu.popup(self.tiles.more_corner)
        else:
            self._choose(name)

    def _on_menu_chosen(self, name: str) -> None:
        self.menu.show_present(self._gestures.present.origin.name)  # Qt has ticked it already
        self._choose(name)

    def _choose(self, name: str) -> None:
        label = self.tr("choose {name}").format(name=title_of(name))
        self._ask(label, lambda data: data.chosen(name))

    def _on_scaling_chosen(self, kind: str) -> None:
        self._ask(self.tr("scale the inputs"), lambda data: data.with_scaling(kind))

    def _on_features_chosen(self, features: tuple[Feature, ...]) -> None:
        self._ask(self.tr("choose the inputs"), lambda data: data.with_features(features))


def _side_by_side(first: QWidget, *others: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first, 1)
    for other in others:
        row.addWidget(other)
    return line
