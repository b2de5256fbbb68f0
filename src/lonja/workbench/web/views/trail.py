from __future__ import annotations

from django.core.paginator import Paginator

from lonja.journal.queries import trail_of

from .base import ResourceView


class TrailPage(ResourceView):
    """Everything that happened to a record, the newest first."""

    template_name = "workbench/trail.html"

    def allowed(self, user) -> bool:
        return self.resource.may_list(user) and user.reads_everything

    def get_context_data(self, **kwargs):
        record = self.record()
        page = Paginator(trail_of(record), 50).get_page(self.request.GET.get("page"))
        return super().get_context_data(record=record, page=page, trail=page, **kwargs)
