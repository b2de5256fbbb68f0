"""Personal links: one person, one thing, until a date."""

import logging
import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from lonja.accounts import links
from lonja.accounts.models import Link, SignInPolicy, User
from lonja.accounts.models.link import PURPOSES
from lonja.accounts.tokens import WithoutTokens, without_tokens
from lonja.accounts.web.views.linked import LinkPage
from lonja.api.domain import calendars

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(office, member):
    return links.make("interest", member, "Ana@Ejemplo.test", days=7, by=office)


def test_a_link_opens_for_its_purpose_and_says_about_what_and_for_whom(token, member, office):
    link = links.open(token, "interest")
    assert (link.record, link.email, link.made_by) == (member, "ana@ejemplo.test", office)


def test_the_list_of_links_says_what_each_is_for_in_words(client, office, member):
    for purpose in ("follow-up", "no longer", "invitation"):
        links.make(purpose, member, "ana@ejemplo.test", days=7, by=office)
    client.force_login(office)
    page = client.get("/cuenta/enlaces/").content.decode()
    assert "decir en qué quedó" in page
    assert page.count('<td data-label="Sobre">Amalia Asociada</td>') == 1
    assert "follow-up" not in page
    assert "no longer" in page


def test_every_page_behind_a_link_says_what_it_is_for():
    pages = [one for one in LinkPage.__subclasses__() if one.__module__.startswith("lonja.")]
    codes = {one.purpose for one in pages if one.purpose}
    assert codes
    assert codes <= PURPOSES.keys()


def test_nothing_in_the_database_lets_anybody_make_the_address(token):
    kept = str(Link.objects.values().get())
    assert token not in kept
    assert token.partition("~")[0] not in kept


def test_opening_a_link_changes_nothing(token):
    before = Link.objects.values().get()
    links.open(token, "interest")
    assert Link.objects.values().get() == before


def test_a_link_of_another_purpose_does_not_open(token):
    with pytest.raises(links.OtherPurpose):
        links.open(token, "outcome")


@pytest.mark.parametrize("wrong", ["", "~", "abc", "abc~def", "ñ~ñ", "a" * 5000])
def test_a_guessed_link_is_unknown_without_asking_the_database(
    wrong, token, django_assert_num_queries
):
    with django_assert_num_queries(0), pytest.raises(links.Unknown):
        links.open(wrong, "interest")


@pytest.mark.parametrize("change", [slice(0, -1), slice(1, None)])
def test_a_link_cut_by_a_mail_program_is_unknown(token, change):
    with pytest.raises(links.Unknown):
        links.open(token[change], "interest")


def test_a_link_signed_with_another_key_is_unknown(token, settings):
    settings.SECRET_KEY = "otra"
    with pytest.raises(links.Unknown):
        links.open(token, "interest")


