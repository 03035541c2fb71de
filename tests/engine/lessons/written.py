"""Lessons as text: the complete example of the design, and a small one to put anything into."""

from __future__ import annotations

DEMO = r"""
# A complete lesson. Plain TOML (Python 3.11 reads it with the standard tomllib).
# Single-quoted strings keep LaTeX backslashes as they are.
format  = 1
id      = "demo-why-backward"
title   = "Why is it called back-propagation?"
author  = "A. Lecturer"
language = "en"
minutes = 12
level   = "lecture"              # lecture | core | extra
needs   = ["03-derivative"]      # lessons the student should have done
goal    = '''Compute $\delta_2$, then $\delta_1$, and say why that order is forced.'''

[network]
layers      = [1, 1, 1]          # inputs, hidden ..., outputs
activations = ["sigmoid", "sigmoid"]
cost        = "half_squared"     # half_squared | squared | mse | bce | softmax_ce
w = [ [[0.2]], [[0.8]] ]         # one matrix a layer, layer 1 first; rows = to, columns = from
b = [ [-0.1],  [-1.2] ]
locked = []                      # e.g. ["b[1]", "b[2]"]

[data]
X = [[3.0]]                      # one row per sample
Y = [[1.0]]
batch = 1

[train]
eta = 1.0
shuffle = false

[view]
panels  = ["diagram", "delta", "formula"]
decimals = 6
notation = "chain"               # chain: z_1, w_2 ... | layers: z^{(1)}_j ...
hide    = ["delta[1]", "delta[2]"]   # shown as "?" until revealed

[[step]]
id    = "s1"
do    = ["goto Fa(2)"]              # run the forward pass up to ŷ
say   = '''Forward pass: every $z$ and $a$ is now known. Here $\hat y = 0.331362$ and $y = 1$.'''
notes = '''Ask: is the output too low or too high? (Too low.)'''

[[step]]
id    = "s2"
do    = ["highlight node 1", "pulse delta[1]"]
say   = '''We want $\delta_1 = \partial J/\partial z_1$. Which number is missing?'''

  [step.ask]
  kind   = "choice"
  text   = '''$\delta_1 = w_2\,\delta_2\,\sigma'(z_1)$. Which factor do we not have yet?'''
  options = [
    { text = '''$\delta_2$''',        right = true },
    { text = '''$w_2$''',             hint = "M09", why = '''$w_2$ is on the diagram: 0.8.''' },
    { text = '''$\sigma'(z_1)$''',    hint = "M05", why = '''$z_1$ came out of the forward pass, so $\sigma'(z_1)$ can be computed now.''' },
    { text = '''the new $w_2$''',     hint = "M11", why = '''Nothing is updated before all gradients are known.''' },
  ]

[[step]]
id    = "s3"
do    = ["goto B2(2)", "flow delta[2] from node 2"]
say   = '''Start at the output.'''

  [step.ask]
  kind   = "number"
  text   = '''Compute $\delta_2 = (\hat y - y)\,\sigma'(z_2)$.'''
  answer = "delta[2]"            # taken from the engine, never typed by hand ...
  check  = -0.148144             # ... but the lesson checker compares it with this
  sigfigs = 3
  attempts = 2
  reveals = ["delta[2]"]

[[step]]
id    = "s4"
do    = ["goto B5(1)", "flow w[2]*delta[2] on edge w[2]"]
say   = '''$\delta_2$ travels upstream over the same edge $w_2$, and is damped by $\sigma'(z_1)$.'''

  [step.ask]
  kind   = "number"
  text   = '''Now $\delta_1$.'''
  answer = "delta[1]"
  check  = -0.027852
  sigfigs = 3
  attempts = 2
  reveals = ["delta[1]"]

[[step]]
id    = "s5"
do    = ["unlock w[2]"]
say   = '''Your turn: drag $w_2$ to $0$. What happens to $\delta_1$? Then drag it below zero.'''
  [step.until]
  expr = "abs(w[2]) < 0.02"      # the step is done when this is true
  then = '''$\delta_1 = 0$: nothing downstream depends on $z_1$ any more.'''

[[step]]
id    = "s6"
do    = ["restore", "goto R"]
say   = '''Reset, one full training step: $J$ falls from $0.223539$ to $0.185043$.'''
  [[step.assert]]
  expr = "J"
  value = 0.185043
"""  # noqa: E501 -- as it stands in the design


SMALL = """
format = 1
id = "small"
title = "A small lesson"
HEAD
[network]
layers = [1, 1, 1]
activations = ["sigmoid", "sigmoid"]
w = [ [[0.2]], [[0.8]] ]
b = [ [-0.1], [-1.2] ]
NETWORK
[data]
X = [[3.0]]
Y = [[1.0]]
DATA
MORE
[[step]]
id = "one"
STEP
"""


def small(**parts: str) -> str:
    """Write a small lesson with lines in places of it: head, network, data, more, step."""
    text = SMALL
    for place in ("HEAD", "NETWORK", "DATA", "MORE", "STEP"):
        text = text.replace(f"{place}\n", parts.get(place.lower(), "") + "\n")
    return text


def line_of(text: str, words: str) -> int:
    """Find the line, from 1, on which some words stand first."""
    return text[: text.index(words)].count("\n") + 1
