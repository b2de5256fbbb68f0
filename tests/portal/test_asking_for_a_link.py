"""Asking for the link of one's own page, by whoever represents somebody."""

import re

import pytest
from django_tasks_db.models import DBTaskResult

from lonja.accounts.models import Link
from lonja.directory.enums import Kind as OrganisationKind
from lonja.mail.models import Message
from lonja.portal import jobs
from lonja.portal.domain import sending

pytestmark = pytest.mark.django_db
COUNCIL = {"member": False, "kind": OrganisationKind.PUBLIC_BODY}


# -- asking for one's link ---------------------------------------------------------------------


def work():
    """What was asked for is done, as a worker does."""
    for asked in DBTaskResult.objects.filter(task_path="lonja.portal.jobs.answer"):
        jobs.answer.call(*asked.args_kwargs["args"])


def test_whoever_represents_somebody_gets_their_link_and_nobody_learns_who(
    client, organisation, represented
):
    person = represented(organisation("Aire Ejemplo"))
    known = client.post("/mi-pagina/", {"email": person.email.upper()})
    unknown = client.post("/mi-pagina/", {"email": "nadie@otra.example"})

    assert not Message.objects.exists()  # nor does the clock tell it: each leaves the same behind
    assert DBTaskResult.objects.filter(task_path="lonja.portal.jobs.answer").count() == 2
    work()
    assert [message.to for message in Message.objects.all()] == [person.email]
    strip = re.compile(r'csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"')
    assert strip.sub("", known.content.decode()) == strip.sub("", unknown.content.decode())


def test_asking_twice_sends_one_letter(client, organisation, represented):
    person = represented(organisation("Aire Ejemplo"))
    for _time in range(2):
        client.post("/mi-pagina/", {"email": person.email})
    work()
    assert Message.objects.count() == 1


def test_asking_without_end_is_refused(client):
    answers = [client.post("/mi-pagina/", {"email": "a@b.example"}) for _time in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_somebody_of_an_organisation_that_is_no_member_gets_nothing(organisation, represented):
    person = represented(organisation("De fuera", member=False))
    sending.answer(sending.seats_of(person.email))
    assert not Link.objects.exists()


def test_a_member_gets_the_link_of_its_own_page_and_not_of_its_towns(
    organisation, represented, town
):
    company = organisation("Aire de Villanorte, S.L.", territory=town("Villanorte"))
    sending.answer(sending.seats_of(represented(company).email))
    assert [link.purpose for link in Link.objects.of(company)] == ["home"]
    assert Link.objects.count() == 1


def test_a_council_gets_the_link_of_its_passport(organisation, represented, town):
    place = town("Villanorte")
    council = organisation("Ayuntamiento de Villanorte", **COUNCIL, territory=place)
    sending.answer(sending.seats_of(represented(council).email))
    assert [link.purpose for link in Link.objects.of(place)] == ["passport"]
