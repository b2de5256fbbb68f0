from lonja.acts.web.forms import ActForm

from ..models import Event


class EventForm(ActForm):
    class Meta:
        model = Event
        fields = [
            "title", "own", "series", "edition", "within", "programme", "date", "end_date", "time",
            "state", "mode", "place", "territories", "url", "areas", "headcount", "summary",
            "next_step", "responsible",
        ]  # fmt: skip

    people = None
