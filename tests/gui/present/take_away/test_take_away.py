"""What is taken home: one file with the pictures, the votes and the notes, and nothing that was withheld."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import date
from html.parser import HTMLParser
from types import MappingProxyType

import pytest

from engine.lessons.lecture import Ballot
from gui.present.marks.marks import Marks
from gui.present.marks.stroke import Stroke
from gui.present.slide import CardFace
from gui.present.take_away import Stop, TakeAway, write_html, write_pdf
from gui.present.take_away.compact import compacted
from gui.present.take_away.contents import tally
from gui.present.take_away.desk import TakeAwayDesk, taken_from
from gui.present.take_away.html import html_made
from gui.present.take_away.making import made

VOID = {"meta", "img", "br"}


class Outline(HTMLParser):
    """Reads a page as a browser does: what is open, every tag with its attributes, and the words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.words).split())


def page_of(take_away: TakeAway) -> Outline:
    return Outline(made(html_made(take_away)).decode())


def pictures(page: Outline) -> list[str]:
    """Return the pictures of the stops as SVG."""
    found = [image["src"] for image in page.all("img") if "class" not in image]
    assert all(uri.startswith("data:image/svg+xml;base64,") for uri in found)
    return [b64decode(uri.partition(",")[2]).decode() for uri in found]


@pytest.fixture
def asked(give):
    """A vote was held on "Must w₂ grow or shrink?", and it is explained."""
    presenter = give(4)
    for letter, hands in (("A", 30), ("B", 12), ("C", 8)):
        presenter.count(letter, hands)
    for letter, hands in (("A", 45), ("B", 5), ("C", 0)):
        presenter.count(letter, hands, second=True)
    for _ in range(4):
        presenter.next()
    return presenter


# What it holds


def test_every_stop_that_was_visited_as_far_as_the_room_came(give):
    presenter = give(4)
    presenter.go(7)
    presenter.go(2)
    presenter.go(0)
    visited = taken_from(presenter).visited
    assert [stop.slide.at for stop in visited] == [0, 2, 7]
    assert [stop.slide.phase for stop in visited] == ["ask", "ask", "say"]


def test_one_look_back_does_not_hide_what_was_revealed(asked):
    asked.hide_all()
    (stop,) = taken_from(asked).visited
    assert stop.slide.phase == "explain"
    assert [card.state for card in stop.slide.cards] == ["right", "wrong", "wrong"]


def test_title_day_lesson_and_seed(asked):
    take_away = taken_from(asked)
    assert take_away.headline == "Weight correction"
    assert take_away.number == 4
    dated = TakeAway(take_away.visited, number=4, seed=7, day=date(2026, 3, 5))
    assert re.search(r"5.*2026 · lesson 4 · seed 7", dated.origin)
    assert dated.headline == "Weight correction"
    assert dated.opening(dated.visited[0]) == "Open lesson 4 at step 1"


def test_a_file_of_the_lecturers_own_is_named(asked):
    own = TakeAway(taken_from(asked).visited, file="mine.toml")
    assert own.opening(own.visited[0]) == "Open mine.toml at step 1"
    assert "mine.toml" in own.origin
    assert "mine.toml" in own.how


def test_hands_and_shares_of_both_votes(asked):
    votes = tally(taken_from(asked).visited[0])
    assert votes.votes == ("First vote", "Second vote")
    assert votes.totals == (50, 50)
    assert [row.hands for row in votes.rows] == [
        ("30 (60%)", "45 (90%)"), ("12 (24%)", "5 (10%)"), ("8 (16%)", "0 (0%)")
    ]  # fmt: skip


def test_a_vote_that_nobody_raised_a_hand_in(asked):
    stop = taken_from(asked).visited[0]
    votes = tally(Stop(stop.slide, Ballot((0, 0, 0))))
    assert [row.hands for row in votes.rows] == [("0",)] * 3
    assert tally(Stop(stop.slide)) is None


# HTML


