from lonja.acts.web.forms import ActForm

from ..models import InstitutionalMeeting


class InstitutionalMeetingForm(ActForm):
    class Meta:
        model = InstitutionalMeeting
        fields = [
            "title", "date", "time", "state", "setting", "mode", "place", "subject", "requested_by",
            "summary", "next_step", "published_url", "responsible",
        ]  # fmt: skip

    field_order = ["title", "date", "time", "state", "setting", "place", "organisations", "people"]
