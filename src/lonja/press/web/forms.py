from django.utils.translation import gettext_lazy as _

from lonja.acts.web.forms import ActForm

from ..models import Mention


class MentionForm(ActForm):
    class Meta:
        model = Mention
        fields = [
            "title", "outlet", "date", "state", "url", "author", "story", "caused_by", "tone",
            "prominence", "territories", "duplicate_of", "summary",
        ]  # fmt: skip
        labels = {
            "title": _("titular"),
            "date": _("publicado el"),
            "state": _("¿confirmado?"),
            "summary": _("qué dice"),
        }

    field_order = ["title", "outlet", "date", "state", "url", "organisations", "people"]
