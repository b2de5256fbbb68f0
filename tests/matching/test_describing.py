"""A member tells what it can do: by its link, signed in, or through the office."""

import time
from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lonja.accounts import links
from lonja.accounts.models import Link, User
from lonja.directory.domain import taxonomy
from lonja.directory.enums import Size
from lonja.directory.models import Area, Organisation, Seat
from lonja.journal import writing
from lonja.journal.models import Entry
from lonja.mail.models import Message
from lonja.matching.domain import asking_profiles, describing
from lonja.matching.enums import Frequency, Level
from lonja.matching.jobs import profiles as jobs
from lonja.matching.models import Attribution, Notice, Profile, Reference, Subscription
from lonja.matching.queries import areas as about
from lonja.matching.queries import capabilities, profiles
from lonja.matching.web.profile_forms import ProfileForm
from lonja.search.queries import narrow
from tests import factories as make

from .profiles import a_link, a_member, page, won

pytestmark = pytest.mark.django_db
WORDS = "Medimos el ruido del ocio nocturno y la calidad del aire con sensores en las farolas. " * 4


@pytest.fixture
def aires(db):
    return a_member("Aires Ejemplo, S.L.", tax_id="B00000001", email="hola@aires.example")


@pytest.fixture
def ana(aires):
    ana = make.person("Ana Aires", email="ana@aires.example")
    Seat.objects.create(person=ana, organisation=aires, title="Directora", is_main=True)
    return ana


@pytest.fixture
def areas(db):
    taxonomy.load()
    return {area.code: area for area in Area.objects.all()}


# -- asking ----------------------------------------------------------------------------------------


def test_the_office_asks_a_member_and_its_representative_gets_the_link(client, marta, aires, ana):
    client.force_login(marta)
    answer = client.post(reverse("profile-ask", args=[aires.pk]), follow=True)
    assert "Enviado a ana@aires.example." in answer.content.decode()
    letter = Message.objects.get()
    assert (letter.to, letter.private) == ("ana@aires.example", True)
    assert letter.subject == "Cuéntenos qué sabe hacer Aires Ejemplo, S.L."
    address = next(line for line in letter.text.splitlines() if "/ficha/" in line)
    assert Client().get(urlsplit(address).path).status_code == 200


def test_a_second_press_does_not_send_a_second_letter(client, marta, aires, ana):
    client.force_login(marta)
    for _press in range(2):
        client.post(reverse("profile-ask", args=[aires.pk]))
    assert Message.objects.count() == 1


def test_a_member_that_cannot_be_written_to_is_told_to_the_office(client, marta):
    mute = a_member("Muda, S.L.")
    with pytest.raises(ValidationError, match="No hay a quién escribir"):
        asking_profiles.ask(mute, by=marta)
    client.force_login(marta)
    assert "Muda, S.L." in client.get(reverse("profile-ask-all")).content.decode()


def test_one_to_be_admitted_tells_it_by_its_link_and_one_that_left_is_not_asked(
    client, marta, aires
):
    candidate = Organisation.objects.create(name="Aspirante, S.L.", email="hola@aspirante.example")
    asking_profiles.ask(candidate, by=marta)
    address = next(one for one in Message.objects.get().text.splitlines() if "/ficha/" in one)
    answer = client.post(urlsplit(address).path, {"text": "Farolas"}, follow=True)
    assert "Guardado." in answer.content.decode()
    aires.memberships.update(left_on=timezone.localdate())
    client.force_login(marta)
    answer = client.post(reverse("profile-ask", args=[aires.pk]), follow=True)
    assert "Aires Ejemplo, S.L. ya no es asociado" in answer.content.decode()
    assert Message.objects.count() == 1


def test_a_member_whose_only_person_is_in_the_bin_is_out_of_reach(marta, aires, ana):
    writing.change(aires, by=marta, email="")
    writing.delete(ana, by=marta)
    assert asking_profiles.contact_of(aires) is None
    assert list(asking_profiles.out_of_reach()) == [aires]
    with pytest.raises(ValidationError, match="No hay a quién escribir"):
        asking_profiles.ask(aires, by=marta)
    assert not Message.objects.exists()


