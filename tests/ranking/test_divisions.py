"""Which divisions a text is about: learning, predicting, and the file of predictions."""

import csv

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from lonja.directory import cpv
from lonja.ranking.evaluation import cpv as evaluation
from lonja.ranking.suggesting import divisions, knowledge
from lonja.ranking.suggesting.features import Features, Reading
from lonja.ranking.suggesting.meanings import Meaning

PLACES = ("Gijón", "Soria", "Vigo", "Reus", "Lugo", "Ávila", "Elche", "Jaca", "Teruel", "Cuenca")
TITLES = {
    "90": ("Servicio de limpieza de colegios en {}", "Recogida de residuos en {}"),
    "45": ("Obras de pavimentación de calles en {}", "Reforma del polideportivo de {}"),
    "31": ("Suministro de luminarias LED para {}", "Suministro de cables eléctricos, {}"),
    "72": ("Desarrollo de una aplicación informática para {}", "Soporte de sistemas de {}"),
    "45 71": ("Redacción de proyecto y ejecución de la obra de la plaza de {}",) * 2,
}


def notices() -> tuple[list[str], list[list[str]]]:
    rows = [
        (title.format(place), told.split())
        for told, titles in TITLES.items()
        for title in dict.fromkeys(titles)
        for place in PLACES + tuple(f"{place} norte" for place in PLACES)
    ]
    return [text for text, _t in rows], [told for _t, told in rows]


def few() -> list[knowledge.Phrase]:
    """What is known beforehand of the divisions of these tests."""
    return [one for one in knowledge.phrases() if one.code[:2] in {"90", "45", "31", "72", "71"}]


@pytest.fixture(scope="module")
def model() -> divisions.Divisions:
    return divisions.learn(*notices(), few())


def best(model: divisions.Divisions, text: str) -> str:
    return model.decide(model.probabilities([text]))[0][0]


def test_every_phrase_of_the_field_names_a_code_that_exists():
    assert [one for one in knowledge.phrases() if not cpv.exists(one.code)] == []
    assert all(one.text for one in knowledge.phrases())


@pytest.mark.parametrize(
    ("text", "division"),
    [
        ("Limpieza de las escuelas de Mieres", "90"),
        ("LIMPIEZA VIARIA", "90"),
        ("asfaltado de la calle Mayor", "45"),
        ("Servei de neteja d'edificis municipals", "90"),
        ("Subministració de luminarias led para o alumeado", "31"),
        ("Software development for the town hall", "72"),
        ("luminarias", "31"),
    ],
)
def test_a_text_goes_to_its_division_in_any_of_the_languages(model, text, division):
    assert best(model, text) == division


def test_a_text_may_have_several_divisions(model):
    likely = model.probabilities(["Redacción de proyecto y ejecución de la obra del puente"])
    assert sorted(model.decide(likely)[0]) == ["45", "71"]


@pytest.mark.parametrize("text", ["", "   ", "¿?", "xqzt wvvk", "\x00\ud83c", "limpieza " * 40_000])
def test_any_text_gets_an_answer(model, text):
    likely = model.probabilities([text])
    assert likely.shape == (1, len(model.names))
    assert np.isfinite(likely).all()
    assert len(model.decide(likely)[0]) >= 1


def test_no_texts_get_no_answers(model):
    assert model.decide(model.probabilities([])) == []


def test_what_is_stored_says_the_same_as_what_was_learnt(model):
    texts, _told = notices()
    again = divisions.Divisions.from_arrays(model.arrays())
    assert np.abs(again.probabilities(texts) - model.probabilities(texts)).max() < 0.01
    assert again.decide(again.probabilities(texts)) == model.decide(model.probabilities(texts))


def test_learning_twice_from_the_same_gives_the_same():
    texts, told = notices()
    one, two = (divisions.learn(texts, told, few()[:50]) for _ in range(2))
    assert one.threshold == two.threshold
    assert np.array_equal(one.words, two.words)


def test_a_handful_of_texts_is_not_enough():
    with pytest.raises(ValueError, match="99 texts to learn from: 100 at least"):
        divisions.learn(["limpieza"] * 99, [["90"]] * 99, few())


