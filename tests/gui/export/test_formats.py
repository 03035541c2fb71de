"""The files themselves: sizes, themes, lines instead of dots, and that they show what the window shows."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from engine.nn.types import Ref
from engine.session import actions
from gui.export.formats import FORMATS
from gui.export.order import Order
from gui.export.sizes import SCALES
from gui.look import Look
from gui.panels.delta_panel import DeltaPanel
from gui.theme import DARK, LIGHT
from tests.gui.export.conftest import STATES, difference, of_png, of_svg, pixels, source_of, taken, xml

SVG = "{http://www.w3.org/2000/svg}"
TONES = ("screen", "light", "dark")


def numbers(window):
    """Return the number of every source."""
    names = [source.name for source in window.pictures.sources]
    assert set(names) == {"Network diagram", "Cost curve", "J along a weight", "δ panel"}
    return range(len(names))


def said(root: ET.Element) -> str:
    """Return all that the outlines say, without spaces: Qt hands text over in runs of one script."""
    return "".join(path.get("aria-label", "") for path in root.iter(f"{SVG}path")).replace(" ", "")


def close(text: str) -> str:
    return text.replace(" ", "")


def test_a_png_has_the_size_that_was_asked_for(window_of):
    window = window_of()
    for source in numbers(window):
        for width, height in ((640, 480), (300, 900), (1111, 333)):
            found = of_png(taken(window, Order(source, "PNG", (width, height))))
            assert found.shape == (height, width, 3)


def test_a_multiple_is_one_of_what_is_on_screen(window_of):
    window = window_of()
    diagram = window.regions.diagram
    for factor in SCALES[:4]:
        found = of_png(taken(window, Order(0, "PNG", factor)))
        assert found.shape == (factor * diagram.height(), factor * diagram.width(), 3)


def test_themes_differ_and_the_screens_own_is_the_usual_one(window_of):
    window = window_of()
    for source in numbers(window):
        screen, light, dark = (taken(window, Order(source, "PNG", 1, tone)) for tone in TONES)
        assert screen == light
        assert of_png(light).mean() > 200
        assert of_png(dark).mean() < 80


def test_the_theme_of_a_picture_leaves_the_window_as_it_is(window_of):
    window = window_of(look=Look(theme=DARK, motion=0.0))
    before = pixels(window.grab().toImage())
    light = of_png(taken(window, Order(source_of(window, "δ panel"), "PNG", 1, "light")))
    assert light.mean() > 200
    assert difference(before, pixels(window.grab().toImage())) == 0


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_picture_of_the_diagram_is_what_is_on_screen(window_of, state, theme):
    window = window_of(state, Look(theme=theme, motion=0.0))
    window.setFocus()
    screen = pixels(window.regions.diagram.grab().toImage())
    assert difference(of_png(taken(window, Order(0, "PNG", 1))), screen) < 0.002
    assert difference(of_svg(taken(window, Order(0, "SVG", 1))), screen) < 0.008


@pytest.mark.parametrize("state", STATES)
def test_lines_and_dots_show_the_same(window_of, state):
    window = window_of(state)
    for source in numbers(window):
        dots, lines = (taken(window, Order(source, form, 1)) for form in ("PNG", "SVG"))
        assert difference(of_png(dots), of_svg(lines)) < 0.012


def test_the_picture_of_the_curve_has_the_scale_that_is_on_screen(window_of):
    window = window_of("trained")
    card = window.regions.cost_curve
    order = Order(source_of(window, "Cost curve"), "PNG", 1)
    where = card.plot.geometry()  # without the switch of the scale, which is no part of a picture
    screens, pictures = [], []
    for switch in (card.linear, card.log):
        switch.click()
        screens.append(pixels(card.grab().toImage())[where.top() :])
        pictures.append(of_png(taken(window, order))[where.top() :])
    for same in (0, 1):
        assert difference(pictures[same], screens[same]) < 0.02
        assert difference(pictures[same], screens[same]) < difference(pictures[same], screens[1 - same])


@pytest.mark.parametrize("state", STATES)
def test_an_svg_is_drawn_in_lines_alone(window_of, state):
    window = window_of(state)
    for source in numbers(window):
        root = xml(taken(window, Order(source, "SVG", (800, 600))))
        assert (root.get("width"), root.get("height")) == ("800", "600")
        kinds = {node.tag.removeprefix(SVG) for node in root.iter()}
        assert kinds <= {"svg", "title", "desc", "defs", "clipPath", "path"}
        assert len(root.findall(f"{SVG}path")) >= 3


def test_an_svg_says_every_number_of_the_diagram(window_of):
    window = window_of()
    words = said(xml(taken(window, Order(0, "SVG", 1))))
    for label in window.regions.diagram.picture().all_labels():
        assert all(close(line) in words for line in label.lines)


def test_the_same_moment_gives_the_same_svg(window_of):
    window = window_of()
    for number in numbers(window):
        order = Order(number, "SVG", 2)
        assert taken(window, order) == taken(window, order)


def test_an_svg_tells_what_it_shows(window_of):
    root = xml(taken(window_of(), Order(0, "SVG", 1)))
    assert "Network diagram" in root.findtext(f"{SVG}title")
    assert "delta of node 1 in layer 1 is minus 0.028" in root.findtext(f"{SVG}desc")


@pytest.mark.parametrize("state", STATES)
def test_a_pdf_is_one_page_of_lines_and_text(window_of, state):
    window = window_of(state)
    for source in numbers(window):
        data = taken(window, Order(source, "PDF", (800, 600)))
        assert data.startswith(b"%PDF-")
        assert re.search(rb"/MediaBox\s*\[\s*0 0 600(\.0*)? 450(\.0*)?\s*\]", data)
        assert data.count(b"/Type /Page\n") == 1
        assert b"/Subtype /Image" not in data
        assert b"/FontFile2" in data


def test_what_is_pointed_at_and_the_focus_are_no_part_of_a_picture(window_of, qtbot):
    window = window_of()
    orders = [Order(number, form, 1) for number in numbers(window) for form in FORMATS[:2]]
    before = [taken(window, order) for order in orders]
    for panel in window.regions.panels:
        panel.light(frozenset({Ref("delta", 1, (0,)), Ref("W", 2, (0, 0))}))
    for source in window.pictures.sources:
        source.widget.setFocus()
        assert [taken(window, order) for order in orders] == before


def test_what_is_selected_is_marked_as_on_screen(window_of):
    window = window_of()
    before = taken(window, Order(0, "SVG", 1))
    window.store.dispatch(actions.Select(Ref("W", 2, (0, 0))))
    assert taken(window, Order(0, "SVG", 1)) != before


@pytest.mark.parametrize("all_deltas", [False, True])
def test_a_picture_of_the_panel_shows_what_is_scrolled_out_of_sight(window_of, all_deltas):
    window = window_of("deep")
    panel = window.regions.delta_panel
    panel.show_all_deltas(all_deltas)
    window.resize(1280, 620)
    order = Order(source_of(window, "δ panel"), "SVG", 1)
    words = said(xml(taken(window, order)))
    assert ("Stopshere" if all_deltas else "gives") in words
    tall = DeltaPanel(window.look)
    tall.show_all_deltas(all_deltas)
    tall.show_frame(window.frame)
    shown = _texts_of(tall)
    assert [text for text in shown if close(text) not in words] == []


def _texts_of(panel: DeltaPanel) -> list[str]:
    """List the texts that are drawn on the page in front."""
    page = panel._visible_page()
    parts = [page._table] if hasattr(page, "_table") else page._drawn_parts()
    return [label.text for part in parts if not part.isHidden() for label in part.drawing().labels]


def test_a_wider_picture_gives_the_diagram_more_room(window_of):
    window = window_of()
    wide = of_png(taken(window, Order(0, "PNG", (2000, 500))))
    ink = np.abs(wide - wide[0, 0]).sum(axis=(0, 2)) > 0
    used = np.flatnonzero(ink)
    assert used[0] < 150
    assert used[-1] > 1850


def test_a_wider_picture_leaves_the_panel_in_the_middle(window_of):
    window = window_of("layers")
    wide = of_png(taken(window, Order(source_of(window, "δ panel"), "PNG", (2000, 500))))
    used = np.flatnonzero(np.abs(wide - wide[0, 0]).sum(axis=(0, 2)) > 0)
    assert abs(used[0] + used[-1] - 2000) < 60
    assert used[-1] - used[0] < 400


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_words_without_a_colour_of_their_own_wear_the_ink_of_the_pictures_theme(window_of, theme):
    window = window_of(look=Look(theme=LIGHT if theme is DARK else DARK, motion=0.0))
    order = Order(source_of(window, "Cost curve"), "SVG", 1, theme.name)
    paths = xml(taken(window, order)).iter(f"{SVG}path")
    title = [path for path in paths if path.get("aria-label", "").startswith("Cost")]
    assert [path.get("fill") for path in title] == [theme.ink.lower()]
