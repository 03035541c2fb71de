"""Formulas: a box for every term, colours that cost nothing, numbers that change, mouse and keys."""

import itertools

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gui import typeset as adapter
from gui.formula import typeset
from gui.formula_layout import arrange
from gui.formula_view import FormulaPart, FormulaView
from gui.theme import DARK, LIGHT

# Name: the parts, live or plain, as the panels write them.
FORMULAS = {
    "delta": [
        (r"\delta_1", True), ("=", False), ("w_2", True), (r"\,\delta_2", True), (r"\cdot", False),
        (r"\sigma'(z_1)", True),
    ],
    "sum": [
        (r"\delta^{(1)}_2", True),
        (r"= \Bigl( \sum_k", False),
        (r"w^{(2)}_{k2}", True),
        (r"\delta^{(2)}_k", True),
        (r"\Bigr) \cdot", False),
        (r"\tanh'(z^{(1)}_2)", True),
    ],
    "fraction": [
        (r"\frac{", False), (r"\partial J", True), ("}{", False), (r"\partial\hat y", True), ("}", False),
        ("=", False), (r"\hat y", True), ("-", False), ("y", True),
    ],
    "whole fraction": [
        (r"\Delta w_2", True), (r"= -\eta", False), (r"\frac{\partial J}{\partial w_2}", True),
    ],
    "numbers": [
        (r"\delta_1", True), ("=", False), ("0.800", True), (r"\cdot(", False), ("-0.148", True),
        (")", False),
    ],
    "unknown": [(r"\delta_1", True), ("=", False), ("?", True)],
    "square": [
        ("J", True), (r"= \tfrac12 (", False), (r"\hat y", True), ("-", False), ("y", True), (")^2", False),
    ],
}  # fmt: skip

formulas = pytest.mark.parametrize("parts", FORMULAS.values(), ids=FORMULAS)


