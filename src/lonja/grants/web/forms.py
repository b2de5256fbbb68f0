from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import State
from lonja.acts.web.forms import ActForm

from ..models import Proposal


class ProposalForm(ActForm):
    class Meta:
        model = Proposal
        fields = [
            "title",
            "acronym",
            "call",
            "line",
            "our_role",
            "state",
            "date",
            "registration",
            "summary",
            "next_step",
            "responsible",
        ]
        labels = {
            "date": _("presentado el (o previsto para el)"),
            "state": _("¿presentado?"),
            "summary": _("en qué consiste"),
        }

    organisations = people = None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == State.DONE and not cleaned.get("registration"):
            self.add_error(
                "registration", _("Presentado quiere decir que tiene número de registro.")
            )
        return cleaned
