from __future__ import annotations

from django.http import Http404

from ...parts import parts_of
from .base import ResourceView


class LaterParts(ResourceView):
    """More parts of a record, those for which its page had no room: the page asks for them as soon
    as it is there, and without JavaScript leads to them as a page."""

    template_name = "workbench/later.html"

    def allowed(self, user) -> bool:
        return user.is_authenticated and user.is_active  # as the page: `record` decides

    def rows(self):
        return super().rows().prefetch_related(None)  # those are for its facts

    @property
    def is_asked_by_page(self) -> bool:
        return bool(self.request.headers.get("HX-Request"))

    def get_template_names(self):
        return ["workbench/panels.html" if self.is_asked_by_page else self.template_name]

    def get_context_data(self, **kwargs):
        record, number = self.record(), self.kwargs["batch"]
        parts = parts_of(record, self.resource, self.request.user, batch=number)
        # The page may have asked for a batch that somebody emptied a moment ago.
        if not (self.is_asked_by_page or any(one.number == number for one in parts.later)):
            raise Http404
        return super().get_context_data(
            record=record,
            panels=parts.panels,
            others=[one for one in parts.later if one.number != number],
            here=self.resource.url("detail", record),
            **{**kwargs, "batch": number},
        )