def test_all_are_asked_once_a_month_but_those_who_told_it_lately(marta, aires, ana):
    told = a_member("Ya Contada, S.L.", email="hola@contada.example")
    describing.describe(told, describing.Description(text=WORDS), by=None)
    stale = a_member("Antigua, S.L.", email="hola@antigua.example")
    describing.describe(stale, describing.Description(text=WORDS), by=None)
    Profile.objects.filter(organisation=stale).update(told_at=timezone.now() - timedelta(days=400))
    make.organisation("No asociada, S.L.", email="hola@fuera.example")
    assert jobs.ask_all.func(marta.pk) == 2
    assert jobs.ask_all.func(marta.pk) == 0
    assert set(Message.objects.values_list("to", flat=True)) == {
        "ana@aires.example", "hola@antigua.example",
    }  # fmt: skip
    Profile.objects.update(asked_at=timezone.now() - timedelta(days=31))
    assert jobs.ask_all.func(marta.pk) == 2


# -- by the link -----------------------------------------------------------------------------------


def test_a_member_tells_what_it_does_without_an_account(client, aires, ana, areas, andalucia):
    sent = {
        "text": WORDS, "cpv": "90731100-1, 38341300", "certifications": ["ISO 27001"],
        "others": "Sello de Empresa Saludable , ISO 27001", "regions": [andalucia.pk],
        "size": "small", "most_at_once": "3", "frequency": "at_once",
        f"area-{areas['AMB-01'].pk}": "proven",
    }  # fmt: skip
    answer = client.post(page(a_link(aires)), sent)
    assert answer.status_code == 302
    profile = Profile.objects.get()
    assert profile.cpv_codes == ["90731100", "38341300"]
    assert profile.certifications == ["ISO 27001", "Sello de Empresa Saludable"]
    assert [str(one) for one in profile.works_in.all()] == ["Andalucía"]
    assert [(one.area.code, one.level) for one in profile.levels.all()] == [("AMB-01", "proven")]
    assert Organisation.objects.get(pk=aires.pk).size == Size.SMALL
    assert Subscription.objects.get().frequency == Frequency.AT_ONCE
    assert profile.told_at is not None


def test_what_is_half_told_is_kept_and_the_rest_is_told_another_day(client, aires, ana):
    token = a_link(aires)
    client.post(page(token), {"text": "Ruido."})
    client.post(page(token), {"text": "Ruido.", "certifications": ["ENS medio"]})
    profile = Profile.objects.get()
    assert (profile.text, profile.certifications) == ("Ruido.", ["ENS medio"])


def test_fifty_pages_are_kept_whole_and_what_does_not_fit_is_said_and_not_lost(client, aires):
    book = "Sensores de ruido. " * 8000  # 152.000 characters: fifty pages
    token = a_link(aires)
    assert client.post(page(token), {"text": book}).status_code == 302
    assert Profile.objects.get().text == book.strip()
    answer = client.post(page(token), {"text": "a" * 200_007})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Caben 200.000 caracteres y sobran 7." in said
    assert "a" * 200_007 in said
    assert Profile.objects.get().text == book.strip()


def test_one_word_is_a_profile_too(client, aires):
    assert client.post(page(a_link(aires)), {"text": "Farolas"}).status_code == 302
    assert capabilities.short_page(aires).text == "Farolas"


def test_a_wrong_code_is_said_beside_its_field_and_nothing_is_kept(client, aires):
    answer = client.post(page(a_link(aires)), {"text": "Ruido", "cpv": "12"})
    assert answer.status_code == 422
    assert "«12» no es un código CPV" in answer.content.decode()
    assert not Profile.objects.exists()


def test_tags_and_control_characters_are_text_or_nothing(client, aires):
    token = a_link(aires)
    client.post(page(token), {"text": "<script>alert(1)</script>\x07 farolas \u202eoidur"})
    assert Profile.objects.get().text == "<script>alert(1)</script> farolas oidur"
    for what in ("", "-seen"):
        assert "<script>alert" not in client.get(page(token, what)).content.decode()


def test_letters_under_a_pile_of_marks_keep_nobody_waiting_who_reads_it(client, aires):
    """Cutting such a text for the page that a territory sees took a minute and a half each time."""
    link = a_link(aires)
    client.post(page(link), {"text": "Agua" + "\u0316\u0301" * 90_000})
    assert len(Profile.objects.get().text) < 40
    before = time.process_time()
    assert client.get(page(link, "-seen")).status_code == 200
    assert time.process_time() - before < 2


def test_the_link_of_a_member_opens_only_its_own(client, aires, marta):
    other = a_member("Otra, S.L.")
    theirs = Reference.objects.create(organisation=other, title="De la otra")
    client.post(page(a_link(aires), "-work"), {"remove": theirs.pk})
    assert Reference.objects.get().title == "De la otra"
    assert (
        client.get(page(links.make("need", aires, "a@b.example", days=1, by=None))).status_code
        == 404
    )


