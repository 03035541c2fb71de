"""A trace as LaTeX and as Markdown: every step, well formed, and nothing in a title that could do harm."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import Document, Network, Ref, frame_of
from engine.nn.types import ZOOMS
from engine.session.actions import SetSample, SetZoom
from engine.session.document import two_nodes
from engine.session.report import trace_as_latex, trace_as_markdown, trace_as_text
from engine.session.report.escaping import for_latex, for_markdown
from engine.session.session import Session
from engine.session.update import update
from tests.strategies import TITLES, rich_cases


def frame_at(document, *actions):
    session = Session.start(document)
    for action in actions:
        session = update(session, action)
    return frame_of(session)


def rich_documents(title=""):
    def make(case):
        settings = {name: getattr(case, name) for name in ("cost", "optimizer", "eta", "l1", "l2", "moments")}
        return Document(case.net, case.X, case.Y, **settings, title=title)

    return rich_cases(most_samples=2).map(make)


def balanced(text):
    """Check braces, dollars and environments of LaTeX as TeX would read them."""
    text = re.sub(r"(?m)^%.*$", "", text)
    open_environments = []
    for kind, name in re.findall(r"\\(begin|end)\{(\w+)\}", text):
        if kind == "begin":
            open_environments.append(name)
        else:
            assert open_environments.pop() == name
    assert not open_environments
    depth, math = 0, False
    for sign in re.findall(r"\\.|[{}$]", text, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        math ^= sign == "$"
        assert depth >= 0
    assert (depth, math) == (0, False)


def table_of(text):
    """Read the steps of a LaTeX document: a list of cells a row."""
    body = text.split("\\endfoot\n")[1].split("\\end{longtable}")[0]
    return [line.removesuffix(" \\\\").split(" & ") for line in body.strip().splitlines()]


def test_the_lecture_s_delta_in_latex():
    frame = frame_at(two_nodes())
    text = trace_as_latex(frame)
    assert text.isascii()
    assert text.startswith("% Two-node network\n")
    assert r"\section*{Two-node network}" in text
    assert (
        r"14 & B5(1) & $\delta_{1} = w_{2}\,\delta_{2} \cdot \sigma'(z_{1})$ & "
        r"$0.800000 \cdot (-0.148144) \cdot 0.235004$ & $-0.027852$ \\"
    ) in text.splitlines()
    assert text.endswith("\\end{longtable}}\n\\end{document}\n")


def test_the_lecture_s_delta_in_markdown():
    lines = trace_as_markdown(frame_at(two_nodes())).splitlines()
    assert lines[0] == "# Two-node network"
    assert lines[2] == "Update 0, 22 micro-steps, layer zoom"
    assert r"| cost | half\_squared |" in lines
    assert "| 1 | $3.000000$ | $1.000000$ |" in lines
    assert (
        r"| 14 | B5(1) | $\delta_{1} = w_{2}\thinspace \delta_{2} \cdot \sigma'(z_{1})$ | "
        r"$0.800000 \cdot (-0.148144) \cdot 0.235004$ | $-0.027852$ |"
    ) in lines


@given(document=rich_documents(), zoom=st.sampled_from(ZOOMS))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_both_tell_every_quantity_of_the_sample_in_view(document, zoom):
    frame = frame_at(document, SetZoom(zoom), SetSample(1))
    latex, markdown = trace_as_latex(frame), trace_as_markdown(frame)
    balanced(latex)
    own = [[r for r in step.writes if r.sample in (None, frame.playhead.sample)] for step in frame.steps]
    rows = table_of(latex)
    assert len(rows) == sum(max(len(refs), 1) for refs in own)
    assert [row[0] for row in rows if row[0]] == [str(n) for n in range(1, len(frame.steps) + 1)]
    steps = markdown.split("## Steps\n\n")[1].splitlines()
    assert len(steps) == len(rows) + 2
    assert [line.split(" | ")[:2] for line in steps[2:]] == [["| " + row[0], row[1]] for row in rows]
    assert {line.count("|") for line in steps} == {6}
    assert all(line.count("$") % 2 == 0 for line in steps)


@given(title=TITLES | st.text(alphabet="\\{}$&#_%~^<>|`*[]()-\"'é–δ中", max_size=30))
@settings(max_examples=80)
def test_a_title_can_do_no_harm(title):
    frame = frame_at(replace(two_nodes(), title=title))
    text = trace_as_latex(frame)
    balanced(text)
    assert re.sub(r"(?m)^%.*$", "", text).isascii()
    tame = trace_as_latex(frame_at(replace(two_nodes(), title="Tame")))
    assert len(text.splitlines()) == len(tame.splitlines())
    lines = trace_as_markdown(frame).splitlines()
    assert len(lines) == len(trace_as_markdown(frame_at(two_nodes())).splitlines())
    assert lines[1] == ""


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("50 % of w_1 & {x}", r"50 \% of w\_1 \& \{x\}"),
        (r"\input{file}", r"\textbackslash{}input\{file\}"),
        ("Höhe, Çà, Dvořák", r"H\"{o}he, \c{C}\`{a}, Dvo\v{r}\'{a}k"),
        ("δ – η", r"$\delta$ \textendash{} $\eta$"),
        ("a -- b --- c", "a -{}- b -{}-{}- c"),
        ("中 ✓", "U+4E2D U+2713"),
    ],
)
def test_text_for_latex(text, latex):
    assert for_latex(text) == latex


def test_text_for_markdown():
    assert for_markdown("*a* [b](c) <d> |e| $f$ `g`") == r"\*a\* \[b\](c) \<d\> \|e\| \$f\$ \`g\`"
    assert for_markdown("one\ntwo\u2028three") == "one two three"


def test_settings_that_are_in_use_are_told_and_others_are_not():
    plain = trace_as_markdown(frame_at(two_nodes()))
    for word in ("penalty", "cut", "locked", "kept for testing"):
        assert word not in plain
    net = Network.random((2, 2, 1), ("tanh", "sigmoid")).with_cut([Ref("W", 1, (0, 1))])
    document = Document(
        net.with_locked([Ref("b", 2, (0,))]), np.eye(3, 2), np.eye(3, 1), optimizer="adam", l2=0.5,
        schedule="cosine(10)", test=np.array([2]),
    )  # fmt: skip
    frame = frame_at(document)
    text = trace_as_markdown(frame)
    for row in (
        "| optimiser | adam |",
        "| learning rate η | 1, as cosine(10) has it |",
        f"| penalty | l1 = 0, l2 = 0.5: Ω = {frame.trace.penalty:.6f} |",
        "| samples | 2 of 2, 1 kept for testing |",
        r"| cut | w\[1\]\[1,2\] |",
        r"| locked | b\[2\]\[1\] |",
    ):
        assert row in text.splitlines()


def test_large_data_are_shown_in_part():
    rng = np.random.default_rng(1)
    document = Document(Network.random((20, 1), ("tanh",)), rng.random((30, 20)), rng.random((30, 1)))
    frame = frame_at(document)
    data = trace_as_markdown(frame).split("## Data\n\n")[1].split("\n\n")[0].splitlines()
    assert len(data) == 2 + 8 + 1
    assert data[0].endswith(r"| $x_{6}$ | $y_{1}$ | … |")
    assert data[-1].startswith("| … |")
    latex = trace_as_latex(frame)
    assert latex.count("\\ldots") == 1 + 8 + 1
    balanced(latex)


def test_the_step_that_writes_nothing_is_told():
    frame = frame_at(two_nodes())
    for text in (trace_as_latex(frame), trace_as_markdown(frame), trace_as_text(frame)):
        assert text.count("all gradients are known, and nothing has moved yet") == 1
