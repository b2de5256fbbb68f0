"""The rights of people over their data: to have them, and to have them erased.

Erasing keeps what the office did and its counts: the person stays, without a name. Other apps that
keep personal data say how to give them and how to erase them in their `privacy.py`:

    register(give=lambda person: {"subscriptions": […]}, erase=lambda person: …)
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.accounts import links
from lonja.core.text import fold
from lonja.evidence.domain import attaching
from lonja.evidence.models import Evidence
from lonja.imports.models import ImportedRow, ImportRun
from lonja.journal import redacting, writing
from lonja.journal.enums import Verb
from lonja.journal.queries import trail_of
from lonja.mail.domain import forgetting as outbox
from lonja.search import indexing
from lonja.search.registry import of as indexed
from lonja.team.domain import erasing as account

from ..models import Merge, Person

Give = Callable[[Person], dict[str, Any]]
Erase = Callable[[Person], None]

_givers: list[Give] = []
_erasers: list[Erase] = []
_loaded = False


def register(*, give: Give | None = None, erase: Erase | None = None) -> None:
    if give:
        _givers.append(give)
    if erase:
        _erasers.append(erase)


def _load() -> None:
    global _loaded
    if _loaded:
        return
    _loaded = True
    for config in apps.get_app_configs():
        if config.name.startswith("lonja.") and find_spec(f"{config.name}.privacy"):
            import_module(f"{config.name}.privacy")


def data_of(person: Person) -> dict[str, Any]:
    """All that the house knows of a person, as plain JSON: {part: what is in it}."""
    known: dict[str, Any] = {"person": _told(person)}
    if person.user:
        known["account"] = account.data_of(person.user)
    for model, rows in _about(person):
        known.setdefault(str(model._meta.verbose_name_plural), []).extend(_told(r) for r in rows)
    proofs = Evidence.objects.filter(content_type=_type(person), object_id=person.pk)
    known["evidence"] = [_told(one) for one in proofs]
    known["trail"] = [
        {
            "at": line.at.isoformat(),
            "who": line.actor_name,
            "verb": line.verb,
            "changes": line.changes,
        }
        for line in trail_of(person)
    ]
    for email in _addresses(person):
        known.setdefault("letters", []).extend(outbox.letters_of(email))
    _load()
    for give in _givers:
        known.update(give(person))
    return {part: what for part, what in known.items() if what}


@transaction.atomic
def erase(person: Person, *, by: Any, reason: str) -> None:
    """Take away all that says who a person is. It cannot be undone.

    Seats and acts stay, of a person without a name; so do the figures that count them.
    """
    name = _("Persona suprimida n.º %d") % person.pk
    _load()
    for each in _erasers:
        each(person)
    for email in _addresses(person):
        outbox.forget(email)
        links.forget(email)
    if person.user:
        account.erase(person.user)
    for proof in Evidence.everything.filter(content_type=_type(person), object_id=person.pk):
        attaching.erase(proof, label=name)
    seats = list(person.seats.model.everything.filter(person=person))
    former = person.name
    known = " ".join([former, person.email, person.notes, *(seat.title for seat in seats)])
    for seat in seats:
        seat.title = ""
        seat.save(update_fields=["title"])
    Person.everything.filter(pk=person.pk).update(
        name=name, folded=fold(name), email="", phone="", notes="", source="", user=None,
        erased_at=timezone.now(),
    )  # fmt: skip
    person.refresh_from_db(from_queryset=Person.everything.all())
    _scrub([person, *seats], name)
    _scrub_merges(person, name)
    _scrub_mentions(person)
    writing.note(Verb.ERASED, person, by=by, reason=reason.replace(former, name))
    with indexing.batched():  # What was found by their name is no longer.
        for model, rows in _about(person):
            for record in rows if indexed(model) else ():
                indexing.refresh(record)
    indexing.forget_words(known)


def _addresses(person: Person) -> set[str]:
    """Where the house has written to them."""
    return {one for one in (person.email, person.user and person.user.email) if one}


def _scrub(records: list[models.Model], name: str) -> None:
    """What the trail and the imports told of some records, without saying it any more."""
    for record in records:
        kind = _type(record)
        redacting.forget(record, label=name)
        rows = ImportedRow.objects.filter(content_type=kind, object_id=record.pk)
        runs = ImportRun.objects.filter(rows__in=rows)
        for run in runs.distinct():
            run.file.delete(save=False)
            run.sample, run.problems, run.examples, run.notes = [], [], [], []
            run.save(update_fields=["file", "sample", "problems", "examples", "notes"])
        rows.update(label=name, before={}, after={})


def _scrub_mentions(person: Person) -> None:
    """The trails of other records say who took part in them: no longer by their name."""
    for relation in Person._meta.related_objects:
        model, field = relation.related_model, relation.field.name
        for record in model._base_manager.filter(**{field: person}):
            redacting.forget(record, label=str(record)[:255], fields={field})
            indexing.refresh(record)


def _scrub_merges(person: Person, name: str) -> None:
    """Those whose record was merged into this one are this one: they go too."""
    merges = Merge.objects.filter(content_type=_type(person), kept_id=person.pk)
    for merge in merges:
        gone = Person.everything.filter(pk=merge.gone_id).first()
        if gone is not None and gone.erased_at is None:
            Person.everything.filter(pk=gone.pk).update(
                name=name, folded=fold(name), email="", phone="", notes="", source="",
                erased_at=timezone.now(),
            )  # fmt: skip
            gone.refresh_from_db(from_queryset=Person.everything.all())
            _scrub([gone], name)
        merge.kept_name = merge.gone_name = name
        merge.filled = {}
        merge.save(update_fields=["kept_name", "gone_name", "filled"])


def _about(person: Person) -> list[tuple[type[models.Model], QuerySet]]:
    """The records of any app that point to a person."""
    found = []
    for relation in Person._meta.related_objects:
        if relation.one_to_many or relation.one_to_one:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: person})
            found.append((relation.related_model, rows))
    return found


def _told(record: models.Model) -> dict[str, str]:
    """{name of field: value} of what a record says, as people read it."""
    told = {}
    for field in record._meta.concrete_fields:
        value = getattr(record, field.name)
        display = getattr(record, f"get_{field.name}_display", None)
        if value not in (None, "", False) and field.name not in ("id", "folded"):
            told[str(field.verbose_name)] = str(display() if display else value)
    return told


def _type(record: models.Model) -> ContentType:
    return ContentType.objects.get_for_model(record)
