from __future__ import annotations

from lonja.evidence import queries as evidence
from lonja.journal.queries import trail_of

from ...cells import Row, facts
from ...panels import Related
from ...registry import by_slug, panels_of
from .base import ResourceView


class DetailPage(ResourceView):
    """A record: its facts, what belongs to it, its proof and its trail."""

    template_name = "workbench/detail.html"

    def allowed(self, user) -> bool:
        # Whoever may not list them may still see the ones that are theirs: `record` decides.
        return user.is_authenticated and user.is_active

    def get_template_names(self):
        return [self.own_template("detail"), self.template_name]

    def get_context_data(self, **kwargs):
        user, record = self.request.user, self.record()
        reads_all = user.reads_everything
        return super().get_context_data(
            record=record,
            facts=facts(record, self.resource.facts_for(user)),
            panels=self._panels(record),
            actions=[a for a in self.resource.actions if a.when(record, user)],
            evidence=evidence.of(record) if reads_all else (),
            proof=self.resource.proof,
            trail=trail_of(record)[:8] if reads_all else (),
            **kwargs,
        )

    def _panels(self, record) -> list[dict]:
        drawn = (self._drawn(panel, record) for panel in panels_of(self.resource))
        return [part for part in drawn if part]

    def _drawn(self, panel, record) -> dict | None:
        user = self.request.user
        if isinstance(panel, Related):
            return self._table(panel, record)
        context = panel.context(record, user)
        return context and {"panel": panel, "title": panel.title, **context}

    def _table(self, panel: Related, record) -> dict | None:
        theirs, user = by_slug(panel.resource), self.request.user
        mine = theirs.rows(user)
        if panel.rows:
            mine = mine.filter(pk__in=panel.rows(record, user).order_by().values("pk"))
        else:
            mine = mine.filter(**{panel.parent: record})
        columns = [
            c.bound_to(theirs.model)
            for c in panel.columns or theirs.columns
            if c.name != panel.parent
        ]
        rows = [Row(one, columns, theirs) for one in mine[: panel.limit + 1]]
        if not rows and not theirs.may_add(user):
            return None
        return {
            "panel": panel,
            "title": panel.title or theirs.plural,
            "columns": columns,
            "rows": rows[: panel.limit],
            "more": len(rows) > panel.limit,
            "resource": theirs,
            "add": f"{theirs.url('add')}?{panel.parent}={record.pk}"
            if panel.parent and "__" not in panel.parent and theirs.may_add(user)
            else "",
            "all": f"{theirs.url('list')}?{panel.parent}={record.pk}"
            if panel.parent and any(f.name == panel.parent for f in theirs.filters)
            else "",
        }
