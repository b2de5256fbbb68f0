"""The pieces of the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lonja.core import formatting
from lonja.core.change import change_of
from lonja.core.figures import Value

from ..attention import figure_url
from ..glance import Main

register = template.Library()


@register.filter
def unlocalize_year(year: int) -> str:
    """2024, never 2.024."""
    return str(year)


@register.filter
def ago(when: datetime) -> str:
    """«ahora mismo», «hace 5 minutos», «hace 3 días»."""
    if timezone.now() - when < timedelta(minutes=1):
        return _("ahora mismo")
    return _("hace %s") % timesince(when, depth=1)


@register.inclusion_tag("desk/parts/figure.html")
def glance_figure(figure: Main, year: int, first: bool = False) -> dict[str, Any]:
    """A figure of the glance: what it says, how it moved, and how far it is to its aim."""
    language = get_language() or "es"
    since = figure.by_now if figure.pace is not None else figure.before
    change = change_of(
        figure.value, since, figure.unit, language, more_is_better=figure.more_is_better
    )
    return {
        "figure": figure,
        "first": first,
        "url": figure_url(year, figure.key),
        "text": formatting.printed(figure.value, figure.unit, language),
        "change": change,
        "change_note": _("sobre esta fecha del año anterior")
        if since is figure.by_now and figure.pace is not None
        else _("sobre el año anterior"),
        "bar": _bar(figure),
        "note": _note(figure, language),
    }


def _bar(figure: Main) -> dict[str, str] | None:
    """How far towards the aim, and where it should be by now, in hundredths of the bar."""
    aim, value = figure.aim, figure.value
    if not aim or not isinstance(value, int | Decimal):
        return None
    whole = max(aim, Decimal(value), figure.pace or Decimal(0))
    part = lambda amount: f"{amount / whole * 100:.2f}"  # noqa: E731
    return {
        "width": part(Decimal(value)),
        "pace": part(figure.pace) if figure.pace is not None else "",
    }


def _note(figure: Main, language: str) -> str:
    def said(value: Value) -> str:
        return formatting.printed(value, figure.unit, language)

    if figure.goal is not None:
        return _("objetivo: %s") % said(figure.goal)
    if figure.by_now is not None:
        return _("hace un año: %(by_now)s; en todo el año: %(whole)s") % {
            "by_now": said(figure.by_now),
            "whole": said(figure.before),
        }
    return _("el año anterior: %s") % said(figure.before) if figure.before is not None else ""
