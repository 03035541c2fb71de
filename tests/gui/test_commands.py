"""The table of commands: every id and key once, every command in a menu, every effect there."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise
from operator import attrgetter

import pytest
from PySide6.QtGui import QAction, QKeySequence

from engine.session import actions as act
from engine.session.frame import frame_of
from engine.session.playhead import BY_UPDATE, FASTEST
from engine.session.session import Session
from engine.session.update import update
from gui.commands import BY_ID, COMMANDS, MENUS, key_text, refresh
from gui.look import Look
from gui.main_window import MainWindow


@pytest.fixture
def window(qtbot):
    made = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(made)
    return made


def test_ids_are_unique():
    assert [n for n, count in Counter(c.id for c in COMMANDS).items() if count > 1] == []


def test_no_key_means_two_things():
    keys = Counter(QKeySequence(key).toString() for c in COMMANDS for key in c.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_key_is_one_that_qt_knows():
    assert [key for c in COMMANDS for key in c.keys if not QKeySequence(key).toString()] == []


def test_every_command_is_in_a_menu_and_can_be_carried_out(window):
    session = Session.start()
    frame = frame_of(session)
    for command in COMMANDS:
        assert command.menu in dict(MENUS), command.id
        if isinstance(command.effect, str):
            assert callable(attrgetter(command.effect.split(" ")[0])(window)), command.id
        else:
            update(session, command.effect(frame) if callable(command.effect) else command.effect)


def test_lines_part_the_groups_of_a_menu(window):
    for top in window.menuBar().actions():
        shown = top.menu().actions()
        assert not any(one.isSeparator() and two.isSeparator() for one, two in pairwise(shown))
        assert not shown[0].isSeparator()
        assert max(len(list(group)) for line, group in groupby(shown, QAction.isSeparator) if not line) <= 7


def test_the_system_is_told_which_commands_belong_into_the_program_s_own_menu(window):
    roles = {name: made.menuRole() for name, made in window._actions.items()}
    own = {name for name, role in roles.items() if role != QAction.MenuRole.NoRole}
    assert own == {"settings", "about", "quit"}


def test_arrows_are_written_as_such():
    assert [key_text(key) for key in ("Ctrl+Up", "Shift+Left", "PgUp")] == ["Ctrl+↑", "Shift+←", "PgUp"]


def test_what_cannot_be_done_is_greyed_out(window):
    made = window._actions
    assert not made["back"].isEnabled()
    assert not made["sample"].isEnabled()
    refresh(made, frame_of(update(Session.start(), act.Step(1))))
    assert made["back"].isEnabled()


@pytest.mark.parametrize(
    ("speed", "command", "then"),
    [(1.0, "faster", 2.0), (4.0, "faster", BY_UPDATE), (FASTEST, "faster", FASTEST), (0.25, "slower", 0.25)],
)
def test_the_pace_goes_up_and_down_in_steps(speed, command, then):
    session = update(Session.start(), act.SetSpeed(speed))
    session = update(session, BY_ID[command].effect(frame_of(session)))
    assert session.playhead.speed == then
