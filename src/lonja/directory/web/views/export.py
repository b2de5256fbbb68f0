from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lonja.accounts import access
from lonja.workbench.registry import all_resources

from ...domain import taking_out


@access.readers_required
def page(request: HttpRequest) -> HttpResponseBase:
    lists = [one for one in all_resources() if one.may_list(request.user)]
    return render(request, "directory/export.html", {"resources": lists})


@access.readers_required
@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    return FileResponse(
        taking_out.archive(request.user), as_attachment=True, filename=taking_out.name()
    )
