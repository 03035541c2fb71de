"""The page of a slide: what stands on it, where, how large, and in which colours."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from engine.lessons import lecture as lectures
from gui.learn.course import files, lesson_in
from gui.look import Look
from gui.present.page import HEIGHT, Page
from gui.present.page.card_places import FEW_HANDS, PAD, WAYS, Measures, places
from gui.present.page.cards import Cards
from gui.present.page.factors import Factors
from gui.present.page.formula import Formula
from gui.present.page.picture import image_of
from gui.present.page.prose import Prose
from gui.present.presenter import Presenter
from gui.present.slide import Votes
from gui.theme import ROOM_DARK, ROOM_LIGHT
from tests.gui.present.page.traced import traced

PHASES = ("ask", "predict", "vote", "reveal", "explain")
STOPS = ((2, 4), (3, 3), (3, 13), (9, 2))
TWO_ROUNDS = (Votes("first vote", (12, 3, 40, 7)), Votes("second vote", (31, 0, 22, 9)))


def blocks_of(page, kind):
    return [block for block, _ in page.arrangement.blocks if isinstance(block, kind)]


def read(page):
    return "\n".join(page.texts())


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("stop", STOPS)
def test_nothing_overlaps_or_leaves_the_page(slide, stop, phase):
    page = Page(slide(*stop, phase))
    boxes = [box for _, box in page.arrangement.blocks]
    figures = page.arrangement.figures
    whole = QRectF(0, 0, *page.size)
    for box in (*boxes, *([figures] if figures else [])):
        assert whole.contains(box)
    for one, other in pairwise(boxes):
        assert not one.adjusted(1, 1, -1, -1).intersects(other)
    assert figures is None or not any(figures.intersects(box.adjusted(1, 1, -1, -1)) for box in boxes)
    for block, box in page.arrangement.blocks:
        assert block.height(box.width()) <= box.height() + 0.01


@pytest.mark.parametrize("theme", [ROOM_DARK, ROOM_LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("aspect", [16 / 9, 16 / 10, 4 / 3])
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_texts_are_large_enough_and_stand_out(slide, theme, aspect, scale):
    look = Look(theme, scale=scale)
    for phase in ("ask", "explain"):
        shown = replace(
            slide(3, 3, phase, look), panels=frozenset({"formula"}), votes=TWO_ROUNDS, is_changed=True
        )
        found = traced(Page(shown, aspect))
        assert found.texts
        assert [text for text in found.texts if text.px < 12] == []
        assert [text for text in found.texts if text.contrast < 7.0] == []
        assert found.opacities == {1.0}


@pytest.mark.parametrize("aspect", [16 / 9, 4 / 3])
def test_question_cards_and_formula_have_their_own_least_sizes(slide, aspect):
    for scale in (0.8, 1.0, 2.0):
        page = Page(slide(3, 3, "predict", Look(ROOM_DARK, scale=scale)), aspect)
        sizes = page.arrangement.sizes
        assert sizes.px("question") >= 0.04 * HEIGHT
        assert sizes.px("card") >= 0.04 * HEIGHT
        assert sizes.px("caption") >= 12
        assert all(formula.px >= 0.05 * HEIGHT - 0.01 for formula in blocks_of(page, Formula))


def test_formula_is_written_with_a_question_mark_while_its_number_is_withheld(slide):
    asked = Page(slide(3, 10, "predict"))
    assert "= ?" in blocks_of(asked, Formula)[0].texts()[0]
    shown = Page(slide(3, 10, "reveal"))
    assert "= −0.0835" in blocks_of(shown, Formula)[0].texts()[0]


def test_large_shows_factors_and_off_nothing(slide):
    normal, large, off = (Page(slide(3, 10, "ask", delta=delta)) for delta in ("normal", "large", "off"))
    assert len(blocks_of(normal, Formula)) == 1
    assert len(blocks_of(large, Factors)) == 1
    assert [text for text in blocks_of(large, Factors)[0].texts() if text.startswith("= ")] == [
        "= ∂J/∂w₁ = ?"
    ]
    assert not blocks_of(off, Formula)


def test_picture_stays_where_it_is_from_predict_to_reveal(slide):
    for stop in STOPS[:2]:
        before, after, last = (Page(slide(*stop, phase)) for phase in ("predict", "vote", "reveal"))
        assert before.arrangement.figures == after.arrangement.figures == last.arrangement.figures
        voted = Page(replace(slide(*stop, "vote"), votes=TWO_ROUNDS))
        assert voted.arrangement.figures == after.arrangement.figures


@pytest.mark.parametrize("stop", range(11))
def test_diagram_and_formula_stay_where_they_are_until_it_is_explained(slide, stop):
    pages = [Page(slide(3, stop, phase)) for phase in PHASES[:-1]]
    formulas = [box for page in pages for block, box in page.arrangement.blocks if isinstance(block, Formula)]
    assert len({page.arrangement.figures.getRect() for page in pages}) == 1
    assert len({box.top() for box in formulas}) == 1
    assert len({page.arrangement.figures.width() for page in (*pages, Page(slide(3, stop, "explain")))}) == 1


@pytest.mark.parametrize("stop", [(6, 2), (6, 3), (13, 2), (13, 5)])
def test_networks_of_many_nodes_stay_in_place_too_and_keep_their_height(slide, stop):
    boxes = [Page(slide(*stop, phase)).arrangement.figures for phase in PHASES[:-1]]
    assert len({box.getRect() for box in boxes}) == 1
    assert boxes[0].height() >= 0.5 * HEIGHT


def test_room_is_kept_for_cards_that_nobody_can_read_yet(slide):
    asks = slide(3, 4)
    assert [face.letter for face in asks.coming] == list("ABCDE")
    assert asks.cards == ()
    assert {(face.state, face.why) for face in asks.coming} == {("", "")}
    assert not any(face.text in text for face in asks.coming for text in Page(asks).texts())


def test_pictures_have_their_share_of_the_page(slide):
    for stop in ((3, 0), (3, 3), (4, 1), (6, 2)):
        for phase in ("ask", "predict"):
            figures = Page(slide(*stop, phase)).arrangement.figures
            assert figures is not None
            assert figures.height() >= 0.4 * HEIGHT


def test_captions_stand_while_there_is_no_card_to_read(slide):
    for phase in ("ask", "explain"):
        shown = slide(3, 3, phase)
        assert ("Now only" in read(Page(shown))) == (phase == "ask")
        assert "the third term?" in read(Page(shown))


def test_wrong_cards_are_told_apart_by_more_than_colour(slide):
    page = Page(slide(3, 3, "reveal"))
    told = [text for text in blocks_of(page, Cards)[0].texts() if text[0] in "✓✗"]
    assert [text[0] for text in told] == ["✓", "✗", "✗", "✗"]
    assert not any(text[0] in "✓✗" for text in Page(slide(3, 3, "vote")).texts() if text)


def test_explaining_says_why_each_wrong_card_is_wrong(slide):
    shown = slide(3, 3, "explain")
    told = read(Page(shown))
    assert "Follow the edge" in told
    assert "Follow the edge" not in read(Page(slide(3, 3, "reveal")))


def test_hands_are_read_once_they_are_shown(slide):
    assert "first vote: 12" not in read(Page(slide(3, 3, "vote")))
    told = read(Page(slide(3, 3, "vote", votes=TWO_ROUNDS)))
    assert "first vote: 12" in told
    assert "second vote: 22" in told
    assert "Outlined: first vote" in told


def test_changed_numbers_are_badged(slide):
    assert "changed" not in Page(slide(3, 3)).texts()
    assert "changed" in Page(slide(3, 3, is_changed=True)).texts()


def test_note_stands_on_the_page(slide):
    assert "Drag it" in read(Page(slide(4, 0, note="**Drag it**.")))


def test_two_copies_stand_side_by_side_with_their_costs(slide):
    shown = slide(4, 0)
    page = Page(replace(shown, copies=(("old", shown.frame), ("new", shown.frame)), view=""))
    left, right = page.diagrams
    assert (left.name, right.name) == ("old", "new")
    assert left.box.right() <= right.box.left()
    assert left.box.top() == right.box.top()
    assert left.cost.startswith("J = ")
    assert {"old", "new", left.cost} <= set(page.texts())


@pytest.fixture
def presenter(qapp):
    """Give lesson 4, at the stop where adding and subtracting stand side by side."""
    made = Presenter(lectures.begun(lesson_in(files()[3]), at=1))
    yield made
    made.deleteLater()


def test_cost_under_a_copy_is_that_of_the_weights_as_they_stand(presenter):
    presenter.compare()
    page = Page(presenter.slide)
    assert [(each.name, each.cost) for each in page.diagrams] == [
        ("subtract", "J = 0.185043"),
        ("add", "J = 0.260760"),
    ]


def test_zoomed_diagram_stays_in_its_box(presenter):
    presenter.zoom_active()
    page, size = Page(presenter.slide), QSize(1280, 720)
    box = page.diagrams[0].box.toAlignedRect()
    pictures = [QImage(size, QImage.Format.Format_RGB32) for _ in range(2)]
    for picture, paint in zip(pictures, (page.paint, page.paint_still), strict=True):
        with QPainter(picture) as painter:
            paint(painter)
    beside = QRect(box.right() + 1, 0, int(page.size[0]) - box.right() - 1, int(page.size[1]))
    assert pictures[0].copy(beside) == pictures[1].copy(beside)


def test_same_slide_is_the_same_picture(slide):
    size = QSize(640, 360)
    assert image_of(slide(3, 3), size) == image_of(slide(3, 3), size)
    assert image_of(slide(3, 3), size) != image_of(slide(3, 3, "predict"), size)


def test_any_number_of_stops_has_its_place_in_the_bar(slide):
    for stops in (1, 24, 200):
        shown = replace(slide(3, 3), at=min(3, stops - 1), stops=stops)
        image = image_of(shown, QSize(818, 460))
        row = [image.pixelColor(x, 450) for x in range(818)]
        assert row.count(ROOM_DARK.colour("background")) < 500


def test_words_are_not_broken_to_fit(qapp):
    text = Prose("−0.0278516", 19, Look(ROOM_DARK))
    assert text.height(40) == float("inf")
    assert text.height(text.narrowest + 1) < 40
    assert text.texts() == ("−0.0278516",)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("why", ["", "Because it is another number, and a wrong one at that."])
def test_parts_of_a_card_leave_room_for_one_another(qapp, way, why):
    look = Look(ROOM_DARK)
    text, reason = Prose("−0.0279", 19, look), Prose(why, 15, look) if why else None
    of = Measures(disc=26.0, hands=(FEW_HANDS, 26.0), lead=text.width)
    laid = [(width, places(way, width, text, reason, of)) for width in range(60, 700, 20)]
    assert laid[0][1] is None
    assert laid[-1][1] is not None
    for width, at in laid:
        if at is None:
            continue
        parts = [at.disc, at.text, at.hands, at.mark, *([at.why] if why else [])]
        whole = QRectF(0, 0, width, at.height).adjusted(PAD, PAD, -PAD, -PAD).adjusted(-1, -1, 1, 1)
        assert all(whole.contains(part) for part in parts)
        assert not any(one.intersects(other) for one, other in combinations(parts, 2))
        assert at.hands.width() >= FEW_HANDS
