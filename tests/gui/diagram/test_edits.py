"""Edits as values: what is offered can be done, keeps what it does not touch, and is taken back by Undo."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.commands.network import NETWORK
from gui.diagram import Diagram
from gui.diagram.building import deeds
from gui.diagram.building.builder import Building
from gui.diagram.building.edit import Edit, draw_of
from gui.diagram.building.gestures import Carrying, Joining
from gui.diagram.building.menu import Choice, rows_of
from gui.diagram.building.structure import add_layer, remove_layer, remove_node
from gui.diagram.building.where import Column, Gap, gap_at, where_at
from gui.diagram.layout import Controls, arrange
from tests.gui.diagram.conftest import network, runaway

SIZES = st.lists(st.integers(1, 4), min_size=2, max_size=5).map(tuple)


def places(sizes):
    """Everything that a menu may be about."""
    L = len(sizes) - 1
    nodes = [Ref("a" if l else "x", l, (j,)) for l, n in enumerate(sizes) for j in range(n)]
    edges = [
        Ref("W", l, (j, k)) for l in range(1, L + 1) for j in range(sizes[l]) for k in range(sizes[l - 1])
    ]
    biases = [Ref("b", l, (j,)) for l in range(1, L + 1) for j in range(sizes[l])]
    return [*nodes, *edges, *biases, *map(Column, range(L + 1)), *map(Gap, range(L))]


def offered(frame, what):
    rows = rows_of(frame, what)
    inner = [edit for row in rows if isinstance(row, Choice) for edit in row.edits]
    return [row for row in rows if isinstance(row, Edit)] + inner


def done(session, deed, ref):
    frame = frame_of(session)
    return update(session, deed(frame, ref).action(frame))


def parameters(net):
    return {
        Ref(symbol, l, tuple(map(int, index))): float(array[index])
        for symbol, arrays in (("W", net.W), ("b", net.b))
        for l, array in enumerate(arrays[1:], 1)
        for index in np.ndindex(array.shape)
    }


@given(SIZES, st.data())
def test_what_is_offered_can_be_done_and_taken_back(sizes, data):
    session = Session.start(network(sizes))
    labels = []
    for _ in range(3):
        frame = frame_of(session)
        edits = offered(frame, data.draw(st.sampled_from(places(frame.network.sizes))))
        edits = [edit for edit in edits if not edit.refusal]
        if not edits:
            continue
        after = update(session, data.draw(st.sampled_from(edits)).action(frame))
        labels += [entry.label for entry in after.history.past][len(session.history.past) :]
        session = after
    assert [entry.label for entry in session.history.past] == labels
    for _ in labels:
        session = update(session, act.Undo())
    assert np.array_equal(frame_of(session).network.to_vector(), network(sizes).network.to_vector())


@given(SIZES, st.data())
def test_what_is_kept_keeps_its_number_under_its_new_name(sizes, data):
    session = Session.start(network(sizes))
    frame = frame_of(session)
    L = len(sizes) - 1
    edits = [add_layer(frame, after) for after in range(L)]
    edits += [remove_layer(frame, l) for l in range(1, L)]
    edits += [remove_node(frame, l, j) for l in range(1, L) for j in range(sizes[l])]
    edit = data.draw(st.sampled_from([edit for edit in edits if not edit.refusal]))
    now = frame_of(update(session, edit.action(frame))).network
    names = {ref: edit.renamed(ref) for ref in parameters(frame.network)}
    kept = [name for name in names.values() if name is not None]
    assert len(set(kept)) == len(kept)
    for ref, name in names.items():
        if name is not None:
            assert now.parameter(name) == frame.network.parameter(ref)


@pytest.mark.parametrize(
    ("sizes", "after", "nodes", "label"),
    [
        ((2, 1, 1), 0, 4, "add a layer of 4 nodes after the inputs"),
        ((2, 1, 1), 1, 4, "add a layer of 4 nodes after layer 1"),
        ((2, 6, 3, 1), 1, 6, "add a layer of 6 nodes after layer 1"),
        ((3, 2, 1), 1, 4, "add a layer of 4 nodes after layer 1"),
        ((64, 9, 10), 0, 9, "add a layer of 9 nodes after the inputs"),
        ((1, 1, 1), 1, 1, "add a layer of one node after layer 1"),
        ((1, 1), 0, 4, "add a layer of 4 nodes after the inputs"),
    ],
)
def test_a_new_layer_is_like_its_neighbour_but_not_too_narrow_for_a_plane(sizes, after, nodes, label):
    session = Session.start(network(sizes))
    edit = add_layer(frame_of(session), after)
    now = update(session, edit.action(frame_of(session)))
    assert frame_of(now).network.sizes == (*sizes[: after + 1], nodes, *sizes[after + 1 :])
    assert [entry.label for entry in now.history.past] == [label]


@pytest.mark.parametrize("what", [Ref("a", 1, (0,)), Ref("W", 2, (0, 0)), Column(1), Gap(0)])
def test_on_weights_that_are_no_numbers_nothing_is_built(what):
    session = Session.start(runaway())
    session = update(session, act.Seek(1, 2000))
    frame = frame_of(session)
    assert not np.isfinite(frame.network.to_vector()).all()
    assert all(edit.refusal for edit in offered(frame, what))


def test_a_draw_is_another_one_once_the_weights_are_others():
    session = Session.start(network((2, 3, 1)))
    first = frame_of(session)
    edit = deeds.rolled(first, Ref("a", 1, (0,)))
    second = frame_of(update(session, edit.action(first)))
    assert draw_of(first) == draw_of(first)
    assert draw_of(first) != draw_of(second)
    assert np.array_equal(first.network.W[1][1:], second.network.W[1][1:])


def test_what_is_cut_stays_so_when_its_node_is_drawn_anew():
    session = Session.start(network((2, 3, 1)))
    edge = Ref("W", 1, (0, 1))
    session = done(session, deeds.joined, edge)
    session = done(session, deeds.rolled, Ref("a", 1, (0,)))
    assert frame_of(session).network.parameter(edge) == 0
    assert deeds.locked(frame_of(session), edge) is None


# Where things are put


@given(SIZES, st.integers(400, 1600), st.floats(0, 1))
def test_every_place_is_a_column_a_gap_or_outside(sizes, width, share):
    layout = arrange(sizes, width, 400, controls=Controls(26, 150))
    found = where_at(layout, share * width)
    if isinstance(found, Column):
        assert abs(layout.columns[found.layer] - share * width) <= layout.pitch / 2
    elif isinstance(found, Gap):
        assert layout.columns[found.after] < share * width < layout.columns[found.after + 1]
    else:
        assert not layout.columns[0] < share * width < layout.columns[-1]
    assert 0 <= gap_at(layout, share * width).after < layout.L


def test_a_node_goes_to_hidden_columns_only():
    layout = arrange((2, 3, 1), 700, 400)
    carrying = Carrying("node", layout)
    found = []
    for x in layout.columns:
        carrying.move((x, 200))
        found.append(carrying.where)
    assert found == [None, Column(1), None]


def test_a_connection_is_caught_by_the_nearest_node_that_lacks_it():
    document = network((2, 3, 1))
    session = Session.start(document)
    edges = [Ref("W", 1, (0, 1)), Ref("W", 1, (2, 1))]
    for edge in edges:
        session = done(session, deeds.joined, edge)
    layout = arrange((2, 3, 1), 700, 400)
    joining = Joining((0, 1), frame_of(session), layout)
    assert sorted(joining.goals) == edges
    for j, caught in ((0, edges[0]), (1, None), (2, edges[1])):
        spot = layout.nodes[1][j]
        joining.move((spot.x, spot.y))
        assert joining.caught == caught


# The menu


def test_the_commands_of_the_network_menu_have_a_slot_or_an_action():
    frame = frame_of(Session.start(network((2, 3, 1))))
    for command in NETWORK:
        assert command.menu == "network"
        if isinstance(command.effect, str):
            owner, _, slot = command.effect.rpartition(".")
            owners = {"regions.diagram.building": Building, "regions.diagram": Diagram}
            assert callable(getattr(owners[owner], slot))
        else:
            update(Session.start(network((2, 3, 1))), command.effect(frame))


def test_commands_say_what_they_are_done_to_and_whether_they_can_be():
    session = Session.start(network((2, 3, 2, 1)))
    rows = {command.id: command for command in NETWORK}

    def seen(ref):
        frame = frame_of(update(session, act.Select(ref)))
        return {name: (row.object(frame), row.enabled(frame)) for name, row in rows.items()}

    nothing, edge = seen(None), seen(Ref("W", 2, (0, 1)))
    assert nothing["add_node"] == ("to layer 2", True)
    assert nothing["cut_or_restore"] == ("", False)
    assert edge["cut_or_restore"] == ("w⁽²⁾₁₂", True)
    assert seen(Ref("a", 1, (2,)))["lock"] == ("a⁽¹⁾₃", True)
    assert not seen(None)["activation_softmax"][1]
    assert rows["activation_tanh"].checked(frame_of(session))


def test_an_edit_that_was_offered_before_training_went_on_keeps_what_was_learned():
    session = Session.start(network((2, 3, 1)))
    offered_then = deeds.more_nodes(frame_of(session), None)
    session = update(session, act.StepUpdate(1))
    now = frame_of(session)
    after = frame_of(update(session, offered_then.action(now))).network
    assert np.array_equal(after.W[1][:3], now.network.W[1])
    assert not np.array_equal(now.network.W[1], network((2, 3, 1)).network.W[1])
