from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from lonja.journal.queries import trail_of

from .base import ResourceView


class FormPage(ResourceView):
    template_name = "workbench/form.html"

    def get_template_names(self):
        return [self.own_template("form"), self.template_name]

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid() or self.overtaken():
            return self.refuse(form)
        try:
            record = self.write(form)
        except IntegrityError:
            # Somebody saved the same a moment ago: asked again, the form knows, and says so.
            form = self.form(request.POST, request.FILES)
            if form.is_valid():
                raise
            return self.refuse(form)
        messages.success(request, self.said(record))
        if "again" in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return HttpResponseRedirect(self.after(record))

    def overtaken(self):
        """What somebody else did to the record since this form was shown."""
        return ()

    def refuse(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def after(self, record) -> str:
        """Back to the page one came from, when it is ours; else to the record's own."""
        came_from = self.request.POST.get("next", "")
        if came_from and url_has_allowed_host_and_scheme(came_from, {self.request.get_host()}):
            return came_from
        return self.resource.url("detail", record)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.form())
        kwargs["next"] = self.request.POST.get("next") or self.request.GET.get("next", "")
        return super().get_context_data(**kwargs)


class AddPage(FormPage):
    def allowed(self, user) -> bool:
        return self.resource.may_add(user)

    def form(self, data=None, files=None):
        form_class = self.resource.form_class()
        initial = {k: v for k, v in self.request.GET.items() if k in form_class.base_fields}
        return form_class(
            data, files, instance=self.resource.new_record(self.request.GET), initial=initial
        )

    def write(self, form):
        return self.resource.create(form, by=self.request.user)

    def said(self, record) -> str:
        return _("«%s» queda guardado.") % record


class ChangePage(FormPage):
    def allowed(self, user) -> bool:
        return self.resource.may_write(user)

    def form(self, data=None, files=None):
        self.object = self.record()
        return self.resource.form_class()(data, files, instance=self.object)

    def overtaken(self):
        """Its lines in the trail since then. Who reads them and saves again has the last word."""
        try:
            seen = datetime.fromisoformat(self.request.POST.get("seen", ""))
        except ValueError:
            return ()
        if seen.tzinfo is None or seen >= self.object.updated_at:
            return ()
        return trail_of(self.object).filter(at__gt=seen)

    def write(self, form):
        return self.resource.change(form, by=self.request.user)

    def said(self, record) -> str:
        return _("Cambios de «%s» guardados.") % record

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["record"] = self.object
        context["seen"] = self.object.updated_at.isoformat()
        context["overtaken"] = self.overtaken()
        return context
