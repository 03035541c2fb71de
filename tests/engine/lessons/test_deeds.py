"""What steps do: each deed takes a stage and returns another, and changes nothing else."""

from __future__ import annotations

import pytest

from engine.lessons.deeds import DEEDS, Known, deed, opened
from engine.lessons.expressions import value
from engine.lessons.stage import ChainStart, Stage, Start
from engine.nn.types import Ref
from engine.session.document import Document, two_nodes
from engine.session.playhead import steps_at
from engine.session.replay import setup_at
from tests.engine.lessons_golden.nets import BATCH_X, BATCH_Y, NET_A, NET_B, NET_C, like

BATCH = Document(NET_A, BATCH_X, BATCH_Y, shuffle="none")
STARTS = {
    "net_b": Start(Document(NET_B, [[-2.0]], [[0.0]], eta=0.5)),
    "chain": Start(None, ChainStart("sin(x^2)", 1.0)),
}


def after(*texts: str, document: Document | None = None, hide: tuple[str, ...] = (), seed: int = 0) -> Stage:
    stage = opened(Start(document or two_nodes()), hide, ("diagram", "delta"), "auto", seed)
    for text in texts:
        stage = deed(text, 0, Known(STARTS, key=("lesson", "step"))).run(stage)
    return stage


def place(stage: Stage) -> tuple[int, str]:
    here = stage.session.playhead
    return here.update, steps_at(stage.session.document, here.update, here.zoom)[here.step - 1].address


@pytest.mark.parametrize(
    ("texts", "where"),
    [
        (["goto Fa(2)"], (0, "Fa(2)")),
        (["goto C"], (0, "C")),
        (["goto B0"], (0, "B0(2)")),
        (["goto R"], (0, "R")),
        (["goto R", "goto R"], (0, "R")),
        (["goto R", "goto F0"], (1, "F0")),
        (["goto R", "goto B2(2)"], (1, "B2(2)")),
        (["goto update 3"], (3, "F0")),
        (["goto update 3", "goto C"], (3, "C")),
        (["goto C", "step"], (0, "B0(2)")),
        (["goto C", "step 2"], (0, "B1(2)")),
        (["goto C", "step -1"], (0, "Fa(2)")),
        (["goto C", "step 1 phase"], (0, "Gb(1)")),
        (["zoom node", "goto B5(1)"], (0, "B5(1)")),
        (["zoom phase", "goto B5(1)"], (0, "backward")),
        (["run 5 updates"], (4, "R")),
        (["run 5 updates", "run 2 updates"], (6, "R")),
        (["run 5 updates", "goto F0"], (5, "F0")),
        (["goto R", "run 1 update"], (1, "R")),
        (["run 3 epochs"], (2, "R")),
    ],
)
def test_moving(texts, where):
    assert place(after(*texts)) == where


def test_running_counts_from_where_the_stage_stands():
    stage = after("goto R", "run 9 updates")
    assert like("0.027776", value("J", stage)) == "0.027776"
    assert value("updates()", stage) == 10


def test_epochs_of_batches():
    assert value("updates()", after("set batch 1", "run 1 epochs", document=BATCH)) == 4
    assert (
        like("0.119263", value("full_J", after("set batch 1", "run 1 epochs", document=BATCH))) == "0.119263"
    )


def test_a_sample_is_shown():
    assert after("sample 3", document=BATCH).session.playhead.sample == 2
    with pytest.raises(ValueError, match="this update has 4"):
        after("sample 5", document=BATCH)


# Setting


def test_set_computes_all_values_before_it_sets_any():
    stage = after("set w[1] w[2], w[2] w[1], b[1] = 2*3")
    net = setup_at(stage.session.document, 0).network
    assert net.to_vector().tolist() == [0.8, 6.0, 0.2, -1.2]


def test_set_reaches_data_and_settings():
    stage = after("set x@2 7, y@1 1, eta 1/2, batch 2, shuffle fixed, optimizer adam", document=BATCH)
    setup = setup_at(stage.session.document, 0)
    assert setup.X[1, 0] == 7.0
    assert setup.Y[0, 0] == 1.0
    assert (setup.eta, setup.batch, setup.shuffle, setup.optimizer) == (0.5, 2, "fixed", "adam")


def test_set_all_weights_of_a_layer():
    stage = after("set w[1] 0.5, b[2] 0", document=Document(NET_C, [[2.0, -1.0]], [[1.0, 0.0]]))
    assert setup_at(stage.session.document, 0).network.W[1].tolist() == [[0.5, 0.5], [0.5, 0.5]]


def test_after_an_update_is_over_a_change_is_made_to_the_next():
    stage = after("goto R", "set w[2] 0")
    assert place(stage) == (1, "F0")
    assert value("w[2]", stage) == 0.0
    assert like("0.283555", value("w[1]", stage)) == "0.283555"


