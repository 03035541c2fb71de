"""A simulated class: are right methods accepted, and are misconceptions understood.

``python -m benchmarks.simulated_class [PROBLEMS]`` gives each problem, a network of two nodes with fresh
numbers, to two kinds of students:

- who calculate rightly and go on with rounded numbers: every number of the calculation to three digits, or
  to four, or even the result of every operation to three. Their answers are judged alone, and as on a sheet,
  where the values typed before are known;
- who hold one misconception each, and type what it makes of a number with three digits: each wrong number
  of the bug library; and those of students who calculate a whole update by formulas of their own (see
  `benchmarks.by_hand`), with all digits or going on with three.

They are asked for every number of the calculation.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from benchmarks.by_hand import MISTAKES, STEPS, Mistake, calculated
from engine.lessons.asked import rounded
from engine.lessons.generator import fresh
from engine.lessons.generator.fresh import first_update
from engine.lessons.judging import Asked, Verdict, asked_of, judge
from engine.nn.notation import parse_path
from engine.nn.trace import Trace
from engine.nn.types import Ref
from engine.session.document import two_nodes

PROBLEMS = 1_000
STUDENTS = (("3", 3, False), ("each", 3, True), ("4", 4, False))
"""Who calculate rightly: what they are called, their digits, and whether they round in mid-step too."""
MISTAKEN = (("all", None), ("3", 3))
"""Who calculate with a misconception: what they are called, and their digits."""


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

    def count_wrong(self, step: str, misconception: str, outcome: str) -> None:
        """Note what became of a wrong answer."""
        for tally in (self.questions[step], self.misconceptions.setdefault(misconception, Tally())):
            tally.answers[outcome] += 1

    @property
    def all(self) -> Tally:
        """The tally of everything."""
        total: Counter[str] = Counter()
        for tally in self.questions.values():
            total.update(tally.answers)
        return Tally(total)


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
            _right_method(found, asked, refs, name, calculated(trace, digits, each=each))
        for step in STEPS:
            _misconceptions(found, step, asked[step])
        for mistake in MISTAKES:
            _mistaken(found, asked, refs, trace, mistake)
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
        outcome = _outcome(verdict, mutant.id)
        found.count_wrong(step, mutant.id, f"wrong {outcome}")
        if outcome == "other":
            found.missed.append(
                f"{step} {mutant.id} {mutant.slip} {mutant.value:.6g}, right {asked.right:.6g}"
            )


def _outcome(verdict: Verdict, misconception: str) -> str:
    if misconception not in verdict.ids:
        return "other"
    return "it" if verdict.ids == (misconception,) else "tie"


def _mistaken(
    found: Class, asked: Mapping[str, Asked], refs: Mapping[str, Ref], trace: Trace, mistake: Mistake
) -> None:
    """Judge the numbers that a misconception makes wrong; on a sheet they may follow from those before."""
    exact = calculated(trace, mistake=mistake)
    wrong = {step for step in STEPS if not math.isclose(exact[step], asked[step].right, rel_tol=_SAME)}
    for name, digits in MISTAKEN:
        numbers, earlier = calculated(trace, digits, mistake=mistake), dict[Ref, float]()
        for step in STEPS:
            if step in wrong and mistake.reaches(step):
                alone = sheet = _outcome(judge(asked[step], typed(numbers[step])), mistake.id)
                if alone == "other":
                    verdict = judge(asked[step], typed(numbers[step]), earlier)
                    sheet = "it" if verdict.kind == "follow_through" else _outcome(verdict, mistake.id)
                found.count_wrong(step, mistake.id, f"mistaken-{name} {alone}")
                found.count_wrong(step, mistake.id, f"on_sheet-{name} {sheet}")
            earlier[refs[step]] = numbers[step]


_SAME = 1e-9
COLUMNS = ("alone 3", "sheet 3", "sheet each", "alone 4")


WRONG = ("wrong", "mistaken-all", "mistaken-3", "on_sheet-3")


def report(found: Class) -> None:
    """Print the tables."""
    right = ("3 digits", "on a sheet", "each operation", "4 digits")
    wrong = ("library", "calculated", "3 digits", "on a sheet")
    print(f"{'':13}{'right method accepted':>64}  | {'misconception understood':>52}")
    heads = "".join(f"{head:>16}" for head in right), "".join(f"{head:>13}" for head in wrong)
    print(f"{'asked for':13}{heads[0]}  |{heads[1]}   answers     ties")
    for step, tally in (*found.questions.items(), ("all", found.all)):
        shares = "".join(f"{accepted(tally, column):15.2f}%" for column in COLUMNS)
        print(f"{step:13}{shares}  |{_understood(tally)}")
    print(f"\n{'misconception':13}{heads[1]}   answers     ties")
    for id_, tally in sorted(found.misconceptions.items()):
        print(f"{id_:13}{_understood(tally)}")
    print("\n".join(found.missed))


def accepted(tally: Tally, students: str) -> float:
    """Return how many answers of some students were accepted, in per cent."""
    return tally.share([f"{students} accepted"], students)


def understood(tally: Tally, students: str = "wrong") -> float:
    """Return how many wrong answers were taken for the misconception that they come from, in per cent.

    Of those on a sheet, also how many were taken for what follows from a wrong number before.
    """
    return tally.share([f"{students} it", f"{students} tie"], students)


def _understood(tally: Tally) -> str:
    shares = "".join(_percent(understood(tally, students)) for students in WRONG)
    return f"{shares} {tally.count('wrong'):9} {tally.share(['wrong tie'], 'wrong'):7.2f}%"


def _percent(share: float) -> str:
    return f"{'':13}" if math.isnan(share) else f"{share:12.2f}%"


if __name__ == "__main__":
    report(taught(problems(int(sys.argv[1]) if len(sys.argv) > 1 else PROBLEMS)))
