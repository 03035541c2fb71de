from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from engine.nn.types import Ref
from gui.diagram.card_place import described, obstacles, place_card
from gui.diagram.flow_layer import heads_of
from gui.diagram.geometry import Box
from gui.diagram.hit import Hits
from gui.diagram.layout import Detail
from gui.diagram.nodes import fitted
from gui.diagram.picture import Packet
from gui.look import Look


@pytest.mark.parametrize(
    ("step", "shown", "missing"),
    [
        ("F0", ["x", "3.000", "y = 1.000", "z₁ ?", "a₂ ?", "J ?", "w₁ = 0.200", "b₂ = −1.200"], ["δ₁ = ?"]),
        ("Fz(1)", ["z₁ 0.500", "a₁ ?", "w₁x = 0.600"], []),
        ("Fa(2)", ["a₂ 0.331", "J ?"], []),
        ("C", ["J 0.224", "δ₁ = ?", "δ₂ = ?"], []),
        ("B0(2)", ["∂J/∂ŷ = −0.669", "δ₂ = ?"], []),
        ("B2(2)", ["δ₂ = −0.148", "δ₁ = ?"], []),
        ("G(2)", ["∂J/∂w₂ −0.092"], ["∂J/∂w₁ −0.084"]),
        ("B3(1)", ["w₂δ₂ = −0.119", "δ₁ = ?"], []),
        ("B5(1)", ["w₂δ₂ = −0.119", "δ₁ = −0.028"], []),
        ("Gb(1)", ["∂J/∂b₁ −0.028"], []),
        ("UW(2)", ["w₂ 0.800 → 0.892", "w₁ = 0.200"], ["w₁ 0.200 → 0.284"]),
        ("R", ["w₁ 0.200 → 0.284", "→ 0.185"], []),
    ],
)
def test_the_two_node_network_says_what_is_known(picture_at, step, shown, missing):
    texts = picture_at(step).texts()
    assert set(shown) <= set(texts)
    assert not set(missing) & set(texts)


def test_columns_and_directions_are_named(picture_at):
    texts = picture_at("F0").texts()
    named = {"input", "layer 1 · sigmoid", "layer 2 · sigmoid · ŷ", "cost", "◂ upstream", "downstream ▸"}
    assert named <= set(texts)


def test_functions_are_named_in_the_language_of_the_window(picture_at, monkeypatch):
    def translated(context, text):
        return f"<{text}>" if context == "Words" else text

    monkeypatch.setattr("gui.quantities.translate", translated)
    assert any("<sigmoid>" in text for text in picture_at("F0").texts())


def test_what_a_question_hides_is_unknown_though_written(picture_at):
    hidden = {Ref("delta", 1, (0,)), Ref("a", 2, (0,))}
    texts = picture_at("B5(1)", hidden=hidden).texts()
    assert "δ₁ = ?" in texts
    assert "a₂ ?" in texts


@pytest.mark.parametrize("size", [(740, 490), (620, 330), (520, 330), (400, 300)])
@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 2, 1), (2, 4, 3, 1), (1,) * 7, (2, 8, 8, 8, 1), (2, 30, 1)])
def test_no_label_covers_another_or_a_node(picture_at, document_of, sizes, size):
    document = document_of(sizes)
    for step in range(1, 9 * (len(sizes) - 1) + 5):
        picture = picture_at(step, document, size)
        labels = list(picture.all_labels())
        for one, other in combinations(labels, 2):
            assert not one.box.overlaps(other.box), (step, one.text, other.text)
        for label in labels:
            assert not any(spot.overlaps(label.box) for column in picture.layout.nodes for spot in column)
            assert not picture.layout.cost.overlaps(label.box)
            assert label.box.x >= 0
            assert label.box.x + label.box.w <= size[0]


@pytest.mark.parametrize("scale", [0.8, 1.5, 2.0])
@pytest.mark.parametrize("decimals", [2, 6])
def test_large_text_and_many_digits_do_not_overlap(picture_at, document_of, scale, decimals):
    for sizes in ((1, 1, 1), (2, 4, 3, 1)):
        picture = picture_at("G(1)", document_of(sizes), look=Look(scale=scale, decimals=decimals))
        assert not any(a.box.overlaps(b.box) for a, b in combinations(picture.all_labels(), 2))


