"""A small lesson that asks in every way, and a student who does it with the card."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from engine.lessons import play as playing
from engine.lessons.reading import read_lesson
from engine.session.frame import frame_of
from gui.learn.column import LessonColumn
from gui.look import Look

HEAD = """
format = 1
id = "test"
title = "A test"
author = "Nobody"
language = "en"
minutes = 5
level = "core"
goal = '''Answer $\\delta_1$.'''

[network]
layers = [1, 1, 1]
activations = ["sigmoid", "sigmoid"]
cost = "half_squared"
w = [ [[0.2]], [[0.8]] ]
b = [ [-0.1], [-1.2] ]

[data]
X = [[3.0]]
Y = [[1.0]]
batch = 1

[train]
eta = 1.0
shuffle = false

[view]
panels = ["diagram"]
"""

STEPS = """
[[step]]
id = "intro"
title = "Only a text"
part = "hook"
say = '''What flows upstream is a [delta](term:delta).'''

[[step]]
id = "number"
title = "δ₁ is made from δ₂"
part = "predict"
do = ["goto Fa(2)"]
say = '''The output already knows $\\delta_2$.'''
  [step.ask]
  kind = "number"
  text = '''What is $\\delta_1$?'''
  answer = "delta[1]"
  check = -0.0278516

[[step]]
id = "choice"
title = "Choose"
part = "predict"
  [step.ask]
  kind = "choice"
  text = '''Which factor is missing?'''
  options = [
    { text = '''$\\delta_2$''', right = true, why = '''It comes from downstream.''' },
    { text = '''$w_2$''', hint = "M09", why = '''It is on the diagram.''' },
    { text = '''the new $w_2$''', hint = "M11" },
  ]

[[step]]
id = "multi"
title = "Choose all"
part = "predict"
  [step.ask]
  kind = "multi"
  text = '''Which hold?'''
  options = [
    { text = "one", right = true },
    { text = "two", right = true },
    { text = "three", why = "Three does not." },
  ]

[[step]]
id = "order"
title = "Order"
part = "predict"
  [step.ask]
  kind = "order"
  text = '''In which order?'''
  options = [ { text = "first" }, { text = "second" }, { text = "third" } ]

[[step]]
id = "sign"
title = "Sign"
part = "predict"
  [step.ask]
  kind = "sign"
  text = '''Which sign has $\\delta_1$?'''
  answer = "delta[1]"

[[step]]
id = "point"
title = "Point"
part = "slip"
  [step.ask]
  kind = "point"
  text = '''Over which edge does $\\delta_2$ travel?'''
  answer = "w[2]"

[[step]]
id = "arrow"
title = "Arrow"
part = "predict"
  [step.ask]
  kind = "arrow"
  text = '''Which way is right, and a little up?'''
  answer = "direction(2, 1)"

[[step]]
id = "curve"
title = "Curve"
part = "predict"
  [step.ask]
  kind = "curve"
  text = '''How will $J$ fall?'''
  answer = "curve"
  then = ["run 40 updates"]

[[step]]
id = "vote"
title = "Vote"
part = "predict"
  [step.ask]
  kind = "vote"
  text = '''Which one?'''
  options = [ { text = "left" }, { text = "right" } ]

[[step]]
id = "try"
title = "Try"
part = "change"
do = ["restore"]
say = '''Drag $w_2$ to zero.'''
  [step.until]
  expr = "abs(w[2]) < 0.02"
  then = '''$\\delta_1 = 0$ now.'''
  hint = '''Drag the number.'''

[[step]]
id = "twins"
title = "Twins"
part = "close"
do = ["restore"]
  [[step.twin]]
  name = "subtract"
  do = ["goto R"]
  shows = ["J"]
  [[step.twin]]
  name = "leave"
  do = []
  shows = ["J"]
"""

LESSON = read_lesson(HEAD + STEPS, "test.toml")
NUMBERS = {step.id: number for number, step in enumerate(LESSON.steps)}


class Student:
    """Holds a play, and hands it on to the card whenever the card asks for something, as the desk does."""

    def __init__(self, qtbot, at="intro", look=None, width=300, lesson=LESSON):
        self.column, self.heard = LessonColumn(), []
        self.card = self.column.card
        self.column.resize(width, 700)
        qtbot.addWidget(self.column)
        self.card.set_look(look or Look())
        self.play = playing.begun(lesson, 1, NUMBERS[at])
        self.card.answered.connect(lambda given: self.become(playing.answered(self.play, given)))
        self.card.hint_asked.connect(lambda: self.become(playing.hinted(self.play)))
        self.card.show_me_asked.connect(lambda: self.become(playing.shown(self.play)))
        self.card.moved.connect(lambda by: self.become(playing.moved(self.play, by)))
        self.card.went.connect(lambda goal: self.become(playing.went(self.play, goal)))
        self.show()
        self.column.show()
        self.column.activateWindow()
        qtbot.waitUntil(self.column.isActiveWindow)

    @property
    def mark(self):
        return playing.mark(self.play)

    @property
    def step(self):
        return playing.step(self.play).id

    def become(self, play):
        self.play = play
        self.show()

    def show(self):
        self.card.show_play(self.play)
        self.card.show_frame(frame_of(playing.stage(self.play).session))

    @property
    def feedback(self):
        return (self.card.question or self.card.trying).feedback

    @property
    def told(self):
        return self.feedback.box.words.spoken if self.feedback.box.isVisible() else ""

    @property
    def result(self):
        return self.feedback.result.spoken if self.feedback.result.isVisible() else ""

    def all_heard(self):
        """List what screen readers are told of, of everything in sight."""
        shown = [widget for widget in self.card.findChildren(QWidget) if widget.isVisible()]
        return [f"{widget.accessibleName()} {widget.accessibleDescription()}" for widget in shown]
