"""Making one of two: choosing which stays, seeing what each says, and undoing it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lonja.accounts import access
from lonja.core.text import whole
from lonja.workbench.choosing import RecordChoiceField
from lonja.workbench.registry import resource_for

from ...domain import merging
from ...models import Merge, Organisation, Person


class OtherForm(forms.Form):
    """Which other record is the same as this one."""

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        others = type(record).objects.exclude(pk=record.pk)
        self.fields["other"] = RecordChoiceField(others, label=gettext_lazy("es la misma que"))


@access.staff_required
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(Organisation, pk=pk))


@access.staff_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(Person, pk=pk))


def _page(request: HttpRequest, record) -> HttpResponse:
    """Choose the other; then see both side by side, and merge."""
    asked = request.GET if {"other", "other__text"} & request.GET.keys() else None
    form = OtherForm(asked, record=record)
    other = form.cleaned_data["other"] if form.is_bound and form.is_valid() else None
    if request.method == "POST":
        rows = type(record).objects
        kept = get_object_or_404(rows, pk=whole(request.POST.get("kept")))
        gone = get_object_or_404(rows, pk=whole(request.POST.get("gone")))
        try:
            done = merging.merge(kept, gone, by=request.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return redirect(request.get_full_path())
        messages.success(
            request,
            _("«%(gone)s» y «%(kept)s» son ya una sola.")
            % {"gone": done.gone_name, "kept": done.kept_name},
            extra_tags=f"undo:{reverse('merge-undo', args=[done.pk])}",
        )
        return redirect(resource_for(type(record)).url("detail", kept))
    earlier = Merge.objects.filter(
        content_type=ContentType.objects.get_for_model(record), kept_id=record.pk, undone_at=None
    )
    return render(
        request,
        "directory/merge.html",
        {
            "record": record,
            "other": other,
            "form": form,
            "compared": _compared(record, other) if other else [],
            "earlier": earlier,
        },
        status=422 if form.errors else 200,
    )


@access.staff_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(Merge, pk=pk)
    try:
        merging.undo(done, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Vuelven a ser dos."))
    model = done.content_type.model_class()
    return redirect(resource_for(model).url("detail", model.everything.get(pk=done.kept_id)))


def _compared(one, other) -> list[tuple[str, str, str]]:
    """(field, what one says, what the other says), of what either says."""
    rows = []
    for name in resource_for(type(one)).facts:
        field = one._meta.get_field(name)
        said = [_said(record, name) for record in (one, other)]
        if any(said):
            rows.append((str(field.verbose_name), *said))
    return rows


def _said(record, name: str) -> str:
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    return "" if value is None else str(value)