def test_an_expired_link_changes_nothing_and_says_so(client, aires):
    token = a_link(aires)
    Link.objects.update(expires_at=timezone.now() - timedelta(days=1))
    answer = client.post(page(token), {"text": "Tarde"})
    assert answer.status_code == 410
    assert "ha caducado" in answer.content.decode()
    assert not Profile.objects.exists()


def test_the_digest_is_offered_only_to_somebody_of_the_member(client, aires, ana):
    assert "frequency" in client.get(page(a_link(aires))).context["form"].fields
    by_itself = client.get(page(a_link(aires, "hola@aires.example")))
    assert "frequency" not in by_itself.context["form"].fields


# -- areas -----------------------------------------------------------------------------------------


def test_areas_are_proposed_from_the_text_and_from_the_codes(areas):
    said = about.areas_for("Instalamos alumbrado público y puntos de recarga de vehículos")
    assert {area.code for area in said} >= {"ENE-01", "MOV-05"}
    assert areas["AMB-01"] in about.areas_for("", ["90731100"])
    assert about.areas_for("Farolillos de colores") == []


def test_codes_without_end_propose_areas_by_the_first_of_them(areas):
    """Half a million codes would keep the office waiting for half a minute."""
    form = ProfileForm({"cpv": "90731100 " * 500_000}, organisation=a_member("Aires Ejemplo"))
    before = time.process_time()
    assert areas["AMB-01"] in [line.area for line in form.suggested]
    assert time.process_time() - before < 2


@pytest.mark.parametrize(
    "said",
    [
        "Las fugas de la red de agua tardan semanas en aparecer",
        "Leak detection in our network",
    ],
)
def test_half_of_the_name_of_an_area_in_one_of_its_languages_is_enough(areas, said):
    assert areas["AGU-02"] in about.areas_for(said)
    assert areas["AGU-02"] not in about.areas_for("La red de agua, como la network")


def test_proposing_areas_keeps_what_is_typed_and_writes_nothing(client, aires, areas):
    answer = client.post(
        page(a_link(aires)), {"text": "Alumbrado público", "others": "EMAS", "suggest": "1"}
    )
    form = answer.context["form"]
    assert [line.area.code for line in form.suggested] == ["ENE-01"]
    assert 'value="EMAS"' in answer.content.decode()
    assert not Profile.objects.exists()


# -- the short page, completeness, search ----------------------------------------------------------


def test_the_short_page_has_nothing_personal(aires, ana):
    text = "Llame a Ana al 612 345 678 o +34 955 12 34 56, ana@aires.example. 1.650.000 euros."
    describing.describe(aires, describing.Description(text=text), by=None)
    short = capabilities.short_page(aires)
    assert short.text == "Llame a Ana al … o …, …. 1.650.000 euros."


def test_completeness_says_first_what_would_help_most(aires, areas):
    empty = profiles.known_of(aires).completeness
    assert (empty.ratio, [p.key for p in empty.missing][:2]) == (Decimal(0), ["text", "areas"])
    describing.describe(
        aires,
        describing.Description(
            text=WORDS, cpv="90731100", certifications=["ENS alto"], size="small",
            levels={areas["AMB-01"]: Level.OFFERS},
        ),
        by=None,
    )  # fmt: skip
    Reference.objects.create(organisation=aires, title="Red de ruido")
    aires.refresh_from_db()
    assert (
        profiles.known_of(aires).completeness.ratio,
        profiles.known_of(aires).completeness.missing,
    ) == (1, [])


def test_a_profile_is_found_by_its_areas_and_by_what_its_codes_mean(marta, aires, areas):
    describing.describe(
        aires,
        describing.Description(cpv="90731100", levels={areas["AMB-02"]: Level.OFFERS}),
        by=marta,
    )
    for words in ("ruido", "aire", "aires"):
        assert narrow(Profile.objects.all(), words).exists(), words
    assert not narrow(Profile.objects.all(), "alcantarillado").exists()


def test_saying_the_same_again_leaves_one_line_for_its_date_and_no_other(marta, aires, areas):
    told = describing.Description(text=WORDS, levels={areas["AMB-01"]: Level.OFFERS})
    describing.describe(aires, told, by=marta)
    before = Entry.objects.count()
    describing.describe(aires, told, by=marta)
    assert Entry.objects.count() == before + 1


# -- signed in, and through the office -------------------------------------------------------------


