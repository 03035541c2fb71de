"""The sizes of all that the audience reads, as shares of the height of the picture, in every lesson."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from gui.present.page.cards import Cards
from gui.present.page.formula import Formula
from gui.present.page.prose import Prose
from tests.gui.present.audit import (
    EDGE,
    EDGE_IN_PLAY,
    LEAST,
    chosen,
    named,
    seen_on,
    slide_in,
)

LESSONS = range(1, 15)
SCREENS = ((1280, 720), (1920, 1080), (3840, 2160))
KINDS = {"play": "in play", "delta": "wanted", "header": "text", "foot": "text", "note": "text"}
"""The least size of the kinds of text in a diagram; any other is a number."""
IN_PLAY = 2


@lru_cache(maxsize=1)
def looked_at(number):
    """Everything of a lesson that is looked at, painted once for all tests of it."""
    return [seen_on(slide_in(lecture)) for lecture in chosen(number)]


def too_small(page, reads, least):
    return [f"{named(page.slide)}: {r.text!r} has {r.px:.1f}" for r in reads if r.px < LEAST[least]]


def blocks_of(page, kind):
    return [(block, box) for block, box in page.arrangement.blocks if isinstance(block, kind)]


def on_page(placed, box):
    return QRectF(box.x, box.y, box.w, box.h).translated(placed.box.topLeft())


def diagram_reads(page, seen):
    """Yield what is written in diagrams, with the least size that it must have."""
    for placed in page.diagrams:
        picture = placed.portrait.picture
        for label in picture.all_labels():
            yield seen.inside(on_page(placed, label.box)), KINDS.get(label.kind, "number")
        for node in picture.nodes:
            yield seen.inside(on_page(placed, node.spot.box)), "number"
            for row in node.rows:
                if row.play is not None:
                    yield [r for r in seen.inside(on_page(placed, row.play)) if not r.is_formula], "in play"
        yield seen.inside(on_page(placed, picture.cost.box)), "number"


@pytest.mark.parametrize("number", LESSONS)
def test_no_text_and_no_formula_is_too_small_for_the_last_row(qapp, number):
    for page, seen in looked_at(number):
        assert seen.reads
        assert too_small(page, seen.reads, "text") == []


@pytest.mark.parametrize("number", LESSONS)
def test_questions_and_cards_are_large(qapp, number):
    for page, seen in looked_at(number):
        slide = page.slide
        asked = Prose(slide.question, 20, slide.look).texts()
        for block, box in blocks_of(page, Prose):
            if slide.question and block.texts() == asked:
                assert too_small(page, seen.inside(box), "wanted") == []
        for block, box in blocks_of(page, Cards):
            letters = {card.letter for card in slide.cards}
            reads = seen.inside(box)
            assert {r.text for r in reads} >= letters
            large = reads if slide.phase == "predict" else [r for r in reads if r.text in letters]
            assert too_small(page, large, "wanted") == []
            assert block.texts()


@pytest.mark.parametrize("number", LESSONS)
def test_the_formula_in_play_is_largest(qapp, number):
    for page, seen in looked_at(number):
        for _, box in blocks_of(page, Formula):
            written = seen.inside(box)
            assert written
            assert too_small(page, written, "in play") == []


@pytest.mark.parametrize("number", LESSONS)
def test_diagrams_keep_the_least_size_of_each_kind_of_text(qapp, number):
    for page, seen in looked_at(number):
        small = [said for reads, least in diagram_reads(page, seen) for said in too_small(page, reads, least)]
        assert small == []


@pytest.mark.parametrize("number", LESSONS)
def test_nodes_and_edges_are_seen_from_the_last_row(qapp, number):
    for page, _ in looked_at(number):
        for placed in page.diagrams:
            picture = placed.portrait.picture
            assert all(2 * node.spot.r >= LEAST["node"] for node in picture.nodes), named(page.slide)
            for edges in picture.edges:
                assert np.all(edges.widths >= EDGE)
                assert np.all(edges.widths[edges.levels == IN_PLAY] >= EDGE_IN_PLAY)


def in_play_now(page):
    """Return the quantity that the step in play makes, in detail; None where a whole phase passes."""
    frame = page.slide.frame
    is_detail = frame.granularity != "phase" if hasattr(frame, "granularity") else True
    return frame.focus if is_detail else None
