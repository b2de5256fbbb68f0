"""The proofs, against the records that they prove."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import ngettext as _n

from lonja.core.health import Examination, Trouble, register, some

from .models import Evidence


def proofs_prove_something() -> Iterator[Trouble]:
    for pk in Evidence.everything.order_by().values_list("content_type", flat=True).distinct():
        kind = ContentType.objects.get_for_id(pk)
        model = kind.model_class()
        proofs = Evidence.everything.filter(content_type=kind).order_by("pk")
        if model is not None:
            proofs = proofs.exclude(object_id__in=model._base_manager.values("pk"))
        orphans = [f"{one} (#{one.pk})" for one in proofs]
        if orphans:
            yield Trouble(
                _n(
                    "%(n)d evidencia es de un registro de «%(what)s» que no existe: %(which)s",
                    "%(n)d evidencias son de registros de «%(what)s» que no existen: %(which)s",
                    len(orphans),
                )
                % {
                    "n": len(orphans),
                    "what": model._meta.verbose_name_plural if model else kind,
                    "which": some(orphans),
                },
                _("Alguien ha quitado los registros sin pasar por Lonja; están en una copia."),
            )


register(Examination(gettext_lazy("Evidencias"), proofs_prove_something, order=32))
