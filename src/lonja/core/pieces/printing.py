"""Values as people read them: filters."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language

from lonja.core import formatting, naming
from lonja.core.figures import Unit, Value

register = template.Library()


# What the states of the records say, by their value in the enumerations of every line.
TONES_OF_STATES = {
    "good": "done active constituted published granted confirmed held signed in_force attended "
    "awarded delivered accepted verified sent finished extended interested introduced going",
    "warn": "planned proposed pending provisional reserve negotiation paused draft design invited "
    "evaluation waiting submitted incomplete maybe",
    "bad": "cancelled denied rejected excluded failed bounced absent expired overdue withdrawn "
    "renounced negative not_held not_going",
    "info": "open received agreed in_progress scheduled queued asked chosen",
}
STATE_TONES = {state: tone for tone, states in TONES_OF_STATES.items() for state in states.split()}


def language() -> str:
    return get_language() or "es"


@register.filter
def figure_value(value: Value, unit: str | Unit = Unit.COUNT) -> str:
    """A figure's value as people read it: 1.100, 2.842.274 €, 25 %, 2.º, "Andalucía y Aragón"."""
    return formatting.printed(value, Unit(unit), language())


@register.filter
def euros(value: Any) -> str:
    return figure_value(value, Unit.EUROS)


@register.filter
def ratio(value: Any) -> str:
    """0.25 -> 25 %."""
    return figure_value(value, Unit.PERCENT)


@register.filter
def day(value: date | None) -> str:
    """12 de junio de 2024; nothing when there is no date."""
    return formatting.day(value, language()) if value else ""


@register.filter
def called(name: Any, after: str = "") -> str:
    """The name of an organisation within a sentence, with its article: `called:"a"` is "al
    Ayuntamiento de Elx" in Spanish, and the name alone in a language that says "to" by itself."""
    return naming.called(name, after, language=language())


@register.filter
def tone_of(state: Any) -> str:
    """The tone in which a state is shown: "granted" -> good; what is no state, neutral."""
    return STATE_TONES.get(str(getattr(state, "value", state)), "neutral")
