from __future__ import annotations

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.utils import timezone

from ... import exporting
from .base import ResourceView


class Export(ResourceView):
    """The list as it is narrowed and sorted, whole, as CSV or as a spreadsheet."""

    def allowed(self, user) -> bool:
        return self.resource.may_list(user)

    def get(self, request, form):
        rows = self.resource.narrowed(self.resource.rows(request.user), request.GET)
        if sort := request.GET.get("sort"):
            rows = self.resource.sorted(rows, sort)
        name = f"{self.resource.slug}-{timezone.localdate():%Y-%m-%d}.{form}"
        if form == "csv":
            answer = StreamingHttpResponse(
                exporting.csv_lines(self.resource, rows), content_type="text/csv; charset=utf-8"
            )
            answer["Content-Disposition"] = f'attachment; filename="{name}"'
            return answer
        if form == "xlsx":
            return FileResponse(
                exporting.workbook(self.resource, rows), as_attachment=True, filename=name
            )
        raise Http404
