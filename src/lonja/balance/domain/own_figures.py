"""Making a figure from a list, in one step: its filters, and what is counted or summed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from lonja.core.text import Text
from lonja.journal import writing
from lonja.workbench.resource import Resource

from ..custom import IGNORED, described
from ..enums import Measure
from ..models import CustomFigure


class CannotCount(Exception):
    """The list cannot be measured so. The message is a `Text`."""

    def __init__(self, es: str, en: str):
        super().__init__(es)
        self.message = Text(es, en)


@transaction.atomic
def make(
    resource: Resource,
    params: dict[str, list[str]],
    *,
    name: str,
    by: Any,
    line: int | None = None,
    measure: str = Measure.COUNT,
    field: str = "",
    group: str = "",
    **texts: str,
) -> CustomFigure:
    """A new figure of the office. `texts`: name_en, definition, definition_en. Without definition,
    its filters tell it in words, once: what they are called later does not change it.

    Raises CannotCount when the list has no dates, or does not offer the field or the group.
    """
    _check(resource, measure, field, group)
    figure = CustomFigure(
        slug=_free_slug(name),
        line=line or resource.line or 1,
        name=name,
        resource=resource.slug,
        params={key: values for key, values in params.items() if key not in IGNORED},
        measure=measure,
        field="" if measure == Measure.COUNT else field,
        group=group,
        **texts,
    )
    figure.definition = figure.definition or described(figure, resource)
    return writing.create(figure, by=by)


def _check(resource: Resource, measure: str, field: str, group: str) -> None:
    if not resource.date_field:
        raise CannotCount(
            f"Los registros de «{resource.plural}» no tienen fecha: no son de ningún año.",
            f"The records of “{resource.plural}” have no date: they belong to no year.",
        )
    if measure == Measure.SUM and field not in resource.sums:
        raise CannotCount("Ese campo no se puede sumar.", "That field cannot be summed.")
    if measure == Measure.DISTINCT and field not in resource.groups:
        raise CannotCount("Ese campo no se puede contar.", "That field cannot be counted.")
    if group and group not in resource.groups:
        raise CannotCount(
            "Por ese campo no se puede repartir.", "It cannot be broken down by that."
        )


def _free_slug(name: str) -> str:
    base = slugify(name)[:50] or "cifra"
    slug, number = base, 2
    while CustomFigure.everything.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
