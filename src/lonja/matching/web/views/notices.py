from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from lonja.workbench.registry import by_slug, url_of
from lonja.workbench.web.views.base import ResourceView

from ...domain import importing, needs, triage
from ...jobs import notices as jobs
from ...models import NoticeImport
from ..forms import ReasonForm, UploadForm
from .verbs import VerbNow, VerbPage

SLUG = "oportunidades"
AT_ONCE = 6 * 1024 * 1024  # bytes: some three seconds


class TurnIntoNeed(VerbNow):
    slug = SLUG

    def run(self, record, *, by):
        return needs.from_notice(record, by=by)

    def after(self, record) -> str:
        return url_of(record)

    def done(self, record) -> str:
        return _("Ya es una necesidad: complete lo que falte y busque quién puede resolverla.")


class KeepNotice(VerbNow):
    slug = SLUG

    def run(self, record, *, by):
        return triage.keep(record, by=by)

    def done(self, record) -> str:
        return _("Queda entre las que interesan.")


class DiscardNotice(VerbPage):
    slug = SLUG
    form_class = ReasonForm
    heading = gettext_lazy("Descartar")
    lede = gettext_lazy("Deja de estar entre las que hay que mirar. Se puede recuperar.")
    go = gettext_lazy("Descartar")

    def run(self, record, form, *, by):
        return triage.discard(record, by=by, reason=form.cleaned_data["reason"])

    def done(self, record) -> str:
        return _("Descartada.")


class ReadFeed(VerbNow):
    slug = "fuentes"

    def run(self, record, *, by):
        jobs.read_feed.enqueue(record.pk)
        return record

    def done(self, record) -> str:
        return _("Se está leyendo: lo que traiga aparecerá aquí.")


class ImportNotices(ResourceView, FormView):
    """Bring a file of notices in, and see what came of it."""

    template_name = "matching/import.html"
    form_class = UploadForm

    @property
    def resource(self):
        return by_slug("importaciones-de-anuncios")

    def allowed(self, user) -> bool:
        return user.is_authenticated and user.is_staff_of_office

    def form_valid(self, form):
        upload = form.cleaned_data["file"]
        if upload.size > AT_ONCE:
            with transaction.atomic():
                run = importing.set_by(upload, by=self.request.user)
                jobs.bring_in.enqueue(run.pk)
            messages.info(self.request, _("Es grande: se está importando. Aquí verá cómo va."))
        else:
            run = importing.bring_in(upload, upload.name, by=self.request.user)
            if run.problem:
                messages.error(self.request, run.problem)
            else:
                messages.success(self.request, f"{importing.summary(run)}.")
        return HttpResponseRedirect(self.resource.url("detail", run))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(last=NoticeImport.objects.all()[:5], **kwargs)
