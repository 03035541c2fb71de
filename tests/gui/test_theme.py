"""The look: contrast of every pair of tokens, fonts that hold every sign, and switching live."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

import gui
from gui.fonts import CODE_FAMILY, SYMBOL_FAMILY, UI_FAMILY, code_font, load_fonts, ui_font
from gui.icons import icon, themed_icon
from gui.theme import (
    DARK,
    LIGHT,
    ROOM_LIGHT,
    THEMES,
    Theme,
    apply_theme,
    blend,
    contrast,
    palette,
    set_role,
    style_sheet,
)
from resources import read_text, resource

TEXTS = ("ink", "muted", "forward", "negative", "delta", "update", "cost")
PILLS = ("forward", "negative", "delta", "update", "cost")
SIGNS = "δησ∂ŷΔ₀₁₂₃₄₅₆₇₈₉ₖ⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹⁻′−×·½Σ√∇⊙⊘◂▸→←…–±≈≤≥⊤"
ICONS = sorted(entry.name[:-4] for entry in resource("icons").iterdir() if entry.name.endswith(".svg"))

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@pytest.fixture
def dressed(qapp):
    """Undress the application afterwards: it is shared by all tests."""
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(qapp.style().standardPalette())


def least(theme: Theme) -> float:
    return 7.0 if theme.room else 4.5


@themes
@pytest.mark.parametrize("role", TEXTS)
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_text_is_legible(theme, role, ground):
    assert contrast(theme.hex(role), theme.hex(ground)) >= least(theme)


@themes
@pytest.mark.parametrize("role", PILLS)
def test_text_on_pills_is_legible(theme, role):
    assert contrast(theme.on_fill, theme.hex(role)) >= least(theme)
    assert contrast(theme.hex(role), theme.soft(role)) >= least(theme)
    assert contrast(theme.ink, theme.soft(role)) >= least(theme)


@themes
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_shapes_are_seen(theme, ground):
    assert contrast(theme.faint, theme.hex(ground)) >= 3


@themes
def test_fields_and_thumbs_are_seen(theme):
    assert min(contrast(theme.border, ground) for ground in (theme.surface, theme.background)) >= 3


def blocks(theme: Theme) -> list[tuple[str, dict[str, str]]]:
    """Every rule of the style sheet, as it is filled in, with its colours."""
    sheet = re.sub(r"/\*.*?\*/", "", style_sheet(theme), flags=re.DOTALL)
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        colours = {}
        for line in body.split(";"):
            name, _, value = line.partition(":")
            hexes = re.findall(r"#[0-9A-Fa-f]{6}", value)
            if hexes:
                colours[name.strip()] = hexes[0]
        found.append((" ".join(selector.split()), colours))
    return found


def grounds(theme: Theme, colours: dict[str, str]) -> list[str]:
    own = colours.get("background", colours.get("background-color"))
    return [own] if own else [theme.surface, theme.background]


@themes
def test_every_text_colour_of_the_style_sheet_is_legible_on_its_ground(qapp, theme):
    """What is disabled may be paler, but it is still read."""
    low = []
    for selector, colours in blocks(theme):
        needed = 3.0 if ":disabled" in selector else least(theme)
        pairs = [(colours["color"], ground) for ground in grounds(theme, colours) if "color" in colours]
        if "placeholder-text-color" in colours:
            pairs.append((colours["placeholder-text-color"], theme.surface))
        if "selection-color" in colours:
            pairs.append((colours["selection-color"], colours["selection-background-color"]))
        low += [(selector, pair, contrast(*pair)) for pair in pairs if contrast(*pair) < needed]
    assert low == []


@themes
def test_text_is_legible_on_every_ground_of_the_style_sheet(qapp, theme):
    """Hover, pressed, selected: their text is the ink, or the colour on fills."""
    for selector, colours in blocks(theme):
        ground = colours.get("background", colours.get("background-color"))
        if (
            ground is None
            or "color" in colours
            or re.search("scroll|Scroll|Splitter|separator|Slider", selector)
        ):
            continue
        if re.search("rule|segments|Indicator|indicator|disabled", selector):
            continue
        assert max(contrast(theme.ink, ground), contrast(theme.on_fill, ground)) >= least(theme), selector


@themes
def test_borders_that_tell_something_are_seen(qapp, theme):
    """Fields and ticks are told by their border, and the focus by its ring."""
    for selector, colours in blocks(theme):
        tells = ":focus" in selector or re.match(r"QLineEdit, QSpinBox|QCheckBox::indicator", selector)
        border = colours.get("border", colours.get("border-color", colours.get("border-bottom-color")))
        if tells and border and ":disabled" not in selector:
            for ground in (theme.surface, theme.background):
                assert contrast(border, ground) >= 3, selector


@themes
def test_tokens_painted_by_hand_are_seen(theme):
    """Rings, dots and lines of the diagram and the plots on what they are drawn on."""
    for role in (*PILLS, "ink", "muted", "faint"):
        for ground in (theme.background, theme.surface):
            assert contrast(theme.hex(role), ground) >= 3, role
    for role in PILLS:  # text and symbols on a pale fill of their own colour, and the ring around it
        assert contrast(theme.ink, theme.soft(role)) >= least(theme)
        assert contrast(theme.forward, theme.soft(role)) >= 3
    assert min(contrast(theme.disabled, ground) for ground in (theme.surface, theme.background)) >= 3
    assert contrast(theme.ink, theme.cost_soft) >= least(theme)  # the hint


def test_contrast_and_blend_agree_with_known_values():
    assert contrast("#000000", "#FFFFFF") == 21
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)  # the WCAG's textbook grey
    assert blend("#000000", "#FFFFFF", 0) == "#FFFFFF"
    assert blend("#FF0000", "#0000FF", 1) == "#FF0000"
    assert blend("#000000", "#FFFFFF", 0.5) == "#808080"


@pytest.mark.parametrize("role", ["nothing", "name", "dark", "soft"])
def test_an_unknown_colour_is_refused(role):
    with pytest.raises(KeyError):
        LIGHT.hex(role)


@themes
def test_the_style_sheet_is_filled_in_and_opaque(qapp, theme):
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert not re.search(r"\d(sp|rgba)\b", sheet)
    assert theme.ink in sheet
    for name in re.findall(r'icons:([\w-]+\.svg)"', sheet):
        assert resource("icons", name).is_file()


def test_text_sizes_scale(qapp):
    assert "font-size: 18px" in style_sheet(LIGHT)
    assert "font-size: 36px" in style_sheet(LIGHT, 2.0)
    assert "border-radius: 8px" in style_sheet(LIGHT, 2.0)


@themes
def test_no_role_of_the_palette_is_left_default(qapp, theme):
    ours = {QColor(theme.hex(role)).rgb() for role in ("background", "surface", "line", "ink", "faint")}
    result = palette(theme)
    for role in ("Window", "Base", "AlternateBase", "Button", "WindowText", "Text", "ButtonText", "Mid"):
        assert result.color(getattr(QPalette.ColorRole, role)).rgb() in ours


def test_a_switch_changes_what_is_on_screen(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("J", window)
    window.show()
    for theme in (LIGHT, DARK, LIGHT):
        apply_theme(dressed, theme)
        assert label.palette().color(QPalette.ColorRole.WindowText) == theme.colour("ink")
        assert window.grab().toImage().pixelColor(90, 25) == theme.colour("surface")


def test_one_window_can_wear_a_theme_of_its_own(qtbot, dressed):
    apply_theme(dressed, DARK)
    room, other = QWidget(), QWidget()
    qtbot.addWidget(room)
    qtbot.addWidget(other)
    apply_theme(room, ROOM_LIGHT, 2.0)
    assert room.palette().color(QPalette.ColorRole.Window) == ROOM_LIGHT.colour("surface")
    assert other.palette().color(QPalette.ColorRole.Window) == DARK.colour("surface")
    assert QLabel("x", room).font().pixelSize() == 26


def test_a_role_given_late_is_seen(qtbot, dressed):
    apply_theme(dressed, LIGHT)
    button = QPushButton("Check")
    qtbot.addWidget(button)
    button.show()
    before = button.grab().toImage()
    set_role(button, "primary")
    after = button.grab().toImage()
    assert before.pixelColor(before.width() // 2, 5) == LIGHT.colour("surface")
    assert after.pixelColor(after.width() // 2, 5) == LIGHT.colour("ink")


def test_the_fonts_are_ours(qapp):
    assert {CODE_FAMILY, UI_FAMILY, SYMBOL_FAMILY} <= set(load_fonts())
    assert {"Regular", "Medium", "SemiBold", "Bold"} <= set(QFontDatabase.styles(UI_FAMILY))
    assert QRawFont.fromFont(ui_font(13)).familyName() == UI_FAMILY
    assert QRawFont.fromFont(code_font(12)).familyName() == CODE_FAMILY


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_we_write_is_in_a_bundled_font(qapp, sign):
    families = (UI_FAMILY, SYMBOL_FAMILY)
    load_fonts()
    assert any(QRawFont.fromFont(QFont(family)).supportsCharacter(ord(sign)) for family in families)


def test_figures_are_tabular(qapp):
    metrics = QFontMetricsF(ui_font(40))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    loose = QFontMetricsF(ui_font(40, tabular=False))
    assert len({loose.horizontalAdvance(figure) for figure in "0123456789"}) > 1


def test_weights_differ(qapp):
    widths = [
        QFontMetricsF(ui_font(40, weight)).horizontalAdvance("Derivative")
        for weight in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold)
    ]
    assert widths == sorted(set(widths))


@pytest.mark.parametrize("name", [name for name in ICONS if name != "upstream"])
def test_icons_take_the_colour_they_are_given(qapp, name):
    if "currentColor" not in read_text("icons", f"{name}.svg"):
        assert name.startswith(("chevron", "tick"))  # those of the style sheet have their own colour
        return
    wanted = DARK.colour("delta")
    picture = themed_icon(name, DARK, "delta").pixmap(QSize(24, 24), 2.0).toImage()
    spots = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    solid = [spot for spot in spots if spot.alpha() == 255]
    assert solid
    for spot in solid:
        assert spot.getRgb() == pytest.approx(wanted.getRgb(), abs=2)


def test_an_unknown_icon_is_refused(qapp):
    with pytest.raises(FileNotFoundError):
        icon("nothing", LIGHT.ink)


def test_the_application_may_be_dressed_twice(dressed: QApplication):
    apply_theme(dressed, LIGHT)
    sheet = dressed.styleSheet()
    apply_theme(dressed, DARK)
    apply_theme(dressed, LIGHT)
    assert dressed.styleSheet() == sheet


def test_every_icon_is_used():
    root = Path(gui.__file__).parent
    written = read_text("theme.qss") + "".join(path.read_text("utf-8") for path in root.rglob("*.py"))
    for tone in ("light", "dark"):
        written += style_sheet(LIGHT if tone == "light" else DARK)
    assert [name for name in ICONS if not re.search(rf'icons:{name}\.svg|"{name}"', written)] == []


@pytest.mark.parametrize("kind", ["QProgressBar", "QStatusBar", "QSizeGrip", "QDockWidget"])
def test_no_rule_is_kept_for_widgets_that_there_are_none_of(kind):
    assert kind not in read_text("theme.qss")


@pytest.mark.parametrize("percent", range(80, 201, 10))
def test_a_radio_button_is_round_at_every_text_size(percent):
    sheet = style_sheet(LIGHT, percent / 100)
    side = int(re.search(r"QRadioButton::indicator \{ width: (\d+)px", sheet)[1]) + 2  # its border
    radius = int(re.search(r"QRadioButton::indicator \{ border-radius: (\d+)px", sheet)[1])
    assert side / 2 - 1 < radius <= side / 2  # Qt draws a corner that is larger than that as none
