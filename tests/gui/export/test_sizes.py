"""How large a picture may be, and how a panel is laid out in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.export.sizes import (
    LARGEST,
    MOST_DOTS,
    SCALES,
    SMALLEST,
    SizeError,
    fit,
    read_size,
    refuse_dots,
    scaled,
)

sides = st.integers(SMALLEST, LARGEST)
pairs = st.tuples(sides, sides)


@given(sides, sides)
def test_every_allowed_size_is_read(width, height):
    assert read_size(str(width), f" {height} ") == (width, height)


@pytest.mark.parametrize(
    ("width", "height", "sentence"),
    [
        ("", "600", "The width must be a whole number of pixels, but is “”."),
        ("wide", "600", "The width must be a whole number of pixels, but is “wide”."),
        ("800", "6.5", "The height must be a whole number of pixels, but is “6.5”."),
        ("800", "-600", "The height must be a whole number of pixels, but is “-600”."),
        ("800", "٣٠٠", "The height must be a whole number of pixels, but is “٣٠٠”."),
        ("15", "600", "The width must be 16 to 16384 pixels, but is 15."),
        ("800", "16385", "The height must be 16 to 16384 pixels, but is 16385."),
        ("0", "0", "The width must be 16 to 16384 pixels, but is 0."),
        ("9" * 400, "600", f"The width must be a whole number of pixels, but is “{'9' * 40}”."),
    ],
)
def test_another_size_is_refused_in_one_sentence(width, height, sentence):
    with pytest.raises(SizeError) as refusal:
        read_size(width, height)
    assert str(refusal.value) == sentence


@given(pairs)
def test_an_image_has_only_so_many_dots(size):
    if size[0] * size[1] <= MOST_DOTS:
        refuse_dots(size)
    else:
        with pytest.raises(SizeError, match=r"million pixels.*SVG and PDF are sharp at any size\.$"):
            refuse_dots(size)


@given(pairs, st.sampled_from(SCALES))
def test_a_multiple_stays_within_what_a_side_may_have(natural, factor):
    width, height = scaled(natural, factor)
    assert SMALLEST <= width <= LARGEST
    assert SMALLEST <= height <= LARGEST
    if factor * max(natural) <= LARGEST:
        assert (width, height) == (factor * natural[0], factor * natural[1])


@given(pairs, pairs)
def test_what_fills_a_page_has_never_less_room_than_on_screen(natural, size):
    laid = fit(natural, size, fills=True)
    assert laid.offset == (0, 0)
    assert all(given >= needed for given, needed in zip(laid.inner, natural, strict=True))
    assert any(given == needed for given, needed in zip(laid.inner, natural, strict=True))
    assert laid.page[0] * size[1] == pytest.approx(laid.page[1] * size[0])


@given(pairs, pairs)
def test_what_does_not_fill_it_stands_in_the_middle(natural, size):
    laid = fit(natural, size, fills=False)
    assert laid.inner == natural
    for offset, inner, page in zip(laid.offset, laid.inner, laid.page, strict=True):
        assert 2 * offset + inner == pytest.approx(page)
        assert offset >= -1e-6


@given(pairs, st.booleans(), st.sampled_from(SCALES))
def test_a_multiple_is_laid_out_as_on_screen(natural, fills, factor):
    if factor * max(natural) <= LARGEST:
        assert fit(natural, scaled(natural, factor), fills).inner == natural
