# The smoke test of the executable, itself tried: on the program from source, and on programs that are broken.
import sys
from pathlib import Path

import pytest
import smoke

PROGRAM = [sys.executable, str(Path(__file__).parents[2] / "main.py")]


def broken(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def built(folder: Path) -> Path:
    for name in (smoke.executable_name(), *(f"_internal/{paper}" for paper in smoke.PAPERS)):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * 1000)
    return folder


def test_program_from_source_says_its_version(tmp_path):
    assert smoke.check_version(PROGRAM, tmp_path).startswith("upstream ")


def test_program_from_source_tells_the_walk(tmp_path):
    smoke.check_trace(PROGRAM, tmp_path)
    assert not list(tmp_path.glob("*.upstream"))


def test_program_from_source_paints_its_window(tmp_path):
    assert smoke.check_window(PROGRAM, tmp_path, {"QT_QPA_PLATFORM": "offscreen"})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("print('upstream')", "--version says"),
        ("import sys; sys.exit('it broke')", "it broke"),
        ("import sys; print('upstream 1.0.0'); print('Qt warns', file=sys.stderr)", "Qt warns"),
        ("print(1 / 0)", "ended with 1"),
    ],
)
def test_broken_program_is_found_out(tmp_path, text, complaint):
    with pytest.raises(smoke.SmokeError, match=complaint):
        smoke.check_version(broken(text), tmp_path)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "trace says nothing"),
        ("print('x = 3')", "trace --json is no JSON"),
        ("""print('[{"n": 1}]')""", "tells 1 micro-steps"),
    ],
)
def test_broken_walk_is_found_out(tmp_path, text, complaint):
    with pytest.raises(smoke.SmokeError, match=complaint):
        smoke.check_trace(broken(text), tmp_path)


def test_window_that_says_nothing_is_found_out(tmp_path):
    with pytest.raises(smoke.SmokeError, match="--smoke says nothing"):
        smoke.check_window(broken(""), tmp_path, {})


def test_pictures_that_are_missing_are_found_out(tmp_path):
    with pytest.raises(smoke.SmokeError, match="of its 0 pictures"):
        smoke.check_pictures(broken(""), tmp_path)


def test_folder_as_it_should_be(tmp_path, capsys):
    smoke.check_folder(built(tmp_path))
    assert "0 MB in 6 files" in capsys.readouterr().out


def test_folder_too_large(tmp_path):
    with pytest.raises(smoke.SmokeError, match="0 MB are allowed"):
        smoke.check_folder(built(tmp_path), limit=0.001)


def test_folder_without_a_licence(tmp_path):
    (built(tmp_path) / "_internal" / "NOTICE").unlink()
    with pytest.raises(smoke.SmokeError, match="NOTICE does not go along"):
        smoke.check_folder(tmp_path)


def test_folder_without_a_program(tmp_path, capsys):
    assert smoke.main([str(tmp_path)]) == 1
    assert "there is no program" in capsys.readouterr().err
