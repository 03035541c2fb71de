"""Words for what is done by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest

from engine.nn.notation import parse_path


def selected(world, path: str) -> None:
    """A quantity is the selected one."""
    assert world.frame.selected == world.frame.resolved(parse_path(path, world.frame.network))


def under_the_keys(world, path: str) -> None:
    """The keyboard's place in the diagram."""
    assert world.window.regions.diagram.accessible.focus() == parse_path(path, world.frame.network)


def write(world, text: str) -> None:
    """Type letters into whatever has the focus."""
    QTest.keyClicks(world.window.focusWidget(), text)


KEY_WORDS: dict[str, Callable[..., None]] = {
    r"(\S+) is selected": selected,
    r"the keyboard is on (\S+)": under_the_keys,
    r"I write (.+)": write,
}
