"""What all tests share: how hypothesis works, how Qt draws, and that no test leaves anything behind."""

from __future__ import annotations

import gc
import os
import sys

import hypothesis
import pytest

# Before anything imports Qt: tests need no display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples every time: a red test is red again on the next run, and a green one stays green.
hypothesis.settings.register_profile(
    "steady", deadline=None, max_examples=40, derandomize=True, print_blob=True
)
# New examples every time, more of them: HYPOTHESIS_PROFILE=explore make test
hypothesis.settings.register_profile("explore", deadline=None, max_examples=200)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(autouse=True, scope="module")
def _others_out_of_the_way():
    """Hide from the garbage collector what other files made: all it knows is looked at after each test."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_user_folder(tmp_path_factory, monkeypatch):
    """Keep settings, recovery copies and logs of tests apart from the user's, and from one another's."""
    monkeypatch.setenv("UPSTREAM_FOLDER", str(tmp_path_factory.mktemp("user")))


@pytest.fixture(scope="session")
def dressed_app(qapp):
    """The application in its own fonts and its light theme."""
    from gui.fonts import load_fonts
    from gui.theme import LIGHT, apply_theme

    load_fonts()
    apply_theme(qapp, LIGHT)
    return qapp


@pytest.fixture
def qtbot(qtbot, monkeypatch):
    """The qtbot, which holds its widgets until the test is over.

    pytest-qt holds them weakly: a window that only a test function knew is garbage once the function
    has returned, and Qt crashes where it is collected in the middle of its last painting.
    """
    held, add = [], qtbot.addWidget

    def add_and_hold(widget, **how):
        held.append(widget)
        add(widget, **how)

    monkeypatch.setattr(qtbot, "addWidget", add_and_hold)
    return qtbot


@pytest.fixture
def _windows_end_whole(monkeypatch):
    """Keep every window of the program until its test is over, and then delete it in one piece.

    The garbage collector takes a window that was dropped apart in any order, and Qt still asks it things.
    """
    if "gui.main_window" not in sys.modules:
        yield
        return
    import shiboken6

    from gui.main_window import MainWindow

    made, init = [], MainWindow.__init__

    def noted(window, *arguments, **names):
        made.append(window)
        init(window, *arguments, **names)

    monkeypatch.setattr(MainWindow, "__init__", noted)
    yield
    for window in made:
        if shiboken6.isValid(window):
            shiboken6.delete(window)


@pytest.fixture(autouse=True)
def _leaves_nothing_behind(request):
    """Fail a test that uses Qt and leaves a timer, thread, animation or window running behind."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    app = request.getfixturevalue("dressed_app")
    request.getfixturevalue("_windows_end_whole")
    sheet = app.styleSheet()
    yield
    # Without a display, Qt clears the clipboard after Python has gone, and falls over what Python put there.
    app.clipboard().clear()
    _let_go_of_the_mouse(app)
    left = leftovers(app) and _after_collecting(app)
    if app.styleSheet() != sheet:  # a test of the dark theme
        from gui.theme import LIGHT, apply_theme

        apply_theme(app, LIGHT)
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


def _let_go_of_the_mouse(app) -> None:
    """Release what is held down, as after a double click of QTest: the next would be a second button."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    for button in app.mouseButtons():
        QTest.mouseRelease(QWidget(), button)


def leftovers(app) -> list[str]:
    """Say what still runs or shows, and stop it so that only one test is to blame."""
    from PySide6.QtCore import QAbstractAnimation, QEvent, QThread, QTimer

    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()
    left = []
    for thing in _qt_objects((QTimer, QThread, QAbstractAnimation)):
        if isinstance(thing, QTimer) and thing.isActive():
            left.append(f"a timer of {thing.interval()} ms{_owner(thing)}")
        elif isinstance(thing, QAbstractAnimation) and thing.state() == QAbstractAnimation.State.Running:
            left.append(f"a running animation{_owner(thing)}")
        elif isinstance(thing, QThread) and thing.isRunning() and thing is not app.thread():
            left.append(f"a running thread{_owner(thing)}")
    left += [f"a visible {type(w).__name__}" for w in app.topLevelWidgets() if w.isVisible()]
    return left


def _after_collecting(app) -> list[str]:
    """Look again once garbage is gone; what is left now is stopped."""
    gc.collect()
    left = leftovers(app)
    from PySide6.QtCore import QAbstractAnimation, QThread, QTimer

    for thing in _qt_objects((QTimer, QAbstractAnimation)):
        thing.stop()
    for thread in _qt_objects((QThread,)):
        if thread.isRunning() and thread is not app.thread():
            thread.quit()
            thread.wait(2000)
    for window in app.topLevelWidgets():
        window.close()
    return left


def _qt_objects(kinds: tuple[type, ...]) -> list:
    import shiboken6

    # A plain look at the type: isinstance would ask every lazy proxy there is.
    wanted = {kind for base in kinds for kind in _with_subclasses(base)}
    return [thing for thing in gc.get_objects() if type(thing) in wanted and shiboken6.isValid(thing)]


def _with_subclasses(kind: type) -> set[type]:
    return {kind}.union(*map(_with_subclasses, type.__subclasses__(kind)))


def _owner(thing) -> str:
    parent = thing.parent()
    return f" of {type(parent).__name__} {parent.objectName()!r}" if parent is not None else ""
