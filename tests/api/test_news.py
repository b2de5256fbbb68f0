from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from lonja.acts.enums import State
from lonja.events.models import Event
from lonja.groups.models import Deliverable, WorkingGroup
from lonja.journal import writing
from lonja.outreach.models import Dossier

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles() -> list[str]:
    answer = Client().get("/novedades.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    return [one.findtext(f"{ATOM}title") for one in feed.iter(f"{ATOM}entry")]


def write(model, title: str, day: date = date(2024, 6, 12), **fields):
    return writing.create(model(title=title, date=day, **{"state": State.DONE, **fields}), by=None)


def test_what_has_a_public_page_is_told_the_latest_first():
    group = writing.create(WorkingGroup(name="Calidad del Aire"), by=None)
    write(Deliverable, "Primera Guía", date(2024, 11, 6), group=group, url="https://a.example/guia")
    write(Dossier, "Playas Inteligentes", date(2024, 4, 2), url="https://a.example/playas")
    write(Event, "Foro", date(2024, 6, 12), own=True, url="https://a.example/foro")
    assert titles() == ["Primera Guía", "Foro", "Playas Inteligentes"]


def test_what_is_not_public_is_not_told():
    write(Dossier, "Sin publicar todavía")
    write(Dossier, "Previsto", state=State.PLANNED, url="https://a.example/x")
    write(Event, "De otros", own=False, url="https://a.example/otros")
    write(Event, "Anulado", own=True, state=State.CANCELLED, url="https://a.example/anulado")
    writing.delete(write(Dossier, "Borrado", url="https://a.example/b"), by=None)
    assert titles() == []