def test_the_opening_of_a_title_is_what_is_bought():
    reading = Reading.of("Contrato de suministro de 12 carretillas elevadoras para el puerto")
    assert reading.opening() == ["carretillas", "elevadoras", "puerto"]


def test_the_notices_nearest_in_meaning_say_their_divisions_the_nearer_the_more():
    vectors = np.array([[1, 0, 0], [0.8, 0.6, 0], [0, 0, 1], [0, 1, 0]], np.float32)
    told = np.array([[1, 0], [1, 1], [0, 1], [0, 1]], np.float32)
    meaning = Meaning.learn(vectors, told, np.ones(4), np.arange(3))
    _ridge, near = meaning.said(np.array([[1, 0.1, 0]], np.float32), told[:3])
    assert near[0, 0] > 0.99  # the first two say the first division
    assert 0 < near[0, 1] < 0.5  # of the second, only the farther does


def test_rare_letters_are_left_out_of_what_is_known():
    features = Features.of(["alumbrado público", "alumbrado", "gaviota"])
    assert "w:alumbr" in features.terms
    assert not [term for term in features.terms if "gavi" in term]


# -- the command ---------------------------------------------------------------------------------


def write(path, texts, told, *, labelled=True):
    names = sorted({name for some in told for name in some})
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["", "descripcion", *(names if labelled else [])])
        for number, (text, some) in enumerate(zip(texts, told, strict=True)):
            marks = [int(name in some) for name in names] if labelled else []
            lines.writerow([1000 + number, f'"{text}"', *marks])
    return path


def test_predictions_are_written_and_measured(tmp_path):
    train = write(tmp_path / "train.csv", *notices())
    test = write(
        tmp_path / "test.csv",
        ["Limpieza de centros", "Obras en la plaza", "Marionetas", "Cables"],
        [["90"], ["45"], ["92"], ["31"]],
    )
    said = list(evaluation.evaluate(train, test, tmp_path / "out.csv", few()))
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["index", "divisions"]
    assert [row[0] for row in rows[1:]] == ["1000", "1001", "1002", "1003"]
    assert [rows[1][1], rows[2][1], rows[4][1]] == ["90", "45", "31"]
    assert [line.split("  ")[0] for line in said] == [
        "micro-F1", "hit@1", "hit@3", "time to train", "model on disk", "texts a second",
    ]  # fmt: skip
    assert said[1].split()[-1] == "0.7500"  # of "92" nobody had told it


def test_a_file_without_divisions_is_predicted_and_not_measured(tmp_path):
    texts, told = notices()
    train = write(tmp_path / "train.csv", texts, told)
    test = write(tmp_path / "test.csv", texts[:3], told[:3], labelled=False)
    said = list(evaluation.evaluate(train, test, tmp_path / "out.csv", few()))
    assert (tmp_path / "out.csv").read_text().splitlines()[1:] == ["1000,90", "1001,90", "1002,90"]
    assert not [line for line in said if "F1" in line]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the second column should be"),
        (b",titulo,45\n1,Obra,1\n", "the second column should be"),
        (b",descripcion,45\n1,Obra\n", "row 2 has 2 cells, not 3"),
        (b",descripcion\n1,Obra\n", "no columns of divisions"),
        (b",descripcion,45\n1,Obra,1\n", "1 texts to learn from: 100 at least"),
        (",descripcion,45\n1,Pavimentación,1\n".encode("latin-1"), "codec can't decode"),
    ],
)
def test_a_file_that_cannot_be_learnt_from_says_why(tmp_path, content, problem):
    (tmp_path / "bad.csv").write_bytes(content)
    bad, out = str(tmp_path / "bad.csv"), tmp_path / "out.csv"
    with pytest.raises(CommandError, match=problem):
        call_command("evaluate", "cpv", "--train", bad, "--test", bad, "--out", str(out))
    assert not out.exists()


def test_measuring_counts_what_was_missed_and_what_was_too_much():
    likely = np.array([[0.9, 0.5, 0.1, 0.0], [0.1, 0.2, 0.3, 0.9]])
    found = evaluation.measure(
        ["31", "45", "72", "90"], likely, [["31", "45"], ["90"]], [["45"], ["31", "99"]]
    )
    assert found == evaluation.Measure(micro_f1=2 / 6, hit_1=0.0, hit_3=0.5)
