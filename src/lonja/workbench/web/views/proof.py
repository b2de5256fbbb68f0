from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from lonja.evidence.domain import attaching

from .base import ResourceView


class ProveRecord(ResourceView):
    """Attach a link, a file or a note that proves a record."""

    http_method_names = ["post"]

    def allowed(self, user) -> bool:
        return self.resource.may_write(user)

    def post(self, request, pk):
        record, note = self.record(), request.POST.get("note", "").strip()
        try:
            if upload := request.FILES.get("file"):
                attaching.attach_file(record, upload, note=note, by=request.user)
            elif url := request.POST.get("url", "").strip():
                attaching.attach_link(record, url, note=note, by=request.user)
            else:
                attaching.attach_note(record, note, by=request.user)
            messages.success(request, _("Evidencia guardada."))
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        return HttpResponseRedirect(self.resource.url("detail", record))