def test_values_travel_downstream_and_deltas_upstream(picture_at, document_of):
    document = document_of((2, 4, 3, 1))
    for step, way in (("Fz(2)", 1), ("C", 1), ("B0(3)", -1), ("B3(1)", -1), ("G(2)", -1)):
        packets = picture_at(step, document).packets
        assert packets
        assert all((packet.line[2] - packet.line[0]) * way > 0 for packet in packets), step


def test_one_packet_for_every_output(picture_at, document_of):
    packets = picture_at("B0(2)", document_of((3, 5, 4))).packets
    assert {packet.refs[0] for packet in packets} == {Ref("dJ_da", 2, (j,)) for j in range(4)}


def test_packets_are_beside_their_edges(picture_at, document_of):
    picture = picture_at("B5(1)", document_of((2, 4, 3, 1)))
    for packet in picture.packets:
        j, k = packet.refs[0].index
        x0, y0, x1, y1 = picture.edges[1].lines[j, k]
        px, py = packet.line[0], packet.line[1]
        away = abs((x1 - x0) * (py - y0) - (y1 - y0) * (px - x0)) / np.hypot(x1 - x0, y1 - y0)
        assert away > 4


def test_only_the_largest_of_many_packets_carry_numbers(picture_at, document_of):
    packets = picture_at("B5(1)", document_of((2, 30, 30, 1))).packets
    assert len(packets) == 30
    assert sum(not packet.small for packet in packets) == 8


def test_incoming_edges_are_dimmed_while_a_hidden_delta_is_made(picture_at, document_of):
    into_1, into_2, into_3 = picture_at("B3(1)", document_of((2, 4, 3, 1))).edges
    assert (into_1.levels == 0).all()
    assert (into_2.levels[:, 0] == 2).all()
    assert (into_3.levels == 1).all()


def test_what_the_walk_has_not_reached_is_dimmed(picture_at):
    picture = picture_at("Fa(1)")
    assert [marks.levels[0, 0] for marks in picture.edges] == [1, 0]
    assert [node.reached for node in picture.nodes] == [True, True, False]


@pytest.mark.parametrize(
    ("step", "padlock"), [(5, ""), (6, "closed"), (16, "closed"), (17, "open"), (18, "")]
)
def test_padlocks_hold_the_weights_from_the_cost_until_all_gradients_are_known(picture_at, step, padlock):
    labels = [label for label in picture_at(step).labels if label.kind == "weight"]
    assert {label.padlock for label in labels} == {padlock}


def test_one_padlock_speaks_for_a_large_network(picture_at, document_of):
    labels = picture_at("C", document_of((2, 4, 3, 1))).labels
    assert [label.padlock for label in labels if label.padlock] == ["closed"]


def test_width_and_dash_follow_the_weight(picture_at):
    picture = picture_at("F0")
    thin, thick = (marks.widths[0, 0] for marks in picture.edges)
    assert 1 <= thin < thick <= 8
    assert not any(marks.negative.any() for marks in picture.edges)
    assert all(bias.negative for bias in picture.biases)


def test_edges_follow_the_corrected_weights(picture_at):
    before, after = (picture_at(step).edges[1].widths[0, 0] for step in ("U0", "UW(2)"))
    assert after > before


@pytest.mark.parametrize("hidden", [Ref("W_new", 2, (0, 0)), Ref("W", 2, (0, 0))])
def test_a_withheld_weight_is_not_given_away_by_its_edge(picture_at, document_of, hidden):
    document = document_of((2, 3, 2))
    old = picture_at("U0", document).edges[1].widths
    for step in ("UW(2)", "R"):
        new = picture_at(step, document).edges[1].widths
        shown = picture_at(step, document, hidden={hidden}).edges[1].widths
        withheld = np.zeros((2, 3), bool)
        withheld[0, 0] = True
        assert (shown[~withheld] == new[~withheld]).all()
        assert (new != old).all()
        # W itself withheld: the new one may be seen; W_new withheld: the old one stands.
        assert shown[0, 0] == (old if hidden.symbol == "W_new" else new)[0, 0]
    before = picture_at("U0", document, hidden={hidden}).edges[1].widths
    assert before[0, 0] == (1.0 if hidden.symbol == "W" else old[0, 0])