def painted(formula, colour: str, scale: float = 1.0) -> QImage:
    image = QImage(round(500 * scale), round(100 * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    formula.paint(painter, QPointF(5, 5), [QColor(colour)] * len(formula.boxes), QColor(LIGHT.ink))
    painter.end()
    return image


@pytest.fixture
def calls(monkeypatch) -> list[str]:
    """Count what mathra is asked to typeset."""
    asked: list[str] = []
    real = adapter.mathra.tex_to_svg

    def counting(tex: str, *args, **options) -> str:
        asked.append(tex)
        return real(tex, *args, **options)

    monkeypatch.setattr(adapter.mathra, "tex_to_svg", counting)
    return asked


@formulas
def test_every_live_part_has_a_box_of_its_own(parts):
    formula = typeset(parts, 20)
    assert len(formula.boxes) == sum(live for _, live in parts)
    # An italic letter leans out a little: two px, as the lit backgrounds allow for.
    room = QRectF(0, 0, formula.width, formula.height).adjusted(-2, -2, 2, 2)
    for box in formula.boxes:
        assert box.width() > 2
        assert box.height() > 4
        assert room.contains(box)
    for one, other in itertools.combinations(formula.boxes, 2):
        assert not one.adjusted(0.5, 0.5, -0.5, -0.5).intersects(other.adjusted(0.5, 0.5, -0.5, -0.5))


@formulas
def test_boxes_grow_with_the_letters(parts):
    small, large = typeset(parts, 20), typeset(parts, 40)
    assert large.width == pytest.approx(2 * small.width)
    for one, other in zip(small.boxes, large.boxes, strict=True):
        assert other.width() == pytest.approx(2 * one.width(), rel=1e-6)
    assert 0 < small.baseline < small.height


def test_a_fraction_stacks_its_terms():
    top, bottom, *_ = typeset(FORMULAS["fraction"], 20).boxes
    assert top.bottom() < bottom.top()
    assert abs(top.center().x() - bottom.center().x()) < 2


def test_the_picture_shows_the_colour_and_the_room_is_respected():
    formula = typeset(FORMULAS["delta"], 20)
    image = painted(formula, "#FF0000", 2.0)
    box = formula.boxes[0].translated(5, 5)
    inside = [
        image.pixelColor(x, y).name()
        for x in range(int(2 * box.left()), int(2 * box.right()))
        for y in range(int(2 * box.top()), int(2 * box.bottom()))
    ]
    assert "#ff0000" in inside
    assert image.pixelColor(int(2 * formula.width) + 20, 20).name() == LIGHT.surface.lower()


def test_new_colours_do_not_typeset_again(calls):
    parts = [("w_7", True), ("=", False), ("0.123456", True)]
    one, other = painted(typeset(parts, 20), LIGHT.delta), painted(typeset(parts, 20), LIGHT.forward)
    assert one != other
    assert len(calls) == 1


def test_new_numbers_are_drawn():
    images = [
        painted(typeset([("w_2", True), ("=", False), (number, True)], 20), LIGHT.ink)
        for number in ("0.8", "0.9")
    ]
    assert images[0] != images[1]


def test_one_colour_is_needed_for_each_part():
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    with pytest.raises(ValueError, match="shorter"):
        typeset(FORMULAS["delta"], 20).paint(painter, QPointF(), [], QColor("black"))
    painter.end()


def test_the_formula_can_be_spoken():
    assert typeset(FORMULAS["delta"], 20).speech == (
        "delta sub 1 equals w sub 2 delta sub 2 times sigma prime open paren z sub 1 close paren"
    )


@pytest.mark.parametrize("tex", [r"\frac{1}", "a_{", r"\nosuchcommand", "}", r"\left("])
def test_bad_tex_is_one_clear_error(tex):
    with pytest.raises(ValueError, match=r"^The formula .* cannot be typeset: .+\.$"):
        typeset([(tex, False)], 20)


def test_nothing_is_a_formula_too():
    empty = typeset([], 20)
    assert (empty.width, empty.boxes, empty.speech) == (0, (), "")


def test_rules_and_strokes_are_drawn():
    for tex in (r"\boxed{x}", r"\cancel{x}", r"\sqrt{x}", r"\overline{x}"):
        assert typeset([(tex, True)], 20).boxes[0].width() > typeset([("x", True)], 20).boxes[0].width()


# Fitting


SUM = [
    part
    for k in range(1, 7)
    for part in (FormulaPart("+"), FormulaPart(f"0.{k}", k), FormulaPart(r"\delta_2", -k))
]
LONG = [
    FormulaPart(r"\delta_1", "d1", "delta"),
    FormulaPart("="),
    *SUM[1:],
    FormulaPart("="),
    FormulaPart("-0.028", "value", "delta"),
]


@pytest.mark.parametrize("width", [2000, 500, 300, 200, 120, 40])
def test_a_formula_is_never_cut_off(width):
    fitted = arrange(LONG, 20, width)
    assert fitted.size.width() <= width + 0.01
    boxes = dict(fitted.boxes())
    assert sorted(boxes) == [i for i, part in enumerate(LONG) if part.is_live]
    room = QRectF(QPointF(), fitted.size).adjusted(-1, -1, 1, 1)
    assert all(room.contains(box) for box in boxes.values())


def test_a_formula_breaks_rather_than_shrinking_much():
    assert len(arrange(LONG, 20, 2000).lines) == 1
    narrow = arrange(LONG, 20, 250)
    assert len(narrow.lines) > 1
    assert narrow.scale >= 0.8
    tops = [line.origin.y() for line in narrow.lines]
    assert tops == sorted(set(tops))


def test_sums_are_broken_before_products():
    parts = [FormulaPart("J"), FormulaPart("=")]
    for k in range(3):
        parts += [
            FormulaPart("0.111", k, "forward"),
            FormulaPart(r"\cdot"),
            FormulaPart("0.222", -k),
            FormulaPart("+"),
        ]
    parts.append(FormulaPart("1"))
    for line in arrange(parts, 20, 220).lines[1:]:
        assert parts[line.indices[0] - 1].tex == "+"


def test_a_fraction_is_not_broken_inside():
    parts = [
        FormulaPart(r"\frac{"),
        FormulaPart("a", 1),
        FormulaPart("+"),
        FormulaPart("b", 2),
        FormulaPart("}{c}"),
    ]
    fitted = arrange(parts, 20, 10)
    assert len(fitted.lines) == 1
    assert fitted.size.width() <= 10.01


# On screen


KEYS = ("delta1", "w2", "delta2", "slope")


@pytest.fixture
def view(qtbot) -> FormulaView:
    view = FormulaView()
    qtbot.addWidget(view)
    view.set_formula(
        [
            FormulaPart(r"\delta_1", "delta1", "delta"),
            FormulaPart("="),
            FormulaPart("w_2", "w2", "forward"),
            FormulaPart(r"\,\delta_2", "delta2", "delta"),
            FormulaPart(r"\cdot"),
            FormulaPart(r"\sigma'(z_1)", "slope", "forward"),
        ]
    )
    view.resize(300, 60)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def heard(view) -> list[object]:
    said: list[object] = []
    view.pointed.connect(said.append)
    return said


def test_the_mouse_points_at_terms(qtbot, view, heard):
    for box in view.boxes():
        qtbot.mouseMove(view, box.center().toPoint())
    qtbot.mouseMove(view, QPoint(1, 1))
    assert heard == [*KEYS, None]


def test_leaving_points_at_nothing(qtbot, view, heard):
    qtbot.mouseMove(view, view.boxes()[1].center().toPoint())
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert heard == ["w2", None]


def test_a_click_needs_both_ends_on_the_term(qtbot, view):
    clicked: list[object] = []
    view.clicked.connect(clicked.append)
    first, second = (box.center().toPoint() for box in view.boxes()[:2])
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=second)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=second)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert clicked == ["w2"]


