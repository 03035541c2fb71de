"""Who gets a key while presenting: a clicker, then a field, then a selected weight, then the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from gui.present.clock import Clock, RoomClock
from gui.present.keys.commands import ALWAYS, BY_ID, OF_WEIGHT
from gui.present.keys.focus import keeps
from gui.present.keys.hold import Hold, Repeats
from gui.present.keys.press import is_only_held, names_of
from gui.present.keys.table import KeyTable

if TYPE_CHECKING:
    from gui.present.loop import OpenDay
    from gui.present.presenter import Presenter

__all__ = ["Router"]

_Type = QEvent.Type
_KEYS = frozenset({_Type.ShortcutOverride, _Type.KeyPress, _Type.KeyRelease})
_TOUCHES = frozenset(
    {
        _Type.MouseButtonPress, _Type.MouseButtonDblClick, _Type.MouseMove, _Type.Wheel, _Type.TouchBegin,
        _Type.TouchUpdate, _Type.TabletPress,
    }
)  # fmt: skip
_GONE = _Type.WindowDeactivate
_OURS = _KEYS | _TOUCHES | {_GONE, _Type.WindowActivate}
_WEIGHTS = frozenset({"W", "b", "W_new", "b_new"})


class Router(QObject):
    """Hands the keys of the audience window and of the console to the presenter.

    It watches the application, because the keyboard may be anywhere in these windows, and leaves alone what
    does not concern them.

    Parameters
    ----------
    presenter : Presenter
    table : KeyTable
    open_day : OpenDay, optional
        Is told when somebody touches anything.
    clock : Clock, optional
        Says how long Esc is held.
    """

    def __init__(
        self,
        presenter: Presenter,
        table: KeyTable,
        open_day: OpenDay | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(presenter)
        self.presenter, self.table, self.open_day = presenter, table, open_day
        self._hold = Hold(RoomClock(self) if clock is None else clock, presenter.confirm_leave)
        self._repeats = Repeats()
        self._windows: list[QWidget] = []
        self._kept: tuple[QWidget, int] | None = None
        presenter.asked.connect(self._on_asked)

    def _on_asked(self, what: str) -> None:
        if what == "edit_keys":
            self.presenter.told.emit(self.table.edit())

    def attach(self, window: QWidget) -> None:
        """Take over the keys of a window."""
        application = QApplication.instance()
        if not self._windows and application is not None:
            application.installEventFilter(self)
        self._windows.append(window)

    def detach(self, window: QWidget) -> None:
        """Leave a window's keys alone again, and those of windows that are gone."""
        self._windows = [each for each in self._windows if each is not window and isValid(each)]
        self._hold.forget()
        application = QApplication.instance()
        if not self._windows and application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is the presenter's; everything else goes on as usual."""
        kind = event.type()
        if kind not in _OURS or not isinstance(watched, QWidget):
            return False
        if isinstance(event, QKeyEvent) and kind in _KEYS:
            return self._on_key(watched, event)
        if watched.window() in self._windows:
            self._on_other(event)
        return False

    def _on_other(self, event: QEvent) -> None:
        """Notice hands, and that the keyboard has gone elsewhere or come back."""
        kind = event.type()
        if kind == _GONE:
            self._hold.forget()
        elif kind == _Type.WindowActivate:
            self._refresh()
        elif not (isinstance(event, QMouseEvent) and kind == _Type.MouseMove and not event.buttons()):
            self._stir()

    def _refresh(self) -> None:
        """Read the keys again, if the user comes back from changing them."""
        is_looping = self.open_day is not None and self.open_day.is_running
        if not is_looping and self.table.refresh() and self.table.trouble:
            self.presenter.told.emit(self.table.trouble)

    def _stir(self) -> bool:
        """Say that somebody is there; return whether that has stopped the loop just now."""
        return self.open_day is not None and self.open_day.stir()

    # Keys

    def _on_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        home, names = watched.window(), names_of(event)
        if home not in self._windows:
            return event.type() == _Type.KeyPress and self._drives_past(home, event, names)
        if event.type() == _Type.KeyPress:
            return self._press(watched, event, names)
        self._kept = None
        if event.type() == _Type.ShortcutOverride:  # a menu of the window may have the key, too
            is_ours = bool(self._meant(home, event, names)) and self._is_free_of_field(home, event, names)
            if is_ours:
                event.accept()
            return is_ours
        if not event.isAutoRepeat():
            self._repeats.note_release(event)
            if event.key() == Qt.Key.Key_Escape:
                self._hold.release()
        return False

    def _drives_past(self, home: QWidget, event: QKeyEvent, names: tuple[str, ...]) -> bool:
        """Let the clicker drive the lesson past a menu that is open in one of the windows; Esc closes it."""
        is_menu = home.windowType() == Qt.WindowType.Popup
        host = home.parentWidget()
        is_ours = is_menu and host is not None and host.window() in self._windows
        command = next((ALWAYS[name] for name in names if name in ALWAYS and name != "Esc"), "")
        if not is_ours or not command:
            return False
        while isinstance(popup := QApplication.activePopupWidget(), QMenu):  # and the menu that it is in
            popup.close()
        self._carry_out(command, is_repeat=self._repeats.is_repeat(event))
        return True

    def _press(self, watched: QWidget, event: QKeyEvent, names: tuple[str, ...]) -> bool:
        """Decide once for a press; what a field has done with it does not matter to those above the field."""
        if self._kept is not None and self._kept[1] == event.key() and watched.isAncestorOf(self._kept[0]):
            return False
        is_repeat = self._repeats.is_repeat(event)
        if "Esc" in names:
            (self._hold.repeat if is_repeat else self._hold.press)()
        has_stirred = self._stir()
        home = watched.window()
        if not self._is_free_of_field(home, event, names):
            self._kept = (watched, event.key())
            return False
        if has_stirred:
            return True
        command = self._meant(home, event, names)
        if command:
            self._carry_out(command, is_repeat=is_repeat)
        elif self.presenter.cover and not is_only_held(event):
            self.presenter.uncover()
        else:
            self._kept = (watched, event.key())
            return False
        return True

    @staticmethod
    def _is_free_of_field(home: QWidget, event: QKeyEvent, names: tuple[str, ...]) -> bool:
        return not keeps(home.focusWidget(), event, names)

    def _meant(self, home: QWidget, event: QKeyEvent, names: tuple[str, ...]) -> str:
        """Return the command of a key that no field keeps; empty where it has none."""
        always = next((ALWAYS[name] for name in names if name in ALWAYS), "")
        if always:
            return always
        of_weight = next((OF_WEIGHT[name] for name in names if name in OF_WEIGHT), "")
        if of_weight and self._has_weight:
            return of_weight
        return self.table.command_of(names)

    @property
    def _has_weight(self) -> bool:
        """Whether a weight is selected; one that a question withholds can't be changed by its arrows."""
        frame = self.presenter.slide.frame
        selected = frame.selected
        return selected is not None and selected.symbol in _WEIGHTS and frame.value(selected) is not None

    def _carry_out(self, name: str, *, is_repeat: bool) -> None:
        """Tell the presenter; most things are done once however long a key is held."""
        command = BY_ID[name]
        if is_repeat and not command.repeats:
            return
        if self.open_day is not None and self.open_day.is_running and not command.is_free:
            return
        if self.presenter.cover and name != "leave":
            self.presenter.uncover()
            return
        getattr(self.presenter, name)()