def test_edges_of_numbers_that_ran_away_are_widest(picture_at, runaway_document):
    huge, endless, none = (picture_at("F0", runaway_document, run=update) for update in (6, 7, 8))
    for picture in (huge, endless, none):
        assert [marks.widths[0, 0] for marks in picture.edges] == [8.0, 8.0]
    assert [bool(marks.negative[0, 0]) for marks in huge.edges] == [True, True]
    assert [bool(marks.negative[0, 0]) for marks in none.edges] == [False, False]
    assert all(bias.width == 8.0 and not bias.negative for bias in none.biases)


def test_numbers_that_ran_away_are_said(picture_at, runaway_document):
    assert "a₂ ∞" in picture_at("R", runaway_document, run=6).texts()
    assert "a₂ not a number" in picture_at("R", runaway_document, run=9).texts()


def test_old_deltas_fade_once_weights_move(picture_at):
    pills = [label for label in picture_at("UW(2)").labels if label.kind == "delta"]
    assert len(pills) == 2
    assert all(pill.faded for pill in pills)


def test_the_node_in_play_is_ringed_in_the_colour_of_its_phase(picture_at):
    rings = [(step, mark.ring) for step in ("Fz(1)", "B5(1)") for mark in picture_at(step).nodes if mark.ring]
    assert rings == [("Fz(1)", "forward"), ("B5(1)", "delta")]
    assert picture_at("C").cost.ring == "cost"
    assert picture_at("R").cost.ring == "update"
    assert picture_at("B5(1)").cost.ring == ""


def test_dot_and_tangent_wait_until_they_are_known(picture_at):
    def curve(step, hidden=()):
        return picture_at(step, hidden=hidden).nodes[1].curve

    assert curve("F0").z is None
    assert curve("Fz(1)").z == pytest.approx(0.5)
    assert curve("Fz(1)").a is None
    assert curve("Fa(1)").a == pytest.approx(0.622459, abs=1e-6)
    assert curve("Fa(1)", {Ref("a", 1, (0,))}).a is None
    assert curve("B3(1)").slope is None
    assert curve("B4(1)").slope == pytest.approx(0.235004, abs=1e-6)
    assert curve("B4(1)").strong


def test_a_closed_gate_says_why(picture_at, document_of):
    document = document_of((2, 4, 3, 1), ("relu", "relu", "sigmoid"), seed=3)
    picture = picture_at("B4(1)", document)
    closed = [mark.index for mark in picture.nodes if mark.stopped and mark.layer == 1]
    assert closed
    chosen = picture_at("B4(1)", document, selected=Ref("delta", 1, (closed[0],)))
    assert any(text.startswith("φ′ = 0 because z = −") for text in chosen.texts())


def test_downstream_of_a_selected_weight_is_shaded(picture_at, document_of):
    picture = picture_at("F0", document_of((2, 4, 3, 1)), selected=Ref("W", 1, (1, 0)))
    centres = {(node.layer, node.index): node.spot for node in picture.nodes}
    shaded = {at for at, spot in centres.items() if any(box.holds(spot.x, spot.y) for box in picture.shade)}
    assert shaded == {(1, 1), (2, 0), (2, 1), (2, 2), (3, 0)}


def test_every_zoom_and_sample_has_its_picture(picture_at, document_of, frame_at):
    document = document_of((2, 3, 2), samples=3)
    for zoom in ("phase", "layer", "node", "edge"):
        for number in range(1, len(frame_at(1, document, zoom=zoom).steps) + 1):
            assert picture_at(number, document, zoom=zoom, sample=2).texts()


def test_large_networks_keep_short_headers_and_drop_numbers(picture_at, document_of):
    picture = picture_at("B5(4)", document_of((2, *(8,) * 9, 1)))
    assert picture.layout.detail is Detail.DOT
    assert {"layer 1", "layer 10"} <= set(picture.texts())
    assert not any(node.rows for node in picture.nodes)