def test_the_page_is_whole_and_loads_nothing(asked):
    page = page_of(taken_from(asked))
    assert page.open == []
    assert all(image["src"].startswith("data:image/") for image in page.all("img"))
    assert not {"script", "link", "iframe", "object"} & {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert page.all("html") == [{"lang": "en"}]


def test_it_says_all_of_it(asked):
    said = page_of(taken_from(asked)).said
    for words in (
        "Weight correction", "1. Grow or shrink?", "Open lesson 4 at step 1", "First vote, 50 hands",
        "Second vote, 50 hands", "30 (60%)", "grow ✓ right", "Notes", "before anybody computes",
    ):  # fmt: skip
        assert words in said


def test_headings_and_alternative_texts(asked):
    asked.go(3)
    page = page_of(taken_from(asked))
    assert [tag for tag, _ in page.tags if tag in ("h1", "h2", "h3")] == ["h1", "h2", "h3", "h2", "h3"]
    ids = [heading["id"] for heading in page.all("h2")]
    assert [section["aria-labelledby"] for section in page.all("section")] == ids == ["stop-1", "stop-4"]
    first = next(image["alt"] for image in page.all("img") if "class" not in image)
    assert "grow or shrink?" in first
    assert all(image["alt"] for image in page.all("img"))
    assert all(cell["scope"] in ("col", "row") for cell in page.all("th"))


def test_names_are_escaped(asked):
    stop = taken_from(asked).visited[0]
    evil = '<script>alert("1 & 2")</script>'
    slide = stop.slide
    object.__setattr__(slide, "stop_title", evil)
    object.__setattr__(slide, "cards", (CardFace("A", evil), CardFace("B", "`<b>` & *so* **on**")))
    own = TakeAway([Stop(slide, Ballot((1, 2)), evil)], evil, file=evil, language='"><script>')
    page = page_of(own)
    assert "script" not in {tag for tag, _ in page.tags}
    assert page.said.count('<script>alert("1 & 2")</script>') >= 6
    assert page.all("html") == [{"lang": '"><script>'}]
    assert [len(page.all(tag)) for tag in ("em", "strong")] == [1, 1]


def test_formulas_stand_in_the_line_and_are_spoken(asked):
    stop = taken_from(asked).visited[0]
    page = page_of(TakeAway([Stop(stop.slide, notes=r"Why $w_2$, and not $\nosuch{$?")]))
    (formula,) = (image for image in page.all("img") if image.get("class") == "tex")
    assert formula["alt"] == "w sub 2"
    assert r"\nosuch{" in page.said


def test_a_stop_without_votes_and_notes_has_neither(give):
    page = page_of(TakeAway([Stop(give(4, 1).slide)]))
    assert not page.all("table")
    assert not page.all("h3")


def test_what_was_drawn_is_in_the_picture(asked):
    before = pictures(page_of(taken_from(asked)))[0]
    ring = Stroke("ring", ((0.4, 0.4), (0.6, 0.6)))
    asked.marks = Marks(MappingProxyType({asked.slide.stop: (ring,)}))
    after = pictures(page_of(taken_from(asked)))[0]
    assert after.count("<path") == before.count("<path") + 2  # the ring and its rim


def test_pictures_are_on_white_whatever_the_room(asked):
    light = pictures(page_of(taken_from(asked)))
    asked.theme()
    assert asked.slide.look.theme.dark
    assert pictures(page_of(taken_from(asked))) == light


def test_nothing_is_told_that_was_not_revealed(give):
    """The new weight of lesson 4, step 3, in any words: the page, and what is read out of its picture."""
    presenter = give(4)
    presenter.go(2)
    (_, stop) = taken_from(presenter).visited
    page = page_of(TakeAway([stop]))
    texts = page.said + " ".join(str(image["alt"]) for image in page.all("img"))
    assert "0.89" not in texts
    presenter.reveal_all()
    (_, stop) = taken_from(presenter).visited
    page = page_of(TakeAway([stop]))
    assert "0.89" in " ".join(str(image["alt"]) for image in page.all("img"))


def test_the_picture_has_the_shape_of_the_audience_view(qtbot, asked, desk, tmp_path):
    desk.set_aspect(1.6)
    saved(qtbot, asked, desk, tmp_path / "a.html")
    (picture,) = pictures(Outline((tmp_path / "a.html").read_text(encoding="utf-8")))
    width, height = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', picture).groups()
    assert float(width) / float(height) == pytest.approx(1.6)


# PDF


def test_the_pdf_has_a_page_a_stop_on_its_side(asked, tmp_path):
    asked.go(1)
    asked.go(2)
    write_pdf(taken_from(asked), tmp_path / "a.pdf")
    content = (tmp_path / "a.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", content)) == 3
    width, height = map(float, re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", content).groups())
    assert (round(width), round(height)) == (842, 595)
    assert b"/Subtype /Image" not in content


def test_notes_of_any_length_stay_on_their_page(asked, tmp_path):
    stop = taken_from(asked).visited[0]
    long = Stop(stop.slide, stop.ballot, "A sentence that goes on and on. " * 150)
    write_pdf(TakeAway([long, stop]), tmp_path / "a.pdf")
    assert len(re.findall(rb"/Type /Page\b", (tmp_path / "a.pdf").read_bytes())) == 2


# Files


def test_a_file_is_replaced_as_a_whole(asked, tmp_path):
    file = tmp_path / "a.html"
    file.write_text("old")
    write_html(taken_from(asked), file)
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


@pytest.fixture
def desk(asked, qtbot, qapp):
    from PySide6.QtWidgets import QWidget

    console = QWidget()
    qtbot.addWidget(console)
    return TakeAwayDesk(asked, console)


def saved(qtbot, presenter, desk, file) -> str:
    with qtbot.waitSignal(presenter.told) as told:
        desk.save(file)
    return told.args[0]


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", b"<!DOCTYPE"), ("a.PDF", b"%PDF"), ("a.htm", b"<!D")]
)
def test_the_ending_decides(qtbot, asked, desk, tmp_path, name, begins):
    assert saved(qtbot, asked, desk, tmp_path / name) == f"Saved “{name}”."
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_another_ending_is_no_take_away(qtbot, asked, desk, tmp_path):
    told = []
    asked.told.connect(told.append)
    desk.save(tmp_path / "a.docx")
    assert told == ["“a.docx”: a take-away is an .html or a .pdf file."]
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told(qtbot, asked, desk, tmp_path):
    file = tmp_path / "none" / "a.html"
    assert saved(qtbot, asked, desk, file) == f"“{file}” cannot be written: No such file or directory."
    assert saved(qtbot, asked, desk, tmp_path / "a.html") == "Saved “a.html”."


