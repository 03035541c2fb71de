"""The data panel as a user meets it: clicked, dragged and typed into, wired to a store."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel

from engine.data.dataset import DataNotes, DataSet
from engine.data.generators import RECIPES, make
from engine.nn.types import Ref
from engine.session import actions
from engine.session.making import new_document
from gui.look import Look
from gui.panels.data_settings.texts import title_of
from gui.theme import DARK, apply_theme


def document(data=None, **settings):
    return new_document(make("spiral") if data is None else data, hidden=(3,), **settings)


def click_tile(qtbot, bench, number):
    tiles = bench.panel.tiles
    qtbot.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=tiles.box(number).center().toPoint())


def drag(qtbot, slider, *shares, release=True):
    """Press at the left end and drag to places along the slider."""
    middle = slider.height() // 2
    places = [QPoint(round(share * (slider.width() - 1)), middle) for share in shares]
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(slider, place)
    if release:
        qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=places[-1])


def type_into(qtbot, field, text):
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def words(panel):
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_a_tile_brings_its_data(qtbot, bench):
    made = bench(document())
    click_tile(qtbot, made, 1)
    assert made.setup.notes.name == "circle"
    assert made.store.session.history.undo_label == "choose Circle"
    assert made.panel.title.text() == "Circle"
    assert made.panel.size_label.text() == "200 rows · 2 inputs · 2 classes"
    made.store.dispatch(actions.Undo())
    assert made.panel.title.text() == "Spiral"
    assert made.panel.tiles.present_tile == 2


def test_a_curve_brings_a_linear_output(qtbot, bench):
    made = bench(document())
    click_tile(qtbot, made, 4)
    assert made.setup.network.activations[-1] == "linear"
    assert made.panel.size_label.text() == "100 rows · 1 input · 1 label"


def test_the_menu_opens_at_the_last_tile_and_brings_data(qtbot, bench):
    made = bench(document())
    click_tile(qtbot, made, 7)
    assert made.panel.menu.isVisible()
    made.panel.menu.close()
    made.panel.menu.actions_by_name["iris"].trigger()
    assert made.setup.notes.name == "iris"
    assert made.panel.tiles.present_tile == 7
    assert made.panel.menu.actions_by_name["iris"].isChecked()


def test_a_drag_of_the_noise_is_one_undo_and_live(qtbot, bench):
    made = bench(document())
    seen = []
    made.store.changed.connect(lambda _old, _new: seen.append(made.setup.X.std()))
    slider = made.panel.recipe.rows["noise"].slider
    drag(qtbot, slider, 0.1, 0.3, 0.5, 0.7)
    assert len(seen) >= 3
    assert made.undos == 1
    assert made.store.session.history.undo_label == "set noise"
    assert made.panel.recipe.rows["noise"].field.text().startswith("0.")
    assert np.array_equal(made.setup.X, make("spiral", noise=slider.number).X)


def test_escape_gives_a_drag_up(qtbot, bench):
    made = bench(document())
    slider = made.panel.recipe.rows["turns"].slider
    slider.setFocus()
    drag(qtbot, slider, 0.2, 0.8, release=False)
    assert made.undos == 1
    qtbot.keyClick(slider, Qt.Key.Key_Escape)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
    assert made.undos == 0
    assert np.array_equal(made.setup.X, make("spiral").X)


def test_a_number_is_typed(qtbot, bench):
    made = bench(document())
    type_into(qtbot, made.panel.recipe.rows["n"].field, "57")
    assert len(made.setup.X) == 57
    assert made.panel.size_label.text().startswith("57 rows")


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("n", "1", "a whole number from 2 to 10"),
        ("n", "57.5", "a whole number from 2"),
        ("noise", "-1", "a number from 0 to 2"),
        ("seed", "-3", "a whole number from 0"),
        ("n", "many", "no number"),
    ],
)
def test_what_can_not_be_is_said_beside_the_field(qtbot, bench, key, text, said):
    made = bench(document())
    field = made.panel.recipe.rows[key].field
    type_into(qtbot, field, text)
    assert said in words(made.panel)
    assert made.undos == 0
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert said not in words(made.panel)


def test_limits_have_the_decimal_point_in_use(qtbot, bench):
    made = bench(document())
    made.panel.set_look(Look(point=","))
    type_into(qtbot, made.panel.recipe.rows["turns"].field, "9")
    assert "from 0,25 to 4" in words(made.panel)


def test_a_new_seed_draws_other_samples_of_the_same_kind(qtbot, bench):
    made = bench(document(make("moons", n=80, noise=0.3)))
    qtbot.mouseClick(made.panel.recipe.rows["seed"].beside, Qt.MouseButton.LeftButton)
    assert np.array_equal(made.setup.X, make("moons", n=80, noise=0.3, seed=1).X)
    assert made.panel.recipe.rows["seed"].field.text() == "1"


def test_a_long_seed_keeps_its_last_digits(qtbot, bench):
    made = bench(document())
    type_into(qtbot, made.panel.recipe.rows["seed"].field, "9007199254740993")
    assert "seed=9007199254740993" in made.setup.notes.source
    assert made.panel.title.text() == "Spiral"


def test_rows_are_kept_for_testing(qtbot, bench):
    made = bench(document())
    assert made.panel.test.way.isHidden()
    type_into(qtbot, made.panel.test.share.field, "20 %")
    assert made.panel.test.way.isVisible()
    assert made.setup.test.size == 40
    assert made.panel.test.share.field.text() == "20\u00a0%"
    assert "40 of 200 rows" in words(made.panel)
    made.panel.test.way.chosen.emit("every")
    assert made.setup.test.tolist() == list(range(0, 200, 5))
    drag(qtbot, made.panel.test.share.slider, 0.5, 0.0)
    assert made.setup.test.size == 0
    assert "All 200 rows train" in words(made.panel)


def test_a_share_beyond_a_half_is_refused(qtbot, bench):
    made = bench(document())
    type_into(qtbot, made.panel.test.share.field, "60")
    assert made.setup.test.size == 0
    assert "from 0 to 50 %" in words(made.panel)


def test_one_row_is_not_split(bench):
    assert bench(document(make("net_a"))).panel.test.isHidden()


def test_scaling_is_a_step_with_its_numbers(bench):
    made = bench(document())
    made.panel.scaling.kind.chosen.emit("standardise")
    step = made.setup.notes.scaling[0]
    assert made.panel.scaling.kind.key == "standardise"
    assert f"/ {Look().number(step.factor[0])}" in made.panel.scaling.note.text()
    assert "200 training rows" in made.panel.scaling.note.text()
    made.panel.scaling.kind.chosen.emit("")
    assert made.setup.notes.scaling == ()
    assert made.panel.scaling.note.isHidden()


def test_pixels_say_by_what_they_were_divided(qtbot, bench):
    made = bench(document())
    click_tile(qtbot, made, 6)
    assert made.panel.scaling.note.text() == "Divided by 16."
    assert made.panel.features.isHidden()


def test_further_inputs_come_and_go(qtbot, bench):
    made = bench(document())
    chips = made.panel.features.chips
    for _ in range(2):
        product = next(button for button in chips.buttons.values() if button.text() == "x₁·x₂")
        assert not product.isChecked()
        qtbot.mouseClick(product, Qt.MouseButton.LeftButton)
        assert product.isChecked()
        assert made.setup.notes.inputs == ("x1", "x2", "x1·x2")
        assert made.setup.network.sizes[0] == 3
        made.store.dispatch(actions.Undo())
    assert made.setup.network.sizes[0] == 2


def test_a_chip_that_changes_nothing_stays_as_it_was(qtbot, bench):
    made = bench(document())
    made.panel.dispatched.disconnect(made.store.dispatch)
    chip = next(iter(made.panel.features.chips.buttons.values()))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not chip.isChecked()


def test_the_sample_in_hand(qtbot, bench):
    made = bench(document(make("circle", n=30), test=range(0, 30, 5)))
    sample = made.panel.sample
    assert (sample.field.text(), sample.count.text()) == ("2", "of 30")
    assert not sample.before.isEnabled()
    for text in ("3", "4", "5", "7"):
        qtbot.mouseClick(sample.after, Qt.MouseButton.LeftButton)
        assert sample.field.text() == text
    qtbot.mouseClick(sample.before, Qt.MouseButton.LeftButton)
    assert sample.field.text() == "5"
    type_into(qtbot, sample.field, "30")
    assert made.frame.rows[made.frame.playhead.sample] == 29
    assert not sample.after.isEnabled()


@pytest.mark.parametrize(
    ("text", "said"), [("6", "Row 6 is kept for testing"), ("31", "from 1 to 30"), ("2.5", "whole numbers")]
)
def test_a_row_that_no_update_sees_is_refused(qtbot, bench, text, said):
    made = bench(document(make("circle", n=30), test=range(0, 30, 5)))
    type_into(qtbot, made.panel.sample.field, text)
    assert said in words(made.panel)
    assert made.refused == []


def test_what_a_hand_edited_is_said(bench):
    made = bench(document())
    made.store.dispatch(actions.SetData(Ref("x", 0, (0,), 0), 5.0, "set x₁"))
    assert made.panel.title.text() == "Spiral, edited by hand"
    made.store.dispatch(actions.Undo())
    assert made.panel.title.text() == "Spiral"


def test_data_from_elsewhere_have_their_name_and_no_numbers(bench):
    data = DataSet(np.eye(4)[:, :3], np.ones((4, 1)), DataNotes(name="<b>mine</b>.csv"))
    made = bench(document(data))
    assert made.panel.title.text() == "<b>mine</b>.csv"
    assert made.panel.title.textFormat() == Qt.TextFormat.PlainText
    assert made.panel.tiles.present_tile == -1
    assert made.panel.recipe.isHidden()
    assert made.panel.features.isHidden()


def test_a_long_name_of_a_file_does_not_widen_the_column(bench):
    narrow = bench(document()).panel.minimumSizeHint().width()
    names = DataNotes(name=80 * "long", inputs=(60 * "x", 60 * "y"))
    made = bench(document(DataSet(np.eye(4)[:, :2], np.ones((4, 1)), names)))
    made.panel.scaling.kind.chosen.emit("min-max")
    assert made.panel.title.accessibleName() == 80 * "long"
    assert made.panel.minimumSizeHint().width() <= narrow


def test_what_can_not_be_done_is_said_and_nothing_is_lost(bench, monkeypatch):
    made = bench(document())

    def refuse(*_args, **_names):
        raise ValueError("this is too large")

    monkeypatch.setattr("gui.panels.data_settings.in_use.data_changes", refuse)
    made.panel.tiles.chosen.emit("moons")
    assert "this is too large" in words(made.panel)
    assert made.setup.notes.name == "spiral"
    monkeypatch.undo()
    made.panel.tiles.chosen.emit("moons")
    assert "this is too large" not in words(made.panel)


def test_table_and_file_are_asked_for(qtbot, bench):
    made, asked = bench(document()), []
    made.panel.table_asked.connect(lambda: asked.append("table"))
    made.panel.import_asked.connect(lambda: asked.append("import"))
    for button in (made.panel.table_button, made.panel.import_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["table", "import"]


def test_all_that_is_set_here_has_a_name(bench):
    made = bench(document(test=range(20)))
    for widget in made.panel.findChildren(type(made.panel.sample.field).__mro__[1]):
        assert widget.accessibleName()
    for row in (*made.panel.recipe.rows.values(), made.panel.test.share):
        assert row.slider is None or row.slider.accessibleName() == row.field.accessibleName()


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", ["polynomial", "digits", "checkerboard"])
def test_nothing_sticks_out_or_overlaps(dressed_app, bench, scale, name):
    apply_theme(dressed_app, DARK, scale)
    made = bench(document(make("spiral"), test=range(20)))
    made.panel.set_look(Look(theme=DARK, scale=scale, point=","))
    made.panel.tiles.chosen.emit(name)
    for _ in range(20):
        QApplication.processEvents()
    width = max(300 if scale > 1 else 240, made.column.minimumSizeHint().width())
    made.column.resize(width, 700)
    for _ in range(20):
        QApplication.processEvents()
    layout = made.panel.layout()
    boxes = [layout.itemAt(n).geometry() for n in range(layout.count()) if not layout.itemAt(n).isEmpty()]
    assert made.panel.width() <= made.column.viewport().width()
    assert all(above.bottom() < below.top() for above, below in pairwise(boxes))
    for row in (*made.panel.recipe.rows.values(), made.panel.test.share):
        assert made.panel.rect().contains(
            row.field.geometry().translated(row.mapTo(made.panel, QPoint(0, 0)))
        )


def test_a_frame_of_the_same_data_writes_nothing_anew(bench, monkeypatch):
    made, written = bench(document(batch=10)), []
    monkeypatch.setattr(made.panel.recipe, "show_origin", lambda *_: written.append(1))
    for _ in range(3):
        made.store.dispatch(actions.StepUpdate(1))
    assert written == []


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("choose"), st.sampled_from(sorted(RECIPES))),
        st.tuples(st.just("scale"), st.sampled_from(["", "standardise", "min-max"])),
        st.tuples(st.just("undo"), st.just("")),
        st.tuples(st.just("redo"), st.just("")),
        st.tuples(st.just("update"), st.just("")),
        st.tuples(st.just("way"), st.sampled_from(["every", "drawn"])),
        st.tuples(st.just("share"), st.integers(0, 50)),
        st.tuples(st.just("chip"), st.integers(0, 6)),
    ),
    max_size=8,
)


def carry_out(made, step, what):
    panel = made.panel
    match step:
        case "choose":
            panel.menu.chosen.emit(what)
        case "scale":
            panel.scaling.kind.chosen.emit(what)
        case "undo":
            made.store.dispatch(actions.Undo())
        case "redo":
            made.store.dispatch(actions.Redo())
        case "update":
            made.store.dispatch(actions.StepUpdate(1))
        case "way" if made.setup.test.size:
            panel.test.way.chosen.emit(what)
        case "share" if made.frame.setup.X.shape[0] > 1:
            panel.test.share.slider.moved.emit(float(what))
        case "chip":
            buttons = list(panel.features.chips.buttons.values())
            if buttons and not panel.features.isHidden():
                buttons[what % len(buttons)].click()


def state_of(panel):
    panel.fold.button.setChecked(True)  # whether it is open is the user's, not the document's
    texts = [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]
    rows = [(key, row.field.text()) for key, row in panel.recipe.rows.items()]
    chips = [(button.text(), button.isChecked()) for button in panel.features.chips.buttons.values()]
    return sorted(texts), rows, chips, panel.sample.field.text(), panel.tiles.present_tile


@settings(max_examples=12)
@given(STEPS)
def test_nothing_of_an_old_state_remains(qapp, steps):
    from gui.panels.data_settings import DataSettings
    from tests.gui.panels.data_settings.conftest import Bench

    made, fresh = Bench(document()), DataSettings()
    for step, what in steps:
        carry_out(made, step, what)
        assert made.refused == []
    fresh.show_frame(made.frame)
    assert state_of(made.panel) == state_of(fresh)
    made.column.deleteLater()
    fresh.deleteLater()


def test_titles_are_all_different():
    assert len({title_of(name) for name in RECIPES}) == len(RECIPES)


@pytest.mark.parametrize("width", [240, 252, 256, 300])
def test_the_row_of_the_sample_does_not_overlap_in_a_narrow_column(qtbot, bench, dressed_app, width):
    made = bench(document())
    made.column.resize(width, 720)
    made.store.dispatch(actions.ShowRow(111))
    row = made.panel.sample
    parts = [row.name, row.before, row.field, row.count, row.after]

    def right_ends():
        boxes = [QRect(part.mapTo(row, QPoint(0, 0)), part.size()) for part in parts]
        return all(not a.intersects(b) for a, b in pairwise(boxes)) and boxes[-1].right() < row.width()

    qtbot.waitUntil(right_ends)
    assert row.count.width() >= row.count.sizeHint().width()


def test_seed_and_its_button_stand_in_one_line(qtbot, bench, dressed_app):
    made = bench(document())
    made.column.resize(256, 720)
    seed = made.panel.recipe.rows["seed"]
    qtbot.waitUntil(
        lambda: abs(seed.beside.geometry().center().y() - seed.field.geometry().center().y()) <= 1
    )
    assert seed.beside.accessibleName() == "New seed"
