"""Animations as files: how many pictures, how long, which; nothing is left of what ends early."""

from __future__ import annotations

import errno
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from engine.session.frame import frame_of, same_frame
from gui.export.animation.encoders.gif import GifEncoder
from gui.export.animation.moments import Moments
from gui.export.animation.order import MOST_TICKS, FilmError, checked
from gui.export.animation.take import said_of
from gui.export.formats import image_of
from gui.export.order import Order, plate_of
from gui.look import Look
from tests.gui.export.animation.conftest import (
    FAILS,
    KEEPS,
    TRAINING,
    WAITS,
    WALK,
    filmed,
    frames_of,
    loopless,
    milliseconds_of,
    picture_of,
)
from tests.gui.export.conftest import pixels, session

STILL = Look(motion=0.0)


@pytest.mark.parametrize("form", ["GIF", "WebP"])
def test_a_walk_has_its_steps_and_what_travels_between_them(form, shooting_of, tmp_path):
    shooting = shooting_of(replace(WALK, form=form))
    file = filmed(shooting, tmp_path / "walk")
    pictures, times = frames_of(file), milliseconds_of(file)
    assert {picture.shape for picture in pictures} == {(180, 320, 3)}
    assert len(pictures) == 3 + 3 + 3  # three steps; to two of them values travel, 70 % of five pictures
    assert times == [500, 100, 100, 100, 200, 100, 100, 100, 200]
    assert sum(times) == 1000 * shooting.film.duration


@pytest.mark.parametrize("form", ["GIF", "WebP"])
def test_training_has_its_updates(form, shooting_of, tmp_path):
    shooting = shooting_of(replace(TRAINING, form=form), "trained")
    file = filmed(shooting, tmp_path / "training")
    assert shooting.film.stops == (0, 4, 8)
    assert [shooting.frame_at(stop).update for stop in shooting.film.stops] == [0, 4, 8]
    assert len(frames_of(file)) == 3
    assert milliseconds_of(file) == [100, 100, 100]


def test_pictures_are_those_of_their_moments_to_the_pixel(shooting_of, tmp_path):
    shooting = shooting_of(replace(WALK, form="WebP"), "layers", view=0)
    pictures = frames_of(filmed(shooting, tmp_path / "walk"))
    assert np.array_equal(pictures[0], picture_of(shooting, 12))
    assert np.array_equal(pictures[-1], picture_of(shooting, 14))
    assert not np.array_equal(pictures[0], pictures[-1])


@pytest.mark.parametrize("source", [0, 1, 2])
def test_what_is_filmed_is_what_a_picture_shows(source, shooting_of, sources, tmp_path):
    shooting = shooting_of(replace(WALK, last=12), view=1 + source, look=STILL)
    plate = plate_of(Order(source, "PNG", WALK.size), sources[source], shooting.frame_at(12), STILL)
    [picture] = frames_of(filmed(shooting, tmp_path / "one"))
    assert np.array_equal(picture, pixels(image_of(plate)))


def test_a_gif_comes_near_in_256_colours_and_keeps_flat_ones(shooting_of, tmp_path):
    shooting = shooting_of(replace(WALK, form="GIF"), view=0)
    pictures = frames_of(filmed(shooting, tmp_path / "walk"))
    for picture, stop in ((pictures[0], 12), (pictures[-1], 14)):
        wanted = picture_of(shooting, stop)
        assert np.abs(picture - wanted).mean() < 0.5
        assert np.array_equal(picture[2, 2], wanted[2, 2])  # the ground
        assert (picture == wanted).all(axis=2).mean() > 0.9


@pytest.mark.parametrize("form", ["GIF", "WebP"])
def test_the_same_is_the_same_file(form, shooting_of, tmp_path):
    first, second = (filmed(shooting_of(replace(TRAINING, form=form)), tmp_path / name) for name in "ab")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("form", ["GIF", "WebP"])
def test_it_loops_or_not(form, shooting_of, tmp_path):
    looping = filmed(shooting_of(replace(TRAINING, form=form)), tmp_path / "a").read_bytes()
    once = filmed(shooting_of(loopless(replace(TRAINING, form=form))), tmp_path / "b").read_bytes()
    assert (b"NETSCAPE" in looping, b"NETSCAPE" in once) == (form == "GIF", False)
    if form == "WebP":
        assert [data[data.index(b"ANIM") + 12] for data in (looping, once)] == [0, 1]


def test_without_motion_nothing_travels(shooting_of, tmp_path):
    assert len(frames_of(filmed(shooting_of(look=STILL), tmp_path / "walk"))) == 3