def test_of_more_layers_than_there_is_room_to_name_both_ends_are_named(picture_at, document_of):
    picture = picture_at("B5(4)", document_of((2, *(2,) * 63, 1)), (600, 400))
    assert [label.lines for label in picture.labels if label.kind == "header"] == [("input",), ("cost",)]


def test_what_a_step_makes_settles(picture_at):
    def settling(step):
        picture = picture_at(step)
        labels = {label.refs[0] for label in picture.labels if label.settles}
        return labels | {Ref("a", *dot) for dot in _rising(picture)}

    assert settling("Fz(1)") == set()
    assert settling("Fa(1)") == {Ref("a", 1, (0,))}
    assert settling("B2(2)") == {Ref("delta", 2, (0,))}
    assert settling("B3(1)") == set()
    assert settling("B5(1)") == {Ref("delta", 1, (0,))}
    assert settling("G(1)") == {Ref("dW", 1, (0, 0))}
    assert settling("UW(2)") == {Ref("W_new", 2, (0, 0))}


def _rising(picture):
    return [(node.layer, (node.index,)) for node in picture.nodes if node.curve and node.curve.rises]


VIEWS = [(715, 450), (630, 365)]


def _crossed(label, picture, ref):
    """Other edges of its layer that pass under the middle of a label."""
    box = label.box.grown(-3)
    marks = picture.edges[ref.layer - 1]
    return [
        (j, k)
        for j, k in np.ndindex(marks.widths.shape)
        if (j, k) != ref.index and box.is_crossed(tuple(marks.lines[j, k].tolist()))
    ]


def test_a_label_stands_on_its_own_edge_where_edges_cross(picture_at, document_of):
    document = document_of((2, 2, 2))
    for step in ("F0", "C", "U0"):
        picture = picture_at(step, document, (715, 450))
        weights = [
            label for label in picture.labels if label.kind == "weight" and label.refs[0].symbol == "W"
        ]
        assert len(weights) == 8
        for label in weights:
            assert not _crossed(label, picture, label.refs[0]), label.text


@pytest.mark.parametrize("size", VIEWS)
def test_where_edges_cross_gradients_are_shown_of_the_one_in_detail_only(picture_at, document_of, size):
    document = document_of((2, 2, 2))
    for step in range(1, 23):
        labels = picture_at(step, document, size).labels
        tags = [label for label in labels if label.kind == "gradient"]
        assert len(tags) <= 1
        assert all("∂J/∂" in tag.text for tag in tags)
        weights = [label for label in labels if label.kind in ("weight", "update") and label.fill != "solid"]
        assert all(label.fill in ("card", "soft") for label in weights)
        assert all(label.text[0] in "wb" for label in weights)


@pytest.mark.parametrize("size", VIEWS)
def test_gradients_of_biases_stand_level_to_the_end(picture_at, size):
    first = {tag.refs[0]: tag.box for tag in picture_at("U0", size=size).labels if tag.kind == "gradient"}
    assert len(first) == 4
    for step in ("UW(2)", "Ub(2)", "UW(1)", "Ub(1)", "R"):
        tags = {tag.refs[0]: tag.box for tag in picture_at(step, size=size).labels if tag.kind == "gradient"}
        b1, b2 = tags[Ref("db", 1, (0,))], tags[Ref("db", 2, (0,))]
        assert b1.cy == pytest.approx(b2.cy)
        assert b2 == first[Ref("db", 2, (0,))]


@pytest.mark.parametrize("size", VIEWS)
def test_locked_weights_keep_clear_of_nodes(picture_at, size):
    picture = picture_at("C", size=size)
    for label in (label for label in picture.labels if label.kind == "weight"):
        assert not any(node.spot.overlaps(label.box.grown(3.9)) for node in picture.nodes), label.text


@pytest.mark.parametrize(
    ("value", "room", "text"),
    [
        (None, 1, "?"),
        (0.5, 40, "0.500"),
        (1000.0, 45, "1000.0"),
        (-1234.568, 40, "−1235"),
        (-2200000.0, 40, "−2×10⁶"),
        (0.123456, 20, "0.123"),
    ],
)
def test_a_number_is_written_so_that_it_fits(value, room, text):
    assert fitted(value, Look(), room, lambda words: 7.0 * len(words)) == text


