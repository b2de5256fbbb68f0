"""The fewest words with which a test puts a record in the office."""

from datetime import date

from django.contrib.contenttypes.models import ContentType

from lonja.acts.enums import State
from lonja.balance.book import Book, Year
from lonja.core.text import fold
from lonja.directory.enums import Kind
from lonja.directory.models import Organisation, Person
from lonja.evidence.models import Evidence
from lonja.evidence.queries import owner_of

DAY = date(2024, 6, 12)


def year(number: int = 2024) -> Year:
    """A year of a fresh book, long over."""
    return Book(today=date(2026, 1, 15)).year(number)


def organisation(name: str = "Sensórica Ejemplo", kind: Kind = Kind.COMPANY, **fields):
    return Organisation.objects.create(name=name, kind=kind, folded=fold(name), **fields)


def person(name: str = "Irene Alameda Tejar", **fields) -> Person:
    return Person.objects.create(name=name, folded=fold(name), **fields)


def act(model, title: str = "Un acto", day: date = DAY, state: State = State.DONE, **fields):
    return model.objects.create(title=title, date=day, state=state, **fields)


def prove(record, url: str = "https://ejemplo.example/prueba") -> Evidence:
    kind = ContentType.objects.get_for_model(owner_of(type(record)))
    return Evidence.objects.create(content_type=kind, object_id=record.pk, url=url)
