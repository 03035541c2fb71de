"""What the δ panel shows of an update with a slip in it: the wrong rule with its numbers, and the nudge."""

from __future__ import annotations

import pytest

from engine import Document, Network, Session, actions, frame_of, update
from engine.lessons.slips import SLIPS, fitting
from engine.nn.types import freeze
from engine.session.document import two_nodes
from engine.session.playhead import Playhead
from gui.look import Look
from gui.panels.delta_panel import DeltaPanel
from gui.panels.delta_panel.checks import check_of
from gui.panels.delta_panel.made_of import bars_of, tiles_of
from gui.panels.delta_panel.parts import code_of
from gui.panels.delta_panel.telling import Telling


def many_paths():
    net = Network.from_arrays(
        [[[0.5, -0.4], [0.3, 0.8]], [[0.7, -1.2], [0.6, 0.9]]], [[0.1, -0.2], [0.2, -0.1]], ["sigmoid"] * 2
    )
    return Document(net, freeze([[2.0, -1.0]]), freeze([[1.0, 0.0]]))


def batch():
    return Document(
        two_nodes().network,
        freeze([[-2.0], [-1.0], [1.0], [3.0]]),
        freeze([[0.0], [0.0], [1.0], [1.0]]),
    )


def told(document, slip, address):
    session = update(Session.start(document), actions.Stage(document, Playhead(), slip=slip))
    steps = frame_of(session).steps
    number = next(n for n, step in enumerate(steps, 1) if step.address == address)
    return Telling(frame_of(update(session, actions.Seek(number))), Look())


def bars(t):
    found = bars_of(t)
    return [(bar.name, bar.value) for bar in (*found.bars, found.total)]


def tiles(t):
    return [(tile.name, tile.number) for tile in tiles_of(t).tiles]


def test_factors_are_those_that_were_multiplied():
    assert tiles(told(two_nodes(), "own_weight", "B5(1)")) == [
        ("w₁", "0.200"), ("δ₂", "−0.148"), ("σ′(z₁)", "0.235"), ("δ₁", "−0.007"),
    ]  # fmt: skip
    assert tiles(told(two_nodes(), "new_weights", "B3(1)"))[0] == ("w₂ new", "0.892")
    assert tiles(told(two_nodes(), "bias_zero", "Gb(2)")) == [
        ("δ₂", "−0.148"), ("constant", "0"), ("∂J/∂b₂", "0.000"),
    ]  # fmt: skip


def test_bars_are_the_packets_that_arrived():
    found = bars(told(many_paths(), "own_weight", "B3(1)"))
    assert [name for name, _ in found] == ["w⁽²⁾₁₁δ⁽²⁾₁", "w⁽²⁾₂₁δ⁽²⁾₂", "sum over two edges"]
    assert [value for _, value in found] == pytest.approx([-0.052364, -0.059192, -0.111556], abs=5e-6)


def test_factors_that_were_added_are_bars():
    found = bars(told(two_nodes(), "sum_for_product", "B2(2)"))
    assert found == [
        ("∂J/∂ŷ", pytest.approx(-0.668638, abs=5e-7)),
        ("σ′(z₂)", pytest.approx(0.221561, abs=5e-7)),
        ("δ₂", pytest.approx(-0.447077, abs=5e-7)),
    ]


def test_a_sum_over_the_batch_is_not_called_a_mean():
    names = [name for name, _ in bars(told(batch(), "sum_for_mean", "AV"))]
    assert names == [*(f"∂J/∂w₂[{s}]" for s in (1, 2, 3, 4)), "∂J/∂w₂"]


def test_the_nudge_disagrees_and_no_code_gives_the_slip_away():
    t = told(two_nodes(), "no_slope", "B2(2)")
    assert "back-propagation −0.668638: they differ" in check_of(t)
    assert "they agree" in check_of(told(two_nodes(), "no_slope", "B0(2)"))
    assert code_of(t) is None


@pytest.mark.parametrize("make", [two_nodes, many_paths, batch])
def test_every_step_of_every_slip_can_be_shown(make, qtbot):
    panel = DeltaPanel()
    qtbot.addWidget(panel)
    panel.set_look(Look())
    document = make()
    for name in fitting(document):
        assert name in SLIPS
        session = update(Session.start(document), actions.Stage(document, Playhead(), slip=name))
        for number in range(1, len(frame_of(session).steps) + 1):
            panel.show_frame(frame_of(update(session, actions.Seek(number))))
