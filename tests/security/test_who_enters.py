"""Every page × every role.

A page says who may enter it; this table says what that means, role by role, and which pages are
open to the world. A page that says nothing fails here, and so does one that opens itself without
being written below.
"""

from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from lonja.accounts.middleware import RefuseUnlessAllowed
from lonja.workbench.web.views.base import ResourceView

from .pages import Page, all_pages

pytestmark = pytest.mark.django_db

ROLES = ["nobody", "member", "territory", "ally", "auditor", "office", "direction"]
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"nobody"}
READERS = frozenset({"auditor", "office", "direction"})
STAFF = frozenset({"office", "direction"})

# What each declaration means when a page is read.
MEANS = {
    "public": EVERYBODY,
    "checked inside": EVERYBODY,
    "leaving": EVERYBODY,
    "signed in": SIGNED_IN,
    "own account": SIGNED_IN,
    "readers": READERS,
    "staff": STAFF,
    "direction": {"direction"},
    "member": {"member"},
}
# The pages of a resource of the workbench that only read.
READ = {"list", "choices", "export"}
# And those that tell what the office did with it.
READ_OF_OFFICE = {"bin", "trail"}
# Resources whose lists others than the office may read.
READ_BY_OTHERS = {"territorios": SIGNED_IN}
# Resources that only some of the office write, or nobody by hand.
WRITTEN_BY: dict[str, frozenset[str]] = dict.fromkeys(
    (
        *("oportunidades", "importaciones-de-anuncios", "reglas-de-recuento"),
        *("candidaturas", "consultas-abiertas"),
    ),
    frozenset(),
)
# Written anew each time, and never changed afterwards.
ADDED_BY = {"reglas-de-recuento": STAFF}
# Pages of the workbench, about several records, that only read.
READ_TOO = {"worked", "worked-year", "need-who", "sounding-log"}
OPEN_TO_THE_WORLD = {
    # signing in
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
    # the house
    "brand-css",
    "house-logo",
    # what the office publishes
    "portal-ask",
    "public-balances",
    "public-balance",
    "public-balance-file",
    "news-feed",
    "api-openapi",
    # the catalogue of territories, for those who fill in a form without an account
    "need-places",
    # words into codes: it keeps and tells nothing
    "codes-suggested",
    # the form with which a territory says what it needs
    "need-send",
    "need-sent",
    "need-qr",
}
# Behind a personal link, a token or a key of their own, which the page itself asks for.
ASK_FOR_A_KEY = {
    "digest",
    "digest-stop",
    "invitation",
    "calendar",
    "welcome",
    "interest",
    "portal-home",
    "portal-passport",
    "sounding",
    "profile-link",
    "profile-link-work",
    "profile-link-seen",
    "profile-link-file",
    "profile-link-file-blank",
    "profile-link-file-seen",
    "need-link",
    "need-send-link",
    "introduction-of-member",
    "introduction-of-territory",
    "meeting-of-member",
    "meeting-of-territory",
    "follow-up",
}
PAGES = all_pages()


def expected(page: Page) -> frozenset[str]:
    if page.access != "resource":
        return frozenset(MEANS[page.access.name])
    slug = page.resource.slug if page.resource else ""
    kind = page.name.removeprefix(f"{slug}-")
    if kind in ("detail", "parts"):
        return SIGNED_IN  # whoever may not see that record is told that it does not exist
    if kind in READ_OF_OFFICE:
        return READERS
    if kind in READ | READ_TOO:
        return READ_BY_OTHERS.get(slug, READERS)
    if kind == "add" and not page.resource.can_add:
        return frozenset()
    if kind == "add" and slug in ADDED_BY:
        return ADDED_BY[slug]
    # Every other verb of a line is of those who write in it.
    return WRITTEN_BY.get(slug, STAFF)


