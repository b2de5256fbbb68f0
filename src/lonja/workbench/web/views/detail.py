from __future__ import annotations

from lonja.journal.queries import trail_of

from ...cells import facts
from ...columns import Column
from ...parts import fetched, parts_of
from .base import ResourceView


class DetailPage(ResourceView):
    """A record: its facts, what belongs to it, its proof and its trail."""

    template_name = "workbench/detail.html"

    def allowed(self, user) -> bool:
        # Whoever may not list them may still see the ones that are theirs: `record` decides.
        return user.is_authenticated and user.is_active

    def get_template_names(self):
        return [self.own_template("detail"), self.template_name]

    def rows(self):
        shown = self.resource.facts_for(self.request.user)
        columns = [one if isinstance(one, Column) else Column(one) for one in shown]
        return fetched(super().rows(), columns, self.resource)

    def get_context_data(self, **kwargs):
        user, record = self.request.user, self.record()
        parts = parts_of(record, self.resource, user)
        shown = [one for one in self.resource.facts_for(user) if one not in parts.empty]
        return super().get_context_data(
            record=record,
            facts=facts(record, shown),
            panels=parts.panels,
            later=parts.later,
            actions=[a for a in self.resource.actions if a.when(record, user)],
            evidence=parts.proofs,
            proof=self.resource.proof,
            trail=trail_of(record)[:8] if user.reads_everything else (),
            here=self.request.path,
            **kwargs,
        )
