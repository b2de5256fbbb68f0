"""Acts of a line of work, against the detail that the line gives them."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import ngettext as _n

from lonja.core.health import Examination, Trouble, register, some

from .models import Act


def acts_have_their_detail() -> Iterator[Trouble]:
    for model in apps.get_models():
        if not issubclass(model, Act) or not model.KIND:
            continue
        acts = Act.everything.filter(kind=model.KIND).order_by("pk")
        halves = acts.exclude(pk__in=model._base_manager.values("pk"))
        named = [f"{act} (#{act.pk})" for act in halves]
        if named:
            yield Trouble(
                _n(
                    "%(n)d acto dice ser de «%(what)s» y no tiene su detalle: %(which)s",
                    "%(n)d actos dicen ser de «%(what)s» y no tienen su detalle: %(which)s",
                    len(named),
                )
                % {"n": len(named), "what": model._meta.verbose_name, "which": some(named)},
                _("Restaure una copia, o cambie su tipo en la base de datos."),
            )


register(Examination(gettext_lazy("Actos"), acts_have_their_detail, order=33))
