"""Prose of lessons: read, cut, laid out, read out, and walked by keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.look import Look
from gui.prose import ProseView
from gui.prose.glue import glued
from gui.prose.markup import Span, parse
from gui.prose.pieces import pieces
from gui.theme import DARK, LIGHT

LONG = r"""The output already knows its [delta](term:delta), $\delta_2$. It travels **upstream** over $w_2$.

Nothing to the *left* of node 1 takes part, so $\delta_1$ is made of what lies [downstream](term:downstream).

- first $z_1 = 0.5$
- then $\frac{\partial J}{\partial w_2} = (\hat y - y)\,\sigma'(z_2)\,a_1$"""


def kinds(text):
    return [(span.text, *(name for name in ("tex", "code", "bold", "italic") if getattr(span, f"is_{name}")))
            for block in parse(text) for span in block.spans]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", [("plain",)]),
        ("a **b** c", [("a ",), ("b", "bold"), (" c",)]),
        ("*a* b", [("a", "italic"), (" b",)]),
        (r"$\delta_1$", [(r"\delta_1", "tex")]),
        ("`x * y`", [("x * y", "code")]),
        (r"**so $w*x$ it is**", [("so ", "bold"), ("w*x", "tex", "bold"), (" it is", "bold")]),
        ("**a *b* c**", [("a ", "bold"), ("b", "bold", "italic"), (" c", "bold")]),
        ("2 * 3 * 4", [("2 * 3 * 4",)]),
        (r"costs 5 \$, not \*more\*", [("costs 5 $, not *more*",)]),
        ("one $ only", [("one $ only",)]),
        ("**open", [("**open",)]),
        ("[word](http://x)", [("[word](http://x)",)]),
    ],
)
def test_marks_are_read(text, expected):
    assert kinds(text) == expected


def test_a_link_leads_to_a_word_of_the_glossary():
    (block,) = parse(r"see [the $\delta$](term:delta)!")
    assert [(span.text, span.term) for span in block.spans] == [
        ("see ", ""),
        ("the ", "delta"),
        (r"\delta", "delta"),
        ("!", ""),
    ]


def test_blocks():
    blocks = parse("one\ngoes on\n\ntwo\n- a\n  goes on\n- b\n1. c\n2) d")
    assert [(block.mark, "".join(span.text for span in block.spans)) for block in blocks] == [
        ("", "one goes on"),
        ("", "two"),
        ("•", "a goes on"),
        ("•", "b"),
        ("1.", "c"),
        ("2.", "d"),
    ]


@given(st.text(alphabet="ab $*`[](): \\\n-1.termδ", max_size=60))
def test_no_text_is_too_odd_to_be_read(text):
    for block in parse(text):
        assert block.spans
    assert "".join(kept for kept in text if kept in "abδ") == "".join(
        kept
        for block in parse(text)
        for span in block.spans
        for kept in span.text + span.term
        if kept in "abδ"
    )


@pytest.mark.parametrize(
    ("tex", "sums", "expected"),
    [
        ("a = b = c", False, ("a ", "= b ", "= c")),
        ("f(a = b) = {c = d}", False, ("f(a = b) ", "= {c = d}")),
        ("a = -1", True, ("a ", "= -1")),
        ("a - b + c", False, ("a - b + c",)),
        ("a - b + c", True, ("a ", "- b ", "+ c")),
        (r"x^{-1} \cdot y", True, (r"x^{-1} ", r"\cdot y")),
        (r"\left( a = b \right)", False, (r"\left( a = b \right)",)),
        ("= a", False, ("= a",)),
    ],
)
def test_a_formula_is_cut_before_its_signs(tex, sums, expected):
    assert pieces(tex, sums=sums) == expected


def test_brackets_and_commas_stay_with_their_formula():
    runs = [Span("so ("), Span("x", is_tex=True), Span("), and "), Span("y", is_tex=True), Span("-axis")]
    assert [(one.before, one.span.text, one.after) for one in glued(runs)] == [
        ("", "so ", ""),
        ("(", "x", "),"),
        ("", " and ", ""),
        ("", "y", "-axis"),
        ("", "", ""),
    ]


# On screen


@pytest.fixture
def view(qtbot):
    host, made = QWidget(), ProseView()
    column = QVBoxLayout(host)
    column.addWidget(made)
    column.addStretch(1)
    made.set_text(LONG)
    host.resize(320, 500)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    return made


def test_it_is_read_out_in_words(view):
    assert view.accessibleName() == view.spoken
    assert "delta sub 2" in view.spoken
    assert "$" not in view.spoken
    assert "*" not in view.spoken
    assert "\ufffc" not in view.spoken


def test_a_narrow_one_is_higher(view):
    assert view.heightForWidth(150) > view.heightForWidth(300) > view.line_height


def test_it_grows_with_the_text_size(view):
    before = view.heightForWidth(300)
    view.set_look(Look(scale=2.0))
    assert view.heightForWidth(300) > 2 * before


def test_a_wide_formula_is_scaled_into_the_line(view):
    view.set_text(r"$" + r"\delta_1\delta_2" * 30 + "$")
    assert view.heightForWidth(200) < 3 * view.line_height


def test_what_can_not_be_drawn_stands_as_text(view):
    view.set_text(r"so $\frac{$ it is")
    assert r"\frac{" in view.spoken
    assert view.heightForWidth(200) > 0


def test_nothing_takes_no_room(view):
    view.set_text("")
    assert not view.isVisible()
    assert view.heightForWidth(200) == 0


def colours(view):
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_formulas_wear_the_ink_of_their_words(view, theme, qtbot):
    view.set_text(r"$W$")
    view.set_look(Look(theme=theme, scale=2.0))
    qtbot.waitUntil(lambda: theme.ink in colours(view))


def test_numbers_follow_the_decimal_point(view):
    view.set_look(Look(point=","))
    view.grab()
    view.set_text("It is 0.5 here.")
    view.grab()
    assert "0,5" in view.shown


def test_the_keys_walk_the_links_and_follow_them(view, qtbot):
    asked = []
    view.term_asked.connect(asked.append)
    view.clearFocus()  # the window gave it the keyboard: it takes nothing else
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert "delta" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Enter)
    assert asked == ["delta", "downstream", "downstream"]
    view.clearFocus()
    assert view.accessibleDescription() == ""


def test_the_mouse_follows_a_link(view, qtbot):
    asked, clicked = [], []
    view.term_asked.connect(asked.append)
    view.clicked.connect(lambda: clicked.append(True))
    places = [QPoint(x, y) for y in range(2, view.height(), 4) for x in range(2, view.width(), 4)]
    link = next(place for place in places if view.link_at(place.toPointF()) == "downstream")
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=link)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 4))
    assert asked == ["downstream"]
    assert clicked == [True]


def test_a_text_without_links_takes_no_keyboard(view):
    view.set_text("No link here.")
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus
