"""Official files are taken in whole, or not at all."""

import io
from textwrap import dedent

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from lonja.journal.models import Entry
from lonja.territories import queries
from lonja.territories.domain import importing
from lonja.territories.enums import Kind
from lonja.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("spain")]


def plan_of(text: str, **options) -> importing.Plan:
    return importing.read_plan(io.BytesIO(dedent(text).strip().encode()), **options)


def taken(text: str, **options) -> importing.Plan:
    plan = plan_of(text, **options)
    assert [str(problem) for problem in plan.problems] == []
    importing.carry_out(plan, by=None)
    return plan


def municipality(code: str) -> Territory:
    return Territory.objects.get(kind=Kind.MUNICIPALITY, code=code)


def test_populations_come_with_their_year():
    taken("INE;Municipio;Población;Año\n33024;Gijón;268.313;2023")
    gijon = municipality("33024")
    assert (gijon.population, gijon.population_year) == (268313, 2023)


def test_a_code_that_a_spreadsheet_made_a_number_is_still_the_code():
    taken("ine;name;population\n1051;Agurain/Salvatierra;5029", year=2020)
    assert municipality("01051").population == 5029
    assert municipality("01051").population_year == 2020


def test_the_workbook_of_ine_is_read_as_it_comes(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["Cifras resultantes de la Revisión del Padrón municipal a 1 de enero de 2024"])
    sheet.append(["CPRO", "PROVINCIA", "CMUN", "NOMBRE", "POB24", "HOMBRES", "MUJERES"])
    sheet.append(["01", "Araba/Álava", "051", "Agurain/Salvatierra", 5123, 2600, 2523])
    sheet.append([15, "Coruña, A", 30, "Coruña, A", 249_000, 114_000, 135_000])
    book.save(tmp_path / "pobmun24.xlsx")
    call_command("catalogue", "import", tmp_path / "pobmun24.xlsx")
    agurain, coruna = municipality("01051"), municipality("15030")
    assert (agurain.population, agurain.population_year) == (5123, 2024)
    assert (coruna.population, coruna.name) == (249_000, "A Coruña")


def test_a_wrong_check_digit_stops_the_file():
    plan = plan_of("CPRO;CMUN;DC;NOMBRE\n01;051;4;Agurain/Salvatierra")
    assert [str(problem) for problem in plan.problems] == [
        "Línea 2, «CMUN»: «010514» no es un código. "
        "Lo correcto: la cifra de control de 01051 es 3, no 4."
    ]


def test_names_of_known_territories_stay_unless_said():
    text = "ine;name\n24036;Candín\n15030;Coruña, A\n03014;Alicante/Alacant"
    plan = taken(text)
    assert plan.names_kept == ["24036 Valle de Ancares (Candín)"]
    assert municipality("24036").name == "Valle de Ancares"
    taken(text, rename=True)
    assert municipality("24036").name == "Candín"
    assert municipality("15030").name == "A Coruña"
    assert (municipality("03014").name, municipality("03014").other_name) == (
        "Alacant",
        "Alicante",
    )
    assert queries.search("candin")[0].code == "24036"


def test_every_error_is_told_with_its_line_and_nothing_is_written(capsys, tmp_path):
    file = tmp_path / "malo.csv"
    file.write_text(
        "ine;name;population;lat\n"
        "33024;Gijón;268313;43,53\n"
        "99001;Nowhere;5;40\n"
        "33044;Oviedo;muchos;43,36\n"
        "33024;Gijón otra vez;1;43,53\n"
        "33004;Avilés;77000;4336\n"
        "33999;;10;43\n"
    )
    with pytest.raises(CommandError, match="hay 5 errores"):
        call_command("catalogue", "import", file)
    told = capsys.readouterr().err
    for place in ("Línea 3, «código»", "Línea 4, «population»", "Línea 5, «código»"):
        assert place in told
    assert "Gijón ya está en la línea 2" in told
    assert "«4336» no son grados" in told
    assert "Para crearlo hace falta su nombre" in told
    assert municipality("33024").population is None


def test_a_trial_writes_nothing(capsys, tmp_path):
    file = tmp_path / "pob.csv"
    file.write_text("ine;population\n33024;268313\n")
    call_command("catalogue", "import", file, "--dry-run")
    assert "0 nuevos, 1 cambian" in capsys.readouterr().out
    assert municipality("33024").population is None


