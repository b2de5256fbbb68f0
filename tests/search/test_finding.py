import pytest

from lonja.directory.models import Organisation, Person
from lonja.search import queries
from lonja.search.models import Document

pytestmark = pytest.mark.django_db


def titles(found) -> list[str]:
    return [hit.document.title for hit in found.hits]


@pytest.fixture
def some(organisation, act):
    organisation("Ayuntamiento de Valencia", kind="public_body")
    organisation("Aguas de Valencia", description="Telelectura de contadores y calidad del agua")
    organisation("Sensores del Turia", description="Estaciones de calidad del aire para ciudades")
    organisation("Universidad de Gijón", kind="university", description="Monitorización ambiental")
    act("Reunión con el Ayuntamiento de Valencia", date="2024-03-04", summary="Calidad del aire")
    act("Visita a Gijón", date="2024-06-12", summary="Playas inteligentes")


def test_every_word_has_to_be_there(some):
    assert titles(queries.find("calidad aire")) == [
        "Sensores del Turia",
        "Reunión con el Ayuntamiento de Valencia",
    ]
    assert titles(queries.find("calidad playas")) == []


def test_endings_accents_and_case_are_forgiven(some):
    assert titles(queries.find("MONITORIZACION")) == ["Universidad de Gijón"]
    assert titles(queries.find("ciudad")) == ["Sensores del Turia"]
    assert titles(queries.find("universidades gijón")) == ["Universidad de Gijón"]


def test_the_last_word_may_be_half_typed(some):
    assert titles(queries.find("ayunt")) == titles(queries.find("ayuntamiento"))
    assert titles(queries.find("monitorizac")) == ["Universidad de Gijón"]
    assert titles(queries.find("aguas val")) == ["Aguas de Valencia"]


def test_all_of_them_may_be_when_nothing_has_those_words(some):
    assert titles(queries.find("sens tur")) == ["Sensores del Turia"]
    assert titles(queries.find("univ gij")) == ["Universidad de Gijón"]


def test_quotes_ask_for_the_very_words(some):
    assert titles(queries.find('"calidad del aire"')) == [
        "Sensores del Turia",
        "Reunión con el Ayuntamiento de Valencia",
    ]
    assert titles(queries.find("«calidad del agua»")) == ["Aguas de Valencia"]
    assert titles(queries.find('"aire calidad"')) == []
    assert titles(queries.find('"playa"')) == []


def test_what_the_field_calls_by_several_names_is_found_by_any_of_them(organisation):
    organisation("Ayuntamiento de Soria", description="Prepara su zona de bajas emisiones")
    organisation("Aires", description="Ponemos en marcha la ZBE")
    organisation("Ajuntament de Reus", description="Gestió de la zona de baixes emissions")
    organisation("Zonas", description="De bajas")
    ways = ("zbe", "zona de bajas emisiones", "low emission zone", "ZONES DE BAIXES EMISSIONS")
    for said in ways:
        assert sorted(titles(queries.find(said))) == [
            "Aires", "Ajuntament de Reus", "Ayuntamiento de Soria"
        ]  # fmt: skip
    assert titles(queries.find("ayuntamiento zbe")) == ["Ayuntamiento de Soria"]
    assert titles(queries.find("zbe ayunt")) == ["Ayuntamiento de Soria"]
    assert titles(queries.find('"zbe"')) == ["Aires"]
    [hit] = queries.find("ayuntamiento zbe").hits
    assert hit.snippet == (
        "Prepara su <mark>zona</mark> de <mark>bajas</mark> <mark>emisiones</mark>"
    )


def test_who_sees_only_titles_finds_other_ways_of_saying_them_in_titles_only(organisation):
    organisation("Foro de la ZBE")
    organisation("Aires", description="Ponemos en marcha la ZBE")
    said = "zona de bajas emisiones"
    assert titles(queries.find(said, titles_only=True)) == ["Foro de la ZBE"]


