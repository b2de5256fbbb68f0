"""The lines of the trail, against the records that they tell of."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import ngettext as _n

from lonja.core.health import Examination, Trouble, register

from .models import Entry


def lines_tell_of_something() -> Iterator[Trouble]:
    """A record with a trail is never deleted for good: somebody went round the office."""
    for pk in Entry.objects.order_by().values_list("content_type", flat=True).distinct():
        kind = ContentType.objects.get_for_id(pk)
        model = kind.model_class()
        told = Entry.objects.filter(content_type=kind).order_by()
        if model is not None:
            told = told.exclude(object_id__in=model._base_manager.values("pk"))
        gone = told.values("object_id").distinct().count()
        if gone:
            yield Trouble(
                _n(
                    "La traza habla de %(n)d registro de «%(what)s» que ya no existe.",
                    "La traza habla de %(n)d registros de «%(what)s» que ya no existen.",
                    gone,
                )
                % {"n": gone, "what": model._meta.verbose_name_plural if model else kind},
                _("Alguien los ha quitado sin pasar por Lonja; están en una copia anterior."),
                warning=True,
            )


register(Examination(gettext_lazy("Traza"), lines_tell_of_something, order=31))
