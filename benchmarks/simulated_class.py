"""A simulated class: are right methods accepted, and are misconceptions understood.

``python -m benchmarks.simulated_class [PROBLEMS]`` gives each problem, a network of two nodes with fresh
numbers, to two kinds of students:

- who calculate rightly and go on with rounded numbers: every number of the calculation to three digits, or
  to four, or even the result of every operation to three. Their answers are judged alone, and as on a sheet,
  where the values typed before are known;
- who hold one misconception each, and type what it makes of a number with three digits.

They are asked for every number of the calculation.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from engine.lessons.asked import rounded
from engine.lessons.generator import fresh
from engine.lessons.generator.fresh import first_update
from engine.lessons.judging import Asked, asked_of, judge
from engine.nn.notation import parse_path
from engine.nn.trace import Trace
from engine.nn.types import Ref
from engine.session.document import two_nodes

PROBLEMS = 1_000
_FORWARD = ("z[1]", "a[1]", "z[2]", "a[2]", "J")
_UPSTREAM = tuple(f"{name}[{l}]" for l in (2, 1) for name in ("dJ_da", "slope", "delta", "dJ_dw", "dJ_db"))
_UPDATE = ("new.w[2]", "new.b[2]", "new.w[1]", "new.b[1]", "new.J")
STEPS = (*_FORWARD, *_UPSTREAM, *_UPDATE)
"""Every number of the calculation, in its order."""
STUDENTS = (("3", 3, False), ("each", 3, True), ("4", 4, False))
"""Who calculate rightly: what they are called, their digits, and whether they round in mid-step too."""


@dataclass
class Tally:
    """What became of the answers to one question, or of those of one misconception."""

    answers: Counter[str] = field(default_factory=Counter)

    def share(self, good: Iterable[str], of: str) -> float:
        """Return the share of some outcomes among all that begin with a word, in per cent."""
        every = sum(n for outcome, n in self.answers.items() if outcome.startswith(f"{of} "))
        return 100.0 * sum(self.answers[outcome] for outcome in good) / every if every else math.nan

    def count(self, of: str) -> int:
        """Count the outcomes that begin with a word."""
        return sum(n for outcome, n in self.answers.items() if outcome.startswith(f"{of} "))


@dataclass
class Class:
    """All tallies, by question and by misconception."""

    questions: dict[str, Tally] = field(default_factory=lambda: {step: Tally() for step in STEPS})
    misconceptions: dict[str, Tally] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    @property
    def all(self) -> Tally:
        """The tally of everything."""
        total: Counter[str] = Counter()
        for tally in self.questions.values():
            total.update(tally.answers)
        return Tally(total)


def by_hand(trace: Trace, digits: int, *, each: bool = False) -> dict[str, float]:
    """Calculate an update of two sigmoid nodes as on paper, going on with rounded numbers.

    σ is looked up, or one key of a calculator. With `each`, the result of every operation is rounded.
    """

    def r(value: float) -> float:
        return rounded(value, digits)

    def q(value: float) -> float:
        return r(value) if each else value

    def sigma(z: float) -> float:
        return r(1.0 / (1.0 + math.exp(-z)))

    net, eta = trace.network, trace.eta
    w1, w2, b1, b2 = (float(part.item()) for part in (*net.W[1:], *net.b[1:]))
    x, y = float(trace.X.item()), float(trace.Y.item())
    n: dict[str, float] = {}
    n["z[1]"] = r(q(x * w1) + b1)
    n["a[1]"] = sigma(n["z[1]"])
    n["z[2]"] = r(q(n["a[1]"] * w2) + b2)
    n["a[2]"] = sigma(n["z[2]"])
    n["dJ_da[2]"] = r(n["a[2]"] - y)
    n["J"] = r(0.5 * q(n["dJ_da[2]"] ** 2))
    n["slope[2]"] = r(n["a[2]"] * q(1.0 - n["a[2]"]))
    n["delta[2]"] = n["dJ_db[2]"] = r(n["dJ_da[2]"] * n["slope[2]"])
    n["dJ_dw[2]"] = r(n["delta[2]"] * n["a[1]"])
    n["dJ_da[1]"] = r(w2 * n["delta[2]"])
    n["slope[1]"] = r(n["a[1]"] * q(1.0 - n["a[1]"]))
    n["delta[1]"] = n["dJ_db[1]"] = r(n["dJ_da[1]"] * n["slope[1]"])
    n["dJ_dw[1]"] = r(n["delta[1]"] * x)
    for name, old in (("w[2]", w2), ("b[2]", b2), ("w[1]", w1), ("b[1]", b1)):
        n[f"new.{name}"] = r(old - q(eta * n[f"dJ_d{name}"]))
    a = sigma(r(q(x * n["new.w[1]"]) + n["new.b[1]"]))
    yhat = sigma(r(q(a * n["new.w[2]"]) + n["new.b[2]"]))
    n["new.J"] = r(0.5 * q(r(yhat - y) ** 2))
    return n


def problems(count: int) -> Iterator[Trace]:
    """Make problems with fresh numbers."""
    like = two_nodes()
    return (first_update(fresh("two_nodes", seed, like)) for seed in range(count))


def taught(traces: Iterable[Trace]) -> Class:
    """Let both kinds of students solve problems, and judge all their answers."""
    found = Class()
    for trace in traces:
        refs = {step: parse_path(step, trace.network) for step in STEPS}
        asked = {step: asked_of(ref, trace, trace.eta) for step, ref in refs.items()}
        for name, digits, each in STUDENTS:
            _right_method(found, asked, refs, name, by_hand(trace, digits, each=each))
        for step in STEPS:
            _misconceptions(found, step, asked[step])
    return found


def typed(value: float, digits: int = 3) -> str:
    """Type a number with so many significant digits."""
    return f"{rounded(value, digits):#.{digits}g}".rstrip(".")


def _right_method(
    found: Class,
    asked: Mapping[str, Asked],
    refs: Mapping[str, Ref],
    name: str,
    numbers: Mapping[str, float],
) -> None:
    earlier: dict[Ref, float] = {}
    for step in STEPS:
        answer, tally = typed(numbers[step]), found.questions[step].answers
        alone = judge(asked[step], answer)
        sheet = alone if alone.is_right else judge(asked[step], answer, earlier)
        tally[f"alone {name} {'accepted' if alone.is_right else alone.kind}"] += 1
        tally[f"sheet {name} {'accepted' if sheet.is_right else sheet.kind}"] += 1
        earlier[refs[step]] = numbers[step]


def _misconceptions(found: Class, step: str, asked: Asked) -> None:
    for mutant in asked.mutants:
        verdict = judge(asked, typed(mutant.value))
        outcome = "other" if mutant.id not in verdict.ids else "it" if verdict.ids == (mutant.id,) else "tie"
        for tally in (found.questions[step], found.misconceptions.setdefault(mutant.id, Tally())):
            tally.answers[f"wrong {outcome}"] += 1
        if outcome == "other":
            found.missed.append(
                f"{step} {mutant.id} {mutant.slip} {mutant.value:.6g}, right {asked.right:.6g}"
            )


COLUMNS = ("alone 3", "sheet 3", "sheet each", "alone 4")


def report(found: Class) -> None:
    """Print the tables."""
    heads = ("3 digits", "on a sheet", "each operation", "4 digits")
    print(
        "asked for    " + "".join(f"{head:>16}" for head in heads) + "  |  wrong  understood  ties of these"
    )
    for step, tally in (*found.questions.items(), ("all", found.all)):
        shares = "".join(f"{accepted(tally, column):15.2f}%" for column in COLUMNS)
        print(f"{step:13}{shares}  | {_understood(tally)}")
    print("\nmisconception  wrong  understood  ties of these")
    for id_, tally in sorted(found.misconceptions.items()):
        print(f"{id_:13} {_understood(tally)}")
    print("\n".join(found.missed))


def accepted(tally: Tally, students: str) -> float:
    """Return how many answers of some students were accepted, in per cent."""
    return tally.share([f"{students} accepted"], students)


def understood(tally: Tally) -> float:
    """Return how many wrong answers were taken for the misconception that they come from, in per cent."""
    return tally.share(["wrong it", "wrong tie"], "wrong")


def _understood(tally: Tally) -> str:
    ties = tally.share(["wrong tie"], "wrong")
    return f"{tally.count('wrong'):6}  {understood(tally):9.2f}%  {ties:12.2f}%"


if __name__ == "__main__":
    report(taught(problems(int(sys.argv[1]) if len(sys.argv) > 1 else PROBLEMS)))