def lets_in(page: Page, user) -> bool:
    """What the house decides, as it does before each page, without drawing it."""
    request = RequestFactory().get(page.path)
    request.user, request.session = user, {}
    try:
        refusal = RefuseUnlessAllowed(None).process_view(request, page.view, (), {})
    except PermissionDenied:
        return False
    if refusal is not None:
        return False
    if page.access == "resource":
        return bool(page.view.view_class(**page.view.view_initkwargs).allowed(user))
    return True


def test_every_page_says_who_may_enter():
    silent = [str(page) for page in PAGES if page.access is None]
    assert silent == []


def test_every_page_has_a_name_of_its_own():
    named = Counter(page.name for page in PAGES if not page.path.startswith("/api/"))
    assert [name for name, times in named.items() if times > 1 or not name] == []


def test_only_pages_of_the_workbench_decide_for_themselves():
    for page in PAGES:
        if page.access == "resource":
            assert issubclass(page.view.view_class, ResourceView), page


def test_the_pages_open_to_the_world_are_these():
    opened = {
        page.name
        for page in PAGES
        if page.access != "resource" and page.access.name in ("public", "leaving")
    }
    assert opened == OPEN_TO_THE_WORLD


def test_the_pages_that_ask_for_a_key_are_these():
    inside = {
        page.name
        for page in PAGES
        if page.access != "resource"
        and page.access.name == "checked inside"
        and not page.path.startswith("/api/v1/")
    }
    assert inside == ASK_FOR_A_KEY


@pytest.mark.parametrize("role", ROLES)
def test_each_role_enters_the_pages_of_the_table_and_no_other(request, role):
    user = AnonymousUser() if role == "nobody" else request.getfixturevalue(role)
    wrong = [
        f"{page}: {'enters' if lets_in(page, user) else 'is refused'}"
        for page in PAGES
        if lets_in(page, user) != (role in expected(page))
    ]
    assert wrong == []


# -- and really, through the whole house -----------------------------------------------------


@pytest.mark.once
def test_a_visitor_gets_nothing_but_the_way_to_sign_in(client):
    wrong = []
    for page in PAGES:
        if "nobody" in expected(page):
            continue
        for method in ("get", "post"):
            answer = getattr(client, method)(page.path)
            if answer.status_code != 302 or not answer.url.startswith("/cuenta/login/?next="):
                wrong.append(f"{method} {page}: {answer.status_code}")
    assert wrong == []


@pytest.mark.once
def test_outsiders_are_refused_what_is_of_the_office(client, member):
    client.force_login(member)
    wrong = []
    for page in PAGES:
        if "member" in expected(page):
            continue
        for method in ("get", "post"):
            status = getattr(client, method)(page.path).status_code
            if status != 403:
                wrong.append(f"{method} {page}: {status}")
    assert wrong == []


@pytest.mark.once
def test_an_auditor_writes_on_no_page_but_those_of_their_account(client, auditor):
    client.force_login(auditor)
    wrong = []
    for page in PAGES:
        if getattr(page.access, "own", False):
            continue
        status = client.post(page.path).status_code
        if status != 403:
            wrong.append(f"{page}: {status}")
    assert wrong == []


@pytest.mark.once
def test_every_page_of_the_api_asks_for_a_token(client):
    """Being signed in is not enough: another site could make the browser of somebody ask."""
    asked = [page for page in PAGES if page.path.startswith("/api/v1/")]
    assert len(asked) > 100
    wrong = [
        f"{page}: {status}"
        for page in asked
        if page.name != "api-openapi"
        and (status := client.get(page.path).status_code) not in (401, 404)
    ]
    assert wrong == []


def test_no_page_breaks_for_the_direction(client, direction):
    """With nothing in the house yet: each page draws itself, or says that there is nothing."""
    client.force_login(direction)
    client.raise_request_exception = False
    leaving = {"account_logout"}
    broken = [
        f"{page}: {answer.status_code}"
        for page in PAGES
        if "get" in page.verbs and page.name not in leaving
        if (answer := client.get(page.path)).status_code >= 500
    ]
    assert broken == []
