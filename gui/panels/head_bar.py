"""The head bar: what is open, how large it is, and the switch between light and dark."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.fonts import ui_font
from gui.icons import themed_icon
from gui.look import Look
from gui.plain import plain_tip
from gui.short_number import whole
from gui.theme import set_role

__all__ = ["HeadBar", "size_of"]

translate = QCoreApplication.translate
_TITLE_PX = 15
_MOST_LAYERS = 8
"""Of deeper networks the layers in the middle are left out."""


def size_of(net: Network, run: int = 1) -> str:
    """Write the size of a network: "2 – 4 – 3 – 1 · 31 parameters", and "run 2" after the first."""
    sizes = [str(size) for size in net.sizes]
    if len(sizes) > _MOST_LAYERS + 1:
        sizes = [*sizes[:3], "…", *sizes[-2:]]
    text = translate("HeadBar", "{sizes} · {count} parameters")
    if run > 1:
        text = translate("HeadBar", "{sizes} · {count} parameters · run {run}")
    return text.format(sizes=" – ".join(sizes), count=whole(net.parameters), run=run)


class HeadBar(QFrame):
    """Title and size of the document at the left, the theme at the right.

    Parameters
    ----------
    shortcuts : mapping of str to str
        The key of each command by its id; "dark" is named in a tool tip.

    Signals
    -------
    theme_toggled()
        The user wants the other theme.
    mode_asked(name)
        The user wants another mode.
    present_asked()
        The user wants to present a lesson.
    left_asked(), delta_asked()
        The user wants to see a column that is hidden.
    recording_asked()
        The user wants the recording to end.
    """

    pointed = Signal(object)
    dispatched = Signal(object)
    theme_toggled = Signal()
    mode_asked, present_asked = Signal(str), Signal()
    left_asked, delta_asked = Signal(), Signal()
    recording_asked = Signal()

    def __init__(self, shortcuts: Mapping[str, str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "bar")
        self._look = Look()
        self._shortcuts = shortcuts or {}
        self._title, self._lesson = "", ("", "")
        self.title, self.size_label = QLabel(), QLabel()
        for label, role in ((self.title, "strong"), (self.size_label, "muted")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            set_role(label, role)
        self.theme_switch = QToolButton()
        self.theme_switch.clicked.connect(self.theme_toggled)
        self.left_button = self._column_button(self.tr("Network"), self.tr("Show the left column"))
        self.left_button.clicked.connect(self.left_asked)
        self.delta_button = self._column_button(self.tr("δ panel"), self.tr("Show the δ panel"))
        self.delta_button.clicked.connect(self.delta_asked)
        self.recording = QToolButton()
        self.recording.setText(self.tr("Recording"))
        self.recording.setAccessibleName(self.tr("Recording: end it"))
        set_role(self.recording, "record")
        self.recording.hide()
        self.recording.clicked.connect(self.recording_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.left_button)
        row.addWidget(self.title)
        row.addWidget(self.size_label)
        row.addWidget(self.recording)
        row.addStretch(1)
        row.addWidget(self.delta_button)
        row.addWidget(self._mode_switch())
        row.addWidget(self.theme_switch)
        self.set_look(self._look)

    def _mode_switch(self) -> QFrame:
        """Make the buttons that choose the mode."""
        self.modes_frame, group = QFrame(), QButtonGroup(self)
        set_role(self.modes_frame, "segments")
        row = QHBoxLayout(self.modes_frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.modes: dict[str, QToolButton] = {}
        for name, text in (("learn", self.tr("Learn")), ("explore", self.tr("Explore"))):
            button = self.modes[name] = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            set_role(button, "segment")
            group.addButton(button)
            button.clicked.connect(partial(self.mode_asked.emit, name))
            row.addWidget(button)
        self.present = QToolButton()  # it opens windows of its own: this one stays in its mode
        self.present.setText(self.tr("Present"))
        set_role(self.present, "segment")
        self.present.clicked.connect(self.present_asked)
        row.addWidget(self.present)
        return self.modes_frame

    def show_mode(self, name: str) -> None:
        """Tell which mode the window is in."""
        self.modes[name].setChecked(True)

    def show_recording(self, *, is_on: bool) -> None:
        """Tell whether what is done is recorded."""
        self.recording.setVisible(is_on)
        self._fit_title()

    @staticmethod
    def _column_button(text: str, name: str) -> QToolButton:
        """Make a button that is there only while its column is not."""
        button = QToolButton()
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(name)
        button.hide()
        return button

    def show_frame(self, frame: Frame) -> None:
        """Show what is open."""
        title, place = self._lesson
        self._title = title or " ".join(frame.document.title.split()) or self.tr("Untitled")
        self.size_label.setText(place or size_of(frame.network, frame.run))
        self._fit_title()

    def show_lesson(self, title: str, place: str) -> None:
        """Name a lesson and the step of it in place of the document; empty texts: the document again."""
        self._lesson = title, place

    def set_shortcuts(self, shortcuts: Mapping[str, str]) -> None:
        """Name other keys in the tool tips."""
        self._shortcuts = shortcuts
        self.set_look(self._look)

    def offer_columns(self, *, left: bool, delta: bool) -> None:
        """Offer to show the columns that are hidden."""
        self.left_button.setVisible(left)
        self.delta_button.setVisible(delta)
        self._fit_title()

    def light(self, refs: frozenset[Ref]) -> None:
        """Do nothing: no quantity is shown here."""

    def set_look(self, look: Look) -> None:
        """Take over the theme and the size of the text."""
        self._look = look
        self.title.setStyleSheet(f"font-size: {look.px(_TITLE_PX)}px;")
        name = self.tr("Light theme") if look.theme.dark else self.tr("Dark theme")
        self.theme_switch.setIcon(themed_icon("sun" if look.theme.dark else "moon", look.theme))
        self.theme_switch.setAccessibleName(name)
        self.theme_switch.setToolTip(self._with_key(name, "dark"))
        for mode, button in self.modes.items():
            button.setToolTip(self._with_key(button.text(), f"mode_{mode}"))
        self.present.setToolTip(self._with_key(self.tr("Present a lesson to a room"), "present"))
        end = self.tr("End the recording and save it as a lesson")
        self.recording.setToolTip(self._with_key(end, "lesson_record"))
        for button, command in ((self.left_button, "left"), (self.delta_button, "delta")):
            button.setIcon(themed_icon("menu", look.theme))
            button.setToolTip(self._with_key(button.accessibleName(), command))
        for button in (self.theme_switch, self.left_button, self.delta_button):
            button.setIconSize(QSize(look.px(18), look.px(18)))
        self._fit_title()

    def _with_key(self, words: str, command: str) -> str:
        key = self._shortcuts.get(command, "")
        return f"{words} ({key})" if key else words

    def minimumSizeHint(self) -> QSize:
        """Leave room for the buttons; a long title is shortened."""
        return QSize(360, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the title where there is no room for all of it."""
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        font = ui_font(_TITLE_PX * self._look.scale, QFont.Weight.DemiBold)
        others = (
            self.left_button, self.size_label, self.recording, self.delta_button, self.modes_frame,
            self.theme_switch,
        )  # fmt: skip
        taken = sum(part.sizeHint().width() + 12 for part in others if not part.isHidden())
        room = self.width() - taken - 46
        shown = QFontMetricsF(font).elidedText(self._title, Qt.TextElideMode.ElideRight, max(room, 60))
        self.title.setText(shown)
        self.title.setToolTip(plain_tip(self._title) if shown != self._title else "")