def test_the_arrow_keys_walk_the_terms(qtbot, view, heard):
    clicked: list[object] = []
    view.clicked.connect(clicked.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert heard == ["delta1", "w2", "delta1"]
    assert clicked == ["delta1"]
    assert view.accessibleDescription() == "delta sub 1"


def test_a_formula_that_loses_the_pointed_term_says_so(qtbot, view, heard):
    qtbot.mouseMove(view, view.boxes()[2].center().toPoint())
    view.set_formula([FormulaPart("x"), FormulaPart("y", "delta2")])
    assert heard == ["delta2"]
    view.set_formula([FormulaPart("x")])
    assert heard == ["delta2", None]


def test_lighting_draws_behind_the_term_alone(view, calls):
    before = view.grab().toImage()
    view.light(frozenset({"w2"}))
    after = view.grab().toImage()
    scale = after.devicePixelRatio()
    spots = [QPointF(box.center().x(), box.top() - 1.5) * scale for box in view.boxes()]
    changed = [before.pixelColor(spot.toPoint()) != after.pixelColor(spot.toPoint()) for spot in spots]
    assert changed == [False, True, False, False]
    assert after.pixelColor(spots[1].toPoint()) == LIGHT.colour("forward_soft")
    view.set_theme(DARK)
    assert view.grab().toImage() != after
    assert calls == []


def test_a_key_that_is_a_set_is_lit_by_any_of_its_members(view):
    view.set_formula(
        [FormulaPart("w_2", frozenset({"w2", "term"}), "forward"), FormulaPart("x", frozenset({"x"}))]
    )
    before = view.grab().toImage()
    view.light(frozenset({"term"}))
    assert view.grab().toImage() != before


def test_it_is_spoken_and_takes_its_height_from_its_width(view):
    assert view.accessibleName().startswith("delta sub 1 equals w sub 2")
    view.set_formula(LONG, spoken="delta of node 1 in layer 1")
    assert view.accessibleName() == "delta of node 1 in layer 1"
    assert view.hasHeightForWidth()
    hint = view.sizeHint()
    assert view.heightForWidth(hint.width()) == hint.height()
    assert view.heightForWidth(200) > hint.height()


@pytest.mark.parametrize("width", [400, 250, 150])
def test_a_window_gives_it_the_height_it_needs(qtbot, width):
    window = QWidget()
    qtbot.addWidget(window)
    view = FormulaView(window)
    view.set_formula(LONG)
    QVBoxLayout(window).addWidget(view)
    window.resize(width, 40)
    window.show()
    qtbot.waitUntil(lambda: view.height() >= view.heightForWidth(view.width()))
    assert all(QRectF(view.rect()).contains(box) for box in view.boxes())


def test_a_bad_formula_leaves_the_old_one(view):
    name = view.accessibleName()
    with pytest.raises(ValueError, match="cannot be typeset"):
        view.set_formula([FormulaPart(r"\frac{")])
    assert view.accessibleName() == name
    assert len(view.boxes()) == len(KEYS)


@pytest.mark.parametrize(
    ("reason", "count"),
    [
        (Qt.FocusReason.TabFocusReason, 1),
        (Qt.FocusReason.BacktabFocusReason, 1),
        (Qt.FocusReason.ActiveWindowFocusReason, 0),
        (Qt.FocusReason.PopupFocusReason, 0),
        (Qt.FocusReason.OtherFocusReason, 0),
    ],
)
def test_only_the_tab_key_points_at_the_first_part(view, reason, count):
    heard = []
    view.pointed.connect(heard.append)
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, reason))
    assert len(heard) == count
