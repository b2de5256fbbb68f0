"""Asking the chosen members whether a need interests them, and what follows from their answers.

One e-mail to each, with a deadline and three buttons by a signed link. As many are asked at the
same time as the need has places; whoever says no, or nothing in time, leaves theirs to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lonja.accounts import links
from lonja.core.naming import called
from lonja.directory.models import Organisation, Person
from lonja.house import workdays
from lonja.house.models import House
from lonja.journal import writing
from lonja.mail import outbox
from lonja.mail.writing import Letter
from lonja.mail.writing import write as write_letter

from ..enums import Answer, CandidateState, NeedState, Origin, Publicity, Side
from ..models import Candidate, Need
from ..queries import candidates
from . import looking, needs, selecting, telling

PURPOSE = links.purpose("interest", gettext_lazy("decir si le interesa"), Candidate, "need__title")
WORKING_DAYS = 5
NOWHERE = "su-enlace-personal"  # in place of a token, where a letter is only seen
KEPT_OPEN = 30  # days after the deadline in which the link still opens, to say what happened
SAYS = {
    Answer.YES: CandidateState.INTERESTED,
    Answer.NOT_NOW: CandidateState.NOT_NOW,
    Answer.NO: CandidateState.DECLINED,
}
ANSWERS = {state: answer for answer, state in SAYS.items()}


@dataclass(frozen=True)
class Question:
    """Whom to ask at a member."""

    member: Organisation
    contact: Person


def default_deadline(today: date | None = None, house: House | None = None) -> date:
    """Five working days from today."""
    return workdays.after(today or timezone.localdate(), WORKING_DAYS, house)


@transaction.atomic
def ask(
    need: Need, questions: Sequence[Question], *, by: Any, answer_by: date, words: str = ""
) -> list[Candidate]:
    """Write to each, in the name of the office. ValidationError, and nobody is written to, when the
    need is closed or in an open sounding, its places are not enough, a deadline is past, or any of
    them cannot be asked, or was already."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    _refuse_unless_askable(need, questions, answer_by=answer_by, words=words)
    looking.begin(need, by=by)
    found = []
    for question in questions:
        candidate = selecting.put_forward(need, question.member, by=by)
        found.append(
            selecting.move(
                candidate, CandidateState.ASKED, by=by, contact=question.contact,
                told=words.strip(), answer_by=answer_by, asked_at=timezone.now(),
                answered_at=None, reminded_at=None,
            )
        )  # fmt: skip
        _write("matching/mail/interest", found[-1], by=by, once=_once("interest", found[-1]))
    for state in (NeedState.QUALIFIED, NeedState.OPENED):
        needs.advance(need, state, by=by)
    return found


def preview(need: Need, question: Question, *, by: Any, answer_by: date, words: str) -> Letter:
    """The letter as it would leave, with links that lead nowhere."""
    candidate = Candidate(
        need=need, member=question.member, contact=question.contact, told=words,
        answer_by=answer_by,
    )  # fmt: skip
    context = {
        "to": question.contact,
        "by": by,
        **_context(candidate, links.address("interest", NOWHERE)),
    }
    return write_letter("matching/mail/interest", context, question.contact.language or "es")


@transaction.atomic
def answer(
    candidate: Candidate,
    said: Answer,
    *,
    words: str = "",
    by: Any = None,
    link: Any = None,
    today: date | None = None,
) -> Candidate:
    """What the member says, by its link, or as the office notes it (`by`). Until the deadline it
    may say another thing; after it, only whoever had said nothing, while there is a place left.

    ValidationError with the reason otherwise. A member that has left is noted as such.
    """
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if refusal := closed_because(candidate, today=today):
        raise ValidationError(refusal, code="closed")
    if link is not None:
        links.use(link)
    to = SAYS[Answer(said)]
    values: dict[str, Any] = {"words": words.strip()[:4000], "answered_at": timezone.now()}
    if candidate.state == to:
        return writing.change(candidate, by=by, **values)
    candidate = selecting.move(
        candidate, to, by=by, side=Side.MEMBER, reason=words.strip(), **values
    )
    if to == CandidateState.INTERESTED:
        needs.advance(candidate.need, NeedState.ANSWERED, by=by)
    return candidate


def address_for(candidate: Candidate, email: str, *, days: int, by: Any) -> str:
    """A personal address at which it is answered, so many days from now."""
    return links.address("interest", links.make(PURPOSE, candidate, email, days=days, by=by))


def closed_because(candidate: Candidate, *, today: date | None = None) -> str:
    """Why it cannot answer now, in words for whoever has the link; empty when it can."""
    today, need = today or timezone.localdate(), candidate.need
    if candidate.state == CandidateState.LEFT or not candidates.is_member(candidate.member, today):
        return _(
            "%s ya no figura entre los asociados, y por eso esta consulta no sigue. Si es un "
            "error, responda al correo que recibió."
        ) % capfirst(called(candidate.member))
    if need.is_closed or need.deleted_at:
        return _("Esta necesidad ya está cerrada. Gracias de todos modos.")
    if candidate.state == CandidateState.INTRODUCED:
        return _("Ya les hemos presentado: si algo ha cambiado, responda al correo que recibió.")
    if candidate.state == CandidateState.PASSED_OVER:
        return _("Esta vez seguimos adelante con otros asociados. Gracias por contestar.")
    if candidate.state not in (*SAYS.values(), CandidateState.ASKED, CandidateState.EXPIRED):
        return _("La oficina ha retirado esta pregunta.")
    if candidate.answer_by is None or today <= candidate.answer_by:
        return ""
    if candidate.state in SAYS.values():
        return _("El plazo para cambiar la respuesta terminó el %s. Si algo ha cambiado, responda "
                 "al correo que recibió.") % date_format(candidate.answer_by)  # fmt: skip
    if candidate.origin == Origin.SOUNDING:
        return _("El plazo de la consulta terminó el %s.") % date_format(candidate.answer_by)
    if not _has_place(candidate):
        return _("El plazo terminó el %s y ya se ha preguntado a otros asociados.") % date_format(
            candidate.answer_by
        )
    return ""


