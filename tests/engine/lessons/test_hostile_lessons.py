"""Lesson files that somebody wrote in error or in malice: each is refused with file, line and reason."""

from __future__ import annotations

import re

import pytest

from engine.lessons.faults import LessonError
from engine.lessons.reading import read_lesson
from tests.engine.lessons.written import DEMO, line_of, small

NUMBER = '[step.ask]\nkind = "number"\ntext = "?"\nanswer = "{}"'
CHOICE = '[step.ask]\nkind = "choice"\ntext = "?"\n{}'
DEED = "do = ['''{}''']"

DEEP = "(" * 60 + "1" + ")" * 60

CASES = {
    # wrong types
    "a number for a text": (
        small(head="author = 3"),
        "author",
        "should be a text in quotes, not a whole number",
    ),
    "a text for a number": (small(head='minutes = "ten"'), "minutes", "should be a whole number, not a text"),
    "a list for a text": (small(step="say = []"), "say", "should be a text in quotes, not a list"),
    "a text for a list": (small(step='do = "goto C"'), "do =", "should be a list in brackets, not a text"),
    "a table for a list": (small(step="do = { a = 1 }"), "do =", "should be a list in brackets, not a table"),
    "a number for a deed": (small(step="do = [\n1]"), "1]", "should be a text in quotes"),
    "a step that is a text": (small().replace("[[step]]", "[step]"), "[step]", "should be a list"),
    "truth for a number": (
        small(data="batch = true"),
        "batch",
        "should be a whole number, not true or false",
    ),
    "a text for truth": (
        small(step=CHOICE.format('options = [{text="a", right="yes"}]')),
        "options",
        "true or false",
    ),
    "infinity": (small(more="[train]\neta = inf"), "eta", "should be a finite number"),
    "nan": (small(more="[train]\nl2 = nan"), "l2", "should be a finite number"),
    "a huge whole number": (small(more="[train]\neta = 9999999999999999999999"), "eta", "too large"),
    "eta below 0": (small(more="[train]\neta = -1"), "[network]", "eta must be a number above 0"),
    "another format": (small().replace("format = 1", "format = 2"), "format", "should be from 1 to 1"),
    "no title": (small().replace('title = "A small lesson"', ""), "", "title is missing"),
    "a title of two lines": (small().replace('"A small lesson"', '"a\\nb"'), "title", "should be one line"),
    "a character that cannot be shown": (small(step='say = "\\u0007"'), "say", "cannot be shown"),
    "a direction mark": (small(step='say = "\\u202e"'), "say", "cannot be shown"),
    "too long a text": (small(step=f'say = "{"a" * 5000}"'), "say", "longer than 4,000 characters"),
    # unknown keys
    "a key of the head": (small(head='autor = "x"'), "autor", "did you mean author?"),
    "a key of a step": (small(step='tilte = "x"'), "tilte", "did you mean title?"),
    "a key of a question": (small(step=NUMBER.format("J") + "\nanswr = 1"), "answr", "did you mean answer?"),
    "a key of an option": (
        small(step=CHOICE.format('options = [\n{text="a", right=true},\n{text="b", hnt="M01"}]')),
        "hnt",
        "mean hint?",
    ),
    "a key of the network": (
        small(network='activation = ["relu"]'),
        "activation =",
        "did you mean activations?",
    ),
    "a key of the training": (
        small(more="[train]\nlearning_rate = 1"),
        "learning_rate",
        "is no key of [train]",
    ),
    "a table of its own": (small(more="[network2]\na = 1"), "[network2]", "did you mean network?"),
    "a key of the view": (small(more='[view]\npanel = ["diagram"]'), "panel", "did you mean panels?"),
    "a key of until": (
        small(step='[step.until]\nexpr = "J > 0"\nhints = "x"'),
        "hints",
        "did you mean hint?",
    ),
    # unknown words
    "a panel": (small(more='[view]\npanels = ["diagramm"]'), "panels", "did you mean diagram?"),
    "a part": (small(step='part = "hok"'), "part", "did you mean hook?"),
    "a kind": (small(step='[step.ask]\nkind = "chioce"\ntext = "?"'), "kind", "did you mean choice?"),
    "an action": (small(step=DEED.format("gotoo C")), "do", "did you mean goto?"),
    "a step to go to": (small(step=DEED.format("goto Fx(1)")), "do", "is no step to go to"),
    "a step that there is not": (small(step=DEED.format("goto AV")), "do", "of AV there is none"),
    "a layer that there is not": (small(step=DEED.format("goto Fa(3)")), "do", "Fa(1) and Fa(2)"),
    "a cost": (small(step=DEED.format("cost crossentropy")), "do", "is no cost"),
    "an activation": (small(step=DEED.format("activation 1 relus")), "do", "did you mean relu?"),
    "data": (small(step=DEED.format("data xorr")), "do", "there is no data set 'xorr'"),
    "a file as data": (small(step=DEED.format("data /etc/passwd.csv")), "do", "a lesson reads no files"),
    "a file as data of the start": (
        small().replace("X = [[3.0]]\nY = [[1.0]]", 'name = "../x.csv"'),
        "name =",
        "a lesson reads no files",
    ),
    "something to load": (small(step=DEED.format("load net_b")), "do", "nothing to load called 'net_b'"),
    "a kind of fresh numbers": (small(step=DEED.format("fresh two_node")), "do", "did you mean two_nodes?"),
    "a zoom level": (small(step=DEED.format("zoom layers")), "do", "did you mean layer?"),
    "a path": (small(step=DEED.format("pulse delt[1]")), "do", "did you mean delta?"),
    "a path of another network": (
        small(step=DEED.format("pulse delta[3]")),
        "do",
        "layers of this network are 1 to 2",
    ),
    "a sample that there is not": (small(step=DEED.format("sample 2")), "do", "there is no sample 2"),
    "a hint": (
        small(step=CHOICE.format('options = [{text="a", hint="M99", right=true}, {text="b"}]')),
        "options",
        "M34",
    ),
    "what the view hides": (small(more='[view]\nhide = ["delta[7]"]'), "[view]", "layers of this network"),
    "a slip": (small(step=DEED.format("slip no_slop")), "do", "slip"),
    # shapes
    "columns that do not fit": (small().replace("[[0.8]]", "[[0.8, 1]]"), "w =", "has 2 columns"),
    "ragged rows": (small().replace("[[0.8]]", "[[0.8], [1, 2]]"), "w =", "rows of equal length"),
    "an empty table": (small().replace("[[0.8]]", "[]"), "w =", "rows of equal length"),
    "sizes that do not fit": (small().replace("[1, 1, 1]", "[1, 2, 1]"), "layers", "w makes 1-1-1"),
    "too few biases": (small().replace("b = [ [-0.1], [-1.2] ]", "b = [ [-0.1] ]"), "[network]", "1 of b"),
    "data of another width": (small().replace("X = [[3.0]]", "X = [[3.0, 1.0]]"), "[network]", "samples, 1"),
    "no data": (small().replace("[data]\nX = [[3.0]]\nY = [[1.0]]\n", ""), "[network]", "without data"),
    "no weights": (small().replace("w = [ [[0.2]], [[0.8]] ]", ""), "[network]", "network.w is missing"),
    "weights twice": (small(network='init = "he"'), "init", "either written out or drawn"),
    "a cost that does not fit": (small(network='cost = "softmax_ce"'), "[network]", "softmax"),
    "a huge network": (
        small()
        .replace("layers = [1, 1, 1]", "layers = [1, 1024, 1024]")
        .replace("w = [ [[0.2]], [[0.8]] ]", 'init = "he"')
        .replace("b = [ [-0.1], [-1.2] ]", ""),
        "layers",
        "parameters",
    ),
    "an initialiser": (
        small().replace("w = [ [[0.2]], [[0.8]] ]", 'init = "fixxed"'),
        "activations",
        "'fixxed' is not one of",
    ),
    "a lock on what is none": (small(network='locked = ["delta[1]"]'), "locked", "only weights and biases"),
    # questions that cannot be asked
    "no right option": (
        small(step=CHOICE.format('options = [{text="a"}, {text="b"}]')),
        "options",
        "0 right options",
    ),
    "one option": (small(step=CHOICE.format('options = [{text="a", right=true}]')), "options", "two or more"),
    "no options": (small(step=CHOICE.format("")), "[step.ask]", "two or more"),
    "no answer": (
        small(step='[step.ask]\nkind = "number"\ntext = "?"'),
        "[step.ask]",
        "step.ask.answer is missing",
    ),
    "an answer to a choice": (
        small(step=CHOICE.format('answer = "J"\noptions = [{text="a", right=true}, {text="b"}]')),
        "answer",
        "is not for",
    ),
    "options for a number": (
        small(step=NUMBER.format("J") + '\noptions = [{text="a", right=true}, {text="b"}]'),
        "options",
        "is not for",
    ),
    "an answer of many numbers": (
        small(step=DEED.format("data xor") + "\n" + NUMBER.format("w[1]")),
        "[step.ask]",
        "is not one number but 2",
    ),
    "two steps of one id": (
        small(step='[[step]]\nid = "one"'),
        '[[step]]\nid = "one"\n\n',
        "that another step has",
    ),
    "no step": (
        small(head="step = []").replace('[[step]]\nid = "one"', ""),
        "step = []",
        "at least one step",
    ),
    # what is too much
    "too many steps": (small(step="[[step]]\n" * 1_000_000), "", "larger than"),
    "many steps": (
        small(step="".join(f'[[step]]\nid = "{n}"\n' for n in range(300))),
        "[[step]]",
        "may be 200",
    ),
    "a million updates": (small(step=DEED.format("run 1000000 updates")), "do", "from 1 to 50,000"),
    "very many updates": (
        small(step="do = [" + "'run 9000 updates'," * 8 + "]"),
        "do",
        "more than 40,000 updates",
    ),
    "very many twins": (
        small(step='[[step.twin]]\nname = "a"\nshows = ["J"]\ndo = ["run 30000 updates"]\n' * 2),
        "do",
        "40,000 updates",
    ),
    "a far update": (small(step=DEED.format("goto update 49999")), "do", "more than 40,000 updates"),
    "many actions": (small(step="do = [" + "'goto C'," * 100 + "]"), "do", "there may be 40"),
    "many actions in many steps": (
        small(
            step="".join(
                f'[[step]]\nid = "{n}"\ndo = [' + "'data spiral(n=9999)'," * 40 + "]\n" for n in range(150)
            )
        ),
        "[[step]]",
        "more than 1,000 actions",
    ),
    "many actions on a large network": (
        small(
            step="".join(
                f'[[step]]\nid = "{n}"\ndo = [' + "'lock b[1]','unlock b[1]'," * 20 + "]\n" for n in range(20)
            )
        )
        .replace("layers = [1, 1, 1]", "layers = [1, 100, 1]")
        .replace("w = [ [[0.2]], [[0.8]] ]", 'init = "he"')
        .replace("b = [ [-0.1], [-1.2] ]", "")
        .replace("X = [[3.0]]\nY = [[1.0]]", "name = 'sine(n=190)'"),
        "do",
        "so many actions on so large a network",
    ),
    "many fresh numbers": (
        small(step="".join(f'[[step]]\nid = "{n}"\ndo = ["fresh two_nodes"]\n' for n in range(60))),
        "do",
        "40 are the most",
    ),
    "nesting": (small(head="x = " + "[" * 5000 + "]" * 5000), "", "nested too deeply"),
    "long names": (small(head="a" + ".a" * 5000 + " = 1"), "a.a", "60 dots"),
    "many digits": (small(head="x = " + "9" * 5000), "", "cannot be read"),
    "no TOML": (small(head="x = = 1"), "x = = 1", "is not TOML"),
    "a key twice": (small(head='id = "other"'), 'id = "other"', "is not TOML"),
    "an open text": (small(step="say = '''"), "", "is not TOML"),
    # expressions that are none, or that try to run code
    "an import": (small(step=NUMBER.format("__import__('os')")), "answer", "found"),
    "a call": (small(step=NUMBER.format("open(1)")), "[step.ask]", "there is no function 'open'"),
    "an attribute": (small(step=NUMBER.format("J.__class__")), "[step.ask]", "there is no quantity"),
    "a list": (small(step=NUMBER.format("[x for x in J]")), "answer", "at column 1"),
    "a lambda": (small(step=NUMBER.format("lambda: 1")), "answer", "found"),
    "an assignment": (small(step=NUMBER.format("J := 1")), "answer", "found"),
    "a text": (small(step=NUMBER.format("'a' * 1000")), "answer", "found"),
    "an expression in set": (small(step=DEED.format("set w[1] exec('1')")), "do", "found"),
    "deep nesting": (small(step=NUMBER.format(DEEP)), "answer", "nested more than 30 deep"),
    "many signs": (small(step=NUMBER.format("-" * 300 + "1")), "answer", "nested more than 30 deep"),
    "a long expression": (
        small(step=NUMBER.format("1+" * 300 + "1")),
        "answer",
        "longer than 400 characters",
    ),
    "half an expression": (small(step=NUMBER.format("J +")), "answer", "found the end at column 4"),
    "an open bracket": (small(step=NUMBER.format("(J")), "answer", "found the end"),
    "a huge power as a weight": (small(step=DEED.format("set w[1] 9^9^9^9")), "do", "finite"),
    "a huge power as a batch": (small(step=DEED.format("set batch 9^9^9")), "do", "batch cannot be inf"),
    "nothing as eta": (small(step=DEED.format("set eta 0/0")), "do", "eta cannot be nan"),
    "too many arguments": (small(step=NUMBER.format("sqrt(1, 2)")), "[step.ask]", "sqrt takes 1, not 2"),
    "a set of what follows": (small(step=DEED.format("set delta[1] 0")), "do", "follows from the others"),
    "a function that is not applied": (
        small(step=NUMBER.format("2*norm")),
        "[step.ask]",
        "norm is a function",
    ),
    "a chain where there is none": (small(step=DEED.format("wiggle 0.1")), "do", "no chain of functions"),
    "an until of nothing": (
        small(step='[step.until]\nexpr = "delta[9] > 0"'),
        "[step.until]",
        "layers of this",
    ),
    "an assert of nothing": (
        small(step='[[step.assert]]\nexpr = "nods()"\nvalue = 1'),
        "[[step.assert]]",
        "nodes?",
    ),
    # mathematics that cannot be drawn
    "an open dollar": (small(step="say = '''Then $x'''"), "say", "no $ closes"),
    "an unknown command": (small(step=r"say = '''$\detla$'''"), "say", r"did you mean \delta?"),
    "an open brace": (small(step=r"say = '''$\frac{1}{2$'''"), "say", "does not close a {"),
    "a brace too many": (small(step="say = '''$x}$'''"), "say", "closes nothing"),
    "a fraction of one": (small(step=r"say = '''$\frac{1}$'''"), "say", "without what it is applied to"),
    "a power of nothing": (small(step="say = '''$x^$'''"), "say", "with nothing behind it"),
    "a left without right": (small(step=r"say = '''$\left( x$'''"), "say", r"does not close a \left"),
    "a definition": (small(step=r"say = '''$\def\a{b}$'''"), "say", r"\def, which cannot be drawn"),
    "an inclusion": (
        small(step=r"say = '''$\input{/etc/passwd}$'''"),
        "say",
        r"\input, which cannot be drawn",
    ),
    "a link": (small(step=r"say = '''$\href{http://a}{b}$'''"), "say", r"\href, which cannot be drawn"),
    "an environment": (small(step=r"say = '''$\begin{tabular}a\end{tabular}$'''"), "say", "begins 'tabular'"),
    "an open environment": (small(step=r"say = '''$\begin{cases}a$'''"), "say", "does not close"),
    "braces in braces": (small(step="say = '''$" + "{" * 50 + "}" * 50 + "$'''"), "say", "nested more than"),
    "a long formula": (small(step="say = '''$" + "x" * 900 + "$'''"), "say", "longer than 400"),
    "mathematics in a hint": (
        small(step=CHOICE.format("options = [{text='a', right=true}, {text='b', why='$x'}]")),
        "options",
        "no $ closes",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_lesson_is_refused_with_file_line_and_reason(name):
    text, words, reason = CASES[name]
    with pytest.raises(LessonError) as caught:
        read_lesson(text, "my.toml")
    said = str(caught.value)
    assert said.startswith("my.toml")
    assert reason in said
    assert "\n" not in said
    assert len(said) < 700
    if words:
        assert re.match(rf"my.toml, line {caught.value.line}: ", said)
        lines = text.split("\n")
        shown = lines[caught.value.line - 1]
        assert words.split("\n")[0] in shown or caught.value.line == line_of(text, words)


def test_a_bad_deed_far_down_is_found():
    text = DEMO.replace('"goto B5(1)"', '"goto B5(2)"')
    with pytest.raises(LessonError, match="of B5 there is B5\\(1\\)") as caught:
        read_lesson(text, "demo.toml")
    assert (caught.value.file, caught.value.line) == ("demo.toml", line_of(text, '"goto B5(2)"'))


def test_a_name_that_cannot_be_shown():
    with pytest.raises(LessonError) as caught:
        read_lesson("", "a\nb\x07.toml")
    assert "\n" not in str(caught.value)
