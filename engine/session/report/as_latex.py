"""A trace as a LaTeX document of its own: the settings, the data, and a table of the micro-steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.nn.formulas import Part, as_tex
from engine.session.frame import Frame
from engine.session.report import facts
from engine.session.report.escaping import for_latex
from engine.session.report.facts import Quantity, Told

_HEAD = r"""% {title}
% Written by Upstream; pdflatex, xelatex and lualatex compile it.
\documentclass{article}
\usepackage[a4paper,landscape,margin=15mm]{geometry}
\usepackage{amsmath,array,booktabs,longtable}
\setlength{\parindent}{0pt}
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1}}
\newcolumntype{R}[1]{>{\raggedleft\arraybackslash}p{#1}}
\begin{document}
\section*{{heading}}
"""
_STEPS = r"""
% All columns have their widths, so that one run sets the table.
{\renewcommand{\arraystretch}{1.7}\setlength{\LTleft}{0pt}
\begin{longtable}{@{}R{8mm}L{16mm}L{90mm}L{100mm}R{26mm}@{}}
\toprule
 & step & formula & in numbers & value \\
\midrule
\endhead
\bottomrule
\endfoot
"""


def trace_as_latex(frame: Frame) -> str:
    """Tell every micro-step of the update in play as a LaTeX document.

    Each step has its number, its address, and for each quantity it writes the formula in names, in
    numbers, and the value. Of a batch, the sample in view is told.
    """
    head = _HEAD.replace("{title}", facts.title(frame)).replace("{heading}", for_latex(facts.title(frame)))
    rows = [line for told in facts.told(frame) for line in _lines(told)]
    return "".join(
        (
            head,
            for_latex(f"{facts.moment(frame)}, {facts.steps(frame)}").capitalize(),
            "\n\n\\medskip\n",
            *_table("ll", ((for_latex(name), for_latex(value)) for name, value in facts.settings(frame))),
            *_data(frame),
            _STEPS,
            *rows,
            "\\end{longtable}}\n\\end{document}\n",
        )
    )


def _data(frame: Frame) -> Iterable[str]:
    refs, some_left_out = facts.data_refs(frame)
    more = [r"\ldots"] if some_left_out else []
    head = ("sample", *(f"${frame.names.tex(ref)}$" for ref in refs), *more)
    rows = [
        (str(n), *(_math((value,)) for value in values), *more) for n, values in facts.data_rows(frame, refs)
    ]
    if frame.trace.m > len(rows):
        rows.append((r"\ldots", *("" for _ in head[1:])))
    return _table("r" * len(head), rows, head)


def _table(columns: str, rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> Iterable[str]:
    yield f"\\begin{{tabular}}{{@{{}}{columns}@{{}}}}\n\\toprule\n"
    if head:
        yield _row(head) + "\\midrule\n"
    yield from map(_row, rows)
    yield "\\bottomrule\n\\end{tabular}\n\n\\bigskip\n"


def _lines(told: Told) -> Iterable[str]:
    """Write a row for each quantity; number and address stand in the first."""
    first = (str(told.n), told.step.address)
    if not told.quantities:
        yield _row((*first, f"\\multicolumn{{3}}{{l@{{}}}}{{{facts.NOTHING_MOVED}}}"))
    for quantity in told.quantities:
        yield _row((*first, *_cells(quantity)))
        first = ("", "")


def _row(cells: Sequence[str]) -> str:
    return " & ".join(cells) + " \\\\\n"


def _cells(quantity: Quantity) -> tuple[str, str, str]:
    right = _math(quantity.right)
    return _math(quantity.formula or (quantity.named,)), right, _math((quantity.value,))


def _math(parts: Sequence[Part]) -> str:
    return f"${as_tex(parts)}$" if parts else ""
