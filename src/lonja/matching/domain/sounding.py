"""A need opened to every member that fits: one text, one deadline, answers shared with all.

What happens leaves a line in a log that is only ever added to: what was sent, to whom and when,
each question and its reply, each answer, and the conclusion. A question is told without its
asker, in the letters and in the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.accounts import links
from lonja.core.naming import called
from lonja.directory.models import Organisation, Person
from lonja.directory.queries import contacts_of_each, members_on
from lonja.house import workdays
from lonja.journal import writing
from lonja.mail import outbox

from ..enums import Answer, CandidateState, NeedState, Origin, SoundingEvent
from ..models import Candidate, Need, Question, Sounding, SoundingEntry
from ..queries import candidates, sides
from . import asking, needs, selecting

PURPOSE = links.purpose(
    "sounding", gettext_lazy("responder a la consulta"), Candidate, "need__title"
)
Event = SoundingEvent
MOST_QUESTIONS = 20
"""Of one member: each has to be answered, to everybody, before it closes."""


@transaction.atomic
def open_to_all(
    need: Need,
    standings: Sequence[candidates.Standing],
    *,
    text: str,
    criterion: str,
    closes_on: date,
    by: Any,
) -> Sounding:
    """Write the same to each of those members, and keep who could not be written to and who was
    left out, with the reason. ValidationError when the need is closed, has had its sounding, or
    somebody has been asked apart already: all are to know the same from the first day."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    _refuse_unless_opens(need, standings, text=text, criterion=criterion, closes_on=closes_on)
    sounding = writing.create(
        Sounding(
            need=need, text=text.strip(), criterion=criterion.strip()[:400], closes_on=closes_on,
            opened_at=timezone.now(),
        ),
        by=by,
    )  # fmt: skip
    said = f"{sounding.text}\n\n{sounding.criterion}"
    _log(sounding, Event.OPENED, text=said, by=by)
    contacts = contacts_of_each([one.member for one in standings])
    for standing in standings:
        _tell(sounding, standing, contacts.get(standing.member.pk, []), by=by)
    for state in (NeedState.QUALIFIED, NeedState.OPENED):
        needs.advance(need, state, by=by)
    return sounding


@transaction.atomic
def answer(candidate: Candidate, said: Answer, *, words: str, link: Any) -> Candidate:
    """As `asking.answer`, with its line in the log. It may say another thing until the deadline,
    and both stay in the log."""
    sounding = _open_or_refuse(Sounding.objects.get(need=candidate.need))
    candidate = asking.answer(candidate, said, words=words, link=link)
    told = f"{Answer(said).label}. {words}".strip()
    _log(sounding, Event.ANSWER, member=candidate.member, text=told)
    return candidate


@transaction.atomic
def ask_question(sounding: Sounding, member: Organisation, text: str, *, link: Any) -> Question:
    """A question of a member, kept without its name in all that others see, nor the contacts that
    it types. The same twice is once.

    ValidationError when it has asked a great many, or is a member no more.
    """
    sounding = _open_or_refuse(sounding)
    text = text.strip()[:2000]
    if not text:
        raise ValidationError({"text": _("Escriba la pregunta.")})
    if not candidates.is_member(member, timezone.localdate()):
        raise ValidationError(
            _("%s ya no figura entre los asociados.") % capfirst(called(member)), code="left"
        )
    links.use(link)
    text = sides.without_contacts(text, contacts_of_each([member]).get(member.pk, []))
    theirs = sounding.questions.filter(asked_by=member)
    if known := theirs.filter(text=text).first():
        return known
    if theirs.count() >= MOST_QUESTIONS:
        raise ValidationError(
            _("Ya ha preguntado mucho: escriba o llame a la oficina."), code="enough"
        )
    question = Question.objects.create(sounding=sounding, asked_by=member, text=text)
    _log(sounding, Event.QUESTION, text=question.text)
    return question


