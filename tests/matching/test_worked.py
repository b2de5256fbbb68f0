"""With how many territories the office worked: every way in which the number could be wrong."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from lonja.acts.enums import Kind, State
from lonja.acts.models import Act, Participation
from lonja.core import figures
from lonja.directory.models import Organisation
from lonja.evidence.domain import attaching
from lonja.journal import writing
from lonja.matching.domain import ruling
from lonja.matching.queries import worked
from lonja.matching.queries.worked import rule
from lonja.territories.enums import Kind as Place

from .years import Year

pytestmark = pytest.mark.django_db


def read(key, year=2024, **openings):
    opened = {int(name.removeprefix("y")): value for name, value in openings.items()}
    return figures.get(f"territories.{key}").read(Year(year, opened))


def value(key, year=2024, **openings):
    return read(key, year, **openings).value


def rows(key, year=2024):
    return figures.get(f"territories.{key}").rows(Year(year))


def act(*territories, kind=Kind.WORKSHOP, on="2024-05-10", state=State.DONE):
    made = Act.objects.create(kind=kind, title="Un acto", date=on, state=state)
    made.territories.set(territories)
    return made


def test_several_acts_with_one_territory_are_one_territory(town):
    gijon = town("Gijón")
    act(gijon), act(gijon, kind=Kind.VISIT), act(gijon, kind=Kind.PLAN)
    reading = read("worked")
    assert reading.value == 1
    assert reading.notes[0].es == "En 3 actos."
    assert reading.breakdown == {"municipio": 1}


def test_an_act_with_two_territories_is_both(town):
    act(town("Ronda"), town("Antequera"))
    assert value("worked") == 2
    assert rows("worked").count() == 1


@pytest.mark.parametrize("kind", [Kind.CALL, Kind.CONTACT, Kind.MEETING, Kind.EVENT, Kind.MENTION])
def test_a_call_a_dinner_or_a_mention_do_not_make_a_territory_worked_with(town, kind):
    act(town("Ronda"), kind=kind)
    assert value("worked") == 0
    assert [str(e.record) for e in figures.get("territories.worked").excluded(Year(2024))] == [
        "Ronda"
    ]


def test_a_cancelled_workshop_or_a_planned_one_do_not_count_and_are_listed(town):
    act(town("Ronda"), state=State.CANCELLED), act(town("Écija"), state=State.PLANNED)
    assert value("worked") == 0
    reasons = {e.reason.es for e in figures.get("territories.worked").excluded(Year(2024))}
    assert reasons == {"Está previsto o anulado: solo cuenta lo realizado."}


def test_an_act_belongs_to_the_local_year_of_its_date(town):
    act(town("Ronda"), on="2024-12-31"), act(town("Écija"), on="2025-01-01")
    assert (value("worked"), value("worked", 2025)) == (1, 1)


def test_an_act_in_the_bin_does_not_count(town, marta):
    writing.delete(act(town("Ronda")), by=marta)
    assert value("worked") == 0


def test_a_provincial_council_and_a_town_of_its_province_are_two(town):
    act(town("Ronda")), act(town("Diputación de Málaga", Place.PROVINCIAL_COUNCIL))
    assert value("worked") == 2


def test_a_province_or_a_region_are_not_bodies_with_which_one_works(sevilla, andalucia):
    act(sevilla, andalucia)
    assert value("worked") == 0
    (exclusion,) = figures.get("territories.worked").excluded(Year(2024))
    assert exclusion.reason.es.startswith("Nombra una provincia")


def test_an_act_without_a_territory_is_listed_and_the_territory_of_who_came_is_suggested(town):
    alone = act()
    council = Organisation.objects.create(
        name="Ayuntamiento de Ronda", kind="public_body", territory=town("Ronda")
    )
    company = Organisation.objects.create(name="Turismo de Ronda, S.A.", part_of=council)
    Participation.objects.create(act=alone, organisation=company)
    assert value("worked") == 0
    (exclusion,) = figures.get("territories.worked").excluded(Year(2024))
    assert (exclusion.record, exclusion.reason.es) == (alone, "No dice con qué territorio fue.")
    assert worked.territory_suggested_for(alone).name == "Ronda"


def test_the_town_where_a_company_has_its_seat_is_not_suggested(town):
    alone = act()
    company = Organisation.objects.create(name="Aire de Ronda, S.L.", territory=town("Ronda"))
    Participation.objects.create(act=alone, organisation=company)
    assert worked.territory_suggested_for(alone) is None


def test_when_two_councils_came_no_territory_is_suggested(town):
    alone = act()
    for name in ("Ronda", "Écija"):
        council = Organisation.objects.create(
            name=f"Ayuntamiento de {name}", kind="public_body", territory=town(name)
        )
        Participation.objects.create(act=alone, organisation=council)
    assert worked.territory_suggested_for(alone) is None


def test_the_council_its_tourism_company_and_its_office_are_one_territory(town):
    city = town("Ciudad Ejemplo")
    for _ in ("ayuntamiento", "empresa de turismo", "oficina inteligente"):
        act(city)
    assert value("worked") == 1


def test_a_merged_town_counts_once_and_as_its_successor(town):
    both = town("Don Benito-Villanueva")
    act(town("Don Benito", successor=both)), act(town("Villanueva", successor=both))
    assert value("worked") == 1
    assert [one.name for one in rows("new")] == ["Don Benito-Villanueva"]


def test_a_merged_town_inherits_the_history_of_those_that_made_it(town):
    both = town("Don Benito-Villanueva")
    act(town("Don Benito", successor=both), on="2022-03-01")
    act(both)
    assert (value("worked"), value("new"), value("regained")) == (1, 0, 1)


def test_growth_is_twelve_to_fifteen_25_per_cent(town):
    towns = [town(f"Pueblo {n}") for n in range(20)]
    for one in towns[:12]:
        act(one, on="2023-04-01")
    for one in towns[5:20]:
        act(one)
    assert (value("worked", 2023), value("worked")) == (12, 15)
    assert value("growth") == Decimal("0.25")
    assert (value("new"), value("returning"), value("kept"), value("lost")) == (8, 7, 7, 5)


def test_growth_over_an_opening_balance(town):
    for n in range(15):
        act(town(f"Pueblo {n}"))
    assert value("growth", y2023=(12, set())) == Decimal("0.25")


def test_growth_may_be_negative(town):
    one, two = town("Ronda"), town("Écija")
    act(one, two, on="2023-04-01"), act(one)
    assert value("growth") == Decimal("-0.5")


def test_without_territories_the_year_before_there_is_no_comparison(town):
    act(town("Ronda"))
    reading = read("growth")
    assert reading.value is None
    assert reading.notes[0].es == "No hay con qué comparar: 2023 no tiene territorios registrados."


def test_new_is_never_before_in_any_year_nor_in_an_opening_list(town):
    ronda, ecija, lucena, baza = (town(n) for n in ("Ronda", "Écija", "Lucena", "Baza"))
    act(ronda, on="2016-04-01")  # came back after eight years: not new
    for one in (ronda, ecija, lucena, baza):
        act(one)
    assert value("new", y2020=(1, {ecija.pk}), y2023=(1, {lucena.pk})) == 1
    assert value("kept", y2020=(1, {ecija.pk}), y2023=(1, {lucena.pk})) == 1
    assert value("regained", y2020=(1, {ecija.pk}), y2023=(1, {lucena.pk})) == 2


def test_one_listed_in_the_openings_of_two_years_is_kept_not_regained(town):
    ronda = town("Ronda")
    act(ronda)
    openings = {"y2022": (1, {ronda.pk}), "y2023": (1, {ronda.pk})}
    assert (value("kept", **openings), value("regained", **openings)) == (1, 0)
    assert value("lost", 2024, y2022=(1, {ronda.pk}), y2023=(1, {town("Écija").pk})) == 1


def test_never_before_says_since_when_there_are_records(town):
    act(town("Ronda"), on="2021-04-01"), act(town("Écija"))
    assert [note.es for note in read("new").notes] == ["Según los registros desde 2021."]


def test_in_the_first_year_of_all_new_cannot_be_shown(town):
    act(town("Ronda"))
    assert read("new").notes[0].es.startswith("No hay registros de años anteriores")


def test_a_commonwealth_is_new_though_one_of_its_towns_is_not(town):
    ronda = town("Ronda")
    serrania = town("Mancomunidad de la Serranía", Place.COMMONWEALTH)
    serrania.members.add(ronda)
    act(ronda, on="2023-04-01"), act(serrania)
    assert (value("new"), value("new_supramunicipal")) == (1, 1)


def test_a_town_is_new_though_its_provincial_council_is_not(town):
    act(town("Diputación de Málaga", Place.PROVINCIAL_COUNCIL), on="2023-04-01"), act(town("Ronda"))
    assert (value("new"), value("new_supramunicipal")) == (1, 0)


def test_supramunicipal_is_what_it_was_when_worked_with(town):
    county = town("Comarca del Valle", Place.COUNTY)
    act(town("Mancomunidad del Valle", Place.COMMONWEALTH, successor=county))
    city = town("Ciudad del Valle")
    act(town("Consorcio del Valle", Place.CONSORTIUM, successor=city))
    assert value("new_supramunicipal") == 2


def test_supramunicipal_within_new_within_worked(town):
    (
        act(town("Ronda")),
        act(town("Cabildo", Place.ISLAND_COUNCIL)),
        act(town("Lucena"), on="2023-01-05"),
    )
    assert value("new_supramunicipal") <= value("new") <= value("worked")
    assert value("returning") + value("new") == value("worked")


def test_kinds_of_territory_never_worked_with_before(town):
    act(town("Ronda"), on="2023-04-01"), act(town("Écija"))
    assert value("new_kinds") == []
    act(town("Cabildo", Place.ISLAND_COUNCIL)), act(town("Comarca", Place.COUNTY))
    assert value("new_kinds") == ["cabildo o consell insular", "comarca"]


def test_a_change_of_rule_is_a_new_version_by_which_both_years_are_counted(town, marta):
    act(town("Ronda"), on="2023-04-01"), act(town("Écija"), on="2023-04-01", kind=Kind.MEETING)
    act(town("Lucena")), act(town("Baza"), kind=Kind.MEETING), act(town("Osuna"), kind=Kind.MEETING)
    assert (value("worked", 2023), value("worked"), value("growth")) == (1, 1, 0)
    before = rule()
    ruling.set_rule([*before.kinds, "meeting"], before.supramunicipal, note="Acordado", by=marta)
    assert rule().version == 1
    assert (value("worked", 2023), value("worked"), value("growth")) == (2, 3, Decimal("0.5"))
    stamp = read("worked").notes[1]
    assert stamp.es.startswith("Regla de recuento, versión 1: cuentan reunión, diagnóstico,")


def test_a_year_closed_under_another_rule_is_counted_again_to_be_compared(town, marta):
    act(town("Ronda"), on="2023-04-01", kind=Kind.MEETING), act(town("Écija"), kind=Kind.MEETING)
    frozen = figures.get("territories.worked").read(Year(2023))

    class Closed(Year):
        previous = property(lambda self: Closed(self.number - 1))

        def fixed(self, key):
            return frozen if self.number == 2023 else None

    assert frozen.value == 0
    before = rule()
    ruling.set_rule([*before.kinds, "meeting"], before.supramunicipal, note="Acordado", by=marta)
    assert figures.get("territories.growth").read(Closed(2024)).value == 0


def test_a_rule_says_why_it_changes_and_changes_something(marta):
    now = rule()
    with pytest.raises(ValidationError, match="La regla ya es esa"):
        ruling.set_rule(now.kinds, now.supramunicipal, note="Nada", by=marta)
    with pytest.raises(ValidationError, match="Diga por qué"):
        ruling.set_rule(["workshop"], now.supramunicipal, note=" ", by=marta)
    with pytest.raises(ValidationError, match="al menos un tipo de acto"):
        ruling.set_rule([], now.supramunicipal, note="Ninguno", by=marta)


def test_a_territory_is_weak_when_none_of_its_acts_has_proof(town, marta):
    ronda, ecija = town("Ronda"), town("Écija")
    proved, _other, weak = act(ronda), act(ronda), act(ecija)
    attaching.attach_note(proved, "Acta firmada", by=marta)
    figure = figures.get("territories.worked")
    assert list(figure.weak_of(Year(2024))) == [weak]
    new = figures.get("territories.new")
    assert list(new.weak_of(Year(2024))) == [ecija]


def test_the_keys_of_the_contract_are_there():
    keys = {figure.key for figure in figures.of_line(8)}
    assert {
        "territories.worked", "territories.growth", "territories.new",
        "territories.new_supramunicipal", "territories.business_eur",
    } <= keys  # fmt: skip
