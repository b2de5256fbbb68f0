"""What may stand only once: told beside the form, never as a broken page."""

from datetime import date

import pytest

from lonja.journal import writing
from lonja.outreach.models import Reading, SocialAccount
from lonja.workbench.forms import RecordForm

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 12)
TWICE = "Esa cuenta ya tiene lectura de ese día."


@pytest.fixture
def page(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def account():
    return SocialAccount.objects.create(network="x", handle="cluster")


@pytest.fixture
def reading(account, office):
    reading = Reading(account=account, date=DAY, followers=100, source="screen")
    return writing.create(reading, by=office)


def typed(account, **values):
    return {"account": account.pk, "date": DAY, "followers": 120, "source": "screen"} | values


def test_the_same_again_is_refused_in_words(page, account, reading):
    answer = page.post("/lecturas/nuevo/", typed(account))
    assert answer.status_code == 422
    assert TWICE in answer.text
    assert Reading.everything.count() == 1


def test_changing_one_into_another_is_refused_too(page, account, reading, office):
    other = Reading(account=account, date=date(2024, 6, 13), followers=110, source="screen")
    writing.create(other, by=office)
    answer = page.post(f"/lecturas/{other.pk}/editar/", typed(account))
    assert answer.status_code == 422
    assert TWICE in answer.text


def test_what_is_in_the_bin_is_not_in_the_way(page, account, reading, office):
    writing.delete(reading, by=office)
    assert page.post("/lecturas/nuevo/", typed(account)).status_code == 302
    assert Reading.objects.get().followers == 120


def test_two_who_save_the_same_at_once_are_told_apart(page, account, office, monkeypatch):
    """The second form was in order when it was looked at; by the time it is saved it is not."""
    create = RecordForm.create

    def beaten(form, *, by):
        monkeypatch.setattr(RecordForm, "create", create)
        first = Reading(account=account, date=DAY, followers=100, source="screen")
        writing.create(first, by=office)
        return form.create(by=by)

    monkeypatch.setattr(RecordForm, "create", beaten)
    answer = page.post("/lecturas/nuevo/", typed(account))
    assert answer.status_code == 422
    assert TWICE in answer.text
    assert Reading.objects.get().followers == 100


def test_what_was_written_again_meanwhile_does_not_come_back(page, account, reading, office):
    writing.delete(reading, by=office)
    page.post("/lecturas/nuevo/", typed(account))
    answer = page.post(f"/lecturas/{reading.pk}/recuperar/", follow=True)
    assert answer.status_code == 200
    assert "no se puede recuperar: en su sitio hay otro igual" in answer.text
    assert Reading.objects.get().followers == 120