@transaction.atomic
def reply(question: Question, text: str, *, by: Any) -> Question:
    """Answer a question to everybody who was told, at once. It is not changed afterwards."""
    question = Question.objects.select_for_update().get(pk=question.pk)
    sounding = _open_or_refuse(question.sounding, late=True)
    if question.answered_at:
        raise ValidationError(_("Esa pregunta ya está contestada."), code="twice")
    if not text.strip():
        raise ValidationError({"text": _("Escriba la respuesta.")})
    question.answer, question.answered_at = text.strip(), timezone.now()
    question.save(update_fields=["answer", "answered_at"])
    _log(sounding, Event.REPLY, text=f"{question.text}\n\n{question.answer}", by=by)
    for candidate in told(sounding):
        _write("matching/mail/sounding_reply", sounding, candidate, {"question": question},
               by=by, once=f"reply:{question.pk}:{candidate.pk}")  # fmt: skip
    return question


@transaction.atomic
def close(sounding: Sounding, conclusion: str, *, by: Any) -> Sounding:
    """End it, saying to all what is concluded. Nobody answers any more."""
    sounding = Sounding.objects.select_for_update().get(pk=sounding.pk)
    if not sounding.is_open:
        raise ValidationError(_("Esta consulta ya está cerrada."), code="closed")
    if not conclusion.strip():
        raise ValidationError({"conclusion": _("Escriba qué se concluye.")})
    if sounding.questions.filter(answered_at=None).exists():
        raise ValidationError(
            _("Hay preguntas sin contestar: contéstelas a todos antes de cerrar."), code="questions"
        )
    for candidate in told(sounding).filter(state=CandidateState.ASKED):
        selecting.move(
            candidate, CandidateState.EXPIRED, by=by, reason=_("No contestó a la consulta.")
        )
    sounding = writing.change(
        sounding, by=by, closed_at=timezone.now(), conclusion=conclusion.strip()
    )
    _log(sounding, Event.CLOSED, text=sounding.conclusion, by=by)
    for candidate in told(sounding):
        _write("matching/mail/sounding_closed", sounding, candidate, {}, by=by,
               once=f"sounding-closed:{sounding.pk}:{candidate.pk}")  # fmt: skip
    return sounding


def address_for(candidate: Candidate, email: str, *, days: int, by: Any) -> str:
    """A personal address at which a member reads it, asks and answers, so many days from now."""
    return links.address("sounding", links.make(PURPOSE, candidate, email, days=days, by=by))


def remind(today: date | None = None) -> int:
    """Write once more, the same to all who have not answered and still may, on the working day
    before the deadline. How many letters were new."""
    today = today or timezone.localdate()
    soon = workdays.after(today, 1)
    near = Sounding.objects.filter(
        opened_at__isnull=False, closed_at=None, closes_on__range=(today, soon),
        need__deleted_at=None,
    ).exclude(opened_at__date=today)  # fmt: skip
    sent = 0
    for sounding in near.select_related("need"):
        silent = told(sounding).filter(
            state=CandidateState.ASKED, reminded_at=None, member__in=members_on(today)
        )
        for candidate in silent:
            if candidate.contact and candidate.contact.can_be_written_to:
                _remind(sounding, candidate, candidate.contact)
                sent += 1
    return sent


@transaction.atomic
def _remind(sounding: Sounding, candidate: Candidate, contact: Person) -> None:
    _write("matching/mail/sounding_reminder", sounding, candidate, {}, by=None,
           once=f"sounding-reminder:{sounding.pk}:{candidate.pk}")  # fmt: skip
    writing.change(candidate, by=None, reminded_at=timezone.now())
    _log(sounding, Event.REMINDED, member=candidate.member, to=contact.email)


def told(sounding: Sounding) -> Any:
    """The candidates of those who were written to."""
    rows = Candidate.objects.filter(
        need=sounding.need, origin=Origin.SOUNDING, asked_at__isnull=False
    )
    return rows.select_related("member", "contact", "need").order_by("member__folded", "pk")


