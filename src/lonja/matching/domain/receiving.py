"""A need that somebody sends by the public form: kept apart until they show that the e-mail is
theirs; then a need of the office's, which they follow with their link.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.accounts import links
from lonja.core.text import fold
from lonja.directory.domain import mentions
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.mail import outbox
from lonja.mail.domain import forgetting as letters
from lonja.territories.models import Territory

from ..enums import NEED_MOVES, CameBy, NeedState
from ..models import Intake, Need, Postscript
from . import inboxes, needs

PURPOSE = links.purpose("need", gettext_lazy("seguir su necesidad"), Intake, "title")
CONFIRM_WITHIN = timedelta(days=7)
FOLLOWED_FOR = 730  # days that the link of a need opens
KEPT_FOR = timedelta(days=730)
"""So long after a need is closed, the contact of who sent it is forgotten."""
MOST_POSTSCRIPTS = 30


@dataclass(frozen=True)
class Sent:
    """What was written in the form."""

    title: str
    name: str
    email: str
    consent: str
    description: str = ""
    territory: Territory | None = None
    body: str = ""
    horizon: str = ""
    budget: str = ""
    publicity: str = "members"
    role: str = ""
    phone: str = ""
    language: str = "es"


def receive(sent: Sent) -> Intake:
    """Keep what was sent and write to its sender, who has to confirm it.

    The same sent again by the same person, or by two presses at once, is the same one: it only gets
    its letter again, once an hour at most. ValidationError when that inbox has got enough of them.
    """
    with transaction.atomic():
        inboxes.take_turn(sent.email)
        if not Intake.objects.filter(digest=_mark(sent)).exists():
            _refuse_to_fill(sent.email)
        known = keep(sent)
        _write_to(known)
    return known


def keep(sent: Sent) -> Intake:
    """What was sent, kept once: what is known already comes back as it is."""
    mark = _mark(sent)
    known = Intake.objects.filter(digest=mark).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return Intake.objects.create(digest=mark, **_values(sent))
    except IntegrityError:  # the other press was first
        return Intake.objects.get(digest=mark)


def _write_to(intake: Intake) -> None:
    """The letter with its personal link: to confirm it, or to follow it when it is confirmed.

    Until it is, the address may be anybody's, who did not ask for it: not a word of what was typed.
    """
    confirmed = intake.need_id is not None
    if not confirmed and inboxes.has_had_enough(intake.email):
        return
    hour = timezone.now().strftime("%Y%m%d%H")
    said = {"name": intake.name, "title": intake.title} if confirmed else {}
    outbox.send(
        "matching/mail/need_received" if confirmed else inboxes.CONFIRM,
        intake.email,
        {
            **said,
            "url": links.address("need-link", link_for(intake)),
            "days": CONFIRM_WITHIN.days,
        },
        # Its trail would say who they are: what is not confirmed leaves none.
        about=intake.need,
        by=None,
        language=intake.language,
        private=True,
        once=f"intake:{intake.pk}:{'follow' if confirmed else 'confirm'}:{hour}",
    )


def link_for(intake: Intake) -> str:
    return links.make(PURPOSE, intake, intake.email, days=FOLLOWED_FOR, by=None)


@transaction.atomic
def confirm(intake: Intake) -> Need:
    """The e-mail is theirs: the need reaches the office today. Confirmed twice, it is one need."""
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    if intake.need is not None:
        return intake.need
    need = Need(
        title=intake.title,
        description=intake.description,
        territory=intake.territory,
        received_on=timezone.localdate(),
        came_by=CameBy.FORM,
        horizon=intake.horizon,
        budget=intake.budget,
        publicity=intake.publicity,
    )
    writing.create(need, by=None, reason=_("Enviada por el formulario y confirmada por correo"))
    intake.need, intake.confirmed_at = need, timezone.now()
    intake.save(update_fields=["need", "confirmed_at"])
    _write_to(intake)
    return need


@transaction.atomic
def noted(sent: Sent, *, by: Any, urgency: str) -> Need:
    """A need that the office notes during a call. Its contact waits as that of a form does."""
    need = Need(
        title=sent.title,
        description=sent.description,
        territory=sent.territory,
        came_by=CameBy.PHONE,
        urgency=urgency,
        responsible=by,
    )
    writing.create(need, by=by)
    if sent.name or sent.body:
        Intake.objects.create(need=need, digest="", **_values(sent))
    return need


@transaction.atomic
def add(intake: Intake, text: str) -> Postscript:
    """Something more that its sender says. The same twice in a row is once."""
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    before = list(intake.postscripts.all())
    if before and before[-1].text == text:
        return before[-1]
    if len(before) >= MOST_POSTSCRIPTS:
        raise ValidationError(
            _("Ya ha añadido mucho: escriba o llame a la oficina."), code="enough"
        )
    return Postscript.objects.create(intake=intake, text=text)


@transaction.atomic
def read(intake: Intake, *, by: Any) -> None:
    """The office has read what was added."""
    news = intake.postscripts.filter(read_at__isnull=True).update(read_at=timezone.now())
    if news and intake.need is not None:
        writing.note(Verb.CHANGED, intake.need, by=by, reason=_("Leído lo que añadieron"))


def may_withdraw(intake: Intake) -> bool:
    need = intake.need
    return need is not None and NeedState.WITHDRAWN in NEED_MOVES[NeedState(need.state)]


@transaction.atomic
def withdraw(intake: Intake, reason: str) -> Need:
    """Its sender takes it back; it may be sent again some day. ValidationError if it is closed."""
    if intake.need is None:
        raise ValidationError(_("Todavía no está confirmada."), code="unconfirmed")
    why = reason or _("no da motivo")
    need = needs.move(
        intake.need,
        NeedState.WITHDRAWN,
        by=None,
        reason=_("La retira quien la envió: %s") % why,
    )
    Intake.objects.filter(pk=intake.pk).update(digest="")
    return need


# -- forgetting ------------------------------------------------------------------------------------


@transaction.atomic
def discard(intake: Intake) -> None:
    """Nothing is left of something that was never confirmed: neither its letters nor its links."""
    letters.forget_once(f"intake:{intake.pk}:")
    links.forget_about(intake)
    intake.delete()


@transaction.atomic
def forget_contact(intake: Intake, *, by: Any) -> None:
    """Forget who sent a need, which stays, and say so no more in what they wrote. Its links open no
    more. Whoever is in the directory already stays there, and in what is told of the need."""
    if intake.need is None or intake.need.person_id is None:
        _forget_mentions(intake)
    letters.forget_once(f"intake:{intake.pk}:")
    links.forget_about(intake)
    Intake.objects.filter(pk=intake.pk).update(
        name="", email="", phone="", role="", digest="", erased_at=timezone.now()
    )
    if intake.need is not None:
        intake.need.refresh_from_db()
        writing.note(
            Verb.CHANGED, intake.need, by=by, reason=_("Suprimidos los datos de quien la envió")
        )


def _forget_mentions(intake: Intake) -> None:
    known = mentions.Known(
        names=frozenset([intake.name]),
        emails=frozenset([intake.email]),
        phones=frozenset([intake.phone]),
    )
    postscripts = intake.postscripts.values_list("pk", flat=True)
    within: dict[Any, set[int]] = {Intake: {intake.pk}, Postscript: set(postscripts)}
    if intake.need_id is not None:
        within[Need] = {intake.need_id}
    mentions.forget(known, within, within)


def forget_old(now=None) -> tuple[int, int]:
    """What was not confirmed in time goes; and the contacts of needs closed long ago. How many."""
    now = now or timezone.now()
    late = Intake.objects.filter(need__isnull=True, sent_at__lt=now - CONFIRM_WITHIN)
    discarded = [discard(one) for one in late]
    closed = Intake.objects.filter(
        need__closed_on__lt=timezone.localdate(now) - KEPT_FOR, erased_at__isnull=True
    )
    forgotten = [forget_contact(one, by=None) for one in closed.select_related("need")]
    return len(discarded), len(forgotten)


# -- details ---------------------------------------------------------------------------------------


def _values(sent: Sent) -> dict[str, Any]:
    return dict(vars(sent))


def _mark(sent: Sent) -> str:
    said = "\n".join(fold(one) for one in (sent.email, sent.title, sent.description))
    return hashlib.sha256(said.encode()).hexdigest()


def _refuse_to_fill(email: str) -> None:
    if inboxes.is_full(email) or inboxes.has_had_enough(email):
        raise ValidationError(
            _("Ya hemos escrito varias veces a ese correo. Confirme alguna de las que envió, o "
              "llámenos."), code="waiting",
        )  # fmt: skip
