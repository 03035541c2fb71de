"""Text that users wrote, such as a title, made harmless for LaTeX and for Markdown."""

from __future__ import annotations

import re
import unicodedata

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_",
    "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": "$<$", ">": "$>$", "|": "$|$",
    "`": r"\textasciigrave{}", "–": r"\textendash{}", "—": r"\textemdash{}",
    "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"\ldots{}",
    "·": r"$\cdot$", "×": r"$\times$", "−": "$-$", "→": r"$\to$", "∂": r"$\partial$",
    "α": r"$\alpha$", "β": r"$\beta$", "δ": r"$\delta$", "ε": r"$\varepsilon$", "η": r"$\eta$",
    "λ": r"$\lambda$", "σ": r"$\sigma$", "φ": r"$\varphi$", "Ω": r"$\Omega$", "Δ": r"$\Delta$", "ß": r"\ss{}",
}  # fmt: skip
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"', "\u030a": "r", "\u030c": "v",
    "\u0327": "c",
}  # fmt: skip
"""Combining accents and the commands of LaTeX that set them."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|<>&~$])")


def for_latex(text: str) -> str:
    """Write text for LaTeX in ASCII; a character that its usual fonts lack is named by its number, U+…."""
    return re.sub("-(?=-)", "-{}", "".join(map(_latex, text)))  # two would become one dash


def _latex(character: str) -> str:
    if character in _LATEX:
        return _LATEX[character]
    if character.isascii():
        return character if character.isprintable() else " "
    letter, *accents = list(unicodedata.normalize("NFD", character))
    if letter.isascii() and len(accents) == 1 and accents[0] in _ACCENTS:
        return f"\\{_ACCENTS[accents[0]]}{{{letter}}}"
    return f"U+{ord(character):04X}"


def for_markdown(text: str) -> str:
    """Put a backslash before everything that Markdown could read as a sign; line breaks become spaces."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.splitlines()))
