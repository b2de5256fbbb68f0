"""Who can solve a need: what is compared, in which order, and what is said of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from lonja.directory.domain import taxonomy
from lonja.directory.models import Area
from lonja.journal import writing
from lonja.matching import fitting
from lonja.matching.domain import importing, looking, selecting
from lonja.matching.fitting import gathering, ranking, words
from lonja.matching.fitting.facts import Ordered
from lonja.matching.fitting.keeping import keeper
from lonja.matching.fitting.strength import Strength, strength_of
from lonja.matching.models import (
    Attribution,
    Award,
    Candidate,
    Need,
    Profile,
    ProfileArea,
    Reference,
)
from lonja.territories.enums import Kind
from lonja.territories.models import Territory

from .members import join, leave
from .notices.feeds import entry, feed, result

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(villaejemplo, marta):
    taxonomy.load()
    need = writing.create(
        Need(
            title="Medir la calidad del aire", territory=villaejemplo, cpv="90731100",
            description="Estaciones fijas y sensores móviles.",
        ),
        by=marta,
    )  # fmt: skip
    need.areas.add(Area.objects.get(code="AMB-01"))
    return need


def won(marta, *, tax_id="B00000001", number=1, **more):
    """A contract of air-quality stations that somebody with this tax id has won."""
    extra = result(("AIRES EJEMPLO SL", tax_id))
    importing.bring_in(feed(entry(number, state="RES", extra=extra, **more)), "p.atom", by=marta)


def declares(member, marta, *codes, level="offers", **more):
    profile = writing.create(Profile(organisation=member, **more), by=marta)
    for code in codes:
        ProfileArea.objects.create(profile=profile, area=Area.objects.get(code=code), level=level)
    return profile


def names(need):
    """Those who fit, the best first."""
    return [str(one.member) for one in fitting.rank_need(need) if one.fits]


def said(need, name):
    one = next(one for one in fitting.rank_need(need) if str(one.member) == name)
    return [s.text for s in words.said(one.reasons)], [s.text for s in words.lacking(one.missing)]


# -- what is compared ----------------------------------------------------------------------------


def test_a_contract_found_by_tax_id_speaks_for_the_member_and_leads_to_its_notice(need, marta):
    join("Aires Ejemplo", tax_id="B-00000001")
    won(marta)
    (one,) = fitting.rank_need(need)
    (told,) = [said for said in words.said(one.reasons) if "90731100" in said.text]
    assert told.text.startswith("Ganó 1 contrato público de lo mismo: 90731100")
    (link,) = told.links
    assert link[1] == f"/oportunidades/{Award.objects.get().notice_id}/"


def test_a_contract_that_the_member_says_is_not_its_own_does_not_count(need, marta):
    aires = join("Aires Ejemplo", tax_id="B00000001")
    won(marta)
    award = Award.objects.get()
    Attribution.objects.create(
        organisation=aires, is_theirs=False,
        award_key=f"{award.notice.atom_id}|{award.lot}|{award.number}",
    )  # fmt: skip
    assert names(need) == []


def test_an_area_that_it_declares_is_said_with_how_far_it_goes(need, marta):
    declares(join("Bruma"), marta, "AMB-01", level="proven")
    assert "con referencia demostrable" in said(need, "Bruma")[0][0]


def test_who_is_not_a_member_today_is_not_ranked(need, marta):
    aires = join("Aires Ejemplo", tax_id="B00000001")
    won(marta)
    leave(aires)
    keeper.forget()
    assert names(need) == []


def test_whoever_raises_the_need_is_not_proposed_for_it(need, marta):
    aires = join("Aires Ejemplo", tax_id="B00000001")
    won(marta)
    assert names(writing.change(need, by=marta, organisation=aires)) == []


def test_a_place_is_the_province_and_region_of_its_territory(villaejemplo, sevilla, andalucia):
    there = gathering.place_of(villaejemplo)
    assert (there.province, there.region) == ("41", "01")
    assert gathering.place_of(sevilla) == there
    assert (gathering.place_of(andalucia).province, gathering.place_of(andalucia).region) == (
        "", "01",
    )  # fmt: skip
    assert not gathering.place_of(None)


# -- kept in the process -------------------------------------------------------------------------


def test_what_changes_is_seen_by_the_next_ranking(need, marta):
    aires = join("Aires Ejemplo", tax_id="B00000001")
    assert names(need) == []
    won(marta)
    assert names(need) == ["Aires Ejemplo"]
    profile = declares(join("Bruma"), marta, "AMB-01")
    assert names(need) == ["Aires Ejemplo", "Bruma"]
    writing.delete(profile, by=marta)
    assert names(need) == ["Aires Ejemplo"]
    writing.change(aires.memberships.get(), by=marta, left_on=date(2024, 1, 1))
    assert names(need) == []


def test_only_the_member_that_changed_is_read_again(need, marta, monkeypatch):
    for number in range(5):
        declares(join(f"Empresa {number}"), marta, "AMB-01")
    fitting.rank_need(need)
    fitting.rank_need(need)
    asked = []
    real = gathering.members
    monkeypatch.setattr(gathering, "members", lambda keys=None: asked.append(keys) or real(keys))
    member = join("Nueva", tax_id="B00000001")
    declares(member, marta, "AMB-01")
    assert "Nueva" in names(need)
    assert asked == [{member.pk}]
    won(marta)
    assert said(need, "Nueva")[0][0].startswith("Ganó 1 contrato público")
    assert asked[1:] == [{member.pk}]


# -- order ---------------------------------------------------------------------------------------


def ordered(key, score, kind="areas"):
    return Ordered(key, score, [{"kind": kind}], [])


def test_who_was_chosen_less_this_year_goes_first_among_those_that_tie_and_it_is_said():
    turned = ranking.in_turn([ordered(1, 5.0), ordered(2, 4.9), ordered(3, 3.0)], {1: 2, 3: 0})
    assert [one.key for one in turned] == [2, 1, 3]
    assert turned[0].reasons[-1] == {"kind": "turn", "times": 0}
    assert turned[1].reasons == [{"kind": "areas"}]


def test_without_a_tie_the_best_goes_first_however_often_it_was_chosen():
    turned = ranking.in_turn([ordered(1, 5.0), ordered(2, 4.0)], {1: 9})
    assert [one.key for one in turned] == [1, 2]


def test_who_is_to_be_left_in_peace_goes_last(need, marta):
    declares(
        join("Aires Ejemplo", tax_id="B00000001"), marta, "AMB-01",
        rests_until=timezone.localdate() + timedelta(days=9),
    )  # fmt: skip
    won(marta)
    declares(join("Bruma"), marta, "AMB-01")
    assert names(need) == ["Bruma", "Aires Ejemplo"]
    assert any("Pidió no recibir propuestas" in text for text in said(need, "Aires Ejemplo")[1])


def test_what_the_office_learnt_in_needs_alike_counts_and_is_said(need, villaejemplo, marta):
    for name in ("Aires", "Bruma"):
        declares(join(name), marta, "AMB-01")
    before = writing.create(Need(title="Aire del puerto", cpv="90731200"), by=marta)
    members = {str(one.member): one.member for one in fitting.rank_need(need)}
    aires = selecting.put_forward(before, members["Aires"], by=marta)
    selecting.discard(aires, "field", by=marta)
    bruma = selecting.put_forward(before, members["Bruma"], by=marta)
    Candidate.objects.filter(pk=bruma.pk).update(state="interested")
    assert [str(one.member) for one in fitting.rank_need(need)] == ["Bruma", "Aires"]
    assert "Le interesó una necesidad parecida" in said(need, "Bruma")[0]
    assert said(need, "Aires")[1][-1] == (
        "La oficina lo descartó en una necesidad parecida: no era su campo"
    )


def test_a_conflict_noted_with_the_territory_is_said_in_its_other_needs(need, villaejemplo, marta):
    aires = join("Aires")
    declares(aires, marta, "AMB-01")
    other = writing.create(Need(title="Otra cosa", territory=villaejemplo), by=marta)
    selecting.discard(selecting.put_forward(other, aires, by=marta), "conflict", by=marta)
    assert "Se apuntó un conflicto de interés con este territorio" in said(need, "Aires")[1]


# -- words ---------------------------------------------------------------------------------------


def fact(kind, awards=0, references=0, declared=False, **more):
    return {"kind": kind, "awards": awards, "references": references, "declared": declared,
            "work": [], **more}  # fmt: skip


OFF = {"kind": "subject"}


@pytest.mark.parametrize(
    ("reasons", "missing", "strength"),
    [
        ([fact("codes", awards=2)], [], Strength.STRONG),
        ([fact("codes", awards=1), fact("areas", areas=[["A", "offers"]])], [], Strength.STRONG),
        ([fact("codes", awards=1)], [], Strength.FAIR),
        ([fact("areas", areas=[["A", "offers"]])], [], Strength.FAIR),
        ([fact("codes", declared=True)], [], Strength.FAIR),
        ([fact("words", declared=True, words=["aire"])], [], Strength.SOME),
        (
            [fact("words", declared=True, words=["aire", "ruido"]), fact("meaning")],
            [],
            Strength.FAIR,
        ),
        ([fact("words", declared=True, words=["aire", "ruido", "sensor"])], [], Strength.FAIR),
        ([fact("words", declared=True, words=["tarde", "gente", "cuanta"])], [], Strength.SOME),
        ([fact("words", awards=1, words=["calidad del aire"])], [], Strength.FAIR),
        ([fact("words", awards=2, words=["ayuntamiento", "instalación"])], [], Strength.SOME),
        ([fact("words", awards=1, words=["aire"])], [], Strength.SOME),
        ([fact("words", awards=2, words=["aire", "sensor"])], [], Strength.STRONG),
        ([fact("words", awards=2, words=["aire", "sensor"])], [OFF], Strength.SOME),
        (
            [fact("words", awards=2, words=["aire", "sensor"]), fact("meaning")],
            [OFF],
            Strength.STRONG,
        ),
        ([fact("meaning", awards=9)], [], Strength.SOME),
        ([fact("codes", awards=2)], [{"kind": "certifications"}], Strength.FAIR),
        ([fact("codes", awards=1)], [{"kind": "region"}], Strength.SOME),
        ([fact("meaning")], [{"kind": "region"}, {"kind": "conflict"}], Strength.SOME),
    ],
)
def test_how_well_it_fits_follows_from_the_reasons_alone(reasons, missing, strength):
    assert strength_of(reasons, missing) == strength


def test_reasons_are_kept_as_facts_and_said_in_either_language(need, marta):
    join("Aires Ejemplo", tax_id="B00000001")
    won(marta)
    (one,) = fitting.rank_need(need)
    candidate = looking.choose(need, one.member, by=marta)
    candidate.refresh_from_db()
    with translation.override("en"):
        (text,) = [one.text for one in words.said(candidate.reasons) if "90731100" in one.text]
    assert text.startswith("Won 1 public contract of the same: 90731100")


def test_no_reason_is_a_percentage(need, marta):
    join("Aires Ejemplo", tax_id="B00000001")
    won(marta)
    assert "%" not in " ".join(said(need, "Aires Ejemplo")[0])


def test_a_certification_that_is_asked_and_not_declared_is_said(need, marta):
    need = writing.change(need, by=marta, certifications=["ENS medio"])
    declares(join("Bruma"), marta, "AMB-01")
    assert "No consta que tenga ENS medio" in said(need, "Bruma")[1]


# -- kept with the need --------------------------------------------------------------------------


def test_work_elsewhere_in_the_region_is_said_to_be_where_it_was(need, marta):
    region, _new = Territory.objects.get_or_create(
        kind=Kind.REGION, code="01", defaults={"name": "Andalucía"}
    )
    seville, jaen = (
        Territory.objects.get_or_create(
            kind=Kind.PROVINCE, code=code, defaults={"name": name, "region": region}
        )[0]
        for name, code in (("Sevilla", "41"), ("Jaén", "23"))
    )
    Need.objects.filter(pk=need.pk).update(territory=seville)
    need.refresh_from_db()
    bruma = join("Bruma")
    writing.create(
        Reference(organisation=bruma, title="Red de aire", cpv="90731100", territory=jaen),
        by=marta,
    )
    declares(bruma, marta, "AMB-01").works_in.add(jaen)
    reasons = said(need, "Bruma")[0]
    assert "Ha trabajado en Jaén" in reasons
    assert "Dice que trabaja en Jaén" in reasons


def as_it_came(need, title="Queremos saber qué aire se respira en los colegios"):
    """A need as the public form brings it: nobody has said its codes or areas."""
    need.areas.clear()
    need.title, need.cpv = title, ""
    need.description = "Querríamos medir la calidad del aire a la entrada, con sensores."
    need.save()
    return need


def test_a_need_that_nobody_has_classified_finds_those_of_the_area_that_its_text_is_of(need, marta):
    declares(join("Bruma"), marta, "AMB-01")
    declares(join("Duna"), marta, "RES-01", text="Cuidamos la entrada y la salida de los colegios.")
    ranking = fitting.ranking_of(as_it_came(need))
    assert [area.code for area in ranking.seems] == ["AMB-01"]
    assert [str(one.member) for one in ranking.fitted if one.fits] == ["Bruma"]
    assert "Declara Calidad del aire (lo ofrece)" in said(need, "Bruma")[0]


def test_an_area_that_is_only_guessed_speaks_against_nobody(need, marta):
    declares(join("Duna"), marta, "RES-01", text="Medir la calidad del aire con sensores.")
    assert "Ningún código ni área en común" not in said(as_it_came(need), "Duna")[1]


def test_no_area_is_guessed_once_the_office_has_said_what_a_need_is_of(need):
    as_it_came(need)
    need.areas.set(Area.objects.filter(code="RES-01"))
    assert fitting.ranking_of(need).seems is None


def test_a_reference_counts_as_work(need, marta):
    bruma = join("Bruma")
    writing.create(
        Reference(organisation=bruma, title="Red de aire", cpv="90731100", amount=Decimal(9)),
        by=marta,
    )
    assert said(need, "Bruma")[0][0].startswith("Tiene 1 referencia de lo mismo")


def test_how_many_fit_is_noted_in_the_need_without_a_line_in_the_trail(need, marta):
    declares(join("Bruma"), marta, "AMB-01")
    assert looking.measure(need) == 1
    need.refresh_from_db()
    assert (need.fitting, need.ranked_at is not None) == (1, True)


def test_beginning_to_choose_keeps_who_else_could_have_been(need, marta):
    for name in ("Aires", "Bruma", "Cal"):
        declares(join(name), marta, "AMB-01")
    first, second, third = (one.member for one in fitting.rank_need(need))
    looking.choose(need, second, by=marta)
    kept = Candidate.objects.order_by("position")
    assert [(c.member, c.position, c.state) for c in kept] == [
        (first, 1, "suggested"), (second, 2, "chosen"), (third, 3, "suggested"),
    ]  # fmt: skip
    assert all(one.reasons for one in kept)


def test_with_the_model_of_sentences_other_words_for_the_same_are_found(need, marta, settings):
    settings.SENTENCES = True
    keeper.forget()
    writing.create(
        Reference(organisation=join("Bruma"), title="Red de contaminación atmosférica urbana"),
        by=marta,
    )
    writing.create(
        Reference(organisation=join("Duna"), title="Nóminas y recursos humanos"), by=marta
    )
    assert str(fitting.rank_need(need)[0].member) == "Bruma"
