"""Deeds that show: highlight, flow, pulse, shade, show, hide, reveal, notation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from engine.lessons.chain_paths import chain_path
from engine.lessons.deeds.making import Does, Known, Maker, chosen, parted
from engine.lessons.deeds.moving import acted
from engine.lessons.expressions import CHAIN_HEADS, refs_at, refs_in
from engine.lessons.faults import short
from engine.lessons.lesson import NOTATIONS
from engine.lessons.moment import Moment, moment_of
from engine.lessons.stage import PANELS, Stage
from engine.nn.types import Ref
from engine.session import actions as act

__all__ = ["SHOWING", "node_at", "withholding"]

_BETWEEN = re.compile(r"\b(?:from|to|on|over|and|edge|edges|across)\b")
_NODE = re.compile(r"node ([0-9]{1,3})(?:\s*,\s*([0-9]{1,4}))?")


def node_at(text: str, moment: Moment) -> Ref | None:
    """Return the node that ``node 2`` or ``node 2,1`` names, by its activation; None where it names none."""
    match = _NODE.fullmatch(text.strip())
    if match is None:
        return None
    path = f"a[{match[1]}][{match[2]}]" if match[2] else f"a[{match[1]}]"
    refs = refs_at(path, moment.trace.network)
    if len(refs) > 1:
        raise ValueError(f"layer {match[1]} has {len(refs)} nodes; write which, such as node {match[1]},1")
    return refs[0]


def _lighting(rest: str, _known: Known) -> Does:
    pieces = [piece for text in parted(rest.replace("node ", "node_")) for piece in _BETWEEN.split(text)]
    words = [piece.strip().replace("node_", "node ") for piece in pieces if piece.strip()]
    if not words:
        raise ValueError("it lights nothing")
    return Does(lambda stage: replace(stage, lit=stage.lit | _lit(_nodes_joined(words), moment_of(stage))))


def _nodes_joined(words: list[str]) -> list[str]:
    """Join what a comma parted: ``node 2`` and ``1`` are one node."""
    found: list[str] = []
    for word in words:
        if found and word.isdigit() and _NODE.fullmatch(f"{found[-1]},{word}"):
            found[-1] += f",{word}"
        else:
            found.append(word)
    return found


def _lit(words: Iterable[str], moment: Moment) -> frozenset[Ref]:
    net = moment.trace.network
    found: set[Ref] = set()
    for word in words:
        node = node_at(word, moment)
        found |= {node} if node else refs_in(word, net, moment.trace.m)
    return frozenset(found | {term for ref in found if (term := _carried(ref, found)) is not None})


def _carried(ref: Ref, found: set[Ref]) -> Ref | None:
    """Name what is carried upstream over an edge, where its weight and the δ at its head are lit."""
    if ref.symbol != "W":
        return None
    heads = {each.at(None) for each in found if each.symbol == "delta"}
    head = Ref("delta", ref.layer, ref.index[:1])
    return Ref("term", ref.layer, ref.index) if head in heads else None


def _shade(rest: str, _known: Known) -> Does:
    if rest == "nothing":
        return Does(lambda stage: acted(stage, act.Select(None)))

    def run(stage: Stage) -> Stage:
        moment = moment_of(stage)
        refs = refs_at(rest, moment.trace.network, moment.trace.m)
        if len(refs) != 1:
            raise ValueError(f"{short(rest)} is {len(refs)} quantities; one can be shaded at a time")
        return acted(stage, act.Select(refs[0]))

    return Does(run)


# What is there to see


def withholding(stage: Stage, paths: Iterable[str], *, hides: bool) -> Stage:
    """Withhold quantities, of the network or of the chain, or show them again; errors as in `refs_at`."""
    moment = moment_of(stage)
    of_chain = {path for path in paths if _is_of_chain(path, stage)}
    refs = {
        ref
        for path in paths
        if path not in of_chain
        for ref in refs_at(path, moment.trace.network, moment.trace.m)
    }
    if of_chain:
        _check_chain(of_chain, moment)
    hidden, withheld = stage.session.hidden, stage.withheld
    session = replace(stage.session, hidden=hidden | refs if hides else hidden - refs)
    return replace(stage, session=session, withheld=withheld | of_chain if hides else withheld - of_chain)


def _is_of_chain(path: str, stage: Stage) -> bool:
    return stage.chain is not None and re.split(r"[\[(]", path)[0] in CHAIN_HEADS


_TOLD = ("forecast", "change", "nudged")
"""What is told of a whole chain for a step, which need not be named to be withheld."""


def _check_chain(paths: Iterable[str], moment: Moment) -> None:
    boxes = len(moment.chain[0].boxes)
    for path in paths:
        if path not in _TOLD and chain_path(path).number > boxes:
            raise ValueError(f"there is no {path}: the function has {boxes} box{'es' * (boxes != 1)}")


def _seen(*, hides: bool) -> Maker:
    """Make the deed that shows or hides panels and quantities."""

    def make(rest: str, _known: Known) -> Does:
        words = parted(rest)
        panels = frozenset(word for word in words if word in PANELS)
        paths = [word for word in words if word not in panels]

        def run(stage: Stage) -> Stage:
            shown = stage.panels - panels if hides else stage.panels | panels
            return replace(withholding(stage, paths, hides=hides), panels=shown)

        return Does(run)

    return make


def _reveal(rest: str, _known: Known) -> Does:
    if rest == "all":
        return Does(_bare)
    paths = parted(rest)
    return Does(lambda stage: withholding(stage, paths, hides=False))


def _bare(stage: Stage) -> Stage:
    return replace(stage, session=replace(stage.session, hidden=frozenset()), withheld=frozenset())


def _notation(rest: str, _known: Known) -> Does:
    chosen(rest, NOTATIONS, "notation")
    return Does(lambda stage: replace(stage, notation=rest))


_LIGHTS: dict[str, Callable[[str, Known], Does]] = dict.fromkeys(("highlight", "flow", "pulse"), _lighting)

SHOWING: dict[str, Maker] = {
    **_LIGHTS, "shade": _shade, "show": _seen(hides=False), "hide": _seen(hides=True), "reveal": _reveal,
    "notation": _notation,
}  # fmt: skip
