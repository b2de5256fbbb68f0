"""How many questions each page asks the database, with the example year in it: every address that
can be read, by whoever may read it, so that a new page has to ask few too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.api.domain import tokens
from lonja.api.web import authentication
from lonja.balance.domain import closing, editing
from lonja.balance.models import Edition
from lonja.core import figures
from lonja.journal import writing
from lonja.press.models import Mention

from ..security.pages import Page, all_pages
from .addresses import paths_of, resource_of_page

# As many on either database; that the pages open on both is held by `test_pages`.
pytestmark = pytest.mark.once

MOST = 12
FILES = {"balance-download", "directory-export-file", "person-data-file", "public-balance-file"}
"""Made whole for whoever waits for them: of every figure, with the records behind it; of every
list; of all that is known of a person, in whichever table."""
NOTHING_TO_SHOW = {
    # leads elsewhere
    "account_confirm_login_code", "account_login", "account_request_login_code", "account_signup",
    "api-root", "balance-readiness-now", "balance-writing-now", "openid_connect_login",
    "openid_connect_callback", "profile-mine", "socialaccount_login_error", "socialaccount_signup",
    # asks first for a password or a second factor, which nobody of the example has
    "account_confirm_email", "account_reset_password_from_key", "account_set_password",
    "mfa_activate_totp", "mfa_add_webauthn", "mfa_authenticate", "mfa_deactivate_totp",
    "mfa_download_recovery_codes", "mfa_edit_webauthn", "mfa_generate_recovery_codes",
    "mfa_login_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn", "mfa_view_recovery_codes",
    # is about what the example does not have
    "evidence-file", "evidence-thumbnail", "house-logo", "import-problems", "import-run",
    "introduction-meet", "nothing", "welcome",
    # of a published year, below; of chosen members, with the encounter; of a filtered list
    "balance-withdraw", "public-balance", "need-ask", "new-figure",
}  # fmt: skip


def read_pages() -> dict[str, list[Page]]:
    """By how their addresses begin: those that are read, whatever else they do."""
    found = defaultdict(list)
    for page in all_pages():
        if "get" in page.verbs and page.name not in {"account_logout", *FILES}:
            found[page.route.strip("/").partition("/")[0]].append(page)
    return found


PAGES = read_pages()


@pytest.fixture
def opened_by() -> Callable[[Page], Client]:
    """Who opens a page: the direction, a member, a program, an outsider with a link; the office."""
    clients = {}
    for role in (Role.OFFICE, Role.DIRECTION, Role.MEMBER):
        clients[role] = Client()
        clients[role].force_login(User.objects.filter(role=role).order_by("pk")[0])
    office = User.objects.filter(role=Role.OFFICE).order_by("pk")[0]
    _token, secret = tokens.issue("Programa de ejemplo", ("*",), by=office)
    program = Client(headers={"authorization": f"Bearer {secret}"})

    def client_for(page: Page) -> Client:
        if page.route.startswith("/api/v1/"):
            return program
        if "token" in page.parts:
            return Client()
        return clients.get(getattr(page.access, "name", ""), clients[Role.OFFICE])

    return client_for


def asked(client: Client, path: str, **headers: str) -> int | None:
    """How many questions it asks; None when there is nothing to be shown. A process keeps some
    things, and the database the figures of a year: what asks too many is opened once more."""
    for _time in range(2):
        authentication._seen.clear()
        connection.queries_log.clear()  # when it is full, nothing more is counted
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path, **headers)
        if len(queries) <= MOST:
            break
    return len(queries) if answer.status_code == 200 else None


def opened(client: Client, paths: Iterator[str]) -> dict[str, int]:
    found = {path: asked(client, path) for path in paths}
    return {path: number for path, number in found.items() if number is not None}


def too_many(pages: dict[str, int]) -> dict[str, int]:
    return {path: number for path, number in pages.items() if number > MOST}


def parts_of(client: Client, path: str) -> Iterator[tuple[str, int]]:
    """What the page of a record asks for when it is there, and the same opened as a page."""
    for batch in client.get(path).context["later"]:
        later = f"{path}partes/{batch.number}/"
        yield f"{later} for its page", asked(client, later, HTTP_HX_REQUEST="true")
        yield later, asked(client, later)


@pytest.mark.parametrize("begins", PAGES)
def test_no_page_asks_the_database_more_than_twelve_questions(begins, opened_by):
    found: dict[str, int] = {}
    silent = set()
    for page in PAGES[begins]:
        client = opened_by(page)
        if client.get(page.path).status_code == 405:
            continue  # only written to
        if page.name.endswith("-parts"):
            continue  # with the record
        shown = opened(client, paths_of(page)) if page.name not in NOTHING_TO_SHOW else {}
        if page.name.endswith("-detail"):
            found |= {name: number for path in shown for name, number in parts_of(client, path)}
        if not shown and not is_empty(page):
            silent.add(page.name)
        found |= shown
    assert too_many(found) == {}
    assert silent <= NOTHING_TO_SHOW


def is_empty(page: Page) -> bool:
    """Of a resource of which the example has none, or a form of one that nobody writes by hand."""
    resource = resource_of_page(page)
    if resource is None:
        return False
    written = not page.name.endswith(("-add", "-change"))
    return not (written and resource.model._default_manager.exists())


def test_what_is_excused_is_there():
    assert {page.name for page in all_pages()} >= NOTHING_TO_SHOW | FILES


@pytest.mark.parametrize(
    "path",
    ["/balance/2024/texto/8/", "/buscar/?q=calidad", "/traza/?who=1", "/captacion/?vertical=1"],
)
def test_nor_does_one_asked_for_something(client, technician, path):
    client.force_login(technician)
    assert asked(client, path) <= MOST


def test_the_page_of_any_figure_asks_few_of_a_year_of_which_nothing_is_known(client, technician):
    client.force_login(technician)
    assert too_many(opened(client, figure_pages(2022, "", "fuera/", "solapes/"))) == {}


def test_the_page_of_any_figure_asks_few_of_a_closed_year_corrected_since(client, technician):
    for number in (2023, 2024):
        closing.close(number, by=technician)
    for mention in Mention.objects.filter(date__year=2024)[:3]:
        writing.delete(mention, by=technician)
    client.force_login(technician)
    assert too_many(opened(client, figure_pages(2024, "", "correccion/"))) == {}


def figure_pages(number: int, *parts: str) -> Iterator[str]:
    for figure in figures.all_figures():
        for part in parts:
            yield f"/balance/{number}/cifras/{figure.key}/{part}"


def test_neither_does_what_was_published_ask_more(client, technician):
    closing.close(2024, by=technician)
    edition = Edition.objects.get(year=2024, language="es")
    for section in edition.sections.all():
        editing.sign(section, by=technician, desk=editing.Desk(2024, "es"))
    editing.publish(edition, by=technician)
    pages = opened(client, iter(["/memoria/", "/memoria/2024/"]))
    client.force_login(User.objects.get(role=Role.DIRECTION))
    pages |= opened(client, iter(["/balance/2024/publicacion/1/retirar/"]))
    assert len(pages) == 3
    assert too_many(pages) == {}