def test_a_title_comes_before_a_mention_and_the_very_title_first_of_all(organisation):
    organisation("Proyectos de Soria", description="con el Ayuntamiento")
    organisation("Ayuntamiento de Soria y comarca")
    organisation("Soria")
    assert titles(queries.find("soria")) == [
        "Soria",
        "Ayuntamiento de Soria y comarca",
        "Proyectos de Soria",
    ]
    assert titles(queries.find("ayuntamiento")) == [
        "Ayuntamiento de Soria y comarca",
        "Proyectos de Soria",
    ]


def test_among_acts_the_latest_comes_first(act):
    act("Jornada de movilidad", date="2023-11-02")
    act("Jornada de turismo", date="2024-10-09")
    assert titles(queries.find("jornada")) == ["Jornada de turismo", "Jornada de movilidad"]


def test_one_may_look_only_among_some(some):
    found = queries.find("valencia", models=[Organisation])
    assert titles(found) == ["Aguas de Valencia", "Ayuntamiento de Valencia"]
    assert found.total == 2
    allowed = Organisation.objects.filter(name__startswith="Aguas")
    assert titles(queries.find("valencia", models={Organisation: allowed})) == ["Aguas de Valencia"]
    assert queries.find("valencia", models=[]).total == 0


def test_hits_are_counted_by_what_they_are(some):
    found = queries.find("valencia", limit=1)
    assert len(found.hits) == 1
    assert found.total == 3
    assert {model.__name__: number for model, number in found.by_model.items()} == {
        "Organisation": 2,
        "Act": 1,
    }
    assert [hit.model for hit in queries.find("valencia", only=Organisation).hits] == [
        Organisation,
        Organisation,
    ]


def test_a_list_is_narrowed_to_what_matches(some):
    rows = Organisation.objects.filter(kind="company")
    assert set(queries.narrow(rows, "valencia")) == set(rows.filter(name="Aguas de Valencia"))


def test_a_name_of_someone_else_with_the_same_number_does_not_match(organisation, db):
    from lonja.journal import writing

    one = organisation("Playas del Sur")
    writing.create(Person(pk=one.pk, name="Marta Ejemplo"), by=None)
    assert list(queries.narrow(Organisation.objects.all(), "marta")) == []


def test_the_snippet_marks_what_was_found_and_nothing_else(organisation):
    organisation("Alfa", description="<b>Estación</b> de " + "x" * 90 + " calidad del aire urbano")
    [hit] = queries.find("calidad estacion").hits
    assert "<mark>Estación</mark>" in hit.snippet
    assert "&lt;b&gt;" in hit.snippet
    assert "<mark>calidad</mark>" in hit.snippet


@pytest.mark.parametrize(
    "text", ["", "   ", "¿?", "''", '"', "* : ( ) - AND", "\\", "%%", "&|!<->"]
)
def test_nothing_that_can_be_typed_breaks_it(some, text):
    assert queries.find(text).total == 0
    assert list(queries.narrow(Organisation.objects.all(), text)) == []


def test_words_of_a_query_language_are_just_words(organisation):
    organisation("Near and not: OR")
    assert titles(queries.find("NOT near OR")) == ["Near and not: OR"]


def test_a_single_letter_is_a_word_of_its_own(organisation):
    organisation("Grupo A")
    organisation("Grupo B")
    organisation("Grupo Balear")
    assert titles(queries.find("grupo b")) == ["Grupo B"]


def test_only_words_that_say_nothing_are_still_looked_for(organisation):
    organisation("Los de la")
    assert titles(queries.find("de los")) == ["Los de la"]


def test_a_document_is_one_a_record(some):
    assert Document.objects.count() == 6


def test_whoever_sees_only_titles_neither_finds_nor_reads_what_is_inside(some):
    found = queries.find("calidad", titles_only=True)
    assert (found.hits, found.total) == ([], 0)
    [hit] = queries.find("turia", titles_only=True).hits
    assert hit.snippet == ""
    assert not queries.narrow(Organisation.objects.all(), "contadores", titles_only=True)
    assert titles(queries.find("sensroes tur", titles_only=True)) == ["Sensores del Turia"]
