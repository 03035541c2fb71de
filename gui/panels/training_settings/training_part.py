"""The part about training: cost, optimiser, learning rate, schedule, batches, penalties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from engine.nn.costs import COSTS
from engine.nn.named import split_name
from engine.nn.types import Array, Ref
from engine.session import actions as act
from engine.session.frame import Frame
from engine.session.setup import Setup
from gui.controls import words
from gui.controls.choice import ChoiceBox
from gui.controls.fold import Fold
from gui.controls.named_row import NamedRow
from gui.controls.note import Note
from gui.controls.slider_row import SliderRow
from gui.controls.spans import Powers
from gui.hands.targets import target_of
from gui.look import Look
from gui.panels.training_settings import choices
from gui.panels.training_settings.batch_row import BatchRow
from gui.panels.training_settings.numbers import PENALTY, numbers_of, penalty_of
from gui.panels.training_settings.part import GAP, Part, show_numbers
from gui.quantities import kind_of

__all__ = ["TrainingPart"]

translate = QCoreApplication.translate
_ETA = Ref("eta", 0)
_RATES = Powers(1e-5, 10.0)
_NUMBERS = 3
"""Rows for the numbers of an optimiser or a schedule; none has more."""


class TrainingPart(Part):
    """Everything that says how an update goes downhill."""

    def __init__(self) -> None:
        super().__init__(translate("TrainingSettings", "Training"))
        self._frame: Frame | None = None
        self._point = Look().point
        self._shown: tuple[object, ...] = ()
        self._labels: Array | None = None
        self.activation = self._new_choice(translate("TrainingSettings", "Activation"), "activation")
        self.cost = self._new_choice(translate("TrainingSettings", "Cost"), "cost")
        self.refusal = Note()
        self.add(self.refusal)
        self.optimizer = self._new_choice(translate("TrainingSettings", "Optimiser"), "optimiser")
        self.eta = self._new_slider(translate("TrainingSettings", "Learning rate η"), _RATES, "learning rate")
        self.eta_now = Note("muted")
        self.add(self.eta_now)
        self.batch = BatchRow()
        self.add_field(self.batch, "mini-batch")
        self.fold = Fold(translate("TrainingSettings", "Further settings"))
        self.fold.button.setToolTip(
            translate("TrainingSettings", "Numbers of the optimiser, schedule of η, order, penalties")
        )
        self.begin_fold(self.fold)
        self.optimizer_numbers = self.new_numbers(_NUMBERS, "optimiser")
        self.schedule = self._new_choice(translate("TrainingSettings", "Schedule of η"), "schedule")
        self.schedule_numbers = self.new_numbers(_NUMBERS, "schedule")
        self.order = self._new_choice(translate("TrainingSettings", "Order"), "mini-batch")
        self.penalties = {
            name: self._new_slider(
                translate("TrainingSettings", "Penalty {name}").format(name=name.upper()), PENALTY, "penalty"
            )
            for name in ("l1", "l2")
        }
        self.activation.chosen.connect(self._on_activation_chosen)
        self.cost.chosen.connect(self._on_cost_chosen)
        self.optimizer.chosen.connect(self._on_optimizer_chosen)
        self.schedule.chosen.connect(self._on_schedule_chosen)
        self.order.chosen.connect(self._on_order_chosen)

    def _new_choice(self, name: str, term: str) -> ChoiceBox:
        box = ChoiceBox(name)
        row = NamedRow(name, box)
        self.add(row, term, row.name, box)
        return box

    def _new_slider(self, name: str, span: Powers, term: str) -> SliderRow:
        row = SliderRow(GAP, name, span)
        self.add_field(row, term)
        return row

    def show_frame(self, frame: Frame, look: Look) -> None:
        """Show the settings of the update in play; cheap where they are those shown already."""
        self._frame, self._point = frame, look.point
        self._show_eta(frame, look)
        self.refusal.say("")
        shown = _depends_on(frame.setup), look
        if self._shown != shown or self._labels is not frame.setup.Y:
            self._shown, self._labels = shown, frame.setup.Y
            self._show_choices(frame.setup)
            self._show_numbers(frame.setup, look)
            self.fold.set_look(look)
            self.fold.show_usual(is_usual=_has_usual_extras(frame.setup))

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the learning rate where it is pointed at."""
        self.eta.light(refs)

    def _show_eta(self, frame: Frame, look: Look) -> None:
        """Show what η begins with, and under a schedule what it is now."""
        target = target_of(_ETA, frame)
        self.eta.setEnabled(target is not None)
        if target is None:  # a question withholds it
            self.eta.withhold(translate("TrainingSettings", "Learning rate η"))
        else:
            self.eta.show_target(target, translate("TrainingSettings", "Learning rate η"), look)
        is_moving = frame.setup.schedule != "constant"
        text = translate("TrainingSettings", "η of this update: {eta}")
        now = text.format(eta=look.number(frame.value(_ETA))) if is_moving else ""
        self.eta_now.say(now)

    def _show_choices(self, setup: Setup) -> None:
        _row(self.activation).setVisible(setup.network.L > 1)  # else there is no hidden layer
        self.activation.show_choice(*choices.activations(setup))
        self.cost.show_choice(choices.costs(setup), setup.cost)
        _row(self.cost).say(_about_cost(setup))
        self.optimizer.show_choice(choices.optimizers(), split_name(setup.optimizer)[0])
        self.schedule.show_choice(choices.schedules(), split_name(setup.schedule)[0])
        self.order.show_choice(choices.orders(setup), setup.shuffle)
        _row(self.order).setVisible(setup.batch_size < setup.samples)  # all at once have no order

    def _show_numbers(self, setup: Setup, look: Look) -> None:
        show_numbers(self.optimizer_numbers, numbers_of(setup, "optimizer"), look)
        show_numbers(self.schedule_numbers, numbers_of(setup, "schedule"), look)
        self.batch.show_setup(setup, look)
        for name, row in self.penalties.items():
            row.show_target(penalty_of(setup, name), row.slider.accessibleName(), look)

    # What the user chooses

    def _on_activation_chosen(self, name: str) -> None:
        if self._frame is not None:
            label = choices.activation_label(name, self._frame.setup)
            self._build(choices.activation_changes, name, label)

    def _on_cost_chosen(self, cost: str) -> None:
        if self._frame is not None:
            label = choices.cost_label(cost, self._frame.setup)
            self._build(choices.cost_changes, cost, label)

    def _build(self, changes: Callable[[str, Frame], dict[str, Any]], key: str, label: str) -> None:
        """Set what changes the network; say so where nothing can be built on its weights."""
        if self._frame is None:
            return
        try:
            made = changes(key, self._frame)
        except ValueError as error:
            self.refusal.say(f"{str(error)[:1].upper()}{str(error)[1:]}.")
        else:
            self.dispatched.emit(act.SetSettings(made, label))

    def _on_optimizer_chosen(self, name: str) -> None:
        if self._frame is not None:
            setup = self._frame.setup
            label = choices.optimizer_label(name, setup, self._point)
            self.dispatched.emit(act.SetSettings(choices.optimizer_changes(name, setup), label))

    def _on_schedule_chosen(self, name: str) -> None:
        said = translate("TrainingSettings", "the schedule: {name}")
        self._choose("schedule", name, said.format(name=words.said(words.SCHEDULES, name)))

    def _on_order_chosen(self, name: str) -> None:
        said = translate("TrainingSettings", "the order: {name}")
        self._choose("shuffle", name, said.format(name=words.said(words.ORDERS, name)))

    def _choose(self, setting: str, key: str, said: str) -> None:
        label = translate("TrainingSettings", "choose {name}").format(name=said)
        self.dispatched.emit(act.SetSettings({setting: key}, label))


