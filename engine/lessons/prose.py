r"""The mathematics in a lesson's texts: whether what stands between ``$`` can be drawn.

The window typesets it; here it is checked without the window, so that a lesson that cannot be shown is
refused when it is read. The commands are those that the window can draw and that a lesson may need: nothing
that defines, includes or links.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from engine.lessons.faults import short

__all__ = ["check_prose", "check_tex", "formulas_in", "plain_length"]

MOST_TEX = 400
MOST_DEPTH = 12

_SYMBOL_NAMES = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau
    upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega partial nabla infty
    ell cdot times div odot pm mp ast star circ bullet le leq ge geq ne neq approx equiv propto sim simeq ll
    gg in to rightarrow leftarrow leftrightarrow Rightarrow Leftarrow longrightarrow mapsto uparrow downarrow
    implies iff dots ldots cdots vdots sum prod int log ln exp sin cos tan sinh cosh tanh max min arg lim sup
    inf det quad qquad top perp prime angle lVert rVert lvert rvert langle rangle lfloor rfloor lceil rceil
    mid forall exists neg land lor therefore limits nolimits displaystyle textstyle"""
_ONE_NAMES = """
    mathrm mathbf mathit mathsf mathcal mathbb boldsymbol text textbf textit textrm operatorname hat bar tilde
    vec dot overline underline widehat widetilde sqrt boxed cancel phantom underbrace
    overbrace"""
_TWO_NAMES = "frac tfrac dfrac binom overset underset stackrel"
_SYMBOLS, _ONE, _TWO = (frozenset(names.split()) for names in (_SYMBOL_NAMES, _ONE_NAMES, _TWO_NAMES))
_ENVIRONMENTS = ("pmatrix", "bmatrix", "matrix", "vmatrix", "cases", "aligned")
_SIZES = frozenset(f"{big}{side}" for big in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r"))
_MARKS = frozenset(",;:! {}%&#$_|\\")
_KNOWN = _SYMBOLS | _ONE | _TWO | _SIZES | {"left", "right", "begin", "end"}

_WORD = re.compile(r"\\([A-Za-z]+)|\\(.)|([{}])|([\^_])|(\s+)|(.)", re.DOTALL)
_LINK = re.compile(r"\[((?:\$[^$]*\$|[^\]\n])+)\]\(term:[^)\n]+\)")
_FORMULA = re.compile(r"(?<!\\)\$((?:\\.|[^$\\])*)\$", re.DOTALL)


def formulas_in(text: str) -> list[str]:
    r"""Return what stands between ``$`` in a text; ``\$`` is a dollar."""
    return [match[1] for match in _FORMULA.finditer(text)]


def plain_length(text: str) -> int:
    """Count the characters of a text as they are read: of a formula roughly its letters, without commands."""
    read = _LINK.sub(r"\1", text)
    return len(_FORMULA.sub(lambda m: re.sub(r"\\[A-Za-z]+|[{}^_\\]", "x", m[1]).replace("xx", "x"), read))


def check_prose(text: str) -> None:
    """Refuse a text whose mathematics cannot be drawn; ValueError in one sentence."""
    rest = _FORMULA.sub("", text)
    if re.search(r"(?<!\\)\$", rest):
        raise ValueError("a $ opens mathematics that no $ closes")
    for formula in formulas_in(text):
        check_tex(formula)


def check_tex(tex: str) -> None:
    """Refuse LaTeX that cannot be drawn; ValueError in one sentence that shows it."""
    try:
        if not tex.strip():
            raise ValueError("is empty")
        if len(tex) > MOST_TEX:
            raise ValueError(f"is longer than {MOST_TEX} characters")
        _Checker(tex).check()
    except ValueError as error:
        raise ValueError(f"the formula {short(tex)} {error}") from None


class _Checker:
    """Goes through the words of a formula once, with the brackets that are open."""

    def __init__(self, tex: str) -> None:
        self._words = [match for match in _WORD.finditer(tex) if match[5] is None]
        self._at = 0
        self._open: list[str] = []

    def check(self) -> None:
        """Check everything."""
        while self._at < len(self._words):
            self._word()
        if self._open:
            raise ValueError(f"does not close {_closing(self._open[-1])}")

    def _word(self) -> None:
        command, mark, brace, script, _, letter = self._words[self._at].groups()
        self._at += 1
        if command:
            self._command(command)
        elif mark is not None and mark not in _MARKS:
            raise ValueError(f"holds \\{mark}, which is no command")
        elif brace == "{":
            self._push("{")
        elif brace == "}":
            self._pop("{", "a }")
        elif script:
            self._check_script(script)
        elif letter in ("$", "#", "%") or (letter == "&" and not any(o in _ENVIRONMENTS for o in self._open)):
            raise ValueError(f"holds a {letter} where it has no meaning")

    def _command(self, name: str) -> None:
        if name not in _KNOWN:
            near = get_close_matches(name, _KNOWN, n=1)
            hint = f"; did you mean \\{near[0]}?" if near else ""
            raise ValueError(f"holds \\{name}, which cannot be drawn{hint}")
        if name in ("begin", "end"):
            self._environment(name)
        elif name == "left":
            self._check_delimiter(name)
            self._push("left")
        elif name == "right":
            self._check_delimiter(name)
            self._pop("left", "a \\right")
        elif name in _ONE or name in _TWO:
            self._check_arguments(name, 1 if name in _ONE else 2)
        elif name in _SIZES:
            self._check_delimiter(name)

    def _push(self, what: str) -> None:
        self._open.append(what)
        if len(self._open) > MOST_DEPTH:
            raise ValueError(f"is nested more than {MOST_DEPTH} deep")

    def _pop(self, what: str, said: str) -> None:
        if not self._open or self._open.pop() != what:
            raise ValueError(f"has {said} that closes nothing")

    def _environment(self, name: str) -> None:
        inside = self._group_text()
        if inside not in _ENVIRONMENTS:
            raise ValueError(f"begins {short(inside)}, which cannot be drawn")
        if name == "begin":
            self._push(inside)
        else:
            self._pop(inside, f"an \\end{{{inside}}}")

    def _group_text(self) -> str:
        """Read a name in braces."""
        text = ""
        if self._see() == "{":
            self._at += 1
            while self._see() not in ("}", ""):
                text += self._see()
                self._at += 1
            self._at += 1
        return text

    def _see(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._words[at][0] if at < len(self._words) else ""

    def _check_delimiter(self, name: str) -> None:
        if self._see() in ("", "{", "}"):
            raise ValueError(f"has a \\{name} without a bracket behind it")
        self._at += 1

    def _check_arguments(self, name: str, count: int) -> None:
        """See that what a command is applied to stands behind it; it is checked as it comes."""
        at = 0
        if name == "sqrt" and self._see() == "[":
            while self._see(at) not in ("]", ""):
                at += 1
            at += 1
        for _ in range(count):
            if self._see(at) in ("", "}", "^", "_"):
                raise ValueError(f"has a \\{name} without what it is applied to")
            at = self._behind(at)

    def _behind(self, at: int) -> int:
        """Return the place behind the group or letter that begins at a place."""
        if self._see(at) != "{":
            return at + 1
        deep = 0
        while (word := self._see(at)) != "":
            deep += (word == "{") - (word == "}")
            at += 1
            if not deep:
                break
        return at

    def _check_script(self, script: str) -> None:
        if self._see() in ("", "}", "^", "_", "&"):
            raise ValueError(f"has a {script} with nothing behind it")


def _closing(what: str) -> str:
    return {"{": "a {", "left": "a \\left"}.get(what, f"\\begin{{{what}}}")
