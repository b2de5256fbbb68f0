"""What the pages behind a personal link share."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from ... import access, links, throttle
from ...models import Link

GUESSES, FORGOTTEN_AFTER = 20, 600  # so many wrong links, in so many seconds

# What is said of each refusal: status, title, text.
SAID = {
    links.Unknown: (
        404,
        _("Este enlace no es válido"),
        _("Puede que el programa de correo lo haya cortado. Ábralo desde el mensaje que recibió o "
          "cópielo entero."),
    ),
    links.OtherPurpose: (
        404,
        _("Este enlace es de otra página"),
        _("Es un enlace nuestro, pero no sirve aquí. Ábralo desde el mensaje que recibió."),
    ),
    links.Expired: (
        410,
        _("Este enlace ha caducado"),
        _("Pasó la fecha hasta la que servía. Pida otro a la oficina: basta con responder al "
          "mensaje que lo traía."),
    ),
    links.Used: (
        410,
        _("Este enlace ya se usó"),
        _("Servía una sola vez y su respuesta está recogida. Si no fue usted, avise a la oficina."),
    ),
    links.Revoked: (
        410,
        _("Este enlace se retiró"),
        _("La oficina lo anuló o aquello a lo que llevaba ya no existe. Si esperaba otra cosa, "
          "responda al mensaje que lo traía."),
    ),
    links.NotTheirs: (
        410,
        _("Este enlace ya no sirve"),
        _("Era de alguien que ya no consta en la entidad en cuyo nombre se contesta. Si no es así, "
          "responda al mensaje que lo traía."),
    ),
    links.OfMembers: (
        410,
        _("Esta página es de los asociados"),
        _("Hoy esta entidad no lo es, y por eso ni se enseña ni se cambia nada por este enlace. Si "
          "cree que es un error, responda al mensaje que lo traía: la oficina lo mirará."),
    ),
}  # fmt: skip
TOO_MANY = (
    429,
    _("Demasiados enlaces equivocados"),
    _("Espere unos minutos antes de probar otra vez."),
)


class LinkPage(TemplateView):
    """A page that a personal link opens, at an address that ends in `<str:token>/`.

    Say `purpose` and `template_name`, which is given `link` and `record`; it comes with what is
    `related` to it. It is withdrawn while something that the record `hangs_from`, a dotted path of
    it, is in the bin. `answer` does what the person asks for with their POST; it calls
    `links.use(self.link)` first, in one transaction with the rest, once what they sent is in order.
    """

    access = access.checked_inside
    purpose = ""
    related: tuple[str, ...] = ()
    hangs_from: tuple[str, ...] = ()
    spoken_for: Callable[[str], Q] | None = None
    link: Link

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if throttle.spent(request, "links", limit=GUESSES):
            return _closed(request, TOO_MANY)
        try:
            self.link = links.open(kwargs["token"], self.purpose, self.related, self.spoken_for)
            above = [attrgetter(path)(self.link.record) for path in self.hangs_from]
            if any(one is not None and one.deleted_at for one in above):
                raise links.Revoked
            self.refuse_unless_theirs()
            return _kept_private(super().dispatch(request, *args, **kwargs))
        except links.Refusal as refusal:
            if isinstance(refusal, links.Unknown | links.OtherPurpose):
                throttle.count(request, "links", seconds=FORGOTTEN_AFTER)
            return _closed(request, SAID[type(refusal)])

    def refuse_unless_theirs(self) -> None:
        """Where whoever it was made for speaks for others, the page says in `spoken_for` by what
        they still may today; a Refusal when not."""
        if self.spoken_for is not None and not self.link.record.is_spoken_for:
            raise links.NotTheirs

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.answer(request)

    def answer(self, request: HttpRequest) -> HttpResponse:
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        return super().get_context_data(link=self.link, record=self.link.record, **kwargs)


def _closed(request: HttpRequest, why: tuple) -> HttpResponse:
    status, title, text = why
    said = {"title": title, "text": text}
    return _kept_private(render(request, "accounts/link_closed.html", said, status=status))


def _kept_private(response: HttpResponse) -> HttpResponse:
    """The address itself is the key: no cache, no search engine and no other site may learn it."""
    response["Cache-Control"] = "no-store"
    # Not "no-referrer", with which browsers do not say that a form is ours, and it is refused.
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
