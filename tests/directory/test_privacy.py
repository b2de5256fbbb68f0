"""The rights of people over their data: a copy of them, and their erasure. The counts stay."""

import json
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client

from lonja.accounts import links
from lonja.accounts.models import User
from lonja.acts.models import Participation
from lonja.directory.domain import privacy
from lonja.directory.models import Organisation, Person, Seat
from lonja.evidence.domain import attaching
from lonja.groups.models import GroupMeeting, WorkingGroup
from lonja.journal import writing
from lonja.journal.models import Entry
from lonja.mail.models import Message
from lonja.team.domain import inviting

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE = "Brígida Ejemplo Zarzal", "brigida@ejemplo.test", "600 123 123"


@pytest.fixture
def brigida(direction, office) -> Person:
    """Somebody with an account, a post, a meeting, letters, links and a photograph."""
    user = inviting.invite(EMAIL, name=NAME, role="member", by=direction)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    person = writing.create(
        Person(name=NAME, email=EMAIL, phone=PHONE, notes=f"{NAME} prefiere la tarde", user=user),
        by=office,
    )
    writing.change(person, by=office, phone="", reason=f"{NAME} lo pidió")
    writing.change(person, by=user, phone=PHONE)
    company = writing.create(Organisation(name="Alumbra Redes (ejemplo)"), by=office)
    writing.create(Seat(person=person, organisation=company, title="Directora"), by=office)
    group = writing.create(WorkingGroup(name="Comisión de Calidad del Aire"), by=office)
    meeting = writing.create(
        GroupMeeting(group=group, title="Reunión", date=date(2024, 6, 12)), by=office
    )
    writing.create(Participation(act=meeting, person=person, organisation=company), by=office)
    links.make("interest", meeting, EMAIL, days=7, by=office)
    attaching.attach_file(
        person, SimpleUploadedFile("cv.txt", f"{NAME}".encode()), note=f"CV de {NAME}", by=office
    )
    return person


def everything_kept() -> str:
    """Every text of every table, as somebody with the whole database would read it."""
    texts = []
    for model in apps.get_models():
        fields = [f.attname for f in model._meta.concrete_fields]
        texts += [str(row) for row in models.QuerySet(model).values_list(*fields)]
    return "\n".join(texts)


def test_a_copy_has_all_that_is_known(client, office, brigida):
    client.force_login(office)
    known = privacy.data_of(brigida)
    told = json.dumps(known, ensure_ascii=False)
    for text in (NAME, EMAIL, PHONE, "Directora", "prefiere la tarde", "CV de"):
        assert text in told
    assert known["account"]["role"] == "asociado"
    assert known["letters"]
    assert "JBSWY3DPEHPK3PXP" not in told
    assert "~" not in told  # no way in


def test_nothing_in_the_house_says_who_it_was(direction, brigida):
    before = everything_kept()
    assert NAME in before
    assert EMAIL in before
    privacy.erase(brigida, by=direction, reason=f"{NAME} lo ha pedido")
    after = everything_kept()
    for text in (NAME, "Brígida", "brigida", EMAIL, PHONE, "Directora", "prefiere la tarde"):
        assert text not in after, next(line for line in after.splitlines() if text in line)


def test_the_counts_stay(direction, brigida):
    counts = {
        model: model.objects.count() for model in (Person, Seat, Participation, GroupMeeting, Entry)
    }
    privacy.erase(brigida, by=direction, reason="lo ha pedido")
    counts[Entry] += 1
    assert {model: model.objects.count() for model in counts} == counts
    line = Entry.objects.latest("pk")
    assert (line.verb, line.actor, line.reason) == ("erased", direction, "lo ha pedido")


def test_nobody_enters_with_that_account_again(direction, brigida):
    user = brigida.user
    browser = Client()
    browser.force_login(user)
    privacy.erase(brigida, by=direction, reason="lo ha pedido")
    assert browser.get("/cuenta/").status_code == 302
    assert not User.objects.get(pk=user.pk).is_active
    Client().post("/cuenta/login/code/", {"email": EMAIL})
    assert not Message.objects.filter(to=EMAIL).exists()


def test_what_they_did_stays_without_their_name(direction, brigida):
    user = brigida.user
    privacy.erase(brigida, by=direction, reason="lo ha pedido")
    assert {line.actor_name for line in Entry.objects.filter(actor=user)} == {"Persona suprimida"}
