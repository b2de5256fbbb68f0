"""The verbs of needs and outcomes."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...domain import needs, outcomes
from ...enums import NeedState
from ..forms import ConfirmationForm, ReasonForm
from .verbs import VerbNow, VerbPage

SAID = {
    NeedState.QUALIFIED: gettext_lazy("Calificada: está claro qué se necesita."),
    NeedState.OPENED: gettext_lazy("Abierta a los asociados."),
    NeedState.ANSWERED: gettext_lazy("Ya hay quien ha contestado."),
    NeedState.INTRODUCED: gettext_lazy("Presentada."),
    NeedState.IN_PROGRESS: gettext_lazy("En curso."),
    NeedState.RESOLVED: gettext_lazy("Resuelta."),
    NeedState.RECEIVED: gettext_lazy("Vuelve a estar recibida."),
}


class MoveNeed(VerbNow):
    """A step of a need that asks for no reason."""

    slug = "necesidades"
    to = NeedState.QUALIFIED

    def run(self, record, *, by):
        return needs.move(record, self.to, by=by)

    def done(self, record) -> str:
        return str(SAID[NeedState(record.state)])


class CloseNeed(VerbPage):
    """A step that asks for one: withdrawn, or left without an answer."""

    slug = "necesidades"
    form_class = ReasonForm
    to = NeedState.WITHDRAWN
    go = gettext_lazy("Guardar")

    @property
    def heading(self):
        withdrawn = self.to == NeedState.WITHDRAWN
        return _("Retirar la necesidad") if withdrawn else _("Dejarla sin respuesta")

    def run(self, record, form, *, by):
        return needs.move(record, self.to, by=by, reason=form.cleaned_data["reason"])

    def done(self, record) -> str:
        return _("Queda %s.") % record.get_state_display()


class ConfirmOutcome(VerbPage):
    """Note that a side confirms an outcome, with how."""

    slug = "resultados"
    form_class = ConfirmationForm
    side = "member"
    lede = gettext_lazy("Cuenta como negocio cuando lo confirman las dos partes.")
    go = gettext_lazy("Guardar la confirmación")

    @property
    def heading(self):
        member = self.side == "member"
        return _("Confirma el asociado") if member else _("Confirma el territorio")

    def get_initial(self):
        return {"on": timezone.localdate()}

    def run(self, record, form, *, by):
        return outcomes.confirm(record, side=self.side, by=by, **form.cleaned_data)

    def done(self, record) -> str:
        if record.is_disputed:
            return _("Anotado. Las partes dicen importes distintos: no cuenta hasta que coincidan.")
        if record.is_confirmed:
            return _("Confirmado por las dos partes: ya cuenta.")
        return _("Confirmación anotada.")
