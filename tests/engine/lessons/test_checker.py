"""``upstream check``: whether a lesson's numbers are true, and whether it teaches by asking."""

from __future__ import annotations

import pytest

from engine.lessons.checker import agree, check
from main import main
from tests.engine.lessons.written import DEMO, line_of, small

CASES = {
    "a number that is not so": (
        ("check  = -0.148144", "check  = -0.148145"),
        "delta[2] is -0.148144, not -0.148145",
    ),
    "a claim that is not so": (("value = 0.185043", "value = 0.223539"), "J is 0.185043, not 0.223539"),
    "a wrong option without a hint": (
        ("hint = \"M09\", why = '''$w_2$ is on the diagram: 0.8.'''", "right = false"),
        "has neither hint nor why",
    ),
    "nothing to change": (
        (
            '[step.until]\n  expr = "abs(w[2]) < 0.02"      # the step is done when this is true\n  then',
            "notes",
        ),
        "step.until",
    ),
    "too long a text": (("Start at the output.", "Start. " * 40), "279 characters; 220 are the most"),
    "hidden at the end": (
        ('"delta[2]"]   # shown', '"delta[2]", "z[1]"] # shown'),
        "1 value is still hidden at the end",
    ),
    "true before anything is done": (
        ("abs(w[2]) < 0.02", "abs(w[2]) > 0.02"),
        "is true before anything was done",
    ),
    "the answer in the text": (
        ("Start at the output.", "It is −0.148144."),
        "−0.148144 in the text tells the answer",
    ),
    "the answer in view": (("check  = -0.027852", "hide = []"), "delta[1] is in view while it is asked for"),
    "what runs away": (
        ('"restore", "goto R"', '"restore", "activation 2 linear", "set eta 1e200", "run 500 updates"'),
        "runs away",
    ),
    "an answer that is none": (('answer = "delta[2]"', 'answer = "delta[2]/0"'), "is no finite number"),
}


def test_the_complete_example_is_all_right():
    report = check(DEMO, "demo.toml")
    assert report.ok
    assert report.lines[-1] == "demo.toml: all right"
    assert f"  line {line_of(DEMO, '[[step.assert]]')}: J = 0.185043" in report.lines
    assert sum("delta" in line for line in report.lines) == 2


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_found_with_its_line(name):
    (old, new), said = CASES[name]
    assert old in DEMO
    text = DEMO.replace(old, new)
    if name == "the answer in view":
        text = text.replace('hide    = ["delta[1]", "delta[2]"]', "hide = []").replace(
            "goto B2(2)", "goto B5(1)"
        )
    report = check(text, "demo.toml")
    assert not report.ok
    faults = [line for line in report.lines if said in line]
    assert faults
    assert faults[0].startswith("demo.toml, line ")
    assert report.lines[-1].endswith(("fault", "faults"))


def test_a_lesson_that_only_tells():
    report = check(small(), "tells.toml")
    assert [line for line in report.lines if "asks 0 questions" in line]
    assert [line for line in report.lines if "lets the student change" in line]


@pytest.mark.parametrize(
    ("said", "found", "fine"),
    [
        (0.185043, 0.1850430499, True),
        (0.185043, 0.1850436, False),
        (5, 5.0004, True),
        (5, 5.001, False),
        (-0.4, -0.4003, True),
        (1e-06, 0.00000113, True),
        (0.0, float("nan"), False),
    ],
)
def test_numbers_are_compared_to_the_last_digit_written(said, found, fine):
    assert agree(said, found) is fine


def test_exit_codes(tmp_path, capsys):
    good, bad, broken = (tmp_path / f"{name}.toml" for name in ("good", "bad", "broken"))
    good.write_text(DEMO, encoding="utf-8")
    bad.write_text(DEMO.replace("0.185043", "0.285043"), encoding="utf-8")
    broken.write_text("format = 2", encoding="utf-8")
    assert main(["check", str(good)]) == 0
    assert main(["check", str(good), str(bad)]) == 1
    assert "good.toml: all right" in capsys.readouterr().out
    assert main(["check", str(broken), str(good), str(bad)]) == 2
    told = capsys.readouterr()
    assert told.err.startswith(f"upstream: {broken}, line 1: format should be")
    assert "bad.toml: 1 fault" in told.out


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_files_that_cannot_be_read(tmp_path, capsys, content):
    file = tmp_path / "x.toml"
    if content is not None:
        file.write_bytes(content)
    assert main(["check", str(file)]) == 2
    assert capsys.readouterr().err.startswith(f"upstream: {file}: ")


def test_check_needs_a_file(capsys):
    assert main(["check"]) == 2
    assert "upstream --help shows how" in capsys.readouterr().err
