"""What somebody might try against the house."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from lonja.accounts.models import User
from lonja.api.models import Token
from lonja.core.text import harmless
from lonja.groups.models import WorkingGroup
from lonja.journal import writing
from lonja.territories.models import Territory

pytestmark = pytest.mark.django_db
PASSWORD = "clave de ejemplo"


# -- requests from other sites ---------------------------------------------------------------


def test_a_form_of_another_site_changes_nothing(office):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(office)
    answer = browser.post("/grupos/nuevo/", {"name": "Intruso"})
    assert answer.status_code == 403
    assert not WorkingGroup.objects.exists()


def test_nobody_is_signed_in_by_another_site(office):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/cuenta/login/", {"login": office.email, "password": PASSWORD})
    assert answer.status_code == 403
    assert SESSION_KEY not in browser.session


def test_nobody_is_signed_out_by_an_image_of_another_site(client, office):
    client.force_login(office)
    client.get("/cuenta/logout/")
    assert SESSION_KEY in client.session


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_a_name_that_is_not_ours_gets_no_letter_with_its_links(client, office, header):
    answer = client.post(
        "/cuenta/password/reset/", {"email": office.email}, headers={header: "malo.example"}
    )
    if header == "Host":
        assert answer.status_code == 400
    else:
        assert "malo.example" not in (answer.content.decode() + answer.get("Location", ""))


# -- being sent elsewhere --------------------------------------------------------------------

ELSEWHERE = [
    "https://malo.example/",
    "//malo.example/",
    "/\\malo.example/",
    "https:malo.example",
    "javascript:alert(1)",
    " //malo.example",
    "http:///malo.example",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(client, office, target):
    answer = client.post(
        "/cuenta/login/", {"login": office.email, "password": PASSWORD, "next": target}
    )
    assert answer.status_code == 302
    assert answer.url == "/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_whoever_is_in_already_is_sent_to_no_other_site(client, office, target):
    client.force_login(office)
    answer = client.get("/cuenta/login/", {"next": target})
    assert (answer.status_code, answer.url) == (302, "/")
    client.post("/cuenta/logout/", {"next": target})
    assert "malo.example" not in client.post("/cuenta/logout/", {"next": target}).get(
        "Location", ""
    )


@pytest.mark.parametrize("target", ELSEWHERE)
def test_saving_a_form_leads_to_no_other_site(client, office, target):
    client.force_login(office)
    group = writing.create(WorkingGroup(name="Comisión de Calidad del Aire"), by=office)
    page = client.get(f"/grupos/{group.pk}/editar/").context["form"]
    values = {name: value for name, value in page.initial.items() if value not in (None, "")} | {
        "name": "Otro nombre",
        "next": target,
    }
    answer = client.post(f"/grupos/{group.pk}/editar/", values)
    assert answer.status_code == 302
    assert answer.url == f"/grupos/{group.pk}/"


# -- what every answer carries ---------------------------------------------------------------


@pytest.mark.parametrize("page", ["/cuenta/login/", "/", "/nada/", "/correo/"])
def test_every_answer_forbids_what_is_not_ours(client, page):
    answer = client.get(page)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_cookie_of_the_session_is_out_of_reach_of_scripts(client, office):
    answer = client.post("/cuenta/login/", {"login": office.email, "password": PASSWORD})
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 7 * 24 * 3600


def test_pages_of_the_office_are_kept_by_nobody_for_somebody_else(client, office):
    client.force_login(office)
    for page in ("/", "/grupos/", "/grupos/exportar.csv", "/api/v1/grupos/"):
        assert client.get(page)["Cache-Control"] == "private, no-cache", page


def test_going_back_after_leaving_shows_nothing(client, office):
    client.force_login(office)
    assert "Clear-Site-Data" not in client.get("/cuenta/logout/")
    assert client.post("/cuenta/logout/")["Clear-Site-Data"] == '"cache"'


def test_a_copied_cookie_opens_nothing_once_its_owner_has_left(client, office):
    client.force_login(office)
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert thief.get("/grupos/").status_code == 200
    client.post("/cuenta/logout/")
    assert thief.get("/grupos/").url == "/cuenta/login/?next=/grupos/"


def test_nobody_comes_in_by_a_session_that_somebody_else_chose(client, office):
    client.cookies["sessionid"] = chosen = "a" * 32
    client.post("/cuenta/login/", {"login": office.email, "password": PASSWORD})
    assert client.get("/grupos/").status_code == 200
    assert client.cookies["sessionid"].value != chosen
    thief = Client()
    thief.cookies["sessionid"] = chosen
    assert thief.get("/grupos/").status_code == 302


# -- what would fill the disk ----------------------------------------------------------------


@pytest.mark.parametrize("length", [str(10 * 1024**2 + 1), "9" * 30, "²", "mucho"])
def test_what_a_stranger_sends_is_not_read_when_it_is_too_large(client, length):
    answer = client.generic(
        "POST", "/cuenta/login/", b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=length
    )
    assert answer.status_code == 413
    assert "no se ha leído" in answer.text


def test_the_office_may_send_more_and_a_member_may_not(client, office, member):
    sent = {"CONTENT_LENGTH": str(200 * 1024**2)}
    for user, code in ((office, 405), (member, 413)):
        client.force_login(user)
        assert client.generic("POST", "/buscar/", b"", "text/plain", **sent).status_code == code


# -- what is typed ---------------------------------------------------------------------------

SCRIPT = "<script>alert(1)</script>"


def test_what_is_typed_in_a_record_is_text_wherever_it_shows(client, office):
    client.force_login(office)
    group = writing.create(WorkingGroup(name=SCRIPT), by=office)
    for page in ("/grupos/", f"/grupos/{group.pk}/", f"/grupos/{group.pk}/traza/", "/traza/"):
        assert SCRIPT not in client.get(page).content.decode(), page


@pytest.mark.parametrize(
    "page", ["/grupos/", "/buscar/", "/traza/", "/correo/", "/cuenta/enlaces/"]
)
def test_what_is_typed_in_an_address_is_text(client, office, page):
    client.force_login(office)
    asked = dict.fromkeys(("q", "sort", "page", "state", "to", "email", "size"), SCRIPT)
    answer = client.get(page, asked)
    assert answer.status_code == 200
    assert SCRIPT not in answer.content.decode()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"])
def test_no_text_of_a_csv_begins_as_a_formula(sign):
    assert harmless(f"{sign}A1") == f"'{sign}A1"


@pytest.mark.parametrize("text", ["", "-5", "+34600111222", "-1.234,56", "A=1", "3-2"])
def test_numbers_and_plain_texts_of_a_csv_stay_as_they_are(text):
    assert harmless(text) == text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_spreadsheet_does_not_run_what_was_typed(client, office, form):
    """A cell that begins with = would be a formula in whoever opens the list."""
    client.force_login(office)
    writing.create(WorkingGroup(name='=HYPERLINK("https://malo.example","Ver")'), by=office)
    answer = client.get(f"/grupos/exportar.{form}")
    content = b"".join(answer.streaming_content)
    if form == "csv":
        assert b"\n=HYPERLINK" not in content
        assert b";=HYPERLINK" not in content
        assert b",=HYPERLINK" not in content
        assert b'"=HYPERLINK' not in content
    else:
        import io

        from openpyxl import load_workbook

        cells = [cell for row in load_workbook(io.BytesIO(content)).active.rows for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]


# -- what is of somebody else ----------------------------------------------------------------


def test_nobody_becomes_more_than_they_are(client, member):
    client.force_login(member)
    client.post("/cuenta/", {"name": "Yo", "language": "es", "role": "direction", "is_active": "1"})
    client.post(f"/cuenta/equipo/{member.pk}/", {"role": "direction"})
    assert User.objects.get(pk=member.pk).role == "member"


@pytest.mark.parametrize("role", ["member", "territory", "ally"])
def test_a_record_that_is_not_theirs_does_not_exist_for_them(client, request, office, role):
    group = writing.create(WorkingGroup(name="Comisión de Calidad del Aire"), by=office)
    client.force_login(request.getfixturevalue(role))
    answer = client.get(f"/grupos/{group.pk}/")
    assert answer.status_code == 404
    assert "Calidad del Aire" not in answer.content.decode()


@pytest.mark.parametrize("role", ["member", "territory", "ally"])
def test_what_the_office_did_with_a_territory_is_of_the_office(client, request, office, role):
    """Its list is for everybody; who changed what in it, and what was thrown away, is not."""
    place = Territory.objects.create(name="Gijón", kind="municipality", code="33024")
    writing.change(place, by=office, name="Xixón")
    client.force_login(request.getfixturevalue(role))
    assert client.get("/territorios/").status_code == 200
    assert "Olga" not in client.get(f"/territorios/{place.pk}/").text
    for page in (f"/territorios/{place.pk}/traza/", "/territorios/papelera/"):
        assert client.get(page).status_code == 403, page


def test_a_key_for_programs_is_made_by_whoever_proves_who_they_are(client, office):
    """Whoever finds a session open does not leave with a key that outlives it."""
    client.force_login(office)
    asked = {"name": "Panel", "scopes": ["*"], "days": "30"}
    answer = client.post("/cuenta/claves/", asked)
    assert answer.url == "/cuenta/reauthenticate/?next=%2Fcuenta%2Fclaves%2F"
    assert not Token.objects.exists()
    client.post(answer.url, {"password": PASSWORD, "next": "/cuenta/claves/"})
    assert Token.objects.get().name == "Panel"