def test_importing_the_same_file_twice_changes_nothing():
    text = "ine;population;year\n33024;268313;2023"
    taken(text)
    lines = Entry.objects.count()
    assert taken(text).same == 1
    assert Entry.objects.count() == lines


def test_each_change_is_in_the_trail_of_its_territory():
    taken("ine;population\n33024;268313")
    line = Entry.objects.filter(object_id=municipality("33024").pk).latest("pk")
    assert line.changes == {"population": [None, "268313"]}


def test_a_mancomunidad_comes_with_its_members_by_name_and_code():
    taken(
        """
        tipo;nombre;provincia;miembros
        mancomunidad;Mancomunidad de L'Horta Sud (ejemplo);46;"Alaquàs; Aldaya; 46244"
        """
    )
    body = Territory.objects.get(kind=Kind.COMMONWEALTH)
    assert set(body.members.values_list("name", flat=True)) == {"Alaquàs", "Aldaia", "Torrent"}
    assert (body.province.code, body.region.code, body.is_supramunicipal) == ("46", "10", True)
    assert body in queries.containing(municipality("46244"))


def test_the_members_of_a_body_are_those_of_the_last_file():
    head = "tipo;nombre;miembros\n"
    taken(head + "comarca;El Bierzo;24115, 24014, 24030")
    taken(head + "comarca;El Bierzo;24115, 24014")
    body = Territory.objects.get(kind=Kind.COUNTY)
    assert set(body.members.values_list("code", flat=True)) == {"24014", "24115"}


def test_an_unknown_or_ambiguous_member_is_an_error_that_says_which():
    plan = plan_of('tipo;nombre;miembros\ncomarca;Comarca de prueba;"Mieres; Villaabajo"')
    told = [str(problem) for problem in plan.problems]
    assert "17105 Mieres (Girona)" in told[0]
    assert "33037 Mieres (Asturias)" in told[0]
    assert "No está en el catálogo: «Villaabajo»" in told[1]


def test_the_province_of_a_body_tells_homonyms_apart():
    taken("tipo;nombre;provincia;miembros\ncomarca;Comarca de prueba;Asturias;Mieres")
    (mieres,) = Territory.objects.get(kind=Kind.COUNTY).members.all()
    assert mieres.code == "33037"


def test_dir3_says_the_kind_of_a_body():
    taken("dir3;nombre\nL05410011;Mancomunidad del Aljarafe (ejemplo)")
    assert Territory.objects.get(dir3="L05410011").kind == Kind.COMMONWEALTH


def test_merged_municipalities_count_as_their_successor():
    taken(
        """
        ine;nombre;población;sucesor
        06044;Don Benito;37000;06999
        06153;Villanueva de la Serena;26000;06999
        06999;Concordia del Guadiana (ejemplo);63000;
        """
    )
    whole = municipality("06999")
    assert whole.province.name == "Badajoz"
    assert queries.current(municipality("06044")) == whole
    assert queries.counted_as([municipality("06153").pk, whole.pk]) == {
        municipality("06153").pk: whole.pk,
        whole.pk: whole.pk,
    }
    assert {one.code for one in queries.rolled_up([whole])} == {"06044", "06153", "06999"}
    assert queries.search("Don Benito")[0] == whole


def test_nothing_succeeds_itself():
    assert "Nada se sucede" in str(plan_of("ine;sucesor\n06044;06044").problems[0])


def test_other_countries_are_possible():
    taken(
        """
        país;tipo;código;nombre;provincia
        PT;provincia;13;Porto;
        PT;municipio;1312;Porto;13
        """
    )
    porto = Territory.objects.get(country="PT", kind=Kind.MUNICIPALITY)
    assert (porto.code, porto.province.name) == ("1312", "Porto")
    assert Territory.objects.filter(kind=Kind.PROVINCE, code="13").count() == 2


def test_a_file_that_is_no_table_of_territories_is_refused():
    plan = plan_of("color;talla\nrojo;XL")
    assert "ninguna columna con el código o el nombre" in str(plan.problems[0])


@pytest.mark.data
def test_the_nomenclator_of_ign_fills_the_catalogue(shared_data):
    with (shared_data / "municipalities/municipalities_es.csv").open("rb") as file:
        plan = importing.read_plan(file, year=2020)
    assert (plan.problems, len(plan.new), len(plan.changed)) == ([], 0, 8131)
    importing.carry_out(plan, by=None)
    spain = Territory.objects.get(kind=Kind.COUNTRY)
    assert queries.population_of(spain) == 47_450_795
    assert queries.search("San")[0].population > 50_000
