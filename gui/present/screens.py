"""Puts the audience view on the projector and the console on the laptop, whatever is plugged in or out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from gui.present.audience import AudienceWindow
from gui.present.displays import Display, Places, named_apart, placed
from gui.present.presenter import Presenter

__all__ = ["Screens", "displays"]

translate = QCoreApplication.translate

SETTLE_MS, LOOKS, TRIES = 250, 8, 2
"""A window manager takes its time, and may have its own mind about a window whose display has gone."""
_NEAR = 2
"""Px that a window may be beside its display where px are scaled by a broken number."""


class Screens(QObject):
    """Places the two windows of a lecture, and places them anew when displays come and go.

    Parameters
    ----------
    presenter : Presenter
        Is told what happened; asks for "swap_screens".
    audience : AudienceWindow
    console : QWidget or None

    Signals
    -------
    placed()
        The windows are where they belong, for now.
    """

    placed = Signal()

    def __init__(self, presenter: Presenter, audience: AudienceWindow, console: QWidget | None) -> None:
        super().__init__(presenter)
        self._presenter, self._audience, self._console = presenter, audience, console
        self._chosen = self._room = ""
        self._places: Places | None = None
        self._looks = self._tries = 0
        self._was_ours = True
        self._soon = self._timer(0, self._replace)
        self._settling = self._timer(SETTLE_MS, self._settle)
        presenter.asked.connect(self._on_presenter_asked)

    @property
    def is_alone(self) -> bool:
        """Whether there is one display only: the notes are a strip on it."""
        return self._places is None or self._places.console is None

    @property
    def chosen(self) -> str:
        """The display that the audience view is on."""
        return self._places.audience if self._places is not None else ""

    @property
    def home(self) -> QWidget:
        """The lecturer's window: the console, or the audience view where there is one display only."""
        return self._audience if self._console is None or self.is_alone else self._console

    def choices(self) -> tuple[str, ...]:
        """Name the displays."""
        return tuple(each.name for each, _screen in displays())

    def choose(self, name: str) -> None:
        """Put the audience view on a display; the console moves out of its way."""
        self._chosen = name
        self._replace()

    def swap(self) -> None:
        """Let audience view and console change places."""
        if self._places is None or self._places.console is None:
            self._presenter.told.emit(translate("Present", "There is one display only: N shows the notes."))
        else:
            self.choose(self._places.console)

    def come_forward(self) -> None:
        """Give the keyboard to the lecturer's window."""
        self.home.activateWindow()

    def begin(self) -> None:
        """Show the windows, and follow what is plugged in and out from now on."""
        application = _application()
        application.screenAdded.connect(self._on_application_screen_added)
        application.screenRemoved.connect(self._on_application_screen_changed)
        application.primaryScreenChanged.connect(self._on_application_screen_changed)
        for screen in application.screens():
            screen.geometryChanged.connect(self._on_application_screen_changed)
        self._replace()

    def end(self) -> None:
        """Follow no more."""
        application = _application()
        self._soon.stop()
        self._settling.stop()
        application.screenAdded.disconnect(self._on_application_screen_added)
        application.screenRemoved.disconnect(self._on_application_screen_changed)
        application.primaryScreenChanged.disconnect(self._on_application_screen_changed)
        for screen in application.screens():
            screen.geometryChanged.disconnect(self._on_application_screen_changed)

    def _timer(self, ms: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(do)
        return timer

    def _on_presenter_asked(self, what: str) -> None:
        if what == "swap_screens":
            self.swap()
        elif what == "notes" and not self.is_alone:  # else the strip hears it
            self._presenter.told.emit(translate("Present", "The notes are here, on the console."))

    def _set_strip(self, *, is_on: bool) -> None:
        if self._audience.strip is not None:
            self._audience.strip.set_on(is_on)

    def _on_application_screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_application_screen_changed)
        self._set_strip(is_on=False)  # the room may see by it what this display shows
        self._on_application_screen_changed()

    def _on_application_screen_changed(self) -> None:
        """Wait until Qt has moved the windows in its own way; several things are told of one plug."""
        self._was_ours = self._was_ours or self._has_focus()
        self._soon.start()

    def _replace(self) -> None:
        """Place the windows anew."""
        found = dict(displays())
        if not found:  # a laptop that is closed; it will be opened again
            return
        before, after = self._places, placed(list(found), (self._chosen, self._room))
        is_ours = self._was_ours or self._has_focus()
        self._places, self._was_ours = after, False
        if after.console is not None:
            self._room = after.audience  # it stays so, whichever display the desktop takes for its main one
        by_name = {each.name: screen for each, screen in found.items()}
        self._put(by_name)
        if is_ours:
            self.come_forward()
        self.placed.emit()
        if before is not None and before != after:
            self._tell(before, after, set(by_name))
        self._looks, self._tries = LOOKS, TRIES
        self._settling.start()

    def _put(self, by_name: dict[str, QScreen]) -> None:
        places, audience, console = self._places, self._audience, self._console
        if places is None:
            return
        shows_console = places.console is not None and console is not None
        if audience.strip is not None:
            audience.strip.set_alone(not shows_console)
        if console is not None and not shows_console:
            console.hide()
        audience.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, shows_console)
        _fill(audience, by_name[places.audience])
        if console is not None and places.console is not None:
            _rest_on(console, by_name[places.console])

    def _settle(self) -> None:
        """Look whether the audience view is where it was put, and put it there again if it is not."""
        by_name = {each.name: screen for each, screen in displays()}
        if self._places is None or self._places.audience not in by_name:
            return
        self._looks -= 1
        if self._tries and not _fills(self._audience, by_name[self._places.audience]):
            self._tries -= 1
            self._put(by_name)
        if self._looks > 0:
            self._settling.start()

    def _has_focus(self) -> bool:
        active = QApplication.activeWindow()
        return active is not None and active in (self._audience, self._console)

    def _tell(self, before: Places, after: Places, there: set[str]) -> None:
        """Say what became of the windows; the lecturer reads it on the console, or on the strip."""
        if after.console is None and before.console is not None:
            self._tell_gone(before, there)
        elif before.console is None and after.console is not None:
            text = translate("Present", "The projector is there: the audience view is on {name}.")
            self._presenter.told.emit(text.format(name=after.audience))
        elif before.audience != after.audience:
            text = translate("Present", "The audience view is on {name} now.")
            self._presenter.told.emit(text.format(name=after.audience))

    def _tell_gone(self, before: Places, there: set[str]) -> None:
        """Bring the notes to the one display that is left: whatever the room saw, it sees no more."""
        if before.audience not in there:
            text = translate(
                "Present",
                "The projector is gone: the audience view is on this display now. N hides the notes.",
            )
            self._set_strip(is_on=True)
        else:
            text = translate("Present", "The console's display is gone: N shows the notes below the page.")
        self._presenter.told.emit(text)


