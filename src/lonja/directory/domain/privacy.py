"""The rights of people over their data: to have them, and to have them erased.

Erasing keeps what the office did and its counts: the person stays, without a name. Other apps that
keep personal data say how to give them and how to erase them in a module `privacy.py`:

    register(give=lambda person: {"subscriptions": […]}, erase=lambda person: …,
             rows=lambda person: {_("suscripciones"): Subscription.objects.filter(…)})

They are asked first, while the person is still known.
"""

from __future__ import annotations

from collections import Counter
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
from lonja.accounts.models import User
from lonja.core.measures import HowMany, ask
from lonja.core.text import fold
from lonja.evidence.domain import attaching
from lonja.evidence.models import Evidence
from lonja.imports.domain import forgetting as imports
from lonja.imports.models import ImportedRow
from lonja.journal import redacting, writing
from lonja.journal.enums import Verb
from lonja.journal.queries import trail_of
from lonja.mail import queries as mail
from lonja.mail.domain import forgetting as outbox
from lonja.search import indexing
from lonja.search.registry import of as indexed
from lonja.team.domain import erasing as account

from ..models import Merge, Person
from ..queries import OUTSIDERS
from .mentions import Known

Give = Callable[[Person], dict[str, Any]]
Rows = Callable[[Person], dict[Any, QuerySet]]
Erase = Callable[[Person], None]

_givers: list[Give] = []
_erasers: list[Erase] = []
_rows: list[Rows] = []
_loaded = False


def register(
    *,
    give: Give | None = None,
    erase: Erase | None = None,
    rows: Rows | None = None,
) -> None:
    """`rows`: the records that `give` tells of besides those that point to the person, by what
    people call them: to be counted without being read."""
    if rows:
        _rows.append(rows)
    if give:
        _givers.append(give)
    if erase:
        _erasers.append(erase)


def data_of(person: Person) -> dict[str, Any]:
    """All that the house knows of a person, as plain JSON: {part: what is in it}."""
    known: dict[str, Any] = {"person": _told(person)}
    if theirs := account_of(person):
        known["account"] = account.data_of(theirs)
    for model, rows in _about(person):
        links = [one.name for one in model._meta.concrete_fields if one.is_relation]
        told = [_told(one) for one in rows.select_related(*links)]
        known.setdefault(str(model._meta.verbose_name_plural), []).extend(told)
    known["evidence"] = [_told(one) for one in _proofs(person)]
    known["trail"] = [
        {
            "at": line.at.isoformat(),
            "who": line.actor_name,
            "verb": line.verb,
            "changes": line.changes,
        }
        for line in trail_of(person)
    ]
    for email in addresses_of(person):
        known.setdefault("letters", []).extend(outbox.letters_of(email))
    _load()
    for give in _givers:
        known.update(give(person))
    return {part: what for part, what in known.items() if what}


def numbers_of(person: Person) -> dict[str, int]:
    """How much there is in `data_of` of each sort that has any, asked for at once. Texts that name
    them are not there: they are found only by reading."""
    parts: list[tuple[Any, QuerySet]] = [
        (model._meta.verbose_name_plural, rows) for model, rows in _about(person)
    ]
    parts += [(_("evidencias"), _proofs(person)), (_("líneas de la traza"), trail_of(person))]
    for email in addresses_of(person):
        parts.append((_("correos que se le enviaron"), mail.to(email)))
    _load()
    for register in _rows:
        parts += register(person).items()
    found: Counter[str] = Counter()
    numbers = ask(HowMany(rows.values("pk")) for _name, rows in parts)
    for (name, _r), number in zip(parts, numbers, strict=True):
        found[str(name)] += number
    return {name: number for name, number in found.items() if number}


@transaction.atomic
def erase(person: Person, *, by: Any, reason: str) -> None:
    """Take away all that says who a person is. It cannot be undone.

    Seats and acts stay, of a person without a name; so do the figures that count them.
    """
    name = name_after(person)
    person.user = account_of(person)
    twins = _merged_into(person)
    _load()
    for each in _erasers:
        each(person)
    for email in every_address_of(person):
        outbox.forget(email)
        links.forget(email)
    for one in (person, *twins):
        outbox.forget_about(one)
    if person.user:
        account.erase(person.user)
    keys = [one.pk for one in (person, *twins)]
    for proof in Evidence.everything.filter(content_type=_type(person), object_id__in=keys):
        attaching.erase(proof, label=name)
    seats = list(person.seats.model.everything.filter(person=person))
    former = [one.name for one in (person, *twins)]
    known = " ".join(
        [*(f"{one.name} {one.email} {one.notes}" for one in (person, *twins)),
         *(seat.title for seat in seats)]
    )  # fmt: skip
    for seat in seats:
        seat.title = ""
        seat.save(update_fields=["title"])
    for one in (person, *twins):
        _blank(one, name)
    _scrub([person, *twins, *seats], name)
    _scrub_merges(keys, former, name)
    _scrub_mentions(person, former)
    for known_as in former:
        reason = reason.replace(known_as, name)
    writing.note(Verb.ERASED, person, by=by, reason=reason)
    with indexing.batched():  # What was found by their name is no longer.
        for model, rows in _about(person):
            for record in rows if indexed(model) else ():
                indexing.refresh(record)
    indexing.forget_words(known)


def name_after(person: Person) -> str:
    """How whoever is erased is called from then on."""
    return _("Persona suprimida n.º %d") % person.pk


