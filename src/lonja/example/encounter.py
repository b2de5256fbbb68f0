"""The encounter of these days: needs at every stage, dated from today backwards, each by its verbs.

The year of the example is 2024, but offices are opened later: here is what one finds on its desk the
day that it is. Older needs come first, so that whoever was chosen before has had its turn. All of it
is later than 2024, whose balance it does not touch.
"""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lonja.accounts import links
from lonja.accounts.tokens import without_tokens
from lonja.directory.queries import contacts_of_each
from lonja.groups.models import WorkingGroup
from lonja.mail import jobs as mail_jobs
from lonja.mail.enums import State as Mail
from lonja.mail.models import Message
from lonja.matching import fitting
from lonja.matching.domain import describing, looking, needs, receiving, sounding, spotting
from lonja.matching.enums import (
    Answer,
    DiscardReason,
    Frequency,
    NeedState,
)
from lonja.matching.models import Candidate, Need, Notice
from lonja.matching.queries import candidates
from lonja.matching.web.need_forms import consent_text

from . import aftermath, cases
from .clock import ago, ahead, of_week, then
from .paths import Path
from .world import World

YES, NOT_NOW, NO = Answer.YES, Answer.NOT_NOW, Answer.NO


def write(world: World) -> None:
    aftermath.write(world)
    for story in (sensors, street, charging, ens, parks, schools, nobody, air):
        story(world)
    _notice(world)
    _came_in(world)
    spotting.spot(Notice.objects.open())
    _subscribe(world)
    _letters_have_left()


def sensors(world: World) -> None:
    """A sounding before a tender: one question answered to all, two answers, days left."""
    path = Path(world, cases.SENSORS, on=ago(9))
    ranked = fitting.rank_need(path.need)
    standings = [
        one
        for one in ranked
        if one.fits and one.member.is_example and any(why["kind"] == "areas" for why in one.reasons)
    ]
    if len(standings) < 3:
        standings = [candidates.Standing(member) for member in path.able(4, on=ago(9))]
    closes_on = ahead(6)
    with then(ago(6), 10):
        opened = sounding.open_to_all(
            path.need, standings, by=path.by, closes_on=closes_on,
            text="¿Qué sensores de temperatura y humedad pondrían en el patio de un colegio, cada cuánto miden, quién los mantiene y cuánto cuesta un centro el primer año y los siguientes?",
            criterion="Todos los asociados que trabajan en sensorización o en islas de calor, y encajan con la necesidad",
        )  # fmt: skip
    first, second, third = list(sounding.told(opened))[:3]
    with then(ago(4), 12):
        asked = sounding.ask_question(
            opened, third.member, "¿Hay corriente en los patios, o tienen que ir con batería?",
            link=_link(sounding.PURPOSE, third),
        )  # fmt: skip
    with then(ago(3), 9, 30):
        sounding.reply(asked, "En 9 de los 40 hay enchufe exterior. En los demás, batería o sol.",
                       by=path.by)  # fmt: skip
    for candidate, said, words, day in (
        (first, YES, "Batería de cinco años, una medida cada diez minutos. 1.900 € por centro y 240 € al año.", 2),
        (second, NOT_NOW, "Nos gustaría, pero hasta septiembre no fabricamos más.", 1),
    ):  # fmt: skip
        with then(ago(day), 13):
            sounding.answer(candidate, said, words=words, link=_link(sounding.PURPOSE, candidate))


# -- of these days ---------------------------------------------------------------------------------


def street(world: World) -> None:
    """Met last week, with who attended."""
    path = Path(world, cases.STREET, on=ago(22))
    one, other, third = path.able(3, on=ago(22))
    path.discard(third, DiscardReason.BUSY, on=ago(21))
    path.ask(one, other, on=ago(21))
    path.say(one, YES, "Lo simulamos con los aforos que ya tienen.", on=ago(20))
    path.say(other, NO, "No hacemos gemelos de calles, solo de edificios.", on=ago(19))
    made = path.introduce(one, "Enseñan la calle en tres dimensiones.", on=ago(16))
    made = path.agree(made, "Perfecto. Que venga también urbanismo.", on=ago(15))
    path.hold(path.call(made, of_week(-1, 2), on=ago(14)),
              "Vieron otra ciudad. Envían propuesta con dos escenarios antes de fin de mes.")  # fmt: skip


def charging(world: World) -> None:
    """Called for next week."""
    path = Path(world, cases.CHARGING, on=ago(15))
    one, other = path.able(2, on=ago(15))
    path.ask(one, other, on=ago(14))
    path.say(one, YES, "Tenemos el método y lo enseñamos con sus datos.", on=ago(12))
    path.say(other, YES, "Podemos poner también los puntos.", on=ago(11))
    made = path.agree(path.introduce(one, "Deciden con datos y lo explican.", on=ago(8)),
                      "Adelante.", on=ago(6))  # fmt: skip
    path.call(made, of_week(1, 2), on=ago(4))


