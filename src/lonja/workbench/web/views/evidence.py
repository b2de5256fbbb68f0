"""The files behind the proofs, for whoever may see the record that they prove."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lonja.accounts import access
from lonja.evidence import serving
from lonja.evidence.domain import attaching
from lonja.evidence.models import Evidence

from ...registry import resource_of


@access.readers_required
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _visible(request, pk)
    if not evidence.file:
        raise Http404
    return serving.file_of(evidence)


@access.readers_required
@require_safe
def thumbnail(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _visible(request, pk)
    if not serving.has_thumbnail(evidence):
        raise Http404
    return serving.thumbnail_of(evidence)


@access.staff_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _visible(request, pk)
    resource = resource_of(evidence.record)
    if not resource.may_write(request.user):
        raise Http404
    attaching.remove(evidence, by=request.user)
    messages.success(request, _("La evidencia está en la papelera."))
    return redirect(resource.url("detail", evidence.record))


def _visible(request: HttpRequest, pk: int) -> Evidence:
    """The proof, when whoever asks may see what it proves; else it does not exist for them."""
    evidence = get_object_or_404(Evidence, pk=pk)
    resource = evidence.record and resource_of(evidence.record)
    if not resource or not resource.visible_to(request.user).filter(pk=evidence.object_id).exists():
        raise Http404
    return evidence
