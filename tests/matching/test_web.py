"""The pages of the encounter, as the office and others find them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lonja.accounts.models import User
from lonja.acts.models import Act, Participation
from lonja.directory.models import Organisation
from lonja.evidence import queries as evidence
from lonja.jobs.domain import running
from lonja.journal import writing
from lonja.matching.domain import importing, introducing
from lonja.matching.enums import NeedState, Triage
from lonja.matching.models import (
    CountingRule,
    Fit,
    Introduction,
    Need,
    Notice,
    NoticeImport,
    Outcome,
)
from lonja.matching.web.forms import NeedForm
from tests.support.reading import read_whole

from .notices.feeds import entry, feed, result

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, marta):
    client.force_login(marta)
    return client


@pytest.fixture
def notice(marta):
    importing.bring_in(feed(entry(1)), "pagina.atom", by=marta)
    return Notice.objects.get()


@pytest.fixture
def need(villaejemplo, marta):
    return writing.create(
        Need(title="Medir el ruido", territory=villaejemplo, received_on=date(2024, 3, 1)), by=marta
    )


@pytest.fixture
def aires():
    return Organisation.objects.create(name="Aires Ejemplo, S.L.", tax_id="B00000001")


def upload(client, *entries):
    file = SimpleUploadedFile("pagina.atom", feed(*entries).getvalue())
    return client.post(reverse("notices-import"), {"file": file}, follow=True)


def test_a_file_is_uploaded_and_its_page_says_what_came_in_and_what_did_not(office):
    answer = upload(office, entry(1), entry(2, amount="mucho"))
    said = answer.content.decode()
    assert "1 nueva, 1 apartada." in said
    assert "Importe ilegible: «mucho»" in said
    assert NoticeImport.objects.get().by.name == "Marta Oficina"


def test_what_is_not_a_feed_is_answered_with_plain_words(office):
    file = SimpleUploadedFile("foto.xml", b"\x89PNG\r\n")
    answer = office.post(reverse("notices-import"), {"file": file}, follow=True)
    assert "No es un fichero XML que se pueda leer" in answer.content.decode()


def test_opportunities_are_narrowed_by_deadline_codes_words_amount_and_region(office, villaejemplo):
    upload(
        office,
        entry(1, title="Aire limpio", until="<cbc:EndDate>2999-01-01</cbc:EndDate>"),
        entry(2, title="Asfaltado", cpv=("45233222",), amount="900000"),
    )

    def found(**params):
        answer = office.get(reverse("oportunidades-list"), params)
        return [row.record.title for row in answer.context["rows"]]

    assert sorted(found()) == ["Aire limpio", "Asfaltado"]
    assert found(deadline="open") == ["Aire limpio"]
    assert found(cpv="452") == ["Asfaltado"]
    assert found(cpv="calidad del aire") == ["Aire limpio"]
    assert found(cpv="sin sentido ninguno") == []
    assert found(amount="1000") == ["Asfaltado"]
    assert len(found(region=villaejemplo.region_id)) == 2
    assert found(q="asfalto") in ([], ["Asfaltado"])


def test_the_page_of_a_notice_shows_its_codes_in_words_and_who_won_it(office, aires):
    upload(office, entry(1, state="RES", extra=result(("AIRES EJEMPLO", "B00000001"))))
    said = office.get(
        reverse("oportunidades-detail", args=[Notice.objects.get().pk])
    ).content.decode()
    assert "Gestión de la calidad del aire" in said
    assert "Aires Ejemplo, S.L." in said
    assert "90.000\u00a0€" in said


def test_a_notice_shows_whom_it_fits_and_why_and_the_list_is_narrowed_by_it(office, marta, aires):
    until = "<cbc:EndDate>2999-01-01</cbc:EndDate>"
    several = [entry(n, title=t, until=until) for n, t in ((1, "Aire"), (2, "Ruido"), (3, "Sin"))]
    importing.bring_in(feed(*several), "pagina.atom", by=marta)
    air, noise, _new = Notice.objects.order_by("pk")
    bruma = Organisation.objects.create(name="Bruma")
    codes = {"kind": "codes", "codes": ["90731100"]}
    Fit.objects.create(notice=air, member=bruma, score=9.0, reasons=[{**codes, "count": 1}])
    declared = {"kind": "area", "area": "AMB-01", "level": "offers"}
    Fit.objects.create(notice=air, member=aires, score=5.0, reasons=[codes, declared])
    Notice.objects.filter(pk__in=(air.pk, noise.pk)).update(spotted_at=timezone.now())

    page = read_whole(office, f"/oportunidades/{air.pk}/")
    assert "A quién encaja" in page
    assert "Aires Ejemplo, S.L." in page
    assert "90731100" in page.partition("A quién encaja")[2]
    assert "A quién encaja" not in read_whole(office, f"/oportunidades/{noise.pk}/")
    for asked, found in (("somebody", [air]), ("nobody", [noise])):
        rows = office.get("/oportunidades/", {"fits": asked}).context["rows"]
        assert [row.record for row in rows] == found


def test_a_past_deadline_is_not_shown_as_open(office, notice):
    assert "plazo vencido" in office.get(reverse("oportunidades-list")).content.decode()


@pytest.mark.parametrize(("days", "said"), [(364, "en plazo"), (366, "de hace más de un año")])
def test_what_never_had_a_deadline_stands_open_for_a_year_and_no_longer(office, days, said):
    told = timezone.now() - timedelta(days=days)
    upload(office, entry(1, until="", updated=told.isoformat()))
    assert Notice.objects.get().get_standing_display() == said
    assert Notice.objects.open().exists() == Notice.objects.get().is_open == (days < 365)


def test_a_notice_becomes_a_need_with_one_click(office, notice):
    answer = office.post(reverse("notice-need", args=[notice.pk]))
    need = Need.objects.get()
    assert answer.url == reverse("necesidades-detail", args=[need.pk])
    assert need.notice == notice


def test_discarding_asks_why(office, notice):
    address = reverse("notice-discard", args=[notice.pk])
    assert office.post(address, {"reason": ""}).status_code == 422
    office.post(address, {"reason": "Es obra civil"})
    notice.refresh_from_db()
    assert (notice.triage, notice.discard_reason) == (Triage.DISCARDED, "Es obra civil")


def test_a_need_is_written_with_its_codes_checked(office, villaejemplo):
    typed = {
        "title": "Regar menos", "received_on": "2024-03-01", "came_by": "phone",
        "urgency": "normal", "publicity": "members", "territory": villaejemplo.pk,
        "cpv": "90731100-5, 38434300",
    }  # fmt: skip
    office.post(reverse("necesidades-add"), typed)
    assert Need.objects.get().cpv == "90731100 38434300"
    wrong = office.post(reverse("necesidades-add"), {**typed, "cpv": "riego"})
    assert "«riego» no es un código CPV" in wrong.content.decode()


def test_a_need_moves_by_its_buttons_and_only_to_where_it_may(office, need):
    office.post(reverse("need-qualified", args=[need.pk]))
    need.refresh_from_db()
    assert need.state == NeedState.QUALIFIED
    said = office.post(reverse("need-resolved", args=[need.pk]), follow=True).content.decode()
    assert "Una necesidad calificada no puede pasar a resuelta" in said
    office.post(reverse("need-withdrawn", args=[need.pk]), {"reason": "Lo hacen ellos"})
    need.refresh_from_db()
    assert need.state == NeedState.WITHDRAWN
    assert (
        "Lo hacen ellos"
        in office.get(reverse("necesidades-detail", args=[need.pk])).content.decode()
    )


def test_a_member_is_introduced_from_the_page_of_the_need(office, need, aires):
    typed = {"need": need.pk, "member": aires.pk, "date": "2024-03-10", "reason": "Ya lo hizo"}
    office.post(reverse("presentaciones-add"), typed)
    made = Introduction.objects.get()
    assert list(made.territories.all()) == [need.territory]
    twice = office.post(reverse("presentaciones-add"), typed)
    assert "ya está presentado a esta necesidad" in twice.content.decode()


def test_answers_are_noted_and_the_second_yes_makes_it_done(office, need, aires, marta):
    made = introducing.propose(need, aires, by=marta)
    address = reverse("introduction-answer", args=[made.pk])
    office.post(address, {"side": "member", "said": "yes", "on": "2024-03-12"})
    office.post(address, {"side": "territory", "said": "yes", "on": "2024-03-15"})
    made.refresh_from_db()
    assert (made.state, made.date) == ("done", date(2024, 3, 15))
    ahead = office.post(address, {"side": "member", "said": "no", "on": "2999-01-01"})
    assert ahead.status_code == 422


def test_an_outcome_is_confirmed_side_by_side_with_its_proof(office, villaejemplo, aires, marta):
    outcome = writing.create(
        Outcome(kind="contract", date=date(2024, 9, 1), territory=villaejemplo,
                organisation=aires, amount=Decimal(48000)),
        by=marta,
    )  # fmt: skip
    for side in ("member", "territory"):
        office.post(
            reverse(f"outcome-{side}", args=[outcome.pk]), {"how": "correo", "on": "2024-09-03"}
        )
    outcome.refresh_from_db()
    assert outcome.is_confirmed
    assert evidence.of(outcome).count() == 2


def test_a_new_rule_is_a_new_version_and_none_is_edited(office):
    address = reverse("reglas-de-recuento-add")
    typed = {"kinds": ["workshop", "meeting"], "supramunicipal": ["county"], "note": "Acordado"}
    office.post(address, typed)
    rule = CountingRule.objects.get()
    assert (rule.version, rule.kinds) == (1, ["meeting", "workshop"])
    assert "La regla ya es esa" in office.post(address, typed).content.decode()
    assert office.get(reverse("reglas-de-recuento-change", args=[rule.pk])).status_code == 403
    assert office.post(reverse("reglas-de-recuento-delete", args=[rule.pk])).status_code == 403


def test_the_territories_worked_in_a_year_stand_on_a_map_and_in_a_table(office, town):
    ronda, ecija = town("Ronda"), town("Écija")
    for one, on in ((ronda, "2023-02-01"), (ronda, "2024-05-10"), (ecija, "2024-06-01")):
        act = Act.objects.create(kind="workshop", title="Taller", date=on, state="done")
        act.territories.set([one])
    answer = office.get(reverse("worked-year", args=[2024]))
    lines = answer.context["lines"]
    assert [(str(line.territory), line.first_year) for line in lines] == [
        ("Écija", 2024),
        ("Ronda", 2023),
    ]
    assert "Territorios trabajados en 2024" in answer.content.decode()
    assert office.get(reverse("worked-year", args=[1800])).status_code == 404


def test_the_page_of_a_territory_tells_the_work_with_it(office, need, villaejemplo):
    act = Act.objects.create(kind="visit", title="Visita", date="2024-05-10", state="done")
    act.territories.set([villaejemplo])
    said = read_whole(office, reverse("territorios-detail", args=[villaejemplo.pk]))
    assert "Trabajo con la oficina" in said
    assert "Medir el ruido" in said


@pytest.mark.parametrize("role", ["auditor", "member", "territory", "ally", ""])
def test_nobody_but_the_office_writes(client, role, notice, need, aires, marta):
    made = introducing.propose(need, aires, by=marta)
    client.force_login(User.objects.create_user("otra@ejemplo.example", role=role))
    for name, args in (
        ("notices-import", []), ("notice-need", [notice.pk]), ("notice-keep", [notice.pk]),
        ("notice-discard", [notice.pk]), ("need-qualified", [need.pk]),
        ("need-withdrawn", [need.pk]), ("introduction-answer", [made.pk]),
        ("reglas-de-recuento-add", []), ("necesidades-add", []),
    ):  # fmt: skip
        assert client.post(reverse(name, args=args)).status_code == 403, name


def test_who_is_not_signed_in_is_sent_to_sign_in(client, notice):
    for name in ("oportunidades-list", "notices-import", "worked", "necesidades-list"):
        assert client.get(reverse(name)).status_code == 302


def test_lists_take_the_same_queries_with_one_row_as_with_many(
    office, need, villaejemplo, aires, marta, django_assert_max_num_queries
):
    for number in range(6):
        other = writing.create(
            Need(title=f"Otra {number}", territory=villaejemplo, received_on=date(2024, 4, 1)),
            by=marta,
        )
        introducing.propose(other, aires, by=marta)
    upload(office, *(entry(n) for n in range(8)))
    for name in (
        "necesidades-list",
        "presentaciones-list",
        "resultados-list",
        "oportunidades-list",
    ):
        with django_assert_max_num_queries(12):
            office.get(reverse(name))


def test_a_large_file_is_brought_in_by_a_worker(office, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("lonja.matching.web.views.notices.AT_ONCE", 10)
    answer = upload(office, entry(1), entry(2, amount="mucho"))
    assert "Se está leyendo" in answer.content.decode()
    assert not Notice.objects.exists()
    running.drain()
    run = NoticeImport.objects.get()
    assert (run.created, run.rejected, bool(run.upload)) == (1, 1, False)
    assert list(tmp_path.rglob("*.*")) == []


def test_an_act_without_a_territory_offers_the_one_of_who_came(office, villaejemplo):
    act = Act.objects.create(kind="visit", title="Visita", date="2024-05-10", state="done")
    council = Organisation.objects.create(
        name="Ayuntamiento", kind="public_body", territory=villaejemplo
    )
    page = reverse("actos-detail", args=[act.pk])
    assert "no lo dejan claro" in office.get(page).content.decode()
    Participation.objects.create(act=act, organisation=council)
    assert "Fue con Villaejemplo" in office.get(page).content.decode()
    office.post(reverse("act-territory", args=[act.pk]))
    assert list(act.territories.all()) == [villaejemplo]
    assert "¿Con qué territorio?" not in office.get(page).content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("14.900", "14900"), ("14.900,50", "14900.50"), ("14900,5", "14900.5"),
        ("14.900 €", "14900"), ("1,5 M€", "1500000"), ("14900.5", "14900.5"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(typed, kept):
    assert NeedForm().fields["amount"].clean(typed) == Decimal(kept)


@pytest.mark.parametrize("typed", ["mucho", "14.90.0", "14900,555"])
def test_what_is_no_amount_of_money_is_refused(typed):
    with pytest.raises(ValidationError):
        NeedForm().fields["amount"].clean(typed)
