"""The sample in hand as a picture: its inputs as shades, its outputs as bars."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.nn.network import Network
from engine.nn.types import Array, Ref
from engine.session.frame import Frame
from gui.look import Look
from gui.panels.network_map.labels import Labels, outputs_at
from gui.panels.network_map.sample_view import Bar, Sample, side_of
from gui.panels.network_map.words import class_name, is_withheld
from gui.short_number import whole

__all__ = ["sample_of", "told_of"]

translate = QCoreApplication.translate


def sample_of(frame: Frame, net: Network, labels: Labels) -> Sample:
    """Show the sample in hand, and what a network says of it."""
    setup = frame.setup
    count = setup.table.base_inputs
    inputs, side = setup.X[:, :count], side_of(count)
    low, high = float(inputs.min()), float(inputs.max())
    row = int(frame.rows[frame.playhead.sample])
    shades = (inputs[row] - low) / ((high - low) or 1.0)
    outputs = None if is_withheld(frame) else outputs_at(net, setup.X[[row]])[0]
    return Sample(shades.reshape(side, side), _bars(frame, labels, outputs, row))


def _bars(frame: Frame, labels: Labels, outputs: Array | None, row: int) -> tuple[Bar, ...]:
    """Return a bar for each output; two classes of one output have one."""
    names, count = frame.names, frame.names.sizes[-1]
    label = -1 if labels.classes is None else int(labels.classes[row])
    said = None if outputs is None else labels.said(outputs)
    bars = []
    for number in range(count):
        value = None if outputs is None else float(outputs[number])
        if labels.kind == "several":
            bars.append(Bar(labels.names[number], value, number == label, number == said))
        else:
            name = names.text(Ref("a", names.L, (number,)), output=True)
            bars.append(Bar(name, value, is_label=False, is_said=True))
    return tuple(bars)


def told_of(frame: Frame, net: Network, labels: Labels, look: Look) -> list[str]:
    """Say which sample it is, its label, and what a network says: "point 12", "y = 3", "ŷ: 5"."""
    row = int(frame.rows[frame.playhead.sample])
    said = [translate("NetworkMap", "sample {number}").format(number=whole(row + 1))]
    if labels.classes is None:
        values = frame.setup.Y[row].tolist()
        return [*said, *(f"y = {look.number(value)}" for value in values[:3])]
    text = translate("NetworkMap", "label: {name}")
    said.append(text.format(name=class_name(labels, int(labels.classes[row]))))
    answer = translate("NetworkMap", "network: {name}")
    found = None if is_withheld(frame) else labels.said(outputs_at(net, frame.setup.X[[row]])[0])
    return [*said, answer.format(name="?" if found is None else class_name(labels, found))]
