"""The tab of all δs: their states step by step, what flows, and what answers to the mouse."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import Qt

from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.look import Look
from gui.panels.delta_panel import DeltaPanel
from gui.panels.delta_panel.all_deltas import AllDeltas
from gui.panels.delta_panel.readers import readers
from gui.panels.delta_panel.states import flows_now, is_in_play, rows_of, state_of, stops_here
from gui.theme import DARK
from tests.gui.panels.networks import NAMES, address, frame
from tests.gui.rich_documents import RICH

# step | δ₂ | its state | δ₁ | its state ; * marks the row in play
STATES = """
 1 | ?      | ?                              | ?      | ?
 2 | ?      | ?                              | ?      | ?
 3 | ?      | ?                              | ?      | ?
 4 | ?      | ?                              | ?      | ?
 5 | ?      | ?                              | ?      | ?
 6 | ?      | waits for ∂J/∂ŷ                | ?      | waits for δ₂
 7 | ?      | *terms arriving 1/2            | ?      | waits for δ₂
 8 | ?      | *terms arriving 2/2            | ?      | waits for δ₂
 9 | −0.148 | *known                         | ?      | waits for δ₂
10 | −0.148 | used by ∂J/∂w₂                 | ?      | waits for δ₂
11 | −0.148 | used by ∂J/∂w₂ and ∂J/∂b₂      | ?      | waits for δ₂
12 | −0.148 | used by ∂J/∂w₂ and ∂J/∂b₂      | ?      | *terms arriving 1/2
13 | −0.148 | used by ∂J/∂w₂ and ∂J/∂b₂      | ?      | *terms arriving 2/2
14 | −0.148 | used by ∂J/∂w₂, ∂J/∂b₂ and δ₁  | −0.028 | *known
15 | −0.148 | used by ∂J/∂w₂, ∂J/∂b₂ and δ₁  | −0.028 | used by ∂J/∂w₁
16 | −0.148 | used by ∂J/∂w₂, ∂J/∂b₂ and δ₁  | −0.028 | used by ∂J/∂w₁ and ∂J/∂b₁
17 | −0.148 | used by ∂J/∂w₂, ∂J/∂b₂ and δ₁  | −0.028 | used by ∂J/∂w₁ and ∂J/∂b₁
18 | −0.148 | of the old weights             | −0.028 | of the old weights
19 | −0.148 | of the old weights             | −0.028 | of the old weights
20 | −0.148 | of the old weights             | −0.028 | of the old weights
21 | −0.148 | of the old weights             | −0.028 | of the old weights
22 | ?      | ?                              | ?      | ?
"""


def shown(qtbot, moment, look=None):
    tab = AllDeltas(look or Look())
    qtbot.addWidget(tab)
    tab.resize(400, 700)
    tab.show_frame(moment)
    tab.show()
    qtbot.waitExposed(tab)
    return tab


def lines(tab):
    return tab._table._content.lines


@pytest.mark.parametrize("row", STATES.strip("\n").splitlines())
def test_the_states_of_both_deltas_at_every_step(qtbot, row):
    step, *cells = (cell.strip() for cell in row.split("|"))
    tab = shown(qtbot, frame(step=int(step)))
    told = [(line.number, "*" * line.in_play + line.state) for line in lines(tab)]
    assert told == [tuple(cells[:2]), tuple(cells[2:])]


def test_rows_run_from_the_output_to_the_input():
    rows = rows_of(frame("2-4-3-1"))
    assert [(row.delta.layer, row.delta.index[0]) for row in rows] == [
        (3, 0), (2, 0), (2, 1), (2, 2), (1, 0), (1, 1), (1, 2), (1, 3),
    ]  # fmt: skip
    assert [len(row.terms) for row in rows] == [0, 1, 1, 1, 3, 3, 3, 3]


def test_a_row_waits_for_the_deltas_of_a_whole_layer():
    moment = address("2-4-3-1", "B2(3)")
    assert state_of(moment, rows_of(moment)[-1]) == "waits for the δs of layer 2"


def test_only_the_row_of_the_node_in_play_is_in_play_at_node_level():
    steps = frame("2-4-3-1", zoom="node").steps
    number = next(n for n, step in enumerate(steps, 1) if step.writes[:1] == (Ref("delta", 1, (2,)),))
    moment = frame("2-4-3-1", number, zoom="node")
    assert [row.delta.index for row in rows_of(moment) if is_in_play(moment, row)] == [(2,)]


@pytest.mark.parametrize(("rule", "count"), [("B3(1)", 12), ("B5(2)", 3), ("B4(1)", 0), ("G(1)", 0)])
def test_packets_flow_in_the_steps_that_carry_delta_upstream(rule, count):
    assert len(flows_now(address("2-4-3-1", rule))) == count


def test_at_phase_zoom_the_whole_backward_pass_flows(qtbot):
    moment = frame("2-4-3-1", 3, zoom="phase")
    assert moment.step.rule == "backward"
    assert len(flows_now(moment)) == 3 * 1 + 4 * 3
    assert all(ref.symbol == "term" and ref.layer > 1 for ref in flows_now(moment))
    assert "and 11 more" in shown(qtbot, moment)._flows.text()


def test_only_the_row_of_the_layer_in_focus_is_ringed(qtbot):
    tab = shown(qtbot, frame("2-4-3-1", 3, zoom="phase", selected=Ref("delta", 2, (0,))))
    assert [line.name for line in lines(tab) if line.in_focus] == ["δ⁽²⁾₁"]


@pytest.mark.parametrize("hidden", [Ref("J", 2), Ref("J_new", 2), Ref("delta", 1, (0,))])
@pytest.mark.parametrize("step", [6, 7, 13, 17, 22])
def test_a_withheld_quantity_changes_no_state_of_another(step, hidden):
    moment, asked = frame(step=step), frame(step=step, hidden=[hidden])
    others = [row for row in rows_of(moment) if row.delta != hidden]
    assert [state_of(asked, row) for row in others] == [state_of(moment, row) for row in others]
    assert stops_here(asked) == stops_here(moment)


def test_when_the_update_is_over_no_product_of_cleared_deltas_is_shown(qtbot):
    tab = shown(qtbot, frame(step=22, hidden=[Ref("J_new", 2)]))
    assert [(line.number, line.product, line.state) for line in lines(tab)] == [("?", "", "?")] * 2
    assert tab._words.text().endswith("are cleared. A step back shows them.")
    drawn = str(tab._table.drawing())
    assert "−0.119" not in drawn  # w₂δ₂
    assert "−0.669" not in drawn  # ∂J/∂ŷ


@pytest.mark.parametrize("width", [358, 360, 400])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_in_a_narrow_panel(qtbot, name, width):
    panel = DeltaPanel()
    qtbot.addWidget(panel)
    panel.resize(width, 800)
    panel.show_all_deltas()
    panel.show()
    qtbot.waitExposed(panel)
    for number in range(1, len(frame(name).steps) + 1):
        panel.show_frame(frame(name, number))
        drawing = panel._all._table.drawing()
        assert not [label.text for label in drawing.labels if "…" in label.text]
        assert max(label.rect.right() for label in drawing.labels) <= panel._all._table.width()
        assert not [
            (one.text, two.text) for one, two in combinations(drawing.labels, 2)
            if one.rect.intersects(two.rect.adjusted(1, 1, -1, -1)) and one.text and two.text
        ]  # fmt: skip


def test_the_footer_names_the_packet_and_where_the_flow_stops(qtbot):
    tab = shown(qtbot, frame(step=12))
    assert tab._flows.text().endswith("w₂δ₂: node 2 → node 1 over w₂")
    tab.show_frame(frame(step=15))
    assert "nothing crosses an edge" in tab._flows.text()
    assert "the inputs are data" in tab._stops.text()


def test_the_header_says_what_a_real_nudge_does(qtbot):
    tab = shown(qtbot, frame(step=14))
    assert tab._words.text() == "δ₁: if z₁ rises by 0.01, J changes by −0.000278."
    tab.show_frame(frame(step=3))
    assert tab._words.text().startswith("No δ is known yet")


def test_several_terms_are_chips_with_their_numbers(qtbot):
    tab = shown(qtbot, address("wide", "B5(1)"))
    last = lines(tab)[-1]
    assert (len(last.chips), last.left) == (3, 7)
    assert all(chip.refs and chip.action and chip.said for chip in last.chips)


def test_fewer_terms_are_shown_where_the_state_needs_the_room(qtbot):
    tab = shown(qtbot, address("wide", "B5(1)"))
    drawing = tab._table.drawing()
    assert not [label.text for label in drawing.labels if "…" in label.text]


def test_a_withheld_delta_is_a_question_mark(qtbot):
    tab = shown(qtbot, frame(step=16, hidden=[Ref("delta", 1, (0,))]))
    assert [line.number for line in lines(tab)] == ["−0.148", "?"]
    assert "−0.028" not in str(tab._table.drawing())


def test_a_term_lights_its_edge_and_is_chosen_by_a_click(qtbot):
    tab = shown(qtbot, frame(step=12))
    table = tab._table
    spot = next(s for s in table.drawing().spots if Ref("term", 2, (0, 0)) in s.refs)
    with qtbot.waitSignal(tab.pointed) as pointed:
        qtbot.mouseMove(table, spot.rect.center().toPoint())
    assert pointed.args == [frozenset({Ref("term", 2, (0, 0)), Ref("W", 2, (0, 0)), Ref("delta", 2, (0,))})]
    with qtbot.waitSignal(tab.dispatched) as dispatched:
        qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=spot.rect.center().toPoint())
    assert dispatched.args == [actions.Select(Ref("W", 2, (0, 0)))]


def test_the_row_in_play_is_scrolled_into_view(qtbot):
    tab = shown(qtbot, frame("wide", 1))
    bar = tab._scroll.verticalScrollBar()
    tab.show_frame(address("wide", "B5(1)"))
    qtbot.waitUntil(lambda: bar.value() > 0)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("zoom", ["phase", "layer", "node"])
def test_every_step_of_every_network_can_be_shown(qtbot, name, zoom):
    tab = shown(qtbot, frame(name, zoom=zoom), Look(theme=DARK))
    for number in range(1, len(frame(name, zoom=zoom).steps) + 1):
        tab.show_frame(frame(name, number, zoom=zoom))
        for line in lines(tab):
            assert "None" not in f"{line.number}{line.state}{line.product}"


OTHERS = ["adam, cut, locked", "nesterov, l2", "softmax", "no hidden layer", "nothing leaves"]


@pytest.mark.parametrize("name", ["two nodes", "2-4-3-1", "one layer", *OTHERS])
def test_readers_are_those_of_the_narration(name):
    """Hold the table of readers against the edge-level steps, parts of sums passed over."""
    if name in OTHERS:
        told = frame_of(update(Session.start(RICH[name]), actions.SetZoom("edge")))
    else:
        told = frame(name, zoom="edge")
    narrated: dict[Ref, set[Ref]] = {}
    for step in told.steps:
        for ref in step.reads:
            narrated.setdefault(ref, set()).update(step.writes)
    for ref in (ref for step in told.steps for ref in step.writes):
        expected = closure(ref, narrated)
        if ref.symbol in ("x", "y"):  # the forward pass with the new weights is another update's
            expected -= {Ref("J_new", told.network.L)}
        if ref.symbol in ("delta", "term"):  # what arrives is told once, as ∂J/∂a
            expected = {reader for reader in expected if reader.symbol != "delta"}
        if ref.symbol == "dJ_da" and ref.layer < told.network.L:
            expected = {Ref("delta", ref.layer, ref.index)}
        assert {r for group in readers(ref, told.shape) for r in group} == expected


def closure(ref, narrated):
    """Follow a scalar through the parts of sums to what they are summed to."""
    found = set()
    for reader in narrated.get(ref, ()):
        found |= closure(reader, narrated) if reader.symbol in ("product", "term") else {reader}
    return found
