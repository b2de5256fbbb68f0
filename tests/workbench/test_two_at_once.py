"""Two people with the same form open: the second is told what the first did."""

import re

import pytest
from django.test import Client

from lonja.groups.models import WorkingGroup
from lonja.journal import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(office):
    group = WorkingGroup(name="Comisión de Calidad del Aire", mission="Medir")
    return writing.create(group, by=office)


def opened(user, group):
    """Somebody opens the form: what they send when they save, with what they then type."""
    browser = Client()
    browser.force_login(user)
    address = f"/grupos/{group.pk}/editar/"
    page = browser.get(address)
    form = {name: value for name, value in page.context["form"].initial.items() if value}
    form["seen"] = re.search(r'name="seen" value="([^"]+)"', page.text)[1]

    def save(**typed):
        form.update(typed)
        answer = browser.post(address, form)
        if found := re.search(r'name="seen" value="([^"]+)"', answer.text):
            form["seen"] = found[1]
        return answer

    return save


def test_whoever_saves_second_is_told_what_changed_and_loses_nothing(office, direction, group):
    hers, his = opened(office, group), opened(direction, group)
    assert hers(mission="Medir y contarlo").status_code == 302
    answer = his(name="Comisión del Aire")
    assert answer.status_code == 422
    assert "Alguien lo ha cambiado mientras usted lo editaba" in answer.text
    assert "Olga Oficina" in answer.text
    assert "Medir y contarlo" in answer.text
    assert 'value="Comisión del Aire"' in answer.text
    group.refresh_from_db()
    assert (group.name, group.mission) == ("Comisión de Calidad del Aire", "Medir y contarlo")


def test_having_read_it_the_second_has_the_last_word(office, direction, group):
    hers, his = opened(office, group), opened(direction, group)
    hers(mission="Medir y contarlo")
    his(name="Comisión del Aire")
    assert his(mission="Medir y contarlo").status_code == 302
    group.refresh_from_db()
    assert (group.name, group.mission) == ("Comisión del Aire", "Medir y contarlo")


def test_one_alone_saves_once_and_again(office, group):
    assert opened(office, group)(mission="Medir más").status_code == 302
    assert opened(office, group)(mission="Medir mejor").status_code == 302


@pytest.mark.parametrize("seen", ["", "ayer", "2024-13-45T10:00", "2024-01-01T10:00"])
def test_a_form_that_does_not_say_when_it_was_opened_is_saved(office, group, seen):
    assert opened(office, group)(mission="Medir más", seen=seen).status_code == 302
