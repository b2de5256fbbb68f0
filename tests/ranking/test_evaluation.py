import csv

import pytest
from django.core.management import CommandError, call_command

HEAD = (
    "Identificador,Lote,Objeto licitación/lote,CPV licitación/lote,Lugar ejecución licitación/lote,"
    "Presupuesto base sin impuestos licitación/lote,Adjudicatario licitación/lote,"
    "Identificador Adjudicatario de la licitación/lote"
)
PAST = [
    "1,Sin lotes,Limpieza de colegios,90911200;,ES618 - Sevilla,1000.0,Limpia SL,B41000001",
    "2,1,Obras de asfaltado,45233222;,ES523 - Valencia,2000.0,Asfalta SA,A46000001",
    "2,1,Obras de asfaltado,45233222;,ES523 - Valencia,2000.0,Calles SA,A46000002",
    "3,1,Suministro de ordenadores,30213000;,ES300 - Madrid,3000.0,Ordena SL,b-28000001",
    "4,1,Sin ganador,30213000;,ES300 - Madrid,3000.0,,",
    "5,1,Poda de árboles,77211500;,ES300 - Madrid,3000.0,PERSONA FÍSICA,",
]
NEW = [
    "7,1,Asfaltado de calles,45233222;,ES523 - Valencia,2500.0,Calles SA,A46000002",
    "7,1,Asfaltado de calles,45233222;,ES523 - Valencia,2500.0,Nueva SL,B46999999",
    '8,Sin lotes,Limpieza de oficinas,90911200;,ES618 - Sevilla,"1.500,00",Limpia,B-41000001',
    "9,1,Vacunas,33651600;,ES300 - Madrid,1000.0,Farma SA,A28000009",
]


def written(path, rows, encoding="utf-8", head=HEAD):
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([head, *rows]) + "\n", encoding=encoding)
    return path


@pytest.fixture
def evaluate(tmp_path, capsys):
    def run(past, new, *more):
        out = tmp_path / "ranking.csv"
        call_command(
            *("evaluate", "matching", "--without-meaning", *more),
            *("--awards", str(past), "--queries", str(new), "--out", str(out)),
        )
        with out.open(encoding="utf-8") as file:
            return list(csv.reader(file)), capsys.readouterr().out

    return run


def test_a_lot_counts_when_a_winner_of_it_has_other_awards(evaluate, tmp_path):
    past = written(tmp_path / "a" / "resultados.csv", PAST)
    rows, told = evaluate(past, written(tmp_path / "q" / "resultados.csv", NEW))
    assert "4 suppliers from 4 awards" in told
    assert "3 lots, 3 with a known winner, 2 whose winner has other awards" in told
    assert "hit@10 1.000" in told
    assert "queries per second" in told
    assert rows[0] == ["query", "rank", "supplier"]
    assert rows[1][:2] == ["7|1", "1"]
    assert {row[2] for row in rows[1:3]} == {"A46000001", "A46000002"}
    assert ["8|Sin lotes", "1", "B41000001"] in rows
    # The id of a supplier is as the file of awards writes it.
    assert "b-28000001" in {row[2] for row in rows}


def test_the_tenders_beside_are_read_where_there_are_any(evaluate, tmp_path):
    past = written(tmp_path / "a" / "resultados.csv", PAST)
    bare = "Identificador,Lote,Objeto licitación/lote,Identificador Adjudicatario"
    new = written(tmp_path / "q" / "resultados.csv", ["7,1,Lote 1,A46000002"], head=bare)
    tenders = "Identificador,Objeto del Contrato,CPV,Órgano de Contratación"
    written(
        tmp_path / "q" / "licitaciones.csv",
        ["7,Asfaltado de calles,45233222;,Alcaldía"],
        head=tenders,
    )
    rows, _told = evaluate(past, new)
    assert {row[2] for row in rows[1:3]} == {"A46000001", "A46000002"}


def test_the_encoding_of_windows_is_read_too(evaluate, tmp_path):
    past = written(tmp_path / "a" / "resultados.csv", PAST, encoding="cp1252")
    _rows, told = evaluate(past, written(tmp_path / "q" / "r.csv", NEW))
    assert "hit@10 1.000" in told


def test_too_few_awards_leave_the_weights_that_are_shipped(evaluate, tmp_path):
    past = written(tmp_path / "a" / "resultados.csv", PAST)
    _rows, told = evaluate(past, written(tmp_path / "q" / "r.csv", NEW), "--learn")
    assert "too few awards to learn from" in told


def test_no_awards_and_no_queries_are_told_as_such(evaluate, tmp_path):
    empty = written(tmp_path / "a" / "resultados.csv", [])
    rows, told = evaluate(empty, empty)
    assert rows == [["query", "rank", "supplier"]]
    assert "0 lots" in told


def test_what_is_not_such_a_file_is_refused_in_words(evaluate, tmp_path):
    other = written(tmp_path / "a" / "x.csv", ["1,2"], head="one,two")
    with pytest.raises(CommandError, match=r"x\.csv has no column Identificador"):
        evaluate(other, other)
    with pytest.raises(CommandError, match=r"none\.csv: No such file or directory$"):
        evaluate(tmp_path / "none.csv", other)


def test_where_the_ranking_cannot_be_written_is_told_before_the_files_are_read(tmp_path):
    out = tmp_path / "nowhere" / "ranking.csv"
    with pytest.raises(CommandError, match=r"^No existe la carpeta en la que escribir: .*nowhere$"):
        call_command("evaluate", "matching", "--awards=a.csv", "--queries=b.csv", f"--out={out}")
