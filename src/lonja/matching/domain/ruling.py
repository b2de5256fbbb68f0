"""Changing what counts as work with a territory: by a new version, for every year at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lonja.acts.enums import Kind as ActKind
from lonja.journal import writing
from lonja.territories.enums import WORKABLE

from ..models import CountingRule
from ..queries import worked


@transaction.atomic
def set_rule(kinds: Iterable[str], supramunicipal: Iterable[str], *, note: str, by) -> CountingRule:
    """Make a new version of the rule, in force from now on for every year that is not closed."""
    kinds, supramunicipal = sorted(set(kinds)), sorted(set(supramunicipal))
    if not kinds or set(kinds) - set(ActKind.values):
        raise ValidationError(_("Elija al menos un tipo de acto."), code="kinds")
    if set(supramunicipal) - {str(kind) for kind in WORKABLE}:
        raise ValidationError(_("Eso no es un tipo de territorio."), code="supramunicipal")
    now = worked.rule()
    if set(kinds) == now.kinds and set(supramunicipal) == now.supramunicipal:
        raise ValidationError(_("La regla ya es esa."), code="same")
    if not note.strip():
        raise ValidationError(_("Diga por qué cambia la regla."), code="note")
    rule = CountingRule(
        version=_next_version(), kinds=kinds, supramunicipal=supramunicipal, note=note[:240]
    )
    return writing.create(rule, by=by)


def _next_version() -> int:
    last = CountingRule.everything.order_by("-version").values_list("version", flat=True).first()
    return (last or 0) + 1
