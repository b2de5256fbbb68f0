from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import State
from lonja.acts.web.forms import ActForm

from ..models import Dossier, Issue, Post


class PostForm(ActForm):
    class Meta:
        model = Post
        fields = ["title", "date", "state", "topic", "text", "about", "territories", "responsible"]
        labels = {"date": _("publicada el"), "state": _("estado")}

    people = None
    field_order = ["title", "date", "state", "topic", "text", "organisations"]


class DossierForm(ActForm):
    class Meta:
        model = Dossier
        fields = [
            "title",
            "number",
            "state",
            "date",
            "url",
            "areas",
            "edition_of",
            "downloads",
            "summary",
            "responsible",
        ]
        labels = {"date": _("publicado el")}

    people = None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == State.DONE and not cleaned.get("url"):
            self.add_error("url", _("Publicado quiere decir que tiene enlace: póngalo aquí."))
        return cleaned


class IssueForm(ActForm):
    class Meta:
        model = Issue
        fields = [
            "title",
            "number",
            "date",
            "state",
            "url",
            "resend_of",
            "delivered",
            "measured",
            "opened",
            "opened_by_machines",
            "clicked",
            "unsubscribed",
            "summary",
        ]
        labels = {"date": _("enviado el"), "title": _("asunto")}

    organisations = people = None
