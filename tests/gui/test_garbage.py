"""Garbage is looked for after the first paint, and what lives as long as the program is left alone."""

from __future__ import annotations

import gc

from gui import garbage


def test_what_there_is_is_taken_for_granted_and_what_comes_is_looked_through():
    try:
        garbage.leave_alone()
        assert not gc.isenabled()
        garbage.look_from_now_on()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 10_000
        assert len(gc.get_objects()) < 1_000
    finally:
        garbage.look_as_ever()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
