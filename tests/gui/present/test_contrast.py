"""The contrast of all that the audience sees, measured on the painted image, in both themes of a room."""

from __future__ import annotations

import pytest

from gui.theme import ROOM_DARK, ROOM_LIGHT, contrast
from tests.gui.present.audit import Painted, chosen, named, seen_on, slide_in

LESSONS = range(1, 15)
OF_TEXT, OF_LINES = 7.0, 3.0
both_themes = pytest.mark.parametrize("theme", [ROOM_LIGHT, ROOM_DARK], ids=["light", "dark"])


def pages_of(number, theme):
    """Paint what is looked at of a lesson."""
    for lecture in chosen(number):
        page, seen = seen_on(slide_in(lecture, theme))
        yield page, seen, Painted(page)


def pale_texts(page, seen, painted):
    """List the texts that do not stand out from what most of their box has; in a picture from its ground."""
    theme = page.slide.look.theme
    for read in seen.reads:
        grounds = (theme.surface, theme.background) if read.box is None else (painted.behind(read.box),)
        found = min(contrast(read.colour, ground) for ground in grounds)
        if found < OF_TEXT:
            yield f"{named(page.slide)}: {read.text!r} {read.colour} has {found}"


@both_themes
@pytest.mark.parametrize("number", LESSONS)
def test_every_text_stands_out(dressed_app, number, theme):
    pale = [said for parts in pages_of(number, theme) for said in pale_texts(*parts)]
    assert pale == []