def test_one_at_a_time(qtbot, asked, desk, tmp_path):
    told = []
    asked.told.connect(told.append)
    desk.save(tmp_path / "a.html")
    desk.save(tmp_path / "b.html")
    assert told == ["The last take-away is still being written."]
    qtbot.waitUntil(lambda: len(told) == 2)
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


def test_the_question_stands_on_the_console(asked, desk, tmp_path, qtbot):
    question = desk.ask()
    assert question.parent() is desk.parent()
    assert question.windowTitle() == "Save the take-away"
    assert question.nameFilters() == ["HTML (*.html)", "PDF (*.pdf)"]
    with qtbot.waitSignal(asked.told):
        question.fileSelected.emit(str(tmp_path / "b.pdf"))
    assert (tmp_path / "b.pdf").exists()
    question.close()


def test_the_key_asks(asked, desk, monkeypatch):
    asks = []
    monkeypatch.setattr(desk, "ask", lambda: asks.append("asked"))
    asked.take_away()
    asked.jump()
    assert asks == ["asked"]


# Outlines


def test_outlines_are_counted_from_the_point_before():
    path = '<path d="M0 0L5 -3.4L5 9C1 2 3 4 -5 6 7 8 9 10 11 12ZM1 1L2 2" stroke="#000"/>'
    short = '<path d="M0 0l5-3l0 12c-4-7-2-5-10-3c12 2 14 4 16 6ZM1 1l1 1" stroke="#000"/>'
    assert compacted(path.replace(" 7 8", "C7 8")) == short