def displays() -> list[tuple[Display, QScreen]]:
    """List what is plugged in, each with a name of its own."""
    application = _application()
    screens, primary = application.screens(), application.primaryScreen()
    return [
        (Display(name, _box(screen), screen == primary), screen)
        for name, screen in zip(named_apart([each.name() for each in screens]), screens, strict=True)
    ]


def _box(screen: QScreen) -> tuple[int, int, int, int]:
    box = screen.geometry()
    return box.x(), box.y(), box.width(), box.height()


def _application() -> QGuiApplication:
    application = QApplication.instance()
    if not isinstance(application, QGuiApplication):  # windows are placed by a program that has some
        raise TypeError("there is no application")
    return application


def _fills(window: QWidget, screen: QScreen) -> bool:
    if not (window.isVisible() and window.isFullScreen() and window.screen() == screen):
        return False
    if QGuiApplication.platformName().startswith("wayland"):  # no window is told where it is
        return True
    there, wanted = window.geometry(), screen.geometry()
    corners = (there.topLeft() - wanted.topLeft(), there.bottomRight() - wanted.bottomRight())
    return all(corner.manhattanLength() <= _NEAR for corner in corners)


def _fill(window: QWidget, screen: QScreen) -> None:
    """Show a window on the whole of a display.

    Where a window is full screen is decided when it becomes so: it has to be there before.
    """
    if _fills(window, screen):
        return
    if window.isFullScreen():
        window.setWindowState(Qt.WindowState.WindowNoState)
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    window.showFullScreen()


def _rest_on(window: QWidget, screen: QScreen) -> None:
    """Show a window on a display, as large as the desktop lets it be; one that is there stays as it is."""
    if window.isVisible() and window.screen() == screen:
        return
    if window.isMaximized():
        window.setWindowState(Qt.WindowState.WindowNoState)
    window.setScreen(screen)
    window.setGeometry(screen.availableGeometry())
    window.showMaximized()
