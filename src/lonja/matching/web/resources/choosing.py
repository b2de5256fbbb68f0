"""Candidates and soundings: lists, pages, search and exports. Nobody writes them by hand."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lonja.directory.models import Organisation
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Action, Panel, Related
from lonja.workbench.registry import add_panel, register
from lonja.workbench.resource import Resource

from ...models import Candidate, Need, Sounding
from .. import choosing_panels as panels
from .said import by_office, moment


class CandidateResource(Resource):
    model = Candidate
    slug = "candidaturas"
    icon = "users"
    lede = _("Cada asociado ante cada necesidad: por qué está, qué se le preguntó y qué contestó.")
    columns = (
        Column("need", sort="need__title", link=True),
        Column("member", sort="member__folded"),
        Column("state"),
        Column("asked_at", value=moment("asked_at"), kind="text"),
        Column("answer_by"),
        Column("answered_at", value=moment("answered_at"), kind="text", wide=True),
        Column("words", wide=True),
    )
    filters = (
        ChoiceFilter("state"),
        YearFilter("asked_at"),
        RelatedFilter("member"),
        RelatedFilter("need"),
        ChoiceFilter("origin"),
        ChoiceFilter("discard_reason"),
    )
    search = ("need__title", "member__name", "words", "note")
    related = ("need", "member", "contact")
    facts = (
        "need", "member", "state", "origin", "position", "contact",
        Column("asked_at", value=moment("asked_at"), kind="text"), "answer_by",
        Column("answered_at", value=moment("answered_at"), kind="text"), "words",
        "discard_reason", "note", "told",
    )  # fmt: skip
    groups = ("state", "member", "origin")
    writers = ()
    can_add = False
    origin = _("Salen de «Quién puede resolverlo», en la página de cada necesidad.")
    brought_by = ((_("Necesidades"), "necesidades-list"),)
    panels = (
        Panel(_("Por qué"), "matching/panels/reasons.html", panels.reasons, order=10),
        Panel(
            _("Pasos"),
            "matching/panels/candidate_steps.html",
            panels.steps,
            order=20,
            rows=lambda candidate, user: candidate.steps.all(),
        ),
    )


class SoundingResource(Resource):
    model = Sounding
    slug = "consultas-abiertas"
    icon = "megaphone"
    lede = _("Necesidades abiertas a todos los asociados que encajan, con el mismo texto y plazo.")
    columns = (
        Column("need", sort="need__title", link=True),
        Column("opened_at", value=moment("opened_at"), kind="text"),
        Column("closes_on"),
        Column("closed_at", value=moment("closed_at"), kind="text"),
    )
    filters = (YearFilter("closes_on"),)
    search = ("need__title", "text", "conclusion")
    related = ("need",)
    facts = (
        "need", "text", "criterion", Column("opened_at", value=moment("opened_at"), kind="text"),
        "closes_on", Column("closed_at", value=moment("closed_at"), kind="text"), "conclusion",
    )  # fmt: skip
    date_field = "closes_on"
    writers = ()
    can_add = False
    origin = _("Se abren desde «Quién puede resolverlo», en la página de una necesidad.")
    brought_by = ((_("Necesidades"), "necesidades-list"),)
    panels = (
        Panel(
            _("Preguntas"),
            "matching/panels/questions.html",
            panels.questions,
            order=10,
            rows=lambda sounding, user: sounding.questions.all(),
        ),
        Panel(_("Respuestas"), "matching/panels/sounding_answers.html", panels.answers, order=20),
        Panel(_("Registro"), "matching/panels/sounding_log.html", panels.log, order=30),
    )
    actions = (
        Action(
            _("Cerrar la consulta"),
            "sounding-close",
            icon="check-circle",
            post=False,
            primary=True,
            when=lambda one, user: by_office(one, user) and one.is_open,
        ),
    )


register(CandidateResource())
register(SoundingResource())

for context, rows, questions in ((panels.who, panels.before, 1), (panels.best, panels.alone, 6)):
    add_panel(
        Need,
        Panel(
            _("Quién puede resolverlo"), "matching/panels/who.html", context, order=5, rows=rows,
            questions=questions, lines=6,
        ),
    )  # fmt: skip
add_panel(
    Organisation,
    Related(
        "candidaturas",
        parent="member",
        title=_("Ante qué necesidades ha estado"),
        columns=(Column("need", link=True), Column("state"), Column("answer_by")),
        order=33,
    ),
)
