"""Copies of lessons with other numbers, so that no two quantities coincide; used by test_no_leak."""

from __future__ import annotations

import re
from random import Random

_STARTS = re.compile(r"^(w|b|X) *= *\[", re.MULTILINE)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_ROW = re.compile(r"\[[^\[\]]*\]")
_LABELS = re.compile(r"^Y *= *\[")
_X = re.compile(r'^(x = )"?[^"\n]+"?$', re.MULTILINE)
_DECIMALS = re.compile(r"^(decimals = )[0-9]+$", re.MULTILINE)
_CHAIN_X = re.compile(r"(x = )[0-9.]+( })")
_ETA = re.compile(r"^(eta = )([0-9.]+)$", re.MULTILINE)


def jittered(text: str, seed: int) -> str:
    """Move every number that a lesson's networks begin with a little, each by its own amount.

    All are written with six decimals: with three, too many coincide to tell one from another.
    """
    random = Random(seed)

    def moved(number: re.Match[str]) -> str:
        value = float(number[0])
        return f"{value * random.uniform(0.9, 1.1) + random.uniform(0.01, 0.09):.6f}"

    def softened(row: re.Match[str]) -> str:
        labels = [float(number) for number in _NUMBER.findall(row[0])]
        soft = [each if 0 < each < 1 else abs(each - random.uniform(0.01, 0.09)) for each in labels]
        total = sum(soft) if len(labels) > 1 and sum(labels) == 1 else 1.0
        return f"[{', '.join(str(each / total) for each in soft)}]"

    def line_moved(line: str) -> str:
        if _STARTS.match(line):
            return _NUMBER.sub(moved, line)
        return _ROW.sub(softened, line) if _LABELS.match(line) else line

    text = "\n".join(line_moved(line) for line in text.split("\n"))
    text = _ETA.sub(lambda eta: f"{eta[1]}{float(eta[2]) * random.uniform(0.9, 1.1):.6f}", text)
    text = _DECIMALS.sub(r"\g<1>6", text)
    text = _X.sub(lambda x: f'{x[1]}"{random.uniform(0.7, 1.3):.6f}"', text)
    return _CHAIN_X.sub(lambda x: f"{x[1]}{random.uniform(0.4, 1.9):.6f}{x[2]}", text)
