from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import State
from lonja.acts.web.forms import ActForm

from ..models import Deliverable, GroupMeeting


class MeetingForm(ActForm):
    class Meta:
        model = GroupMeeting
        fields = [
            "group", "title", "date", "time", "state", "mode", "place", "agenda", "summary",
            "minutes", "minutes_approved_on", "responsible",
        ]  # fmt: skip

    field_order = [
        "group",
        "title",
        "date",
        "time",
        "state",
        "mode",
        "place",
        "organisations",
        "people",
    ]


class DeliverableForm(ActForm):
    class Meta:
        model = Deliverable
        fields = [
            "group", "title", "deliverable_kind", "state", "date", "url", "edition", "edition_of",
            "isbn", "summary", "responsible",
        ]  # fmt: skip
        labels = {
            "date": _("fecha de publicación"),
            "state": _("publicado"),
            "summary": _("resumen"),
        }

    organisations = people = None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == State.DONE and not cleaned.get("url"):
            self.add_error("url", _("Publicado quiere decir que tiene enlace: póngalo aquí."))
        return cleaned
