"""Who may enter: nobody, unless the page says so."""

import pytest
from django.http import HttpResponse
from django.urls import path
from django.views.generic import View

from lonja.accounts import access


def said(request):
    return HttpResponse("dentro")


class Silent(View):
    def get(self, request):
        return HttpResponse("dentro")


class Office(View):
    access = access.staff_required

    def get(self, request):
        return HttpResponse("dentro")

    post = get


@access.readers_required
def readers(request):
    return HttpResponse("dentro")


@access.own_account
def own(request):
    return HttpResponse("dentro")


@access.public
def anybody(request):
    return HttpResponse("dentro")


def declared_below(request):
    return HttpResponse("dentro")


declared_below.access = "public"


def misspelt(request):
    return HttpResponse("dentro")


misspelt.access = "publico"

urlpatterns = [
    path("muda/", said),
    path("muda-tambien/", Silent.as_view()),
    path("oficina/", Office.as_view()),
    path("lectura/", readers),
    path("mio/", own),
    path("abierta/", anybody),
    path("marca/", declared_below),
    path("errata/", misspelt),
    path("entrar/", anybody, name="account_login"),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.mark.parametrize("address", ["/muda/", "/muda-tambien/", "/errata/"])
def test_a_page_that_declares_nothing_is_refused_even_to_the_direction(client, direction, address):
    client.force_login(direction)
    assert client.get(address).status_code == 403


def test_a_visitor_is_sent_to_sign_in_and_brought_back(client):
    answer = client.get("/oficina/?year=2024")
    assert answer.status_code == 302
    assert answer.url == "/entrar/?next=/oficina/%3Fyear%3D2024"


def test_a_visitor_inside_a_page_is_taken_whole_to_sign_in(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "/grupos/"}
    answer = client.get("/oficina/", headers=headers)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/entrar/?next=/grupos/")


@pytest.mark.parametrize(
    ("address", "who", "status"),
    [
        ("/oficina/", "office", 200),
        ("/oficina/", "direction", 200),
        ("/oficina/", "auditor", 403),
        ("/oficina/", "member", 403),
        ("/oficina/", "territory", 403),
        ("/oficina/", "ally", 403),
        ("/lectura/", "auditor", 200),
        ("/lectura/", "member", 403),
        ("/mio/", "member", 200),
        ("/abierta/", "ally", 200),
        ("/marca/", "ally", 200),
    ],
)
def test_each_role_enters_where_it_may(client, request, address, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(address).status_code == status


@pytest.mark.parametrize("address", ["/abierta/", "/marca/"])
def test_anybody_enters_an_open_page(client, address):
    assert client.get(address).status_code == 200


def test_somebody_deactivated_is_nobody(client, office):
    client.force_login(office)
    office.is_active = False
    office.save()
    assert client.get("/oficina/").status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/lectura/", "/abierta/", "/oficina/"])
def test_an_auditor_writes_nowhere(client, auditor, method, address):
    client.force_login(auditor)
    assert getattr(client, method)(address).status_code == 403


def test_an_auditor_looks_after_their_own_account(client, auditor):
    client.force_login(auditor)
    assert client.post("/mio/").status_code == 200
