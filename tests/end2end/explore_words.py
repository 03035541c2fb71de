"""Words for what a user does in Explore: builds, chooses data, trains, compares runs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from engine.nn.notation import parse_path
from engine.session import actions as act
from engine.session.scores import test_score_at as score_of_test_rows
from gui.beside import title_of
from gui.diagram.placing import along
from gui.importing.dialog import ImportDialog
from gui.views import VIEWS

LEFT = Qt.MouseButton.LeftButton
BIRDS = "Länge;Flügel;Masse;Vogel\n" + "".join(
    f"{20 + kind * 10 + n % 3},{n % 10};{5 + kind},{n % 7};{n % 5 + 1},25;{bird}\n"
    for n in range(20)
    for kind, bird in enumerate(("Amsel", "Möwe", "Spatz"))
)


def explore(world) -> None:
    """Open the program and click the switch at the top."""
    world.start()
    QTest.mouseClick(world.window.regions.head_bar.modes["explore"], LEFT)
    world.window.activateWindow()


def column(world):
    return world.window.regions.modes.explore


def click_tile(world, title: str) -> None:
    tiles = column(world).data.tiles
    number = next(n for n in range(8) if tiles.title(n) == title)
    QTest.mouseClick(tiles, LEFT, pos=tiles.box(number).center().toPoint())


def click_button(world, name: str, times: str) -> None:
    for _ in range(int(times)):
        buttons = world.window.regions.diagram.findChildren(QAbstractButton)
        button = next(b for b in buttons if b.accessibleName() == name and b.isVisible())
        QTest.mouseClick(button, LEFT)


def choose_activation(world, name: str, first: str, last: str) -> None:
    """Click a node of each layer, and take the activation from the Network menu."""
    for layer in range(int(first), int(last) + 1):
        world.window.store.dispatch(act.Select(parse_path(f"a[{layer}][1]", world.frame.network)))
        world.window._actions[f"activation_{name}"].trigger()


def field_of(world, name: str) -> QLineEdit:
    fields = column(world).findChildren(QLineEdit)
    return next(f for f in fields if f.isVisible() and f.accessibleName().startswith(name))


def type_into(world, text: str, field: QLineEdit) -> None:
    column(world).ensureWidgetVisible(field)
    QTest.mouseClick(field, LEFT)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def type_in_field(world, text: str, name: str) -> None:
    rows = {"Test": column(world).data.test.share.field}
    type_into(world, text, rows[name])


def train(world, text: str) -> None:
    type_into(world, text, column(world).training.train_for.epochs.field)


def type_rate(world, text: str) -> None:
    type_into(world, text, column(world).training.training.eta.field)


def has_layers(world, sizes: str) -> None:
    assert world.frame.network.sizes == tuple(map(int, sizes.split()))


def has_tests(world, count: str) -> None:
    assert world.frame.setup.test.size == int(count)


def nothing_is_cut(world) -> None:
    assert not world.frame.network.cut


def welcome_is_shown(world) -> None:
    assert world.window.regions.welcome.isVisible()


def pace_is(world, times: str) -> None:
    assert world.frame.playhead.speed == float(times)


def tests_are_right(world, percent: str) -> None:
    score = score_of_test_rows(world.frame.document, world.frame.trained)
    assert 100 * score.accuracy >= float(percent)


def cut_by_menu(world, path: str) -> None:
    """Click an edge with the right mouse button and choose the first entry that cuts."""
    diagram, edge = world.window.regions.diagram, parse_path(path, world.frame.network)
    x, y = along(diagram.standing().edge(edge.layer, *edge.index), 0.25)
    at = QPoint(round(x), round(y))
    QTest.mouseMove(diagram, at)
    diagram.customContextMenuRequested.emit(at)
    menu = QApplication.activePopupWidget()
    next(action for action in menu.actions() if action.text().startswith("Cut w")).trigger()
    menu.close()


def is_cut(world, path: str) -> None:
    assert parse_path(path, world.frame.network) in world.frame.network.cut


def earlier_runs(world, count: str) -> None:
    assert len(world.frame.document.ghosts) == int(count)


def runs_say(world, rate: str) -> None:
    model = column(world).runs.table.model()
    shown = [
        str(model.index(row, place).data())
        for row in range(model.rowCount())
        for place in range(model.columnCount())
    ]
    assert any(text.rstrip("0").rstrip(".") == rate.rstrip("0").rstrip(".") for text in shown), shown


def import_birds(world) -> None:
    file = world.tmp_path / "vögel.csv"
    file.write_text(BIRDS, encoding="utf-8")
    world.window.exploring.open_table(file)
    dialog = world.window.findChild(ImportDialog)
    world.qtbot.waitUntil(dialog.isVisible)
    QTest.mouseClick(dialog.use, LEFT)


def labels_are(world, first: str, second: str, third: str) -> None:
    assert world.frame.setup.notes.classes == (first, second, third)


def go_on_curve(world, update: str) -> None:
    """Click the curve near an update, and go the rest of the way with the arrow keys."""
    curve = world.window.regions.cost_curve
    world.soon(lambda: curve.plot is not None)
    plot = curve.plot
    at = plot.outside(plot.place(float(update), 0.0)).toPoint()
    QTest.mouseClick(plot, LEFT, pos=QPoint(at.x(), round(plot.box.center().y())))
    assert abs(world.frame.update - int(update)) < 5
    while world.frame.update != int(update):
        QTest.keyClick(plot, Qt.Key.Key_Left if world.frame.update > int(update) else Qt.Key.Key_Right)


def select(world, path: str) -> None:
    world.window.regions.diagram.go_to(parse_path(path, world.frame.network))


def press_until_known(world, keys: str, path: str) -> None:
    ref = parse_path(path, world.frame.network)
    for _ in range(40):
        if world.frame.is_known(ref):
            return
        world.press(keys, "1")
    raise AssertionError(f"{path} is not known")


def set_selected(world, path: str, text: str) -> None:
    """Select a weight and type its value in the left column."""
    world.window.regions.diagram.go_to(parse_path(path, world.frame.network))
    type_into(world, text, column(world).training.selected.row.field)


def curve_tells_tests(world) -> None:
    world.soon(lambda: "test" in world.window.regions.cost_curve.reading.text())


def stands_beside(world, title: str) -> None:
    assert title_of(world.window.regions.beside.name) == title
    assert world.window.regions.beside.current.isVisible()


def views_are_fresh(world) -> None:
    """Turn to every view, here and in a fresh window, and compare what they say."""
    shown, session = world.window, world.window.store.session
    world.open(type(session).start(session.document, session.playhead))
    world.window.store.dispatch(act.Select(session.selected))
    world.window.settings.explore()
    for name in VIEWS:
        said = []
        for window in (shown, world.window):
            window.regions.see(name)
            QApplication.processEvents()
            said.append(texts_of(window.regions.beside.current))
        assert said[0] == said[1], name


def texts_of(widget: QWidget) -> list[str]:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return [widget.accessibleDescription(), *labels]


EXPLORE_WORDS: dict[str, Callable[..., None]] = {
    r"a newcomer who turns to Explore": explore,
    r"I click the data tile (.+)": click_tile,
    r'I click "(.+)" (\d+) times': click_button,
    r"I choose (\w+) for the layers (\d) to (\d)": choose_activation,
    r"I type (\S+) into the field of Train": train,
    r"I type (\S+) into the field (\w+)": type_in_field,
    r"I type (\S+) as the rate in Explore": type_rate,
    r"the network has the layers ([\d ]+)": has_layers,
    r"(\d+) rows are kept for testing": has_tests,
    r"at least (\d+) % of the test rows are right": tests_are_right,
    r"the curve says how the test rows do": curve_tells_tests,
    r"I cut (\S+) by its menu": cut_by_menu,
    r"nothing is cut": nothing_is_cut,
    r"(\S+) is cut": is_cut,
    r"there (?:is|are) (\d+) earlier runs?": earlier_runs,
    r"the runs say η (\S+)": runs_say,
    r"I import a table with semicolons, decimal commas and a text label": import_birds,
    r"the labels are (\S+), (\S+) and (\S+)": labels_are,
    r"I go to update (\d+) on the curve": go_on_curve,
    r"I select (\S+)": select,
    r"I press (\S+) until (\S+) is known": press_until_known,
    r"I set (\S+) to (\S+) in the left column": set_selected,
    r"the left column shows the welcome": welcome_is_shown,
    r"Play goes at (\d+) times the usual pace": pace_is,
    r"(.+) stands beside the curve": stands_beside,
    r"every view says what a fresh window says": views_are_fresh,
}
