"""What closed years keep of a person: the names of the records behind their figures."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType

from lonja.directory.domain import privacy
from lonja.directory.models import Person

from .models import FrozenRow


def erase(person: Person) -> None:
    """The figures stay as they were closed; the rows behind them say the name no more."""
    for model, keys in privacy.records_of(person):
        kinds = ContentType.objects.get_for_models(model, *model._meta.get_parent_list()).values()
        rows = FrozenRow.objects.filter(content_type__in=kinds, object_id__in=keys)
        for row in rows.filter(label__contains=person.name):
            row.label = row.label.replace(person.name, privacy.name_after(person))[:255]
            row.save(update_fields=["label"])


privacy.register(erase=erase)