def ens(world: World) -> None:
    """Introduced; the member proposes times and the territory has to pick."""
    path = Path(world, cases.ENS, on=ago(12))
    one, other = path.able(2, on=ago(12))
    path.ask(one, other, on=ago(11))
    path.say(one, YES, "Lo hacemos para otra diputación con un teléfono común.", on=ago(9))
    path.say(other, NOT_NOW, "En auditoría hasta fin de mes.", on=ago(8))
    made = path.agree(path.introduce(one, "Un solo plan y alguien al teléfono.", on=ago(6)),
                      "Encantados.", on=ago(3))  # fmt: skip
    path.offer(made, [ahead(3), ahead(4), ahead(5)], on=ago(1))


def parks(world: World) -> None:
    """The member has said yes; the territory has yet to."""
    path = Path(world, cases.PARKS, on=ago(9))
    one, other, third = path.able(3, on=ago(9))
    path.discard(third, DiscardReason.FIELD, on=ago(8))
    path.ask(one, other, on=ago(7))
    path.say(one, YES, "Regulamos punto a punto y se paga con el ahorro.", on=ago(5))
    path.say(other, YES, "Podemos visitarlo la semana que viene.", on=ago(4))
    path.introduce(one, "Han hecho dos parques como los suyos y comparten los datos.", on=ago(2))


def schools(world: World) -> None:
    """Three asked: one yes, one not now, and one silent with its deadline near."""
    path = Path(world, cases.SCHOOLS, on=ago(5))
    ours = world.companies[2]
    keen, busy = [one for one in path.able(3, on=ago(5), also=[ours]) if one != ours]
    path.ask(keen, busy, ours, on=ago(4))
    path.say(keen, YES, "Lo tenemos en cuatro colegios: bolardos, cámara y aviso a las familias. Podemos ir a verlo cuando digan.", on=ago(2))  # fmt: skip
    path.say(busy, NOT_NOW, "Nos gustaría, pero hasta el trimestre que viene no llegamos.", on=ago(1))  # fmt: skip


def nobody(world: World) -> None:
    """Nobody of the cluster can solve it, which is known since it was looked at."""
    for case, days in ((cases.ORGAN, 34), (cases.FERRY, 6)):
        looking.measure(Path(world, case, on=ago(days)).need)


def air(world: World) -> None:
    """Raised in a group; two chosen among those that fit, to be asked today."""
    group = WorkingGroup.objects.filter(name__startswith="Comisión").first()
    path = Path(world, cases.AIR, on=ago(3), group=group)
    one, other, third = path.able(3, on=ago(3))
    path.choose(one, other, on=ago(1))
    path.discard(third, DiscardReason.TURN, on=ago(1))


def _notice(world: World) -> None:
    """A notice that became a need today, with two chosen."""
    need = Need.objects.filter(notice__isnull=False).latest("pk")
    ranked = fitting.rank_need(need)
    fits = [one.member for one in ranked if one.fits and one.member.is_example]
    with then(timezone.localdate(), 9):
        for member in fits[:2]:
            looking.choose(need, member, by=need.responsible)
        for member in fits[2:3]:
            why = "Solo instala; no fabrica ni calibra"
            looking.discard(need, member, DiscardReason.OTHER, by=need.responsible, note=why)
        needs.advance(need, NeedState.QUALIFIED, by=need.responsible)


def _came_in(world: World) -> None:
    """By a call, the last working day; by the form, this morning, and confirmed."""
    call, form = cases.LEAKS, cases.CONTAINERS
    with then(ago(1), 12, 40):
        receiving.noted(
            receiving.Sent(
                title=call.title, description=call.words, territory=world.town(call.place),
                body="Servicio municipal de aguas", name="Félix Navazo Alameda",
                phone="600 000 214", email="", consent="De palabra, en la llamada",
                role="Jefe del servicio",
            ),
            by=world.staff[2], urgency=call.urgency,
        )  # fmt: skip
    with then(timezone.localdate(), 8, 35):
        sent = receiving.receive(
            receiving.Sent(
                title=form.title, description=form.words, territory=world.town(form.place),
                body=f"Ayuntamiento de {form.place}", name="Carmela Tejar Robledal",
                email="carmela.tejar@ejemplo.example", role="Técnica de Limpieza",
                budget=form.budget, horizon=form.horizon, consent=consent_text(),
            )
        )  # fmt: skip
        receiving.confirm(sent)


# -- all at once -----------------------------------------------------------------------------------


def _subscribe(world: World) -> None:
    """The member with an account, each week; another, at once."""
    for member, often in (
        (world.companies[2], Frequency.WEEKLY),
        (world.companies[4], Frequency.AT_ONCE),
    ):
        contact = contacts_of_each([member])[member.pk][0]
        describing.choose_frequency(contact, member, often)


def _letters_have_left() -> None:
    """What was written on those days left on those days; nobody gets anything today."""
    for letter in Message.objects.filter(state=Mail.QUEUED):
        private = letter.private
        Message.objects.filter(pk=letter.pk).update(
            state=Mail.SENT, sent_at=F("created_at"), attempts=1, unsubscribe_url="",
            text="" if private else without_tokens(letter.text),
            html="" if private else without_tokens(letter.html),
        )  # fmt: skip
    DBTaskResult.objects.filter(task_path=mail_jobs.deliver.module_path).delete()


def _link(purpose: str, candidate: Candidate) -> links.Link:
    token = links.make(purpose, candidate, candidate.contact.email, days=60, by=None)
    return links.open(token, purpose)
