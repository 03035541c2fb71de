"""Plain numbers out of bytes, a million at a time.

Numbers such as 0, −12.5 or 0.000123 are put together digit by digit, for all cells of the same length at
once; that is three to twenty times as fast as reading one after the other. The result is the same bit
for bit: a whole number below 2⁵³ divided by a power of ten up to 10²² is rounded once, as it must be.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.nn.types import Array, IntArray

Bytes: TypeAlias = NDArray[np.uint8]
Mask: TypeAlias = NDArray[np.bool_]

_LONGEST = 17
_EXACT = 2**53
_POWERS = 10.0 ** np.arange(_LONGEST + 1)
_SPACE, _PLUS, _MINUS, _ZERO = b" +-0"
_MOST_SPACES = 8


class Spans(NamedTuple):
    """Where cells begin and stop in the bytes of a block."""

    begin: IntArray
    stop: IntArray


def trimmed(block: Bytes, spans: Spans) -> Spans:
    """Leave out the spaces before and behind; of more than eight, some stay."""
    begin, stop = spans.begin.copy(), spans.stop.copy()
    for _ in range(_MOST_SPACES):
        before = (block[begin] == _SPACE) & (begin < stop)
        behind = (block[stop - 1] == _SPACE) & (begin + before < stop)
        if not (before.any() or behind.any()):
            break
        begin += before
        stop -= behind
    return Spans(begin, stop)


def unquoted(block: Bytes, spans: Spans, untrimmed: Spans, quote: int) -> Spans | None:
    """Leave out the quotation marks where each encloses a whole cell; None if one stands anywhere else."""
    begin, stop = spans
    marked = (block[begin] == quote) & (block[untrimmed.stop - 1] == quote) & (stop - begin >= 2)
    if np.count_nonzero(block == quote) != 2 * np.count_nonzero(marked):
        return None
    return trimmed(block, Spans(begin + marked, stop - marked))


def plain_numbers(block: Bytes, spans: Spans, point: int) -> tuple[Array, Mask]:
    """Read cells as numbers.

    Parameters
    ----------
    block : ndarray of uint8
    spans : Spans
        Cells without spaces around them, each followed by one more byte in the block.
    point : int
        The byte that is the decimal mark.

    Returns
    -------
    numbers : ndarray, shape (cells,)
        NaN for cells that are not plain.
    plain : ndarray of bool, shape (cells,)
        Which cells are: an optional sign, digits and at most one decimal mark, together at most 17
        characters, and below 2⁵³ without the mark.
    """
    begin, stop = spans
    first = block[begin]
    negative = first == _MINUS
    signed = (negative | (first == _PLUS)) & (begin < stop)
    begin = begin + signed
    width = np.minimum(stop - begin, _LONGEST + 1).astype(np.uint8)
    numbers, plain = np.full(len(begin), np.nan), np.zeros(len(begin), dtype=bool)
    for length in np.flatnonzero(np.bincount(width, minlength=_LONGEST + 2)[: _LONGEST + 1]):
        if length:
            which = np.flatnonzero(width == length)
            numbers[which], plain[which] = _of_one_length(block, begin[which], int(length), point)
    numbers[negative & plain] *= -1
    return numbers, plain


def _of_one_length(block: Bytes, begin: IntArray, length: int, point: int) -> tuple[Array, Mask]:
    """Read unsigned cells that all have the same length."""
    total, seen = np.zeros(len(begin), dtype=np.int64), np.zeros(len(begin), dtype=np.int64)
    decimals, good = np.zeros(len(begin), dtype=np.int64), np.ones(len(begin), dtype=bool)
    for place in range(length):
        character = block[begin + place]
        digit = character - np.uint8(_ZERO)
        is_digit = digit < 10
        if is_digit.all():
            total = total * 10 + digit
            decimals += seen
            continue
        is_point = character == point
        good &= is_digit | (is_point & (seen == 0))
        total = np.where(is_digit, total * 10 + digit, total)
        decimals += seen & is_digit
        seen |= is_point
    good &= (total < _EXACT) & (length > seen)
    numbers = total / _POWERS[decimals]
    return np.where(good, numbers, np.nan), good