def test_links_survive_a_change_of_key_that_keeps_the_old_one(token, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "nueva"
    assert links.open(token, "interest")


def test_a_link_expires(token):
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(links.Expired):
        links.open(token, "interest")


def test_a_revoked_link_does_not_open_and_says_who_did_it(token, direction):
    links.revoke(Link.objects.get(), by=direction)
    with pytest.raises(links.Revoked):
        links.open(token, "interest")
    assert Link.objects.get().revoked_by == direction


def test_the_link_of_a_record_that_is_gone_does_not_open(office):
    policy = SignInPolicy.objects.create(pk=1)
    token = links.make("interest", policy, "ana@ejemplo.test", days=7, by=office)
    policy.delete()
    with pytest.raises(links.Revoked):
        links.open(token, "interest")


def test_a_link_of_a_single_use_is_used_once(office, member):
    token = links.make("vote", member, "ana@ejemplo.test", days=7, by=office, single_use=True)
    first, second = links.open(token, "vote"), links.open(token, "vote")
    links.use(first)
    with pytest.raises(links.Used):
        links.use(second)
    with pytest.raises(links.Used):
        links.open(token, "vote")


def test_a_link_of_many_uses_keeps_the_date_of_the_first(token):
    link = links.open(token, "interest")
    links.use(link)
    first = Link.objects.get().used_at
    links.use(links.open(token, "interest"))
    assert Link.objects.get().used_at == first


def test_revoking_all_leaves_the_links_of_other_purposes_and_records(office, member, territory):
    asked = links.make("interest", member, "ana@ejemplo.test", days=7, by=office)
    other = links.make("outcome", member, "ana@ejemplo.test", days=7, by=office)
    theirs = links.make("interest", territory, "teo@ejemplo.test", days=7, by=office)
    assert links.revoke_all(member, "interest", by=office) == 1
    with pytest.raises(links.Revoked):
        links.open(asked, "interest")
    assert links.open(other, "outcome")
    assert links.open(theirs, "interest")


def test_a_text_shown_to_others_has_no_way_in(token):
    text = f"Responda en https://oficina.example/interes/{token}/ antes del lunes."
    assert without_tokens(text) == (
        "Responda en https://oficina.example/interes/…/ antes del lunes."
    )


def test_nor_has_the_address_of_a_calendar(office):
    secret = calendars.renew(office)
    assert without_tokens(f"GET /calendario/{secret}.ics 500") == "GET /calendario/….ics 500"


def test_tokens_that_touch_are_all_hidden(token):
    assert without_tokens(token + token) == "……"
    assert without_tokens(f"¿{token}?{token}.ics") == "¿…?….ics"


def test_hiding_tokens_takes_as_long_as_the_text_and_no_more():
    started = time.monotonic()
    assert without_tokens("9" * 200_000) == "9" * 200_000
    assert time.monotonic() - started < 2


def test_a_log_has_no_way_in_either(token):
    record = logging.LogRecord("x", logging.INFO, "", 0, "GET /interes/%s/ %d", (token, 200), None)
    WithoutTokens().filter(record)
    assert record.getMessage() == "GET /interes/…/ 200"


# -- the page --------------------------------------------------------------------------------


class InterestPage(LinkPage):
    purpose = "interest"
    template_name = "accounts/link_closed.html"
    extra_context = {"title": "¿Le interesa?", "text": "Diga que sí."}

    def answer(self, request):
        with transaction.atomic():
            links.use(self.link)
            User.objects.filter(pk=self.link.object_id).update(name="interesada")
        return HttpResponse("gracias")


urlpatterns = [
    path("interes/<str:token>/", InterestPage.as_view(), name="interest"),
    path("entrar/", InterestPage.as_view(), name="account_login"),
    path("marca.css", InterestPage.as_view(), name="brand-css"),
]
on_the_page = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@on_the_page
def test_the_scanner_of_a_mail_server_changes_nothing(client, token, member):
    for _ in range(3):
        assert client.get(f"/interes/{token}/").status_code == 200
    assert client.head(f"/interes/{token}/").status_code == 200
    member.refresh_from_db()
    assert member.name == "Amalia Asociada"
    assert Link.objects.get().used_at is None


@on_the_page
def test_the_person_answers_without_an_account(client, token, member):
    assert client.post(f"/interes/{token}/").content.decode() == "gracias"
    member.refresh_from_db()
    assert member.name == "interesada"
    assert client.get("/interes/x/").wsgi_request.user == AnonymousUser()


@on_the_page
def test_no_cache_no_searcher_and_no_other_site_learns_the_address(client, token):
    answer = client.get(f"/interes/{token}/")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


@on_the_page
@pytest.mark.parametrize(
    ("spoil", "status", "text"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, 410, "Este enlace ha caducado"),
        ({"single_use": True, "used_at": timezone.now()}, 410, "Este enlace ya se usó"),
        ({"revoked_at": timezone.now()}, 410, "Este enlace se retiró"),
        ({"purpose": "outcome"}, 404, "Este enlace es de otra página"),
        ({"digest": "x"}, 404, "Este enlace no es válido"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_does_not_open_says_why(client, token, member, spoil, status, text, method):
    Link.objects.update(**spoil)
    answer = getattr(client, method)(f"/interes/{token}/")
    assert answer.status_code == status
    assert text in answer.content.decode()
    member.refresh_from_db()
    assert member.name == "Amalia Asociada"


@on_the_page
def test_whoever_guesses_is_stopped_and_the_others_are_not(client, token):
    for _ in range(20):
        assert client.get("/interes/adivinado~adivinado/").status_code == 404
    assert client.get("/interes/adivinado~adivinado/").status_code == 429
    assert client.get(f"/interes/{token}/").status_code == 429
    assert client.get(f"/interes/{token}/", REMOTE_ADDR="203.0.113.7").status_code == 200


@on_the_page
def test_an_old_link_opened_often_is_no_guess(client, token):
    Link.objects.update(expires_at=timezone.now() - timedelta(days=1))
    for _ in range(30):
        assert client.get(f"/interes/{token}/").status_code == 410
