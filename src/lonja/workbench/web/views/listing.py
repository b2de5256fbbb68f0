from __future__ import annotations

from django import forms
from django.core.paginator import Page, Paginator

from ...cells import Row
from ...registry import list_tools
from ...resource import Resource
from .base import ResourceView

DEEP = 1000
"""Rows to be passed over from which it is cheaper to pass over their keys alone."""


class Pages(Paginator):
    """Far pages are read in two steps, so that what columns need is not worked out for all the
    rows before them. What fits in the first page is counted by reading it."""

    def get_page(self, number) -> Page:
        if number not in (None, "", "1"):
            return super().get_page(number)
        rows = list(self.object_list[: self.per_page + 1])
        if len(rows) <= self.per_page:
            self.count = len(rows)
        return self._get_page(rows[: self.per_page], 1, self)

    def page(self, number) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        if first < DEEP:
            return super().page(number)
        keys = list(self.object_list.values_list("pk", flat=True)[first : first + self.per_page])
        found = {record.pk: record for record in self.object_list.filter(pk__in=keys)}
        return self._get_page([found[key] for key in keys], number, self)


class ListPage(ResourceView):
    """A resource's records: search, filters, sort, pages. The address says all of it."""

    template_name = "workbench/list.html"

    def allowed(self, user) -> bool:
        return self.resource.may_list(user)

    def get_context_data(self, **kwargs):
        params, user = self.request.GET, self.request.user
        rows = self.resource.rows(user)
        found = self.resource.narrowed(rows, params)
        if sort := params.get("sort", ""):
            found = self.resource.sorted(found, sort)
        page = Pages(found, self.resource.per_page).get_page(params.get("page"))
        columns = [c.bound_to(self.resource.model) for c in self.resource.columns]
        filtered = any(f.is_set(params) for f in self.resource.filters)
        return super().get_context_data(
            columns=columns,
            rows=[Row(record, columns, self.resource) for record in page],
            page=page,
            pages=page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
            sort=sort,
            query=params.get("q", ""),
            filters=filter_form(self.resource, rows, params),
            narrowed=bool(params.get("q")) or filtered,
            filtered=filtered,
            address=self._address(),
            tools=list_tools(user),
            **kwargs,
        )

    def _address(self) -> str:
        """The list's own parameters without the page, for links that keep the rest."""
        params = self.request.GET.copy()
        params.pop("page", None)
        return params.urlencode()

    def get_template_names(self):
        """A change of filters with htmx brings only the table."""
        if self.request.headers.get("HX-Request"):
            return ["workbench/list_table.html"]
        return super().get_template_names()


def filter_form(resource: Resource, rows, params) -> forms.Form:
    form = forms.Form(params or None)
    for chosen in resource.filters:
        form.fields[chosen.name] = chosen.field(resource.model, rows)
    return form
