"""Keeps the screen on while a lecture is given: no screen saver comes between a question and its answer.

What holds the screen ends with this process, however that ends: a thread's own state on Windows, a
connection to the desktop, or a program that waits for us. Where nothing can be done, nothing is said.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer
from PySide6.QtGui import QGuiApplication

__all__ = ["Awake", "Release", "Way", "ways"]

translate = QCoreApplication.translate

Release = Callable[[], None]
Way = Callable[[], Release | None]
"""Keeps the screen on and returns what ends it; None where it can't be done so."""

ANSWER_MS = 500
"""The desktop has so long to say yes."""
TOUCH_MS = 50_000
"""No screen goes dark sooner than in a minute."""
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002
_BUS = "upstream-awake"


class Awake(QObject):
    """Keeps the screen on between `hold` and `release`.

    Parameters
    ----------
    parent : QObject, optional
    chosen : sequence of Way, optional
        The ways to try, in their order; those of this system if missing.
    """

    def __init__(self, parent: QObject | None = None, chosen: Sequence[Way] | None = None) -> None:
        super().__init__(parent)
        self._ways = ways() if chosen is None else tuple(chosen)
        self._release: Release | None = None
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.release)

    @property
    def is_held(self) -> bool:
        """Whether something keeps the screen on."""
        return self._release is not None

    def hold(self) -> None:
        """Keep the screen on, in the first way that works."""
        if self._release is None:
            self._release = next((release for way in self._ways if (release := way()) is not None), None)

    def release(self) -> None:
        """Let the screen go dark again when it wants to."""
        release, self._release = self._release, None
        if release is not None:
            release()


def ways(system: str = sys.platform) -> tuple[Way, ...]:
    """List the ways of a system, best first; none where there is no screen."""
    if QGuiApplication.platformName() in {"offscreen", "minimal"}:
        return ()
    return _WAYS.get(system, _OF_OTHERS)


def by_windows() -> Release | None:
    """Tell Windows that the display is in use."""
    libraries = getattr(ctypes, "windll", None)
    if libraries is None:
        return None
    tell: Callable[[int], int] = libraries.kernel32.SetThreadExecutionState
    if not tell(_CONTINUOUS | _SYSTEM | _DISPLAY):
        return None

    def release() -> None:
        tell(_CONTINUOUS)

    return release


def by_caffeinate() -> Release | None:
    """Let a Mac stay awake until this process is gone."""
    return _by_program("caffeinate", "-d", "-i", "-w", str(os.getpid()))


def by_desktop() -> Release | None:
    """Ask the desktop, as video players do; it takes its leave when the connection does."""
    if not _has_bus():
        return None
    try:
        from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage
    except ImportError:
        return None
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _BUS)
    service = "org.freedesktop.ScreenSaver"
    call = QDBusMessage.createMethodCall(service, "/org/freedesktop/ScreenSaver", service, "Inhibit")
    call.setArguments(["Upstream", _why()])
    if bus.isConnected():
        answer = bus.call(call, QDBus.CallMode.Block, ANSWER_MS)
        if answer.type() == QDBusMessage.MessageType.ReplyMessage:
            return lambda: QDBusConnection.disconnectFromBus(_BUS)
    QDBusConnection.disconnectFromBus(_BUS)
    return None


def by_systemd() -> Release | None:
    """Let systemd hold off idling as long as another program waits for us to end."""
    reason = f"--why={_why()}"
    return _by_program("systemd-inhibit", "--what=idle", "--who=Upstream", reason, "cat")


def by_touching() -> Release | None:
    """Touch the screen saver every now and then, as a hand on the mouse would."""
    program = shutil.which("xdg-screensaver")
    if program is None:
        return None
    timer = QTimer()
    timer.setInterval(TOUCH_MS)
    timer.timeout.connect(lambda: QProcess.startDetached(program, ["reset"]))
    timer.start()
    return timer.stop


_WAYS: dict[str, tuple[Way, ...]] = {"win32": (by_windows,), "darwin": (by_caffeinate,)}
_OF_OTHERS: tuple[Way, ...] = (by_desktop, by_systemd, by_touching)


def _by_program(name: str, *arguments: str) -> Release | None:
    """Start a program that ends when its input does: at the latest with this process."""
    program = shutil.which(name)
    if program is None:
        return None
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - a program of the system, and no word of it from outside
            [program, *arguments], stdin=subprocess.PIPE, stdout=silent, stderr=silent
        )
    except OSError:
        return None
    if _has_refused(process):
        return None
    return lambda: _end(process)


def _has_refused(process: subprocess.Popen[bytes]) -> bool:
    """Say whether a program has ended at once: then it could not do what it is for."""
    try:
        process.wait(ANSWER_MS / 5000)
    except subprocess.TimeoutExpired:
        return False
    _close(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    _close(process)
    process.terminate()
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _close(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()


def _has_bus() -> bool:
    """Say whether there is a desktop to talk to: without one, asking would start a bus of our own."""
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or bool(folder and Path(folder, "bus").exists())


def _why() -> str:
    return translate("Present", "A lecture is being given")