def test_a_number_that_nothing_fits_is_shortest():
    assert fitted(-1234.568, Look(point=","), 1, len) == "−1235"


def test_nodes_stay_where_they_are_however_large_the_cost(picture_at, runaway_document):
    places = {
        picture_at(step, runaway_document, run=run).layout.cost for step in ("F0", "C", "R") for run in (0, 4)
    }
    assert len(places) == 1


def test_headers_win_over_a_bias_that_is_unfolded(picture_at, document_of):
    document = document_of((3, 30, 30, 2))
    for step in ("Gb(1)", "Gb(2)", "Ub(2)"):
        headers = [label for label in picture_at(step, document, (715, 450)).labels if label.kind == "header"]
        assert len(headers) == 5


def test_every_output_has_its_target(picture_at, document_of):
    texts = picture_at("C", document_of((3, 5, 5)), (715, 450)).texts()
    assert sum(text.startswith("y") for text in texts) == 5


def test_chains_are_of_three_at_least_or_none():
    short, long = (Packet((0, 0, length, 0), "delta", (), small=True) for length in (30, 120))
    assert heads_of(short, 1.0, 5.0) == []
    assert len(heads_of(long, 1.0, 5.0)) == 3


def test_the_shade_is_one_region_up_to_the_cost(picture_at, document_of):
    shade = picture_at("F0", document_of((2, 4, 3, 1)), selected=Ref("W", 1, (1, 0))).shade
    assert [one.x + one.w <= other.x for one, other in pairwise(shade)] == [True, True]


@pytest.mark.parametrize("size", [(120.0, 60.0), (300.0, 140.0)])
def test_the_card_stands_beside_what_it_describes(picture_at, size):
    picture = picture_at("B5(1)")
    hits = Hits(picture, backward=True)
    for hit in (hits.at(label.box.cx, label.box.cy) for label in picture.all_labels() if label.refs):
        keep = described(hit, picture, (hit.shape.cx, hit.shape.cy))
        x, y = place_card(keep, size, Box(0, 0, 1400, 900), obstacles(picture))
        assert not Box(x, y, *size).overlaps(keep)


def test_the_card_of_a_node_leaves_its_delta_free_and_that_of_an_edge_its_tag(picture_at):
    picture = picture_at("U0")
    hits, spot = Hits(picture, backward=True), picture.layout.nodes[1][0]
    keep = described(hits.at(spot.x, spot.y + 9), picture, (spot.x, spot.y + 9))
    pill = picture.layout.pill_box(1, 0)
    assert keep.shared(pill) == pytest.approx(pill.w * pill.h, rel=0.05)
    x0, y0, x1, _ = picture.edges[0].lines[0, 0]
    edge = described(hits.at((x0 + x1) / 2, y0), picture, ((x0 + x1) / 2, y0))
    tag = next(label.box for label in picture.labels if label.refs[:1] == (Ref("dW", 1, (0, 0)),))
    assert edge.shared(tag) == pytest.approx(tag.w * tag.h)


def test_rings_around_two_labels_do_not_touch(picture_at, document_of):
    picture = picture_at("F0", document_of((2, 2, 2)))
    first, second = (label for label in picture.labels if label.kind == "target")
    assert first.ringed
    assert second.ringed
    assert second.box.y - (first.box.y + first.box.h) >= 2 * 2 + 3  # each ring stands 2 px away, with its pen


@pytest.mark.parametrize("size", [(740, 120), (740, 160), (498, 140)])
@pytest.mark.parametrize("step", range(1, 23))
def test_no_pill_lies_on_an_edge_of_a_chain(picture_at, size, step):
    picture = picture_at(step, size=size, look=Look(scale=2.0))
    for label in picture.labels:
        if label.kind in ("number", "delta") and label.refs[0].symbol == "delta":
            node = picture.layout.nodes[label.refs[0].layer][0]
            assert not label.box.y < node.y < label.box.y + label.box.h, label.text
