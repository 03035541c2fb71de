"""The file of a lesson that is being written: every way of saving it is noticed, and nothing else."""

import pytest

from gui.learn.live_file import LiveFile


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("first", "utf-8")
    return path


@pytest.fixture
def live(qapp, file):
    made = LiveFile(qapp)
    made.follow(file)
    yield made
    made.follow(None)
    made.deleteLater()


def replaced(file, text):
    beside = file.with_suffix(".new")
    beside.write_text(text, "utf-8")
    beside.replace(file)


def test_a_file_that_is_written_or_replaced_is_noticed_again_and_again(qtbot, live, file):
    for text in ("second", "third"):
        with qtbot.waitSignal(live.saved):
            file.write_text(text, "utf-8")
        with qtbot.waitSignal(live.saved):
            replaced(file, text)


def test_a_file_that_was_deleted_is_waited_for(qtbot, live, file):
    with qtbot.waitSignal(live.saved):
        file.unlink()
    with qtbot.waitSignal(live.saved):
        replaced(file, "it is back")


def test_other_files_of_the_folder_do_not_matter(qtbot, live, file):
    with qtbot.assertNotEmitted(live.saved, wait=600):
        (file.parent / "other.toml").write_text("other", "utf-8")


def test_a_file_that_is_followed_no_more_is_left_alone(qtbot, live, file):
    live.follow(None)
    with qtbot.assertNotEmitted(live.saved, wait=600):
        file.write_text("second", "utf-8")
