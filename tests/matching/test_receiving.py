"""A need comes in from outside: by the public form, by a call, from a working group."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lonja.accounts import links, throttle
from lonja.accounts.models import Link
from lonja.core import agenda
from lonja.directory.domain import privacy
from lonja.directory.models import Seat
from lonja.journal import writing
from lonja.journal.models import Entry
from lonja.mail.models import Message
from lonja.matching.domain import asking_needs, inboxes, needs, receiving
from lonja.matching.enums import CameBy, NeedState
from lonja.matching.jobs import intake as jobs
from lonja.matching.models import Intake, Need, Postscript
from lonja.matching.web import need_forms
from tests import factories as make
from tests.support.at_once import at_once
from tests.support.reading import read_whole

from .public_form import SEND, filled, link_in, send, sent_and_confirmed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_has_sent_anything")]


# -- sending ---------------------------------------------------------------------------------------


def test_what_is_sent_waits_apart_until_its_sender_confirms_it(client, villaejemplo, read_slowly):
    assert send(client).url == "/necesidad/enviada/"
    intake = Intake.objects.get()
    assert (intake.territory, intake.need, intake.confirmed_at) == (villaejemplo, None, None)
    assert not Need.objects.exists()
    letter = Message.objects.get()
    assert (letter.to, letter.private) == ("rosa@villaejemplo.example", True)
    assert "Mire su correo" in client.get("/necesidad/enviada/").content.decode()


def test_opening_the_link_confirms_nothing_and_pressing_does(client, villaejemplo, read_slowly):
    send(client)
    path = link_in(Message.objects.get())
    assert "Confirme su necesidad" in client.get(path).content.decode()
    assert not Need.objects.exists()
    client.post(path, {"do": "confirm"})
    need = Need.objects.get()
    assert (need.came_by, need.territory, need.received_on, need.budget, need.horizon) == (
        CameBy.FORM, villaejemplo, timezone.localdate(), "medium", "year",
    )  # fmt: skip
    assert (need.person, need.organisation) == (None, None)
    assert Message.objects.count() == 2


def test_the_link_used_twice_is_one_need_and_shows_how_it_goes(client, villaejemplo, read_slowly):
    path, _intake = sent_and_confirmed(client)
    client.post(path, {"do": "confirm"})
    assert Need.objects.count() == 1
    assert "La oficina la tiene y la está leyendo" in client.get(path).content.decode()


def test_a_double_press_and_the_same_sent_again_are_one_need(client, villaejemplo, read_slowly):
    send(client)
    send(client, title="  El  ALUMBRADO gasta demasiado ")
    assert Intake.objects.count() == 1
    assert Message.objects.count() == 1
    path = link_in(Message.objects.get())
    client.post(path, {"do": "confirm"})
    send(client)
    assert (Intake.objects.count(), Need.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("villaejemplo", True), ("Ayuntamiento de VILLAEJEMPLO", True),
        ("Villa Inventada", False), ("Consorcio de Aguas del Ejemplo", False),
    ],
)  # fmt: skip
def test_the_place_is_one_of_the_catalogue_or_what_was_typed(
    client, villaejemplo, read_slowly, typed, found
):
    send(client, place__text=typed)
    intake = Intake.objects.get()
    assert (intake.territory, intake.body) == (villaejemplo if found else None, typed)


def test_suggestions_of_places_forgive_accents_and_slips(client, town):
    town("Gijón")
    for typed in ("gijon", "Gijom", "gij"):
        assert "Gijón" in client.get("/lugares/", {"q": typed}).content.decode(), typed
    assert client.get("/lugares/", {"q": "x" * 5000}).status_code == 200
    assert client.get("/lugares/", {"q": ""}).content.strip() == b""


def test_the_form_opens_with_the_territory_of_its_address(client, villaejemplo):
    shown = client.get(SEND, {"territorio": villaejemplo.pk}).content.decode()
    assert f'name="place" value="{villaejemplo.pk}"' in shown
    for nothing in ("999999", "x", "9" * 40):
        assert client.get(SEND, {"territorio": nothing}).status_code == 200


def test_the_form_is_in_english_for_those_who_choose_it_and_it_is_remembered(client):
    assert "Tell us what you need" in client.get(SEND, {"idioma": "en"}).content.decode()
    assert "Tell us what you need" in client.get(SEND).content.decode()
    assert "Cuéntenos qué necesita" in client.get(SEND, {"idioma": "es"}).content.decode()


def test_the_letter_and_the_consent_are_in_the_language_of_the_form(client, read_slowly):
    client.get(SEND, {"idioma": "en"})
    send(client)
    intake = Intake.objects.get()
    assert intake.language == "en"
    assert intake.consent.startswith("Lonja, as the data controller")
    assert Message.objects.get().subject.startswith("Confirm your email")


# -- hostile ---------------------------------------------------------------------------------------


def test_a_machine_that_fills_everything_is_told_that_all_went_well(client, read_slowly):
    assert send(client, website="https://spam.example").url == "/necesidad/enviada/"
    assert (Intake.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize("opened", [None, "", "1732520000", "mentira:de:firma"])
def test_a_form_sent_too_fast_or_with_a_false_clock_is_shown_again_with_all_in_it(client, opened):
    answer = send(client, **({} if opened is None else {"opened": opened}))
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Ha llegado muy deprisa" in said
    assert "Las farolas del casco son de los años ochenta." in said
    assert not Intake.objects.exists()


def test_texts_without_end_are_refused_in_words_and_nothing_is_lost(client, read_slowly):
    answer = send(client, description="a" * 20_001, title="b" * 241, name="c" * 161)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Caben 20.000 caracteres y sobra 1." in said
    assert "a" * 20_001 in said
    assert not Intake.objects.exists()


def test_a_form_of_many_megabytes_is_refused(client, read_slowly):
    assert send(client, description="a" * 6_000_000).status_code in (400, 413)
    assert not Intake.objects.exists()


def test_tags_and_control_characters_are_text_or_nothing(client, marta, read_slowly):
    path, intake = sent_and_confirmed(
        client,
        title="<script>alert(1)</script>\x01 farolas\u202e",
        description="uno\x07\r\n<b>dos</b>",
        name='Rosa "<i>"',
        place__text="<img src=x>",
    )
    assert (intake.title, intake.description) == (
        "<script>alert(1)</script> farolas", "uno\n<b>dos</b>",
    )  # fmt: skip
    office = Client()
    office.force_login(marta)
    inside = read_whole(office, f"/necesidades/{intake.need.pk}/")
    for page in (client.get(path).content.decode(), inside):
        assert not re.search(r"<script>alert|<img src=x|<b>dos|<i>", page)


def test_choices_that_are_not_offered_and_a_missing_agreement_are_refused(client, read_slowly):
    answer = send(client, publicity="todo", budget="-1", horizon="x", agrees="", email="no")
    assert set(answer.context["form"].errors) == {
        "publicity", "budget", "horizon", "agrees", "email",
    }  # fmt: skip


@pytest.mark.parametrize("machine", ["rosa@[127.0.0.1]", "rosa@localhost"])
def test_an_address_inside_a_machine_is_refused_beside_its_field(client, read_slowly, machine):
    answer = send(client, email=machine)
    assert answer.context["form"].errors == {
        "email": [f"«{machine}» no es un correo: se escribe así, nombre@entidad.es."]
    }
    assert not Intake.objects.exists()


@pytest.mark.parametrize("unseen", ["\u200b\ufeff", "\u3164", "\u2800 \u00ad", "\u202e\u0301"])
def test_words_that_nobody_sees_are_none(client, read_slowly, unseen):
    answer = send(client, title=unseen, name=unseen, place__text=unseen, description=unseen)
    assert set(answer.context["form"].errors) == {"title", "name", "place"}
    assert not Intake.objects.exists()


def test_nobody_fills_the_inbox_of_another(client, read_slowly):
    for number in range(5):
        assert send(client, title=f"Necesidad {number}").status_code == 302
    answer = send(client, title="Una más")
    assert answer.status_code == 422
    assert "Ya hemos escrito varias veces a ese correo" in answer.content.decode()
    assert Message.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_nobody_fills_it_by_pressing_at_the_same_second(client, read_slowly):
    """Nor by labels: all of them are one inbox, and each is counted before the next."""
    for number in range(inboxes.MOST - 1):
        send(client, title=f"Necesidad {number}")
    several = [
        receiving.Sent(title=f"A la vez {n}", name="Rosa", email=f"rosa+{n}@villaejemplo.example",
                       consent="sí")
        for n in range(4)
    ]  # fmt: skip
    said = at_once(*(lambda sent=sent: receiving.receive(sent) for sent in several))
    refused = [one for one in said if isinstance(one, list)]
    assert len(refused) == 3
    assert all("Ya hemos escrito varias veces a ese correo" in one[0] for one in refused)
    assert Intake.objects.count() == Message.objects.count() == inboxes.MOST


def test_a_label_in_the_address_does_not_make_it_another_inbox(client, read_slowly):
    for number in range(5):
        send(client, title=f"Necesidad {number}", email=f"Rosa+{number}@villaejemplo.example")
    assert send(client, title="Una más", email="rosa@villaejemplo.example").status_code == 422
    assert send(client, title="De otra", email="rosalia@villaejemplo.example").status_code == 302


def test_the_same_sent_again_and_again_writes_five_times_a_day(client, read_slowly):
    for hour in range(12):
        send(client)
        Message.objects.filter(once__endswith=timezone.now().strftime("%Y%m%d%H")).update(
            once=f"hace {hour} horas", created_at=timezone.now() - timedelta(hours=1)
        )
    assert (Intake.objects.count(), Message.objects.count()) == (1, 5)
    Message.objects.update(created_at=timezone.now() - timedelta(days=2))
    cache.clear()
    send(client)
    assert Message.objects.count() == 6


def test_who_has_not_confirmed_reads_nothing_of_what_was_typed(client, villaejemplo, read_slowly):
    """The address may be that of somebody else, to whom one would write through us."""
    said = filled(title="Gane 5000 € en compra.example", name="Premio Seguro",
                  description="Pulse en https://compra.example", role="Sorteos",
                  place__text="Compra SL", phone="600 123 123")  # fmt: skip
    client.post(SEND, said)
    letter = Message.objects.get()
    whole = f"{letter.subject} {letter.text} {letter.html} {letter.reply_to}".lower()
    for word in ("gane", "5000", "compra", "premio", "seguro,", "pulse", "sorteos", "600 123 123"):
        assert word not in whole, word
    client.post(link_in(letter), {"do": "confirm"})
    assert "Gane 5000" in Message.objects.latest("pk").subject


def test_one_network_sends_a_dozen_an_hour(client, read_slowly):
    for number in range(12):
        send(client, title=f"Necesidad {number}", email=f"vecina{number}@ejemplo.example")
    answer = send(client, title="Otra", email="otra@ejemplo.example")
    assert answer.status_code == 429
    assert Intake.objects.count() == 12


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.7", "192.0.2.8", False),
    ],
)
def test_a_network_of_version_6_is_one_whichever_of_its_addresses_asks(rf, first, second, one):
    throttle.count(rf.get("/", REMOTE_ADDR=first), "x", seconds=60)
    assert throttle.spent(rf.get("/", REMOTE_ADDR=second), "x", limit=1) is one


def test_the_link_of_one_does_not_open_that_of_another_and_a_guess_opens_nothing(client):
    assert client.get("/necesidad/inventado~firma/").status_code == 404


# -- following it ----------------------------------------------------------------------------------


def test_its_sender_follows_it_without_what_is_of_the_office(client, marta, read_slowly):
    path, intake = sent_and_confirmed(client)
    needs.move(intake.need, NeedState.QUALIFIED, by=marta, reason="Es de los pesados")
    shown = client.get(path).content.decode()
    assert "La oficina busca quién puede resolverlo" in shown
    assert "Pesados" not in shown
    assert "Marta" not in shown


def test_its_sender_adds_something_and_the_office_reads_it(client, marta, read_slowly):
    path, intake = sent_and_confirmed(client)
    for _press in range(2):
        client.post(path, {"do": "add", "text": "Son 1.200 farolas."})
    assert Postscript.objects.get().text == "Son 1.200 farolas."
    assert client.post(path, {"do": "add", "text": " "}).status_code == 422
    today = timezone.localdate()
    assert "han añadido algo, sin leer" in [one.note for one in agenda.upcoming(marta, today)]
    office = Client()
    office.force_login(marta)
    assert "Son 1.200 farolas." in read_whole(office, f"/necesidades/{intake.need.pk}/")
    office.post(reverse("need-read", args=[intake.need.pk]))
    assert Postscript.objects.get().read_at is not None


def test_its_sender_takes_it_back_and_may_send_it_again(client, read_slowly):
    path, _intake = sent_and_confirmed(client)
    client.post(path, {"do": "withdraw", "reason": "Lo hacemos nosotros"})
    need = Need.objects.get()
    assert need.state == NeedState.WITHDRAWN
    assert need.steps.get().reason == "La retira quien la envió: Lo hacemos nosotros"
    assert "Está retirada" in client.get(path).content.decode()
    assert client.post(path, {"do": "withdraw"}).status_code == 422
    send(client)
    assert Intake.objects.count() == 2


def test_the_link_of_a_need_in_the_bin_says_so(client, marta, read_slowly):
    path, intake = sent_and_confirmed(client)
    writing.delete(intake.need, by=marta)
    assert client.get(path).status_code == 410
    assert client.post(path, {"do": "add", "text": "x"}).status_code == 410


def test_an_expired_link_opens_nothing(client, read_slowly):
    path, _intake = sent_and_confirmed(client)
    Link.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.get(path).status_code == 410


# -- by a link of their own ------------------------------------------------------------------------


@pytest.fixture
def rosa(villaejemplo):
    council = make.organisation("Ayuntamiento de Villaejemplo", territory=villaejemplo)
    rosa = make.person("Rosa Alcalde", email="rosa@villaejemplo.example", phone="600 000 000")
    Seat.objects.create(person=rosa, organisation=council, title="Concejala")
    return rosa


def test_the_office_asks_somebody_and_what_they_send_is_confirmed_and_theirs(marta, rosa, client):
    office = Client()
    office.force_login(marta)
    assert "Preguntarle qué necesita" in office.get(f"/personas/{rosa.pk}/").content.decode()
    for _press in range(2):
        office.post(reverse("person-ask-need", args=[rosa.pk]))
    letter = Message.objects.get()
    assert letter.subject == "¿Qué necesita resolver el Ayuntamiento de Villaejemplo?"
    path = link_in(letter)
    shown = client.get(path).content.decode()
    assert 'value="Rosa Alcalde"' in shown
    assert "Villaejemplo" in shown
    assert not Need.objects.exists()
    need_forms_sent = filled(email="otra@ejemplo.example", name="Rosa Alcalde")
    need_forms_sent["opened"] = need_forms.signing.dumps(0.0, salt=need_forms.SALT)
    for _press in range(2):
        answer = client.post(path, need_forms_sent)
    need = Need.objects.get()
    assert (need.person, need.organisation.name, need.came_by) == (
        rosa, "Ayuntamiento de Villaejemplo", CameBy.FORM,
    )  # fmt: skip
    assert need.intake.email == "rosa@villaejemplo.example"
    assert "La oficina la tiene" in client.get(answer.url).content.decode()


def test_whoever_has_the_link_to_the_form_does_not_fill_the_list_of_the_office(rosa, client):
    path = reverse(
        "need-send-link", args=[links.make("need-form", rosa, rosa.email, days=1, by=None)]
    )
    opened = need_forms.signing.dumps(0.0, salt=need_forms.SALT)
    for number in range(asking_needs.MOST_A_DAY):
        answer = client.post(path, filled(title=f"Necesidad {number}", opened=opened))
        assert answer.status_code == 302
    refused = client.post(path, filled(title="Otra", opened=opened))
    assert refused.status_code == 422
    assert "Ya ha enviado muchas hoy" in refused.content.decode()
    assert (Need.objects.count(), Intake.objects.count()) == (10, 10)


def test_the_link_to_the_form_opens_nothing_else_and_that_of_a_need_no_form(client, rosa, marta):
    office = Client()
    office.force_login(marta)
    office.post(reverse("person-ask-need", args=[rosa.pk]))
    token = link_in(Message.objects.get()).rstrip("/").rpartition("/")[2]
    assert client.get(f"/necesidad/{token}/").status_code == 404
    assert client.get(f"/ficha/{token}/").status_code == 404
    assert client.get(f"/necesidad/para/{token}/").status_code == 200


# -- forgetting ------------------------------------------------------------------------------------


def test_what_is_not_confirmed_in_a_week_is_erased_with_its_letters_and_links(client, read_slowly):
    send(client)
    path = link_in(Message.objects.get())
    receiving.receive(
        receiving.Sent(title="Otra", name="Rosa", email="rosa@villaejemplo.example", consent="sí")
    )
    Intake.objects.filter(title__startswith="El").update(sent_at=timezone.now() - timedelta(days=8))
    assert jobs.forget_old.func() == [1, 0]
    assert jobs.forget_old.func() == [0, 0]
    assert [one.title for one in Intake.objects.all()] == ["Otra"]
    assert sorted(Message.objects.values_list("to", flat=True)) == ["", "rosa@villaejemplo.example"]
    assert client.get(path).status_code == 410
    everywhere = [str(line.changes) + line.label + line.reason for line in Entry.objects.all()]
    assert not [line for line in everywhere if "Rosa" in line or "rosa@" in line]


def test_the_contact_of_a_need_closed_two_years_ago_is_forgotten(client, read_slowly):
    path, intake = sent_and_confirmed(client)
    client.post(path, {"do": "withdraw"})
    Need.objects.update(closed_on=timezone.localdate() - timedelta(days=731))
    assert jobs.forget_old.func() == [0, 1]
    intake.refresh_from_db()
    assert (intake.name, intake.email, intake.title) == ("", "", "El alumbrado gasta demasiado")


def test_whoever_sent_it_may_ask_for_their_data_and_to_be_forgotten(client, marta, read_slowly):
    _path, intake = sent_and_confirmed(client)
    send(client, title="Sin confirmar")
    rosa = make.person("Rosa Alcalde", email="rosa@villaejemplo.example")
    forms = privacy.data_of(rosa)["forms"]
    assert [one["title"] for one in forms] == ["El alumbrado gasta demasiado", "Sin confirmar"]
    privacy.erase(rosa, by=marta, reason="Lo pide")
    assert [one.title for one in Intake.objects.all()] == ["El alumbrado gasta demasiado"]
    intake.refresh_from_db()
    assert (intake.name, intake.email) == ("", "")
    assert Need.objects.count() == 1
