from __future__ import annotations

from django.db import models

from lonja.core.text import fold
from lonja.search.matching import LONGEST

from ...choosing import by_title
from ...filters import RelatedFilter
from ...registry import resource_for
from .base import ResourceView


class Choices(ResourceView):
    """Suggestions, up to ten, as a fragment: for a field that points to this resource, or for one
    of the filters of its list."""

    template_name = "workbench/choices.html"

    def allowed(self, user) -> bool:
        return self.resource.may_list(user)

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "").strip()[:LONGEST]
        options = self._suggested(text) if fold(text) else []
        return super().get_context_data(options=options, query=text, **kwargs)

    def _suggested(self, text: str) -> list[models.Model]:
        for chosen in self.resource.filters:
            if chosen.name == self.request.GET.get("filter") and isinstance(chosen, RelatedFilter):
                rows = chosen.used(self.resource.model, self.resource.rows(self.request.user))
                target = resource_for(rows.model)
                return target.suggest(text, rows) if target else by_title(text, rows)
        return self.resource.suggest(text, self.resource.visible_to(self.request.user))
