"""The commands without a window: what they print, what they write, and the exit codes."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import engine
from engine import Document, Network, Session, dump_document, frame_of, load_document
from engine.nn.types import freeze
from engine.session.document import same_document, two_nodes
from engine.session.playhead import Playhead
from engine.session.report import (
    numpy_script,
    run_as_csv,
    runs_as_csv,
    torch_script,
    trace_as_latex,
    trace_as_markdown,
    trace_as_text,
)
from main import main

ROOT = Path(__file__).parents[2]
IN_HELP = """
    trace export train pictures --smoke --version --updates --update --zoom --sample --json --latex
    --markdown --numpy --torch --csv --runs -o --animate --from --to --frames --fps --size --dark --view
"""


def run(*words, cwd=ROOT, **options):
    command = [sys.executable, str(ROOT / "main.py"), *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, timeout=60, check=False, **options)


@pytest.fixture
def deep(tmp_path):
    rng = np.random.default_rng(3)
    net = Network.random((2, 4, 3, 1), ("tanh", "relu", "sigmoid"), seed=5)
    file = tmp_path / "deep.upstream"
    dump_document(Document(net, rng.normal(size=(3, 2)), rng.random((3, 1)), title="Deep"), file)
    return file


def steps_of(capsys) -> list:
    return json.loads(capsys.readouterr().out)


def test_version_and_help(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"upstream {engine.__version__}\n"
    for word in ("--help", "-h"):
        assert main([word]) == 0
        text = capsys.readouterr().out
        assert [name for name in IN_HELP.split() if name not in text] == []


def test_without_a_window_nothing_of_qt_is_imported():
    code = (
        "import sys, main; main.main(['trace']); "
        "sys.exit(any(m.split('.')[0] in ('PySide6', 'shiboken6', 'gui') for m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_trace_tells_the_walk(capsys):
    assert main(["trace"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Two-node network · 1–1–1 · update 0 · 22 micro-steps, layer zoom\n")
    assert "  14  B5(1)    delta[1][1] = −0.027852\n" in text
    assert "δ₁ = w₂ δ₂ · σ′(z₁)" in text
    assert "= 0.800000 · (−0.148144) · 0.235004 = −0.027852" in text
    assert "reads delta[2][1] w[2][1,1] slope[1][1]" in text
    assert re.findall(r"^ +(\d+)  ", text, re.MULTILINE) == [str(n) for n in range(1, 23)]


@pytest.mark.parametrize(("zoom", "count"), [("phase", 4), ("layer", 22), ("node", 22), ("edge", 27)])
def test_zoom_levels_of_the_two_node_network(zoom, count, capsys):
    assert main(["trace", "--zoom", zoom, "--json"]) == 0
    steps = steps_of(capsys)
    assert [step["n"] for step in steps] == list(range(1, count + 1))
    assert list(steps[0]) == ["n", "rule", "layer", "writes", "reads", "values", "given", "settings"]
    assert list(steps[1]) == ["n", "rule", "layer", "writes", "reads", "values", "given"]
    assert main(["trace", "--zoom", zoom]) == 0


@pytest.mark.parametrize(
    ("zoom", "count"),
    [
        ("layer", 32),
        # Fz n(n₋+2) = 16+18+5, Fa 8, B0 to B2 3, G and UW 23 each, Gb and Ub 8 each,
        # B3 4·4+3·2, B4 and B5 7 each, and 5 others: F0, C, AV, U0, R.
        ("edge", 39 + 8 + 3 + 46 + 16 + 22 + 14 + 5),
        ("node", 8 * 6 + 3 + 7 * 3 + 5),
    ],
)
def test_zoom_levels_of_a_deep_network(deep, zoom, count, capsys):
    assert main(["trace", str(deep), "--zoom", zoom, "--json"]) == 0
    assert len(steps_of(capsys)) == count


def test_a_batch_is_told_whole_or_by_sample(deep, capsys):
    assert main(["trace", str(deep), "--json"]) == 0
    whole = steps_of(capsys)
    assert whole[0]["writes"] == [f"x[{k}]@{s}" for k in (1, 2) for s in (1, 2, 3)] + [
        "y[1]@1",
        "y[1]@2",
        "y[1]@3",
    ]
    assert main(["trace", str(deep), "--sample", "2", "--json"]) == 0
    second = steps_of(capsys)
    assert [step["rule"] for step in second] == [step["rule"] for step in whole]
    assert second[0]["writes"] == ["x[1]@2", "x[2]@2", "y[1]@2"]
    for one, all_ in zip(second, whole, strict=True):
        assert one["values"] == {k: v for k, v in all_["values"].items() if "@" not in k or k.endswith("@2")}
    assert main(["trace", str(deep), "--sample", "3"]) == 0
    assert "sample 3 of 3" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "report"),
    [
        (("trace",), trace_as_text),
        (("trace", "--latex"), trace_as_latex),
        (("trace", "--markdown"), trace_as_markdown),
        (("export", "--numpy"), numpy_script),
        (("export", "--torch"), torch_script),
        (("export", "--latex"), trace_as_latex),
        (("export", "--markdown"), trace_as_markdown),
        (("export", "--csv"), lambda frame: run_as_csv(frame.document)),
        (("export", "--runs"), lambda frame: runs_as_csv(frame.document)),
    ],
)
def test_reports_are_printed_or_written(words, report, deep, tmp_path, capsys):
    wanted = report(frame_of(Session.start(load_document(deep))))
    assert main([words[0], str(deep), *words[1:]]) == 0
    assert capsys.readouterr() == (wanted, "")
    out = tmp_path / "out"
    assert main([words[0], str(deep), *words[1:], "-o", str(out)]) == 0
    assert capsys.readouterr() == ("", "")
    assert out.read_bytes().decode() == wanted


def test_any_update_can_be_told(capsys):
    assert main(["trace", "--update", "3", "--json"]) == 0
    steps = steps_of(capsys)
    assert f"{steps[5]['values']['J']:.6f}" == "0.114264"
    assert steps[0]["settings"]["update"] == 3
    assert main(["export", "--numpy", "--update", "3"]) == 0
    assert capsys.readouterr().out.startswith("# Two-node network · 1–1–1 · update 3\n")


def test_the_exported_program_runs_by_itself(deep, tmp_path):
    program = tmp_path / "update.py"
    assert main(["export", str(deep), "--numpy", "-o", str(program)]) == 0
    done = subprocess.run(
        [sys.executable, program], cwd=tmp_path, capture_output=True, timeout=60, check=True, text=True
    )
    trace = frame_of(Session.start(load_document(deep))).trace
    found = dict(line.split(" = ") for line in done.stdout.splitlines())
    assert json.loads(found["J"]) == pytest.approx(trace.J, rel=1e-12)
    np.testing.assert_allclose(json.loads(found["dW_2"]), trace.dW[2], rtol=1e-12)


def test_trace_tells_the_update_that_the_file_is_at(tmp_path, capsys):
    file = tmp_path / "at.upstream"
    dump_document(two_nodes(), file, Playhead(update=3, step=5, zoom="edge"))
    assert main(["trace", str(file), "--json"]) == 0
    steps = steps_of(capsys)
    assert len(steps) == 22
    assert f"{steps[5]['values']['J']:.6f}" == "0.114264"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["trace", "--sample", "0"], "--sample 0: there is 1 sample in this update"),
        (["trace", "--sample", "2"], "--sample 2: there is 1 sample in this update"),
        (["trace", "--sample", "-1"], "--sample -1: there is 1 sample in this update"),
        (["trace", "--sample", "one"], "argument --sample: invalid int value: 'one'"),
        (["trace", "--sample"], "argument --sample: expected one argument"),
        (["trace", "--zoom", "atom"], "argument --zoom: invalid choice: 'atom'"),
        (["trace", "a", "b"], "unrecognized arguments: b"),
        (["trace", "--nonsense"], "unrecognized arguments: --nonsense"),
        (["trace", "--json", "--latex"], "argument --latex: not allowed with argument --json"),
        (["trace", "--update", "-1"], "--update -1: give a number from 0 to 2,000,000"),
        (["trace", "-o", "no/such/folder/x"], "no/such/folder/x: there is no folder"),
        (["trace", "-o", "{tmp}"], "{tmp}: cannot be written: "),
        (["export"], "one of the arguments --numpy --torch --latex --markdown --csv --runs is required"),
        (["export", "--numpy", "--csv"], "argument --csv: not allowed with argument --numpy"),
        (["export", "--numpy", "--update", "9999999"], "--update 9999999: give a number from 0 to"),
        (["export", "--torch", "-o", "{tmp}"], "{tmp}: cannot be written: "),
        (["train"], "--updates"),
        (["train", "--updates", "-1"], "--updates -1: give a number from 0 to"),
        (["train", "--updates", "1.5"], "argument --updates: invalid int value: '1.5'"),
        (["train", "--updates", "99999999999"], "--updates 99999999999: give a number from 0 to 2,000,000"),
        (["train", "--updates", "1", "-o", "no/such/folder/x"], "no/such/folder/x: there is no folder"),
        (["train", "--updates", "1", "--csv", "no/such/folder/x"], "no/such/folder/x: there is no folder"),
        (["train", "--updates", "1", "-o", "{tmp}"], "{tmp}: cannot be written: "),
        (["train", "--updates", "1", "--csv", "{tmp}"], "{tmp}: cannot be written: "),
    ],
)
def test_calls_that_cannot_be_carried_out(words, sentence, tmp_path, capsys):
    code = main([word.format(tmp=tmp_path) for word in words])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.startswith("upstream: ")
    assert sentence.format(tmp=tmp_path) in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("updates", "J"), [(0, "0.223539"), (1, "0.185043"), (100, "0.001566"), (1000, "0.000133")]
)
def test_train_ends_at_the_golden_cost(updates, J, capsys):
    assert main(["train", "--updates", str(updates)]) == 0
    assert capsys.readouterr() == (f"update {updates}: J = {J}\n", "")


def read_curve(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text))


def test_the_curve_has_a_row_for_every_update_from_0(tmp_path, capsys):
    file = tmp_path / "curve.csv"
    assert main(["train", "--updates", "10", "--csv", str(file)]) == 0
    rows = read_curve(file)
    assert rows[0] == ["update", "J", "eta"]
    assert {row[2] for row in rows[1:]} == {"1.0"}
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(11)]
    found = {n: f"{float(J):.6f}" for n, J in enumerate(row[1] for row in rows[1:])}
    wanted = {0: "0.223539", 1: "0.185043", 2: "0.147231", 3: "0.114264", 5: "0.069133", 10: "0.027776"}
    assert {n: found[n] for n in wanted} == wanted
    assert b"\r" not in file.read_bytes()
    assert main(["train", "--updates", "0", "--csv", str(file)]) == 0
    assert len(read_curve(file)) == 2


def test_training_goes_on_where_it_was(tmp_path, capsys):
    first, second, curve = tmp_path / "1.upstream", tmp_path / "2.upstream", tmp_path / "curve.csv"
    assert main(["train", "--updates", "4", "-o", str(first)]) == 0
    assert main(["train", str(first), "--updates", "6", "-o", str(second), "--csv", str(curve)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "update 10: J = 0.027776"
    assert len(read_curve(curve)) == 12
    once = tmp_path / "once.upstream"
    assert main(["train", "--updates", "10", "-o", str(once)]) == 0
    assert load_document(second).log.curve().tolist() == load_document(once).log.curve().tolist()
    capsys.readouterr()
    assert main(["trace", str(second), "--json"]) == 0
    values = {k: v for step in steps_of(capsys) for k, v in step["values"].items()}
    assert f"{values['J']:.6f}" == "0.027776"
    assert same_document(load_document(second), load_document(once))
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "1.upstream",
        "2.upstream",
        "curve.csv",
        "once.upstream",
    ]


def test_zero_updates_write_the_document_as_it_is(tmp_path, capsys):
    out = tmp_path / "same.upstream"
    assert main(["train", "--updates", "0", "-o", str(out)]) == 0
    found = load_document(out)
    assert same_document(replace(found, log=two_nodes().log), two_nodes())
    assert found.log.updates == 0


def running_away(tmp_path, eta=1e6, x=100.0) -> Path:
    file = tmp_path / "away.upstream"
    net = Network.from_arrays([[[1.0]], [[1.0]]], [[0.0], [0.0]], ["linear", "linear"])
    dump_document(Document(net, freeze([[x]]), freeze([[1.0]]), eta=eta), file)
    return file


def test_training_that_runs_away_says_what_went_wrong_and_keeps_what_was_right(tmp_path, capsys):
    out, curve = tmp_path / "out.upstream", tmp_path / "curve.csv"
    file = running_away(tmp_path)
    assert main(["train", str(file), "--updates", "500", "-o", str(out), "--csv", str(curve)]) == 1
    text, err = capsys.readouterr()
    pattern = (
        r"upstream: stopped before update (\d+): (\S+) is not a finite number any more; "
        r"try a learning rate below 1e\+06\n"
    )
    match = re.fullmatch(pattern, err)
    assert match, err
    done = int(match[1]) - 1
    assert match[2] in (
        "J",
        "new.J",
        "z[2][1]",
        "z[1][1]",
        "new.w[1][1,1]",
        "new.w[2][1,1]",
        "delta[1][1]",
        "dJ_dw[1][1,1]",
    )
    rows = read_curve(curve)[1:]
    assert [int(row[0]) for row in rows] == list(range(done + 1))
    assert all(np.isfinite(float(row[1])) for row in rows)
    kept = load_document(out)
    assert kept.log.updates == done
    assert np.isfinite(kept.log.curve()).all()
    assert text.startswith(f"update {done}: J = ")


def test_training_that_is_mad_from_the_start(tmp_path, capsys):
    file = running_away(tmp_path, x=1e200)
    assert main(["train", str(file), "--updates", "5"]) == 1
    out, err = capsys.readouterr()
    assert err.startswith("upstream: stopped before update 1: J is not a finite number any more")
    assert err.count("\n") == 1
    for words in (
        ["trace", str(file)],
        ["trace", str(file), "--zoom", "edge"],
        ["trace", str(file), "--json"],
    ):
        assert main(words) == 0
        out, err = capsys.readouterr()
        assert err == ""
        assert ("null" if "--json" in words else "∞") in out


def test_from_a_shell():
    done = run("trace", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    done = run("train", "--updates", "100")
    assert (done.returncode, done.stdout.decode().strip(), done.stderr) == (
        0,
        "update 100: J = 0.001566",
        b"",
    )
    done = run("train", "--updates", "-1")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1


def test_a_terminal_that_cannot_write_delta_still_gets_the_walk():
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = run("trace", env=environment)
    assert done.returncode == 0, done.stderr
    assert b"delta[1][1] = " in done.stdout
    assert done.stderr == b""


def test_a_reader_that_goes_away_gets_no_traceback(deep):
    command = [sys.executable, str(ROOT / "main.py"), "trace", str(deep), "--zoom", "edge"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(timeout=30)
    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors
