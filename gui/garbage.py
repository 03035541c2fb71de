"""When Python looks for garbage: not before the first paint, then without what lives as long as the program.

Python looks through everything once a quarter as much has come as there was. Modules, classes and widgets
are so many that it would hardly ever do so, and what hangs together in circles, with all its numbers,
would stay for minutes.
"""

from __future__ import annotations

import gc

__all__ = ["leave_alone", "look_as_ever", "look_from_now_on"]


def leave_alone() -> None:
    """Look for no garbage until there is some: looking takes a tenth of the time to the first paint."""
    gc.disable()


def look_from_now_on() -> None:
    """Take all that there is now for granted, and look through what comes."""
    gc.collect()
    gc.freeze()
    gc.collect()  # only now Python knows how little there is to be looked through
    gc.enable()


def look_as_ever() -> None:
    """Look through everything again."""
    gc.unfreeze()
    gc.enable()
