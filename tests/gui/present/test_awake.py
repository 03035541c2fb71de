"""The screen stays on while a lecture is given: each way that a system has, tried on a stand-in."""

import ctypes
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from PySide6 import QtDBus
from PySide6.QtGui import QGuiApplication

from gui.present import awake
from gui.present.awake import (
    Awake,
    by_caffeinate,
    by_desktop,
    by_systemd,
    by_touching,
    by_windows,
    ways,
)


def way(said, name, *, works=True):
    def tried():
        said.append(name)
        return (lambda: said.append(f"not {name}")) if works else None

    return tried


def test_the_first_way_that_works_is_taken_and_let_go_once(qapp):
    said = []
    held = Awake(chosen=(way(said, "a", works=False), way(said, "b"), way(said, "c")))
    held.hold()
    held.hold()
    assert held.is_held
    held.release()
    held.release()
    assert not held.is_held
    assert said == ["a", "b", "not b"]


def test_where_nothing_works_nothing_is_said(qapp, capfd):
    held = Awake(chosen=(way([], "a", works=False),))
    held.hold()
    assert not held.is_held
    held.release()
    assert capfd.readouterr() == ("", "")


def test_it_is_let_go_when_the_program_ends(qapp):
    said = []
    held = Awake(chosen=(way(said, "a"),))
    held.hold()
    qapp.aboutToQuit.emit()
    assert said == ["a", "not a"]


def test_without_a_screen_there_is_nothing_to_keep_on(qapp):
    assert QGuiApplication.platformName() == "offscreen"
    assert ways() == ()


def test_every_system_has_its_ways(qapp, monkeypatch):
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "one with a screen")
    assert ways("win32") == (by_windows,)
    assert ways("darwin") == (by_caffeinate,)
    assert ways("linux") == ways("freebsd14") == (by_desktop, by_systemd, by_touching)


@pytest.mark.parametrize(("answer", "is_held"), [(1, True), (0, False)])
def test_windows_is_told_that_the_display_is_in_use_and_when_it_is_not(monkeypatch, answer, is_held):
    told = []

    def tell(state):
        told.append(state)
        return answer

    kernel = SimpleNamespace(SetThreadExecutionState=tell)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    release = by_windows()
    assert told == [0x80000003]
    assert (release is not None) is is_held
    if release is not None:
        release()
        assert told[1:] == [0x80000000]


def test_elsewhere_windows_is_not_asked(monkeypatch):
    monkeypatch.delattr(ctypes, "windll", raising=False)
    assert by_windows() is None


class Programs:
    """The only programs that are found: each is a line of Python, on every system."""

    def __init__(self):
        self.lines, self.calls, self.started = {}, [], []

    def which(self, name):
        return name if name in self.lines else None

    def start(self, command, **how):
        self.calls.append(command)
        line = self.lines[command[0]]
        self.started.append(POPEN([sys.executable, "-c", f"import sys; {line}"], **how))
        return self.started[-1]


POPEN = subprocess.Popen


@pytest.fixture
def programs(monkeypatch):
    made = Programs()
    monkeypatch.setattr(awake.shutil, "which", made.which)
    monkeypatch.setattr(awake.subprocess, "Popen", made.start)
    return made


@pytest.mark.parametrize(
    ("name", "tried", "words"),
    [
        ("caffeinate", by_caffeinate, ["-d", "-i", "-w", str(os.getpid())]),
        ("systemd-inhibit", by_systemd, ["--what=idle", "--who=Upstream"]),
    ],
)
def test_a_program_holds_the_screen_and_ends_when_it_is_let_go(programs, name, tried, words):
    programs.lines[name] = "sys.stdin.read()"
    release = tried()
    assert programs.calls[0][: 1 + len(words)] == [name, *words]
    assert programs.started[0].poll() is None
    release()
    assert programs.started[0].returncode is not None


def test_it_ends_with_us_whatever_becomes_of_us(programs, monkeypatch):
    programs.lines["caffeinate"] = "sys.stdin.read()"
    by_caffeinate()
    programs.started[0].stdin.close()  # as the system does when this process is gone
    assert programs.started[0].wait(10) == 0


def test_a_program_that_refuses_holds_nothing(programs, monkeypatch):
    monkeypatch.setattr(awake, "ANSWER_MS", 50_000)  # it may take its time to refuse
    programs.lines["systemd-inhibit"] = "sys.exit(1)"
    assert by_systemd() is None


def test_programs_that_are_not_there_hold_nothing(programs):
    assert by_caffeinate() is None
    assert by_systemd() is None
    assert by_touching() is None


def test_a_program_that_cannot_be_started_holds_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(awake.shutil, "which", lambda _name: str(tmp_path / "gone"))
    assert by_caffeinate() is None


def test_the_screen_saver_is_touched_again_and_again(programs, monkeypatch, qtbot):
    touched = []
    monkeypatch.setattr(awake, "TOUCH_MS", 1)
    monkeypatch.setattr(awake.QProcess, "startDetached", lambda *call: touched.append(call))
    programs.lines["xdg-screensaver"] = ""
    release = by_touching()
    qtbot.waitUntil(lambda: len(touched) > 1)
    release()
    assert touched[0] == ("xdg-screensaver", ["reset"])


class Bus:
    """A stand-in for the desktop's bus."""

    said: list
    is_there, says_yes = True, True

    def isConnected(self):
        return self.is_there

    def call(self, message, mode, ms):
        self.said.append((message.member(), message.arguments(), ms))
        kind = QtDBus.QDBusMessage.MessageType
        answer = kind.ReplyMessage if self.says_yes else kind.ErrorMessage
        return SimpleNamespace(type=lambda: answer)


@pytest.fixture
def bus(monkeypatch):
    made = Bus()
    made.said = []
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "somewhere")
    monkeypatch.setattr(QtDBus.QDBusConnection, "connectToBus", lambda _kind, _name: made)
    monkeypatch.setattr(QtDBus.QDBusConnection, "disconnectFromBus", made.said.append)
    return made


def test_the_desktop_is_asked_and_left(bus):
    release = by_desktop()
    assert bus.said == [("Inhibit", ["Upstream", "A lecture is being given"], awake.ANSWER_MS)]
    release()
    assert bus.said[1:] == ["upstream-awake"]


@pytest.mark.parametrize("missing", ["is_there", "says_yes"])
def test_a_desktop_that_does_not_answer_is_left_at_once(bus, missing):
    setattr(bus, missing, False)
    assert by_desktop() is None
    assert bus.said[-1] == "upstream-awake"


def test_without_a_desktop_no_bus_is_started(bus, monkeypatch, tmp_path):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert by_desktop() is None
    assert bus.said == []


def test_a_qt_that_knows_no_bus_is_no_trouble(bus, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtDBus", None)
    assert by_desktop() is None
