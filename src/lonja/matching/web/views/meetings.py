"""What the office does with a meeting: fix its time, change it, say what came of it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...domain import holding, meeting, replying
from ...enums import Side
from ...models import Meeting
from ...queries import meetings, sides
from ..encounter_forms import HeldForm, TimesForm, WhyForm
from .verbs import VerbNow, VerbPage


class PickForm(forms.Form):
    starts_at = forms.TypedChoiceField(label=gettext_lazy("hora"), widget=forms.RadioSelect)

    def __init__(self, record: Meeting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        times = {one.starts_at.isoformat(): one.starts_at for one in record.options.all()}
        field = self.fields["starts_at"]
        field.choices = [
            (key, date_format(timezone.localtime(when), "DATETIME_FORMAT"))
            for key, when in times.items()
        ]
        field.coerce = times.__getitem__


class _OfMeeting(VerbPage):
    slug = "reuniones"

    def rows(self):
        return super().rows().select_related(
            "follows__need__territory", "follows__need__organisation", "follows__need__person",
            "follows__member", "follows__member_contact", "follows__territory_contact",
        )  # fmt: skip

    def warn(self, record: Meeting) -> None:
        """Of other meetings of these people at the same time: it is called all the same."""
        if record.starts_at is None:
            times = [one.starts_at for one in record.options.all()]
        else:
            times = [record.starts_at]
        for line in clashes(record, times):
            messages.warning(self.request, line)

    def after(self, record) -> str:
        self.warn(record)
        return super().after(record)


def clashes(record: Meeting, times) -> list[str]:
    people = list(sides.contacts_of_both(record.follows).values())
    return [
        _("A las %(when)s coincide con «%(what)s».")
        % {"when": date_format(timezone.localtime(when), "SHORT_DATETIME_FORMAT"), "what": other}
        for when, others in meetings.overlapping(times, record.minutes, people, but=record).items()
        for other in others
    ]


class PickTime(_OfMeeting):
    form_class = PickForm
    heading = gettext_lazy("Fijar la hora")
    lede = gettext_lazy(
        "Cuando las dos partes se lo han dicho a la oficina: salen las invitaciones."
    )
    go = gettext_lazy("Convocar")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "record": self.record()}

    def run(self, record, form, *, by):
        return meeting.pick(record, form.cleaned_data["starts_at"], side=Side.OFFICE, by=by)

    def done(self, record) -> str:
        return _("Convocada: los dos tienen la invitación en su correo.")


class ProposeTimes(_OfMeeting):
    form_class = TimesForm
    template_name = "matching/times.html"
    heading = gettext_lazy("Proponer otras horas")
    lede = gettext_lazy("Hasta cinco. La hora que estuviera fijada deja de valer.")
    go = gettext_lazy("Proponer")

    def get_initial(self):
        record = self.record()
        return {name: getattr(record, name) for name in ("minutes", "place", "video_url")}

    def run(self, record, form, *, by):
        return meeting.propose(record.follows, form.times, side=Side.OFFICE, by=by, **form.where)

    def done(self, record) -> str:
        return _("Horas enviadas a las dos partes.")


class CancelMeeting(_OfMeeting):
    form_class = WhyForm
    heading = gettext_lazy("Anular la reunión")
    lede = gettext_lazy("Se dice a las dos partes, con el motivo, y sale de sus calendarios.")
    go = gettext_lazy("Anular")

    def run(self, record, form, *, by):
        return meeting.cancel(record, reason=form.cleaned_data["reason"], by=by)

    def done(self, record) -> str:
        return _("Anulada.")


class HoldMeeting(_OfMeeting):
    form_class = HeldForm
    heading = gettext_lazy("Se celebró")
    lede = gettext_lazy("Con quién asistió: al menos una persona de cada parte.")
    go = gettext_lazy("Guardar")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "introduction": self.record().follows}

    def run(self, record, form, *, by):
        return holding.hold(record, by=by, **form.cleaned_data)

    def done(self, record) -> str:
        return _("Celebrada.")


class NotHoldMeeting(_OfMeeting):
    form_class = WhyForm
    heading = gettext_lazy("No se celebró")
    lede = gettext_lazy("Diga por qué. Después se pueden proponer otras horas.")
    go = gettext_lazy("Guardar")

    def run(self, record, form, *, by):
        return holding.not_hold(record, reason=form.cleaned_data["reason"], by=by)

    def done(self, record) -> str:
        return _("Queda como no celebrada.")


class ReplyForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("fichero"),
        help_text=gettext_lazy("El .ics que venía en su correo, o el correo entero (.eml)."),
        widget=forms.FileInput(attrs={"accept": ".ics,.eml,text/calendar,message/rfc822"}),
    )


class TakeReply(_OfMeeting):
    """What somebody answered in their calendar."""

    form_class = ReplyForm
    heading = gettext_lazy("Leer una respuesta de calendario")
    lede = gettext_lazy(
        "Quien acepta o rechaza la cita en su calendario manda un correo al buzón de la oficina, "
        "con un fichero pequeño. Súbalo y quedará dicho quién irá y quién no."
    )
    go = gettext_lazy("Leerla")

    def run(self, record, form, *, by):
        file = form.cleaned_data["file"]
        self.reply = replying.take(record, file.read(replying.MOST_BYTES + 1), by=by)
        return record

    def done(self, record) -> str:
        return f"{self.reply}."


class ReopenMeeting(VerbNow):
    slug = "reuniones"

    def run(self, record, *, by):
        return holding.reopen(record, by=by)

    def done(self, record) -> str:
        return _("Vuelve a estar convocada: diga qué pasó.")
