"""What the office does with an introduction: ask both, note what they say, withdraw it, share."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.acts.enums import State
from lonja.core.naming import called
from lonja.workbench.registry import by_slug, url_of

from ...domain import introducing
from ...enums import Side
from ...queries import meetings, sides
from ..encounter_forms import SendForm, WhyForm
from ..forms import AnswerForm
from ..resources.introductions import ASK
from .verbs import Verb, VerbNow, VerbPage


class SendIntroduction(VerbPage):
    slug = "presentaciones"
    form_class = SendForm
    go = gettext_lazy("Enviar")
    template_name = "matching/send.html"

    @property
    def heading(self):
        return ASK[sides.only_silent(self.record())]

    @property
    def lede(self):
        if sides.only_silent(self.record()) is None:
            return _("Cada una recibe un correo con la ficha breve de la otra, sin nombres ni "
                     "datos de nadie, y tres botones.")  # fmt: skip
        return _("Recibe un correo con la ficha breve de la otra parte, que ya ha dicho que sí, "
                 "sin nombres ni datos de nadie, y tres botones.")  # fmt: skip

    def get_context_data(self, **kwargs):
        record = self.record()
        form = kwargs.setdefault("form", self.get_form())
        missing = {side: one for side, one in form.speakers.items() if one.contact is None}
        return super().get_context_data(
            unreachable=[
                (sides.name(record, side), *self._way_in(record, side, known))
                for side, known in missing.items()
            ],
            **kwargs,
        )

    def _way_in(self, record, side, known: sides.Speakers) -> tuple[str, str]:
        """Where somebody of a side is put into the directory, and how that is called."""
        need, back = record.need, self.request.path
        intake = getattr(need, "intake", None)
        if side == Side.TERRITORY and intake and intake.email and not need.person:
            label = _("Llevar al directorio a quien la trajo")
            return by_slug("necesidades").url("detail", need), label
        if silent := next(iter(known.everybody), None):
            url = f"{by_slug('personas').url('change', silent)}?{urlencode({'next': back})}"
            return url, _("Poner el correo de %s") % silent
        bodies = sides.organisations(record, side)
        if bodies:
            query = urlencode({"organisation": bodies[0].pk, "next": back})
            url = f"{by_slug('cargos').url('add')}?{query}"
            return url, _("Añadir una persona %s") % called(bodies[0], "a")
        known = {"kind": "public_body", "territory": need.territory_id or "", "next": back}
        return f"{by_slug('entidades').url('add')}?{urlencode(known)}", _("Añadir la entidad")

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
        if None in sides.contacts_of_both(record).values():
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
