"""Meetings after introductions."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lonja.acts.queries import acts_visible_to
from lonja.mail import queries as mail
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, ProofFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Action, Panel
from lonja.workbench.registry import register
from lonja.workbench.resource import Resource

from ...domain import meeting as arranging
from ...enums import MEETING_MOVES, MeetingStage
from ...models import Meeting
from ...queries.meetings import OPEN
from .. import panels
from ..meeting_form import MeetingForm
from .said import by_office

PROPOSED, AGREED = MeetingStage.PROPOSED, MeetingStage.AGREED
TOLD = (MeetingStage.HELD, MeetingStage.NOT_HELD)


def hour(meeting: Meeting) -> str | None:
    return f"{meeting.time:%H:%M}" if meeting.time else None


def _has_begun(meeting: Meeting) -> bool:
    return bool(meeting.starts_at and meeting.starts_at <= timezone.now())


def _may_get_other_times(meeting: Meeting) -> bool:
    return meeting.stage == PROPOSED or PROPOSED in MEETING_MOVES[MeetingStage(meeting.stage)]


VERBS = (
    # name, label, icon, whether it is a button, whether it is the primary one, when
    ("pick", _("Fijar la hora"), "check", False, True, lambda one: one.stage == PROPOSED),
    ("hold", _("Se celebró"), "check-circle", False, True,
     lambda one: one.stage == AGREED and _has_begun(one)),
    ("not-hold", _("No se celebró"), "x-circle", False, False,
     lambda one: one.stage == AGREED and _has_begun(one)),
    ("propose", _("Proponer otras horas"), "clock", False, False, _may_get_other_times),
    ("reply", _("Leer una respuesta"), "mail", False, False, lambda one: one.stage == AGREED),
    ("cancel", _("Anular"), "x", False, False, lambda one: one.stage in OPEN),
    ("reopen", _("Corregir"), "restore", True, False, lambda one: one.stage in TOLD),
)  # fmt: skip


class MeetingResource(Resource):
    model = Meeting
    slug = "reuniones"
    line = 8
    icon = "calendar"
    lede = _(
        "Las reuniones tras una presentación, desde que se buscan horas hasta que se celebran."
    )
    columns = (
        Column("date"),
        Column("time", value=hour, wide=True),
        Column("title", link=True),
        Column("stage"),
        Column("mode", wide=True),
        Column("follows", wide=True),
    )
    filters = (
        YearFilter("date"),
        ChoiceFilter("stage"),
        ChoiceFilter("mode"),
        RelatedFilter("follows__member", label=_("asociado")),
        RelatedFilter("responsible"),
        ProofFilter(),
    )
    search = ("title", "place", "summary", "follows__need__title")
    related = ("follows", "responsible")
    form = MeetingForm
    facts = (
        "follows", "stage", "date", Column("time", value=hour),
        Column("minutes", kind="digits"), "mode", "place", "video_url", "organisations",
        "territories", "not_held_reason", "summary", "next_step", "responsible",
    )  # fmt: skip
    internal = ("next_step",)
    date_field = "date"
    groups = ("stage", "mode", "territories", "organisations")
    panels = (
        Panel(
            _("Horas propuestas"),
            "matching/panels/options.html",
            panels.options,
            order=10,
            rows=lambda meeting, user: meeting.options.all(),
        ),
        Panel(
            _("Quiénes"),
            "matching/panels/people.html",
            panels.called,
            order=15,
            rows=lambda meeting, user: meeting.participations.all(),
            questions=2,
        ),
        Panel(
            _("Correos"),
            "matching/panels/letters.html",
            panels.letters,
            order=20,
            rows=lambda meeting, user: mail.about(meeting),
        ),
    )
    actions = tuple(
        Action(
            label,
            f"meeting-{name}",
            icon=icon,
            post=post,
            primary=primary,
            when=lambda one, user, possible=possible: by_office(one, user) and possible(one),
        )
        for name, label, icon, post, primary, possible in VERBS
    )
    proof = _("el acta, el correo con el que se convocó o una foto")

    def shared_with(self, user):
        """Its sides see it once it has been held."""
        return Meeting.objects.filter(pk__in=acts_visible_to(user).order_by().values("pk"))

    def delete(self, record, *, by) -> None:
        """One that was called leaves the calendars of both before it goes."""
        if record.stage in OPEN:
            record = arranging.cancel(record, reason=_now("La oficina la ha retirado."), by=by)
        super().delete(record, by=by)


register(MeetingResource())