def test_lock_cut_and_their_opposites():
    assert setup_at(after("lock b[1], w[2]").session.document, 0).network.locked == {
        Ref("b", 1, (0,)),
        Ref("W", 2, (0, 0)),
    }
    assert not setup_at(after("lock b[1]", "unlock b[1]").session.document, 0).network.locked
    for cut, mend in (("cut", "mend"), ("mute", "unmute")):
        assert value("w[2]", after(f"{cut} w[2]")) == 0.0
        assert not setup_at(after(f"{cut} w[2]", f"{mend} w[2]").session.document, 0).network.cut


def test_cost_activation_and_data():
    assert like("1.104545", value("J", after("cost bce"))) == "1.104545"
    assert setup_at(after("activation 1 relu").session.document, 0).network.activations[1] == "relu"
    stage = after("data xor")
    assert setup_at(stage.session.document, 0).network.sizes == (2, 1, 1)
    assert value("m", stage) == 4


# Showing


def test_lighting():
    assert after("highlight node 1").lit == {Ref("a", 1, (0,))}
    assert after("pulse delta[1], w[2]").lit == {Ref("delta", 1, (0,)), Ref("W", 2, (0, 0))}
    assert after("flow delta[2] from node 2").lit == {Ref("delta", 2, (0,)), Ref("a", 2, (0,))}
    assert Ref("term", 2, (0, 0)) in after("flow w[2]*delta[2] on edge w[2]").lit
    paths = Document(NET_C, [[2.0, -1.0]], [[1.0, 0.0]])
    assert after("highlight node 1,2", document=paths).lit == {Ref("a", 1, (1,))}
    with pytest.raises(ValueError, match="layer 1 has 2 nodes"):
        after("highlight node 1", document=paths)


def test_shading():
    assert after("shade w[2]").session.selected == Ref("W", 2, (0, 0))
    assert after("shade w[2]", "shade nothing").session.selected is None


def test_panels_and_quantities_are_shown_and_hidden():
    stage = after("show surface, curve", "hide diagram, delta[1], a[1]", "show a[1]")
    assert stage.panels == {"delta", "surface", "curve"}
    assert stage.session.hidden == {Ref("delta", 1, (0,))}
    assert after("hide delta[1], J", "reveal all").session.hidden == frozenset()
    assert after("hide delta[1], J", "reveal J").session.hidden == {Ref("delta", 1, (0,))}
    assert after("notation layers").notation == "layers"


# Beginning anew


def test_load_restore_and_what_the_view_hides():
    stage = after("goto R", "set w[2] 0", "reveal all", "load net_b", hide=("delta[1]", "du[1]"))
    assert (place(stage), value("w[2]", stage), value("eta", stage)) == ((0, "F0"), -2.5, 0.5)
    assert stage.session.hidden == {Ref("delta", 1, (0,))}
    back = after("load net_b", "reveal all", "set w[2] 0", "goto R", "restore", hide=("delta[1]",))
    assert (place(back), value("w[2]", back)) == ((0, "F0"), -2.5)
    assert back.session.hidden == frozenset()
    assert after("load chain", hide=("delta[9]", "du[1]")).withheld == {"du[1]"}


def test_fork_keeps_the_run_beside():
    stage = after("run 3 updates", "fork", "restore", "set eta 10", "run 3 updates")
    assert len(stage.session.document.ghosts) == 1
    assert like("0.114264", stage.session.document.ghosts[0].document.log.curve()[3]) == "0.114264"


def test_fresh_numbers_are_keyed_by_the_play():
    one, same, other = (after("fresh two_nodes", seed=seed) for seed in (1, 1, 2))
    first = setup_at(one.session.document, 0).network.to_vector()
    assert first.tolist() == setup_at(same.session.document, 0).network.to_vector().tolist()
    assert first.tolist() != setup_at(other.session.document, 0).network.to_vector().tolist()
    assert value("w[1]", after("fresh two_nodes", "set w[1] 9", "restore", seed=1)) == first[0]
    assert after("load chain", "fresh chain").chain != STARTS["chain"].chain


def test_slips():
    assert after("slip no_slope").session.slip == "no_slope"
    assert after("slip no_slope", "slip none").session.slip == ""


def test_a_chain():
    stage = after("load chain", "x pi/2", "wiggle 0.1")
    assert (stage.chain.x, stage.wiggle) == (pytest.approx(1.5707963), 0.1)
    assert after("load chain", "function log(1 + e^x)").chain == ChainStart("log(1 + e^x)", 1.0)
    with pytest.raises(ValueError, match="log needs"):
        after("load chain", "function log(x - 5)")


@pytest.mark.parametrize("name", DEEDS)
def test_every_deed_says_what_is_wrong_with_it(name):
    with pytest.raises(ValueError, match=f"^'{name} no such thing'"):
        deed(f"{name} no such thing").run(after())


def test_a_deed_changes_no_stage_but_makes_another():
    stage = after("goto C")
    deed("set w[2] 0").run(stage)
    deed("run 4 updates").run(stage)
    assert value("w[2]", stage) == 0.8
    assert stage.session.document.log.updates == 0
