"""The few things that need somebody today, out of all that might."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.core.agenda import Matter, Outlook, Upcoming
from lonja.core.formatting import printed
from lonja.workbench.registry import url_of

from .glance import Glance

MOST = 4
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Need:
    """`weight`: how much it matters, to choose the few that are shown."""

    title: str
    text: str
    url: str
    tone: str
    icon: str
    weight: int


def needs(glance: Glance, near: Outlook, today: date, language: str) -> list[Need]:
    """At most four, the gravest first. None: nothing is urgent."""
    found = [*_from_what_is_near(near, today), *_from_figures(glance, language)]
    return sorted(found, key=lambda need: -need.weight)[:MOST]


def _from_what_is_near(near: Outlook, today: date) -> Iterator[Need]:
    closes = near.day(Matter.DEADLINE)
    if closes and closes - today <= SOON and (first := near.first(Matter.DEADLINE)):
        yield _closing(first, (first.date - today).days)
    if since := near.day(Matter.WAITING):
        number, oldest = near.number(Matter.WAITING), (today - since).days
        text = ngettext(
            "Una espera respuesta %(since)s",
            "%(n)s esperan respuesta; la primera, %(since)s",
            number,
        )
        yield Need(
            _("Peticiones sin respuesta"), text % {"n": number, "since": _since(oldest)},
            reverse("desk-waiting"), "bad", "reply", 70 + min(oldest, 15),
        )  # fmt: skip
    if number := near.number(Matter.UNTOLD):
        text = ngettext(
            "Un acto ya pasó y falta decir si se hizo",
            "%(n)s actos ya pasaron y falta decir si se hicieron",
            number,
        )
        yield Need(
            _("¿Qué pasó?"), text % {"n": number},
            f"{reverse('actos-list')}?state=planned&sort=date",
            "warn", "question", 60 + min(number, 9),
        )  # fmt: skip
    if number := near.number(Matter.CAPTURE):
        text = ngettext(
            "Una nota rápida espera sus datos", "%(n)s notas rápidas esperan sus datos", number
        )
        yield Need(
            _("Por completar"), text % {"n": number}, f"{reverse('actos-list')}?incomplete=yes",
            "warn", "edit", 50 + min(number, 9),
        )  # fmt: skip
    if first := near.first(Matter.EXPIRES):
        days = (first.date - today).days
        text = _("«%(what)s» vence hoy") if days == 0 else ngettext(
            "«%(what)s» vence mañana", "«%(what)s» vence en %(n)s días", days
        )  # fmt: skip
        yield Need(
            _("Vence pronto"), text % {"what": first.label, "n": days}, url_of_one(first),
            "warn" if days <= 30 else "info", "handshake", 40 - days // 7,
        )  # fmt: skip


def _since(days: int) -> str:
    if days < 2:
        return _("desde ayer") if days else _("desde hoy")
    return _("desde hace %s días") % days


def _closing(one: Upcoming, days: int) -> Need:
    """What closes within `days`; below zero, what should be closed already."""
    if days < 0:
        when, text = _("Toca cerrar"), _("«%s» ya ha terminado")
    else:
        when = _("Hoy") if days == 0 else ngettext("Mañana", "En %(n)s días", days) % {"n": days}
        text = _("se cierra «%s»")
    return Need(when, text % one.label, url_of_one(one), "bad", "clock", 90 - max(days, 0))


def _from_figures(glance: Glance, language: str) -> Iterator[Need]:
    if late := glance.late:
        line, figure = late[0]
        yield Need(
            _("A menor ritmo"),
            _("%(what)s: %(now)s; para ir al paso harían falta %(pace)s") % {
                "what": figure.name, "now": printed(figure.value, figure.unit, language),
                "pace": printed(figure.pace, figure.unit, language),
            },
            figure_url(glance.year, figure.key), "warn", "gauge", 45,
        )  # fmt: skip
    if weak := [line for line in glance.lines if line.weak]:
        line = max(weak, key=lambda one: one.weak)
        text = ngettext(
            "En «%(line)s» hay registros que cuentan y no la tienen",
            "En %(n)s líneas hay registros que cuentan y no la tienen; donde más, en «%(line)s»",
            len(weak),
        )
        yield Need(
            _("Sin evidencia"), text % {"n": len(weak), "line": str(line.name)},
            readiness_url(glance.year), "info", "paperclip", 30 + len(weak),
        )  # fmt: skip


def url_of_one(one: Upcoming) -> str:
    return one.url or (url_of(one.record) if one.record is not None else "")


def figure_url(year: int, key: str) -> str:
    return reverse("balance-figure", args=[year, key])


def readiness_url(year: int) -> str:
    return reverse("balance-readiness", args=[year])
