"""Make the data sets in resources/data from the copies that scikit-learn ships.

Run it by hand, in an environment of its own; scikit-learn is no dependency of the program:

    python3 -m venv build/sklearn && build/sklearn/bin/pip install scikit-learn==1.9.1
    build/sklearn/bin/python packaging/make_datasets.py

Made with scikit-learn 1.9.1 and numpy 2.4.6. Every number of both sets is written exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).parent.parent / "resources" / "data"
SIDE = 8


def main() -> None:
    """Write both files."""
    from sklearn.datasets import load_digits, load_iris

    iris = load_iris()
    species = [iris.target_names[number] for number in iris.target]
    _write("iris.csv", [*iris.feature_names, "species"], iris.data, species)
    digits = load_digits()
    pixels = [f"r{row}c{column}" for row in range(1, SIDE + 1) for column in range(1, SIDE + 1)]
    _write("digits.csv", [*pixels, "digit"], digits.data, digits.target)


def _write(name: str, header: list[str], rows: Iterable[Iterable[float]], labels: Iterable[object]) -> None:
    lines = [",".join(header)]
    lines += [",".join([*map(_shortest, row), str(label)]) for row, label in zip(rows, labels, strict=True)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{name}: {len(lines) - 1} rows")


def _shortest(number: float) -> str:
    """Write a number as short as it can be read back exactly."""
    return repr(float(number)).removesuffix(".0")


if __name__ == "__main__":
    main()
