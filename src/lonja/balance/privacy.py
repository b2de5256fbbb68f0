"""What closed years keep of a person: the names of the records behind their figures."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from lonja.directory.domain import mentions, privacy
from lonja.directory.models import Person

from .models import FrozenRow


def erase(person: Person) -> None:
    """The figures stay as they were closed; the rows behind them say the name no more, neither of
    their own records nor of others whose title names them."""
    theirs, known = privacy.known_of(person, of_theirs=True), privacy.known_of(person)
    for model, keys in privacy.records_of(person):
        kinds = ContentType.objects.get_for_models(model, *model._meta.get_parent_list()).values()
        _clean(FrozenRow.objects.filter(content_type__in=kinds, object_id__in=keys), theirs)
    named = Q()
    for one in known.names | known.emails:
        named |= Q(label__icontains=one)
    if named:
        _clean(FrozenRow.objects.filter(named), known)


def _clean(rows: QuerySet[FrozenRow], known: mentions.Known) -> None:
    for row in rows:
        if (label := known.redacted(row.label)[:255]) != row.label:
            row.label = label
            row.save(update_fields=["label"])


privacy.register(erase=erase)