def known_of(person: Person, *, of_theirs: bool = False) -> Known:
    """By what they are known, or were: their names, addresses and telephones.

    Without a name that somebody else has too, since by it alone nobody can tell whom a text means;
    unless it is `of_theirs`, the records that point to them.
    """
    people = [person, *_merged_into(person)]
    names = {one.name for one in people} | _once(people, "name")
    phones = {one.phone for one in people} | _once(people, "phone")
    others = Person.objects.exclude(pk__in=[one.pk for one in people])
    shared = others.filter(folded__in=[fold(one) for one in names])
    kept = set() if of_theirs else set(shared.values_list("folded", flat=True))
    return Known(
        names=frozenset(one for one in names if fold(one) not in kept),
        emails=frozenset(every_address_of(person)),
        phones=frozenset(phones),
        instead=name_after(person),
    )


def account_of(person: Person) -> User | None:
    """Theirs: the one that is said to be, or that of an outsider who signs in by their address,
    unless somebody else has that address too."""
    others = Person.objects.filter(email__iexact=person.email).exclude(pk=person.pk)
    if person.user or not person.email or others.exists():
        return person.user
    named = User.objects.filter(email__iexact=person.email, role__in=OUTSIDERS, person=None)
    return named.first()


def addresses_of(person: Person) -> set[str]:
    """Where the house writes to them, by their record or by those merged into it."""
    return _addresses([person, *_merged_into(person)])


def every_address_of(person: Person) -> set[str]:
    """Those, and the former ones that their trail tells. What somebody else has now was theirs by a
    slip, and stays."""
    people = [person, *_merged_into(person)]
    told = _once([*people, *filter(None, [person.user])], "email")
    others = Person.everything.filter(email__in=told).exclude(pk__in=[one.pk for one in people])
    users = User.objects.filter(email__in=told).exclude(person=person)
    theirs = {*others.values_list("email", flat=True), *users.values_list("email", flat=True)}
    return _addresses(people) | (told - theirs)


def _addresses(people: list[Person]) -> set[str]:
    """By their records, and by the account of the first, into whom the rest were merged."""
    user = people[0].user
    return {one for one in (*(one.email for one in people), user and user.email) if one}


def _once(records: list[Any], field: str) -> set[str]:
    """What a field of some records says or said, by their trail."""
    lines = [line for one in records for line in trail_of(one)]
    return {value for line in lines for value in line.changes.get(field, ()) if value}


def _merged_into(person: Person) -> list[Person]:
    """Those whose record became this one's, also by way of another, and are not two again."""
    found: list[Person] = []
    keys = {person.pk}
    while keys:
        merges = Merge.objects.filter(content_type=_type(person), kept_id__in=keys, undone_at=None)
        known = {person.pk, *(one.pk for one in found)}
        keys = set(merges.values_list("gone_id", flat=True)) - known
        found += Person.everything.filter(pk__in=keys)
    return found


def _blank(person: Person, name: str) -> None:
    Person.everything.filter(pk=person.pk).update(
        name=name, folded=fold(name), email="", phone="", notes="", source="", user=None,
        erased_at=timezone.now(),
    )  # fmt: skip
    person.refresh_from_db(from_queryset=Person.everything.all())


def _scrub(records: list[models.Model], name: str) -> None:
    """What the trail and the imports told of some records, without saying it any more."""
    for record in records:
        kind = _type(record)
        redacting.forget(record, label=name)
        rows = ImportedRow.objects.filter(content_type=kind, object_id=record.pk)
        imports.forget(rows, label=name)


def _scrub_mentions(person: Person, former: list[str]) -> None:
    """The trails of other records say who took part in them: no longer by their name."""
    for relation in Person._meta.related_objects:
        model, field = relation.related_model, relation.field.name
        for record in model._base_manager.filter(**{field: person}):
            redacting.forget(record, label=str(record)[:255], fields={field})
            redacting.rename(record, former, person.name)
            indexing.refresh(record)


def _scrub_merges(keys: list[int], former: list[str], name: str) -> None:
    """Of whom they were made one, and from whom they are two again: without their name."""
    for merge in Merge.objects.filter(content_type=_type(Person), kept_id__in=keys):
        merge.kept_name, merge.filled = name, {}
        if merge.gone_id in keys:
            merge.gone_name = name
        elif other := Person.everything.filter(pk=merge.gone_id).first():
            redacting.rename(other, former, name)
        merge.save(update_fields=["kept_name", "gone_name", "filled"])
    Merge.objects.filter(content_type=_type(Person), gone_id__in=keys).update(
        gone_name=name, filled={}
    )


def records_of(person: Person) -> list[tuple[type[models.Model], list[int]]]:
    """The records that are theirs or point to them: (model, keys), the person among them."""
    own = [person.pk, *(one.pk for one in _merged_into(person))]
    return [
        (Person, own),
        *((model, list(rows.values_list("pk", flat=True))) for model, rows in _about(person)),
    ]


def _about(person: Person) -> list[tuple[type[models.Model], QuerySet]]:
    """The records of any app that point to a person."""
    found = []
    for relation in Person._meta.related_objects:
        if relation.one_to_many or relation.one_to_one:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: person})
            found.append((relation.related_model, rows))
    return found


def _proofs(person: Person) -> QuerySet[Evidence]:
    return Evidence.objects.filter(content_type=_type(person), object_id=person.pk)


def _told(record: models.Model) -> dict[str, str]:
    """{name of field: value} of what a record says, as people read it."""
    told = {}
    for field in record._meta.concrete_fields:
        value = getattr(record, field.name)
        display = getattr(record, f"get_{field.name}_display", None)
        if value not in (None, "", False) and field.name not in ("id", "folded"):
            told[str(field.verbose_name)] = str(display() if display else value)
    return told


def _type(record: models.Model | type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(record)


def _load() -> None:
    global _loaded
    if _loaded:
        return
    _loaded = True
    for config in apps.get_app_configs():
        if config.name.startswith("lonja.") and find_spec(f"{config.name}.privacy"):
            import_module(f"{config.name}.privacy")
