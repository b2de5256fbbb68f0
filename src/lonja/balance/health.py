"""The closed years, against the seal with which they were closed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.core.health import Examination, Trouble, register

from .domain import sealing
from .models import Closing


def closed_years_are_as_they_were() -> Iterator[Trouble]:
    for closing in Closing.objects.all():
        kept = sealing.kept_seal(closing)
        if kept and kept != sealing.seal_of(closing):
            yield Trouble(
                _("Las cifras cerradas de %d no son las que se cerraron.") % closing.year,
                _("Alguien las ha cambiado en la base de datos. Las buenas están en una copia."),
            )


register(Examination(gettext_lazy("Años cerrados"), closed_years_are_as_they_were, order=34))