# -- inside --------------------------------------------------------------------------------------


def _refuse_unless_opens(
    need: Need,
    standings: Sequence[candidates.Standing],
    *,
    text: str,
    criterion: str,
    closes_on: date,
) -> None:
    if need.is_closed:
        raise ValidationError(_("Esta necesidad está cerrada."), code="closed")
    if Sounding.everything.filter(need=need).exists():
        raise ValidationError(_("Esta necesidad ya tiene su consulta."), code="twice")
    if not text.strip():
        raise ValidationError({"text": _("Escriba qué se pregunta.")})
    if not criterion.strip():
        raise ValidationError({"criterion": _("Diga con qué criterio se abre.")})
    if closes_on <= timezone.localdate():
        raise ValidationError({"closes_on": _("El plazo ha de ser un día que esté por llegar.")})
    if Candidate.objects.filter(need=need, asked_at__isnull=False).exists():
        raise ValidationError(
            _("Ya se ha preguntado a alguien por separado: la consulta a todos se abre antes, para "
              "que todos sepan lo mismo desde el primer día."), code="asked",
        )  # fmt: skip
    if not standings:
        raise ValidationError(_("Ningún asociado encaja: no hay a quién abrirla."), code="nobody")


def _tell(
    sounding: Sounding, standing: candidates.Standing, contacts: list[Person], *, by: Any
) -> None:
    member = standing.member
    candidate = selecting.put_forward(
        sounding.need, member, by=by, origin=Origin.SOUNDING, standing=standing
    )
    if candidate.state == CandidateState.DISCARDED:
        why = candidate.get_discard_reason_display()
        _log(sounding, Event.LEFT_OUT, member=member, text=why, by=by)
        return
    if not contacts:
        _log(sounding, Event.UNREACHED, member=member, by=by)
        return
    candidate = selecting.move(
        candidate, CandidateState.ASKED, by=by, contact=contacts[0], told=sounding.text,
        answer_by=sounding.closes_on, asked_at=timezone.now(), origin=Origin.SOUNDING,
    )  # fmt: skip
    _write("matching/mail/sounding", sounding, candidate, {}, by=by,
           once=f"sounding:{sounding.pk}:{candidate.pk}")  # fmt: skip
    _log(sounding, Event.SENT, member=member, to=contacts[0].email, text=sounding.text, by=by)


def _open_or_refuse(sounding: Sounding, *, late: bool = False) -> Sounding:
    """The sounding, locked; ValidationError when it is over. `late`: its deadline may have
    passed, as for replying to what was asked in time."""
    sounding = Sounding.objects.select_for_update().select_related("need").get(pk=sounding.pk)
    if not sounding.is_open or (not late and sounding.closes_on < timezone.localdate()):
        raise ValidationError(_("El plazo de la consulta ha terminado."), code="closed")
    return sounding


def _write(
    template: str,
    sounding: Sounding,
    candidate: Candidate,
    more: dict[str, Any],
    *,
    by: Any,
    once: str,
) -> None:
    contact = candidate.contact
    if contact is None or not contact.can_be_written_to:
        return
    until = sounding.closes_on - timezone.localdate() + timedelta(days=asking.KEPT_OPEN)
    days = max(until.days, asking.KEPT_OPEN)
    page = address_for(candidate, contact.email, days=days, by=by)
    outbox.send(
        template,
        contact,
        {"sounding": sounding, "page": page, **more},
        about=candidate,
        by=by,
        once=once,
        reply_to=getattr(by or sounding.need.responsible, "email", ""),
    )


def _log(
    sounding: Sounding,
    what: SoundingEvent,
    *,
    member: Organisation | None = None,
    to: str = "",
    text: str = "",
    by: Any = None,
) -> None:
    SoundingEntry.objects.create(
        sounding=sounding, what=what, member=member, to=to, text=text, by=by
    )