def _row(control: QWidget) -> NamedRow:
    """Return the row that a control stands in."""
    row = control.parentWidget()
    if not isinstance(row, NamedRow):
        raise TypeError(f"{control} stands in no row")
    return row


def _depends_on(setup: Setup) -> tuple[object, ...]:
    """Return all that the rows depend on but η and the labels."""
    chosen = (setup.cost, setup.optimizer, setup.schedule, setup.shuffle, setup.l1, setup.l2)
    sizes = (setup.network.parameters, setup.batch_size, setup.samples, len(setup.X))
    return *chosen, *sizes, setup.network.activations


def _has_usual_extras(setup: Setup) -> bool:
    """Say whether nothing that is folded away is at work."""
    has_numbers = bool(split_name(setup.optimizer)[1])
    return (setup.schedule, setup.shuffle, setup.has_penalty, has_numbers) == (
        "constant",
        "keyed",
        False,
        False,
    )


def _about_cost(setup: Setup) -> str:
    """Write the formula where it is too long for the box, and the output layer that goes with it."""
    needs = COSTS[setup.cost].needs_output
    if needs is None:
        return ""
    formula = COSTS[setup.cost].text_value.format(a="ŷ", y="y", n="n")
    text = translate("TrainingSettings", "{formula}, with a {kind} output layer")
    return text.format(formula=formula, kind=kind_of(needs))
