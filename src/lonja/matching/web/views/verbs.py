"""Verbs of a record: at once with a button, or after a short form that says what is missing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from lonja.workbench.registry import by_slug
from lonja.workbench.web.views.base import ResourceView


class Verb(ResourceView):
    """Something that the office does to a record of the resource `slug`."""

    slug = ""

    @property
    def resource(self):
        return by_slug(self.slug)

    def allowed(self, user) -> bool:
        return user.is_authenticated and user.is_staff_of_office

    def record(self):
        """Read once: its form, its page and what is done to it are about the same."""
        return self._record

    @cached_property
    def _record(self):
        return super().record()

    def done(self, record) -> str:
        """What is said when it has been done."""
        return ""

    def after(self, record) -> str:
        return self.resource.url("detail", record)

    def finish(self, record) -> HttpResponseRedirect:
        if said := self.done(record):
            messages.success(self.request, said)
        return HttpResponseRedirect(self.after(record))


class VerbNow(Verb):
    """Done by a button."""

    http_method_names = ["post"]

    def run(self, record, *, by):
        raise NotImplementedError

    def post(self, request, pk):
        record = self.record()
        try:
            record = self.run(record, by=request.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return HttpResponseRedirect(self.resource.url("detail", record))
        return self.finish(record)


class VerbPage(Verb, FormView):
    """Done after a short form."""

    template_name = "matching/verb.html"
    heading = ""
    lede = ""
    go = ""

    def run(self, record, form, *, by):
        raise NotImplementedError

    def form_valid(self, form):
        try:
            record = self.run(self.record(), form, by=self.request.user)
        except ValidationError as problem:
            form.add_error(None, problem)
            return self.form_invalid(form)
        return self.finish(record)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        record = self.record()
        return super().get_context_data(
            record=record,
            record_url=self.resource.url("detail", record),
            heading=self.heading,
            explained=self.lede,
            go=self.go,
            **kwargs,
        )
