from __future__ import annotations

from lonja.core.text import fold
from lonja.search.matching import LONGEST

from .base import ResourceView


class Choices(ResourceView):
    """Suggestions for a field that points to this resource: up to ten, as a fragment."""

    template_name = "workbench/choices.html"

    def allowed(self, user) -> bool:
        return self.resource.may_list(user)

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "").strip()[:LONGEST]
        return super().get_context_data(
            options=self.resource.suggest(text, self.request.user) if fold(text) else [],
            query=text,
            **kwargs,
        )
