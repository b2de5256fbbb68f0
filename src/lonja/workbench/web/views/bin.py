from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _

from lonja.journal import writing

from ...cells import Row
from .base import ResourceView


class DeleteRecord(ResourceView):
    """Put a record in the bin. It can be undone, so nobody is asked twice."""

    http_method_names = ["post"]

    def allowed(self, user) -> bool:
        return self.resource.may_write(user)

    def post(self, request, pk):
        record = self.record()
        self.resource.delete(record, by=request.user)
        messages.success(
            request,
            _("«%s» está en la papelera.") % record,
            extra_tags=f"undo:{self.resource.url('restore', record)}",
        )
        return HttpResponseRedirect(self.resource.url("list"))


class RestoreRecord(ResourceView):
    http_method_names = ["post"]

    def allowed(self, user) -> bool:
        return self.resource.may_write(user)

    def post(self, request, pk):
        record = self.resource.model.everything.trashed().filter(pk=self.key()).first()
        if record is None:
            raise Http404
        try:
            writing.restore(record, by=request.user)
        except IntegrityError:
            messages.error(
                request,
                _("«%s» no se puede recuperar: en su sitio hay otro igual. Borre antes ese.")
                % record,
            )
            return HttpResponseRedirect(self.resource.url("bin"))
        messages.success(request, _("«%s» vuelve a estar en su sitio.") % record)
        return HttpResponseRedirect(self.resource.url("detail", record))


class Bin(ResourceView):
    """What has been deleted of this resource, with the way back."""

    template_name = "workbench/bin.html"

    def allowed(self, user) -> bool:
        return self.resource.may_list(user) and user.reads_everything

    def get_context_data(self, **kwargs):
        columns = [c.bound_to(self.resource.model) for c in self.resource.columns]
        gone = self.resource.model.everything.trashed().select_related(*self.resource.related)
        gone = gone.prefetch_related(*self.resource.prefetch).order_by("-deleted_at")[:200]
        return super().get_context_data(
            columns=columns, rows=[Row(record, columns, None) for record in gone], **kwargs
        )
