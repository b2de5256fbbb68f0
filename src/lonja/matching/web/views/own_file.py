"""The spreadsheet of references that a member brings: an empty one, its own, what it would do."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lonja.imports import blank
from lonja.imports.enums import WRITTEN, State
from lonja.imports.models import ImportRun
from lonja.imports.told import told
from lonja.imports.web.forms import DoubtsForm

from ...domain import own_file
from .describing import ByLink, SignedIn, Telling

SHOWN = 10


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("su hoja de cálculo"),
        help_text=gettext_lazy(".xlsx o .csv, con los nombres de las columnas arriba."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )


class Bring(Telling):
    page = "-work"
    template_name = "matching/profile/file.html"

    def answer(self, request: HttpRequest) -> HttpResponse:
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.refused(form=form)
        try:
            run = own_file.bring(self.organisation, form.cleaned_data["file"], by=self.by)
        except ValidationError as problem:
            form.add_error("file", problem)
            return self.refused(form=form)
        self.used()
        return HttpResponseRedirect(self.where("-file-seen", number=run.pk))

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", FileForm())
        kind = own_file.kind()
        return super().get_context_data(
            columns=[one for one in kind.columns if one.key != own_file.OWN],
            blank_address=self.where("-file-blank"),
            before=[
                {
                    "name": _own_name(one),
                    "state": one.get_state_display(),
                    "started_at": one.started_at,
                    "address": self.where("-file-seen", number=one.pk),
                }
                for one in own_file.files_of(self.organisation).filter(state__in=WRITTEN)[:SHOWN]
            ],
            **kwargs,
        )


class Blank(Telling):
    """The spreadsheet to fill in."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args, **kwargs) -> FileResponse:
        sheet = blank.spreadsheet(own_file.kind(), without={own_file.OWN})
        return FileResponse(sheet, as_attachment=True, filename=_("referencias.xlsx"))


class Look(Telling):
    """What a file would do, and the button that does it; then, what it did, and the way back."""

    page = "-work"
    template_name = "matching/profile/file_seen.html"

    @cached_property
    def run(self) -> ImportRun:
        found = own_file.files_of(self.organisation).filter(pk=self.kwargs["number"]).first()
        if found is None:
            raise Http404
        return found

    def answer(self, request: HttpRequest) -> HttpResponse:
        verbs = (self.read, self.write, self.take_back, self.discard)
        verb = next((verb for verb in verbs if verb.__name__ in request.POST), None)
        if verb is None:
            raise Http404
        try:
            with transaction.atomic():
                self.used()
                where = verb()
        except ValidationError as problem:
            self.run.refresh_from_db()
            return self.refused(refusal=" ".join(problem.messages))
        return HttpResponseRedirect(where)

    def read(self) -> str:
        form = DoubtsForm(self.request.POST, run=self.run)
        if not form.is_valid():
            raise ValidationError(_("Elija una de las formas de leer cada columna."))
        own_file.read_as(self.run, form.choices)
        return self.where("-file-seen", number=self.run.pk)

    def write(self) -> str:
        own_file.write(self.run, self.organisation, by=self.by)
        number = self.run.created + self.run.updated
        said = ngettext("%d referencia guardada.", "%d referencias guardadas.", number)
        messages.success(self.request, said % number)
        return self.where("-file-seen", number=self.run.pk)

    def take_back(self) -> str:
        if own_file.take_back(self.run, by=self.by):
            messages.warning(self.request, _("Deshecho, salvo lo que se dice abajo."))
            return self.where("-file-seen", number=self.run.pk)
        messages.success(self.request, _("Deshecho: sus referencias están como antes."))
        return self.where("-work")

    def discard(self) -> str:
        own_file.discard(self.run)
        return self.where("-file")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **told(self.run),
            run=self.run,
            doubts=DoubtsForm(run=self.run) if self._in_doubt() else None,
            file_name=_own_name(self.run),
            address=self.where("-file"),
            **kwargs,
        )

    def _in_doubt(self) -> bool:
        return self.run.state == State.PREVIEWED and bool(self.run.doubts)


def _own_name(run: ImportRun) -> str:
    """Of its file, without that of the member, which is for the office."""
    return run.file_name.rpartition(" · ")[2]


class LinkBring(Bring, ByLink):
    pass


class LinkBlank(Blank, ByLink):
    pass


class LinkLook(Look, ByLink):
    pass


class OwnBring(Bring, SignedIn):
    pass


class OwnBlank(Blank, SignedIn):
    pass


class OwnLook(Look, SignedIn):
    pass