def test_maps_in_nodes_stay_while_values_travel(shooting_of, sources, tmp_path):
    sources[0].widget.set_maps(True)
    shooting = shooting_of(replace(WALK, first=4, last=5), "layers")
    frame = shooting.frame_at(5)
    *_, still = shooting.scene.still(frame)
    arrived = shooting.scene.moving(still, shooting.scene.portrait(frame), 1.0)
    assert np.array_equal(pixels(arrived), pixels(still))
    sources[0].widget.set_maps(False)
    *_, without = shooting.scene.still(frame)
    assert not np.array_equal(pixels(without), pixels(still))


def test_times_of_a_gif_lose_nothing_by_rounding(shooting_of, tmp_path):
    shooting = shooting_of(replace(TRAINING, form="GIF", rate=12, frames=9))
    assert milliseconds_of(filmed(shooting, tmp_path / "a")) == [80, 90, 80, 80, 90, 80, 80, 90, 80]


def test_moments_are_those_of_the_session_which_stays(sources):
    begun = session("layers")
    frame = frame_of(begun)
    found = Moments.of(frame).finder(replace(WALK, update=frame.update))(frame.number)
    assert same_frame(found, frame)
    assert frame_of(begun) is frame


@pytest.mark.parametrize("form", ["GIF", "WebP", "MP4"])
@pytest.mark.parametrize("turns", [1, 4, 9])
def test_who_stops_early_leaves_nothing(form, turns, shooting_of, tmp_path, stand_in):
    stand_in(WAITS)
    file = tmp_path / "out" / "film"
    file.parent.mkdir()
    file.write_bytes(b"before")
    making = shooting_of(replace(WALK, form=form)).into(file)
    list(islice(making, turns))
    making.close()
    assert [path.name for path in file.parent.iterdir()] == ["film"]
    assert file.read_bytes() == b"before"


def test_a_full_disk_ends_it_in_one_sentence(shooting_of, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(GifEncoder, "add", full)
    file = tmp_path / "film.gif"
    with pytest.raises(OSError, match="No space") as caught:
        filmed(shooting_of(replace(WALK, form="GIF")), file)
    assert said_of(caught.value, file) == f"“{file}” cannot be written: No space left on device."
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_ends_it_before_it_begins(shooting_of, tmp_path):
    with pytest.raises(OSError, match="No such file"):
        filmed(shooting_of(), tmp_path / "nowhere" / "film.webp")


# MP4


def test_ffmpeg_is_handed_every_picture(shooting_of, tmp_path, stand_in):
    stand_in(KEEPS)
    shooting = shooting_of(replace(WALK, form="MP4", size=(321, 181)), look=STILL)
    words, data = filmed(shooting, tmp_path / "film.mp4").read_bytes().split(b"\n", 1)
    assert b"-pix_fmt bgr0 -s 320x180 -r 10 -i -" in words
    pictures = np.frombuffer(data, np.uint8).reshape(-1, 180, 320, 4)
    assert len(pictures) == shooting.film.ticks == 15
    assert np.array_equal(pictures[-1, :, :, 2::-1].astype(int), picture_of(shooting, 14))


def test_ffmpeg_that_fails_gives_its_last_line(shooting_of, tmp_path, stand_in):
    stand_in(FAILS)
    file = tmp_path / "out" / "film.mp4"
    file.parent.mkdir()
    with pytest.raises(FilmError, match=r"^ffmpeg could not write the animation: no such codec\.$"):
        filmed(shooting_of(replace(WALK, form="MP4")), file)
    assert list(file.parent.iterdir()) == []


def test_without_ffmpeg_there_is_no_mp4(shooting_of, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FilmError, match="not on the PATH"):
        filmed(shooting_of(replace(WALK, form="MP4")), tmp_path / "film.mp4")
    assert list(tmp_path.iterdir()) == []


# What cannot be made


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"first": 0}, "Steps 0 to 14 cannot be shown: give 1 to 22."),
        ({"last": 23}, "Steps 12 to 23"),
        ({"first": 14, "last": 13}, "Steps 14 to 13"),
        ({"rate": 0}, "1 to 50 of them a second"),
        ({"frames": 0}, "1 picture or more"),
        ({"size": (15, 500)}, "An animation of 15 × 500 cannot be made"),
        ({"size": (3841, 2160)}, "at most 8.3 million"),
        ({"seconds": float(MOST_TICKS)}, "20000 are allowed"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(changes, said):
    with pytest.raises(FilmError) as caught:
        checked(replace(WALK, **changes), 22)
    assert said in str(caught.value)


def test_every_frame_of_training_is_another_update():
    assert replace(TRAINING, frames=100).stops == tuple(range(9))
    assert replace(TRAINING, frames=100).ticks == 9
    assert replace(TRAINING, frames=1).stops == (0,)