# -- with time -----------------------------------------------------------------------------------


def remind(today: date | None = None) -> int:
    """Write once more, to whoever has not answered, on the working day before the deadline."""
    today = today or timezone.localdate()
    soon = workdays.after(today, 1)
    rows = Candidate.objects.filter(
        state=CandidateState.ASKED, answer_by__range=(today, soon), reminded_at=None
    ).exclude(asked_at__date=today)
    sent = 0
    rows = rows.exclude(origin=Origin.SOUNDING).select_related("need", "member", "contact")
    for candidate in rows:
        contact = candidate.contact
        if contact is None or not contact.can_be_written_to:
            continue
        if closed_because(candidate, today=today):
            continue
        with transaction.atomic():
            _write("matching/mail/reminder", candidate, by=None, once=_once("remind", candidate))
            writing.change(candidate, by=None, reminded_at=timezone.now())
        sent += 1
    return sent


def expire(today: date | None = None) -> int:
    """Free the places of whoever did not answer in time, has left, or whose need was closed."""
    today = today or timezone.localdate()
    asked = Candidate.objects.filter(state=CandidateState.ASKED, answer_by__lt=today)
    freed = 0
    for candidate in asked:
        freed += _settle(candidate, CandidateState.EXPIRED, _("No contestó en plazo."))
    for candidate in Candidate.objects.filter(
        state__in=(CandidateState.ASKED, CandidateState.INTERESTED)
    ).select_related("need", "member"):
        if not candidates.is_member(candidate.member, today):
            freed += _settle(candidate, CandidateState.LEFT, _("Ya no es asociado."))
        elif candidate.need.is_closed:
            freed += _settle(candidate, CandidateState.PASSED_OVER, _("La necesidad se cerró."))
    return freed


def _settle(candidate: Candidate, to: CandidateState, why: str) -> bool:
    try:
        selecting.move(candidate, to, by=None, reason=why)
    except ValidationError:  # it answered meanwhile
        return False
    return True


# -- inside --------------------------------------------------------------------------------------


def _refuse_unless_askable(
    need: Need, questions: Sequence[Question], *, answer_by: date, words: str
) -> None:
    if need.is_closed:
        raise ValidationError(_("Esta necesidad está cerrada."), code="closed")
    if candidates.open_sounding(need):
        raise ValidationError(
            _("Esta necesidad está en consulta abierta a todos: mientras dure, a nadie se le "
              "pregunta por separado."), code="sounding",
        )  # fmt: skip
    if answer_by <= timezone.localdate():
        raise ValidationError({"answer_by": _("El plazo ha de ser un día que esté por llegar.")})
    if need.publicity == Publicity.CONFIDENTIAL and not words.strip():
        raise ValidationError(
            {"words": _("La necesidad es confidencial: escriba qué se les puede decir de ella.")}
        )
    free = candidates.free_places(need)
    if len(questions) > free:
        raise ValidationError(
            ngettext(
                "Solo queda una plaza en esta necesidad: pregunte a uno, o dele más plazas.",
                "Solo quedan %(n)s plazas en esta necesidad: pregunte a menos, o dele más plazas.",
                free,
            ) % {"n": free}
            if free
            else _("Todas las plazas de esta necesidad están ocupadas: espere a que quede una "
                   "libre, o dele más."), code="places",
        )  # fmt: skip
    peace = candidates.left_in_peace([one.member.pk for one in questions], but=need)
    for question in questions:
        if said := peace.get(question.member.pk):
            raise ValidationError(f"{question.member}: {said}", code="peace")
        if not question.contact.email:
            raise ValidationError(
                _("%(person)s (%(member)s) no tiene correo.")
                % {"person": question.contact, "member": question.member}, code="email",
            )  # fmt: skip


def _has_place(candidate: Candidate) -> bool:
    return candidate.takes_a_place or candidates.free_places(candidate.need) > 0


def _once(what: str, candidate: Candidate) -> str:
    times = candidate.steps.filter(to_state=CandidateState.ASKED).count()
    return f"{what}:{candidate.pk}:{times}"


def _write(template: str, candidate: Candidate, *, by: Any, once: str) -> None:
    contact = candidate.contact
    if contact is None or not contact.can_be_written_to:
        return
    last = candidate.answer_by or timezone.localdate()
    days = (last - timezone.localdate()).days + KEPT_OPEN
    address = address_for(candidate, contact.email, days=days, by=by)
    with translation.override(contact.language or "es"):
        context = _context(candidate, address)
    outbox.send(
        template, contact, context, about=candidate, by=by, once=once,
        reply_to=getattr(by or candidate.need.responsible, "email", ""),
    )  # fmt: skip


def _context(candidate: Candidate, address: str) -> dict[str, Any]:
    """Call it in the language of whoever will read it."""
    return {
        "member": candidate.member,
        "told": telling.told(candidate.need, candidate.told, translation.get_language() or "es"),
        "answer_by": candidate.answer_by,
        "yes": f"{address}?respuesta=yes",
        "not_now": f"{address}?respuesta=not_now",
        "no": f"{address}?respuesta=no",
    }
