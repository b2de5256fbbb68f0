"""Introductions: each need before each member, with the thread of what was said and done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import State
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, ProofFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Action, Panel, Related
from lonja.workbench.registry import register
from lonja.workbench.resource import Resource

from ...enums import Side
from ...models import Introduction
from ...queries import sides, thread
from .. import panels
from ..forms import IntroductionForm
from .said import by_office


def _planned(one: Introduction) -> bool:
    return one.state == State.PLANNED


ASK = {
    None: _("Preguntar a las dos partes"),
    Side.MEMBER: _("Preguntar al asociado"),
    Side.TERRITORY: _("Preguntar al territorio"),
}
"""{the side that alone has yet to say yes, None when it is not one: how asking is called}."""


def _asks(whom: Side | None) -> Callable[[Introduction], bool]:
    return lambda one: _planned(one) and sides.only_silent(one) == whom


VERBS = (
    # name, label, icon, whether it is a button, when it makes sense
    *(("send", label, "send", False, _asks(whom)) for whom, label in ASK.items()),
    ("answer", _("Anotar una respuesta"), "reply", False, _planned),
    ("share", _("Enviar los datos a ambos"), "mail", True, lambda one: step(one) == "share"),
    ("meet", _("La reunión"), "calendar", False, lambda one: one.state == State.DONE),
    ("take-up", _("Retomar"), "restore", True, lambda one: step(one) == "take-up"),
    ("withdraw", _("Retirar"), "x", False, _planned),
)


def step(one: Introduction) -> str:
    """The next step, read once for a page."""
    if "_step" not in one.__dict__:
        one.__dict__["_step"] = thread.next_step(one)
    return one.__dict__["_step"]


def _actions() -> Iterator[Action]:
    """The one that comes next is primary; the others that make sense stand beside it."""
    for name, label, icon, post, possible in VERBS:
        for primary in (True, False):
            yield Action(
                label,
                f"introduction-{name}",
                icon=icon,
                post=post,
                primary=primary,
                when=lambda one, user, name=name, possible=possible, primary=primary: (
                    by_office(one, user) and possible(one) and (step(one) == name) == primary
                ),
            )


class IntroductionResource(Resource):
    model = Introduction
    slug = "presentaciones"
    icon = "handshake"
    lede = _("Cada necesidad ante cada asociado: qué contesta cada parte.")
    columns = (
        Column("date"),
        Column("title", link=True),
        Column("member", sort="member__folded"),
        Column("member_answer"),
        Column("territory_answer"),
        Column("state"),
    )
    filters = (
        YearFilter("date"),
        ChoiceFilter("state"),
        ChoiceFilter("member_answer"),
        ChoiceFilter("territory_answer"),
        RelatedFilter("member"),
        RelatedFilter("need"),
        ProofFilter(),
    )
    search = ("title", "reason", "summary", "member__name", "need__title")
    related = (
        "need__territory", "need__organisation", "member", "responsible", "member_contact",
        "territory_contact",
    )  # fmt: skip
    form = IntroductionForm
    facts = (
        "need", "member", "reason", "state", "date",
        "member_answer", Column("member_answered_on", _("el asociado contestó el")),
        "territory_answer", Column("territory_answered_on", _("el territorio contestó el")),
        "member_contact", "territory_contact", "words",
        "territories", "mode", "place", "summary", "next_step", "responsible",
    )  # fmt: skip
    date_field = "date"
    groups = ("member", "territories", "state")
    panels = (
        Panel(_("El hilo"), "matching/panels/thread.html", panels.thread, order=10, questions=5,
              lines=12),
        Related("reuniones", parent="follows", title=_("Reuniones"), order=15),
        Related("resultados", parent="introduction", title=_("Qué salió"), order=20),
    )  # fmt: skip
    questions = 1  # what comes next
    actions = tuple(_actions())
    proof = _("el correo con el que se presentaron o la respuesta de ambos")


register(IntroductionResource())