@pytest.fixture
def amalia(aires, ana):
    ana.user = User.objects.create_user("ana@aires.example", name="Ana", role="member")
    ana.save()
    return ana.user


def test_a_member_with_an_account_tells_it_too_and_only_of_its_own(client, aires, amalia):
    other = a_member("Otra, S.L.")
    client.force_login(amalia)
    assert client.get(reverse("profile-mine")).url == reverse("profile-own", args=[aires.pk])
    client.post(reverse("profile-own", args=[aires.pk]), {"text": "Farolas", "frequency": "never"})
    assert Profile.objects.get().text == "Farolas"
    assert client.get(reverse("profile-own", args=[other.pk])).status_code == 404
    client.get(reverse("profile-own-seen", args=[aires.pk]))


def test_whoever_signs_in_for_a_member_that_has_left_tells_nothing_more_of_it(
    client, aires, amalia
):
    aires.memberships.update(left_on=timezone.localdate())
    client.force_login(amalia)
    assert client.get(reverse("profile-mine")).status_code == 404
    answer = client.post(reverse("profile-own", args=[aires.pk]), {"text": "Farolas"})
    assert answer.status_code == 404
    assert not Profile.objects.exists()


def test_the_office_tells_it_on_its_behalf_with_the_same_form(client, marta, aires, areas):
    client.force_login(marta)
    add = client.get(reverse("fichas-add"), {"organisation": aires.pk})
    assert "Aires Ejemplo, S.L." in add.content.decode()
    sent = {"organisation": aires.pk, "text": WORDS, f"area-{areas['AMB-01'].pk}": "offers"}
    assert client.post(reverse("fichas-add"), sent).status_code == 302
    again = client.post(reverse("fichas-add"), sent)
    assert "Ya tiene ficha" in again.content.decode()
    profile = Profile.objects.get()
    client.post(reverse("fichas-change", args=[profile.pk]), {"text": "Otra cosa"})
    profile.refresh_from_db()
    assert (profile.text, profile.levels.count()) == ("Otra cosa", 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_profiles_asks_little_of_the_database(
    client, marta, areas, rows, django_assert_max_num_queries
):
    client.force_login(marta)
    for number in range(rows):
        told = describing.Description(text=WORDS, levels={areas["AMB-01"]: Level.OFFERS})
        describing.describe(a_member(f"Asociada {number}", size="small"), told, by=None)
    client.get(reverse("fichas-list"))
    with django_assert_max_num_queries(14):
        answer = client.get(reverse("fichas-list"))
    assert "55 %" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_references_asks_little_of_the_database(
    client, marta, aires, villaejemplo, rows, django_assert_max_num_queries
):
    client.force_login(marta)
    for number in range(rows):
        Reference.objects.create(
            organisation=aires, title=f"Trabajo {number}", territory=villaejemplo
        )
    client.get(reverse("referencias-list"))
    with django_assert_max_num_queries(11):
        answer = client.get(reverse("referencias-list"))
    assert "Trabajo 0" in answer.content.decode()


def test_profiles_are_narrowed_by_when_they_were_told(client, marta, aires):
    client.force_login(marta)
    asking_profiles.ask(aires, by=marta)
    old = a_member("Antigua")
    describing.describe(old, describing.Description(text=WORDS), by=None)
    Profile.objects.filter(organisation=old).update(told_at=timezone.now() - timedelta(days=400))
    describing.describe(a_member("Reciente"), describing.Description(text=WORDS), by=None)

    def found(told):
        rows = client.get(reverse("fichas-list"), {"told": told}).context["rows"]
        return [str(row.record) for row in rows]

    assert found("never") == found("silent") == ["Aires Ejemplo, S.L."]
    assert (found("stale"), found("fresh")) == (["Antigua"], ["Reciente"])
    assert client.get(reverse("fichas-export", args=["csv"]), {"told": "stale"}).status_code == 200


def test_the_page_of_a_profile_shows_how_a_territory_sees_it(client, marta, aires):
    client.force_login(marta)
    won(marta, ("AIRES EJEMPLO", "B00000001"))
    describing.describe(aires, describing.Description(text=WORDS), by=None)
    said = client.get(reverse("fichas-detail", args=[Profile.objects.get().pk])).content.decode()
    assert "Así la ve un territorio" in said
    assert "Estaciones de calidad del aire" in said
    award = Notice.objects.get().awards.get()
    client.post(reverse("contract-said", args=[aires.pk]), {"award": award.pk, "theirs": "yes"})
    assert Attribution.objects.get().is_theirs is True
