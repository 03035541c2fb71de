"""``upstream new``: documents for data sets, from the command line."""

from __future__ import annotations

import numpy as np
import pytest

from engine import load_document
from main import main


def test_a_document_for_the_digits_of_lesson_14(tmp_path, capsys):
    file = tmp_path / "digits.upstream"
    words = "--hidden 16 --activation sigmoid --init fixed --shuffle fixed --eta 0.5 --batch 32 --test 5"
    assert main(["new", "digits", "-o", str(file), *words.split()]) == 0
    assert capsys.readouterr().out == (
        "64–16–10, 1,210 parameters; 1,437 samples in batches of 32, 360 rows kept for testing\n"
        "inputs: r1c1, r1c2, r1c3, r1c4, r1c5, r1c6, r1c7, r1c8 and 56 more; "
        "labels: digit = 0, digit = 1, digit = 2, digit = 3, digit = 4, digit = 5, digit = 6, digit = 7 "
        "and 2 more\n"
    )
    document = load_document(file)
    assert document.network.activations == ("", "sigmoid", "softmax")
    assert (document.cost, document.eta, document.batch, document.shuffle) == ("softmax_ce", 0.5, 32, "fixed")
    assert document.test[:3].tolist() == [0, 5, 10]
    assert main(["train", str(file), "--updates", "45"]) == 0
    assert "update 45: J = 1.926401; on the rows kept for testing J = 1.9" in capsys.readouterr().out


def test_a_table_is_scaled_by_the_rows_trained_with(tmp_path, capsys):
    table, file = tmp_path / "rain.csv", tmp_path / "rain.upstream"
    rows = "".join(f"{n};{n * n};{'wet' if n % 3 else 'dry'}\n" for n in range(20))
    table.write_text("day;amount;kind\n" + rows + "20;;wet\n", encoding="utf-8")
    words = ["--test", "0.25", "--scale", "standardise", "--missing", "drop", "--optimizer", "adam(0.8)"]
    assert main(["new", str(table), "-o", str(file), *words, "--hidden", "4,3", "--seed", "2"]) == 0
    assert "1 row with missing values left out." in capsys.readouterr().out
    document = load_document(file)
    assert document.network.sizes == (2, 4, 3, 1)
    assert (document.cost, document.optimizer, document.seed) == ("bce", "adam(0.8)", 2)
    np.testing.assert_allclose(document.train_X.mean(axis=0), 0, atol=1e-12)
    assert document.notes.classes == ("dry", "wet")
    assert [step.kind for step in document.notes.scaling] == ["standardise"]


def test_the_list_names_what_can_be_chosen(capsys):
    assert main(["new", "--list"]) == 0
    told = capsys.readouterr().out
    for word in ("iris", "spiral", "softmax_ce", "nesterov", "cosine", "fixed", "standardise"):
        assert word in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["spirals"], "there is no data set 'spirals'"),
        (["sine", "--output", "sigmoid", "--cost", "bce"], "cost 'bce' needs labels between 0 and 1"),
        (["xor", "--activation", "foo"], "'foo' is not one of linear"),
        (["iris(n=3)"], "iris takes no numbers"),
        (["xor", "--hidden", "2,x"], "'2,x' is no list of nodes"),
        (["xor", "--hidden", "0"], "'0' is no list of nodes"),
        (["xor", "--hidden", "2000"], "2,000 nodes in a layer are more than the 1,024"),
        (["xor", "--hidden", "100000,100000"], "100,000 nodes in a layer are more than the 1,024"),
        (["xor", "--hidden", ",".join(["1"] * 64)], "65 layers are more than the 64"),
        (["xor", "--optimizer", "lion"], "optimizer 'lion' is not one of sgd"),
        (["xor", "--activation", "softmax", "--hidden", "2"], "softmax is for the output layer only"),
        (["xor", "--eta", "-1"], "eta must be a number above 0"),
        (["xor", "--test", "1"], "--test 1: give 5 to keep every fifth row"),
        (["xor", "--test", "some"], "--test some: give 5"),
        (["xor", "--test", "inf"], "--test inf: give 5"),
        (["xor", "--scale", "twice"], "invalid choice: 'twice'"),
        (["xor", "--seed", "-3"], "a seed is a whole number"),
        (["nowhere.csv"], "nowhere.csv: cannot be read"),
        ([], "new needs a data set"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_sentence(words, sentence, tmp_path, capsys):
    file = tmp_path / "out.upstream"
    assert main(["new", *words, "-o", str(file)]) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1
    assert not file.exists()


@pytest.mark.parametrize(
    ("labels", "words", "output", "cost"),
    [
        ("01010", "", "sigmoid", "bce"),
        ("01210", "", "linear", "half_squared"),
        ("01010", "--output linear", "linear", "half_squared"),
        ("01010", "--cost mse", "sigmoid", "mse"),
        ("01210", "--output sigmoid", "sigmoid", "half_squared"),
        ("abcab", "", "softmax", "softmax_ce"),
        ("abcab", "--output sigmoid", "sigmoid", "bce"),
    ],
)
def test_output_and_cost_go_together_and_with_the_labels(labels, words, output, cost, tmp_path):
    table, file = tmp_path / "t.csv", tmp_path / "t.upstream"
    table.write_text("x,y\n" + "".join(f"{n},{y}\n" for n, y in enumerate(labels)), encoding="utf-8")
    assert main(["new", str(table), "-o", str(file), *words.split()]) == 0
    document = load_document(file)
    assert (document.network.activations[-1], document.cost) == (output, cost)


def test_an_update_takes_as_many_samples_as_a_document_allows(tmp_path, capsys):
    file = tmp_path / "digits.upstream"
    assert main(["new", "digits", "-o", str(file), "--hidden", "60"]) == 0
    assert "in batches of 13" in capsys.readouterr().out
    assert load_document(file).batch == 13


@pytest.mark.parametrize("command", ["new", "trace", "export --numpy"])
def test_nothing_writes_over_the_file_that_is_read(command, tmp_path, capsys):
    file = tmp_path / "t.csv"
    file.write_text("x,y\n1,2\n3,4\n", encoding="utf-8")
    before = file.read_bytes()
    assert main([*command.split(), str(file), "-o", str(file)]) == 2
    assert "is the file that is read" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_the_document_and_the_curve_go_to_two_files(tmp_path, capsys):
    file = str(tmp_path / "both")
    assert main(["train", "--updates", "2", "-o", file, "--csv", file]) == 2
    assert "name the same file" in capsys.readouterr().err
