"""What the office does with an introduction: ask both, note what they say, withdraw it, share."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.acts.enums import State
from lonja.workbench.registry import url_of

from ... import meetings, sides
from ...domain import introducing
from ..encounter_forms import SendForm, WhyForm
from ..forms import AnswerForm
from .verbs import Verb, VerbNow, VerbPage


class SendIntroduction(VerbPage):
    slug = "presentaciones"
    form_class = SendForm
    heading = gettext_lazy("Preguntar a las dos partes")
    lede = gettext_lazy(
        "Cada una recibe un correo con la ficha breve de la otra, sin nombres ni datos de nadie, y "
        "tres botones. Quien ya ha dicho que sí no recibe nada más hasta que lo diga la otra."
    )
    go = gettext_lazy("Enviar")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "introduction": self.record()}

    def run(self, record, form, *, by):
        return introducing.send(record, by=by, **form.cleaned_data)

    def done(self, record) -> str:
        if record.state == State.DONE:
            return _("Hecha: los dos habían dicho que sí y ya tienen los datos del otro.")
        return _("Enviado. Aquí se verá lo que contesten.")


class AnswerIntroduction(VerbPage):
    """Note what a side says of an introduction."""

    slug = "presentaciones"
    form_class = AnswerForm
    heading = gettext_lazy("Anotar una respuesta")
    lede = gettext_lazy(
        "La presentación está hecha cuando el asociado y el territorio dicen que sí."
    )
    go = gettext_lazy("Guardar la respuesta")

    def get_initial(self):
        return {"on": timezone.localdate()}

    def run(self, record, form, *, by):
        return introducing.answer(record, by=by, **form.cleaned_data)

    def done(self, record) -> str:
        if not record.both_agree:
            return _("Respuesta anotada.")
        if any(sides.contact(record, side) is None for side in sides.BOTH):
            return _("Hecha: ambos han dicho que sí. Falta un correo para darles los datos.")
        return _("Hecha: ambos han dicho que sí.")


class WithdrawIntroduction(VerbPage):
    slug = "presentaciones"
    form_class = WhyForm
    heading = gettext_lazy("Retirar la presentación")
    lede = gettext_lazy("Los enlaces que recibieron dejan de abrir. A nadie se le dice por qué.")
    go = gettext_lazy("Retirar")

    def run(self, record, form, *, by):
        return introducing.withdraw(record, reason=form.cleaned_data["reason"], by=by)

    def done(self, record) -> str:
        return _("Retirada.")


class TakeUpIntroduction(VerbNow):
    slug = "presentaciones"

    def run(self, record, *, by):
        return introducing.take_up(record, by=by)

    def done(self, record) -> str:
        return _("Vuelve a estar en marcha: envíela otra vez a quien falte.")


class ShareIntroduction(VerbNow):
    slug = "presentaciones"

    def run(self, record, *, by):
        return introducing.share(record, by=by)

    def done(self, record) -> str:
        return _("Cada uno tiene ya los datos del otro.")


class MeetingOfIntroduction(Verb):
    """To the meeting that follows it; when there is none, to propose one."""

    slug = "presentaciones"

    def get(self, request, pk):
        record = self.record()
        if last := meetings.last_of(record):
            return HttpResponseRedirect(url_of(last))
        return HttpResponseRedirect(f"{reverse('reuniones-add')}?follows={record.pk}")
