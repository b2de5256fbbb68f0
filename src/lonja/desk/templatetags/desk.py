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

from lonja.core.change import change_of
from lonja.core.figures import Unit, Value
from lonja.core.formatting import printed, rounded

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
def glance_figure(figure: Main, year: int) -> dict[str, Any]:
    """A figure of the glance: what it says, how it moved, and how far it is to its aim."""
    language = get_language() or "es"
    # What grows day by day is compared with the same day, never with a whole year.
    growing = figure.elapsed < 1 and figure.unit in (Unit.COUNT, Unit.EUROS)
    since = figure.by_now if growing else figure.before
    change = change_of(
        figure.value, since, figure.unit, language, more_is_better=figure.more_is_better
    )
    return {
        "figure": figure,
        "url": figure_url(year, figure.key),
        "text": _said(figure.value, figure, language),
        "change": change,
        "change_note": _since(growing, moved=bool(change and change.direction)),
        "bar": _bar(figure),
        "note": _note(figure, language),
    }


def _since(growing: bool, *, moved: bool) -> str:
    """What follows "+25 %", or "igual"."""
    if growing:
        return (
            _("sobre esta fecha del año anterior")
            if moved
            else _("que en esta fecha del año anterior")
        )
    return _("sobre el año anterior") if moved else _("que el año anterior")


def _bar(figure: Main) -> dict[str, str] | None:
    """How far it has come, in hundredths of the bar, and its mark.

    The mark is where it should be by now, or, when the year is over, where it was meant to end.
    """
    aim, value = figure.aim, figure.value
    if not aim or not isinstance(value, int | Decimal):
        return None
    whole = max(aim, Decimal(value), figure.pace or Decimal(0))
    part = lambda amount: f"{amount / whole * 100:.2f}"  # noqa: E731
    return {
        "width": part(Decimal(value)),
        "mark": part(aim if figure.pace is None else figure.pace),
    }


def _note(figure: Main, language: str) -> str:
    def said(value: Value) -> str:
        return _said(value, figure, language)

    if figure.goal is not None and figure.is_late:
        return _("hoy tocarían %(pace)s; objetivo: %(goal)s") % {
            "pace": said(figure.pace and rounded(figure.pace, 0)),
            "goal": said(figure.goal),
        }
    if figure.goal is not None:
        return _("objetivo: %s") % said(figure.goal)
    if figure.before is None:
        return _("sin dato del año anterior")
    if figure.by_now is not None:
        return _("hace un año: %(by_now)s; en todo el año: %(whole)s") % {
            "by_now": said(figure.by_now),
            "whole": said(figure.before),
        }
    return _("el año anterior: %s") % said(figure.before)


def _said(value: Value, figure: Main, language: str) -> str:
    """As printed, but of large sums not the cents: this is a glance."""
    if figure.unit == Unit.EUROS and isinstance(value, int | Decimal) and value >= 1000:
        value = rounded(value, 0)
    return printed(value, figure.unit, language)
