"""The encounter of these days: needs at every stage, dated from today backwards, each by its verbs.

The year of the example is 2024, but offices are opened later: here is what one finds on its desk the
day that it is. Older needs come first, so that whoever was chosen before has had its turn. All of it
is later than 2024, whose balance it does not touch.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lonja.accounts import links
from lonja.accounts.tokens import without_tokens
from lonja.groups.models import WorkingGroup
from lonja.mail import jobs as mail_jobs
from lonja.mail.enums import State as Mail
from lonja.mail.models import Message
from lonja.matching import candidates, fitting
from lonja.matching.domain import asking, describing, looking, needs, receiving, sounding, spotting
from lonja.matching.enums import (
    Afterwards,
    Answer,
    DiscardReason,
    Frequency,
    NeedState,
    OutcomeKind,
)
from lonja.matching.models import Candidate, Need, Notice
from lonja.matching.web.need_forms import consent_text

from . import cases
from .clock import ago, ahead, of_week, then
from .paths import Path
from .world import MAIN_YEAR, World

Outcome = OutcomeKind
YES, NOT_NOW, NO = Answer.YES, Answer.NOT_NOW, Answer.NO
FIRST_DAY = date(MAIN_YEAR + 1, 2, 10)
"""Nothing of what is told here is earlier: the years of the balance are closed."""
NOTHING_SAID = (Afterwards.NOTHING, "", None, "")


def write(world: World) -> None:
    _left_from_the_year(world)
    for story in (records, buildings, fires, noise):
        story(world)
    for story in (low_emissions, waste, lonely, sensors):
        story(world)
    for story in (street, charging, ens, parks, schools, nobody, air):
        story(world)
    _notice(world)
    _came_in(world)
    spotting.spot(Notice.objects.open())
    _subscribe(world)
    _letters_have_left()


# -- of the months before: how it ended ----------------------------------------------------------


def _left_from_the_year(world: World) -> None:
    """What nobody was found for in 2024 got its answer in the first weeks of the next year."""
    why = "Nadie en plazo; el territorio lo resolvió por su cuenta"
    day = min(FIRST_DAY, timezone.localdate())
    for need in Need.objects.filter(
        received_on__year=MAIN_YEAR, state=NeedState.RECEIVED, territory__isnull=False
    ).order_by("pk"):
        by = need.responsible or world.staff[0]
        with then(day, 10):
            for state in (NeedState.QUALIFIED, NeedState.OPENED):
                needs.move(need, state, by=by)
            needs.move(need, NeedState.UNANSWERED, by=by, reason=why)


def records(world: World) -> None:
    """Met, and it came to nothing."""
    start = _since(280)
    path = Path(world, cases.RECORDS, on=start)
    one, other = path.able(2, on=start)
    path.ask(one, other, on=_later(start, 6))
    path.say(one, YES, "Lo hicimos en otra diputación y podemos enseñarlo.", on=_later(start, 9))
    path.say(other, NO, "No llevamos expediente electrónico.", on=_later(start, 10))
    made = path.meet(one, "Llevan el expediente de una diputación del mismo tamaño.",
                     on=_later(start, 17), days=21,
                     summary="Vieron el expediente común. Prefieren esperar al pliego de la región.")  # fmt: skip
    path.after(made, 30, member=NOTHING_SAID, territory=NOTHING_SAID)
    path.close(NeedState.UNANSWERED, on=_later(made.date, 40), reason="Esperan al pliego regional")


def buildings(world: World) -> None:
    """A contract, the same for both."""
    start = _since(215)
    path = Path(world, cases.BUILDINGS, on=start)
    one, other, third = path.able(3, on=start)
    path.discard(third, DiscardReason.SIZE, on=_later(start, 3))
    path.ask(one, other, on=_later(start, 4))
    path.say(one, YES, "Tenemos lector de facturas y lo ponemos en un mes.", on=_later(start, 5))
    path.say(other, YES, "Nos interesa, con auditores propios.", on=_later(start, 7))
    made = path.meet(one, "Leen facturas en papel, que es lo que hay.", on=_later(start, 12), days=9,
                     summary="Empiezan por veinte edificios. Envían oferta en dos semanas.")  # fmt: skip
    path.pass_over(other, "El territorio quiso ver primero la lectura de facturas", on=made.date)
    agreed = (Afterwards.AGREEMENT, Outcome.CONTRACT, Decimal(88_400))
    path.after(made, 30, member=(*agreed, "Firmado."), territory=(*agreed, ""))
    path.close(NeedState.RESOLVED, on=_later(made.date, 45))


def fires(world: World) -> None:
    """Called, not held, called again; a pilot."""
    start = _since(150)
    path = Path(world, cases.FIRES, on=start)
    one, other = path.able(2, on=start)
    path.ask(one, other, on=_later(start, 2))
    path.say(one, YES, "Una semana de prueba en una torre, sin coste.", on=_later(start, 3))
    with then(_later(start, 14), 8):
        asking.expire()
    made = path.introduce(one, "Tienen cámaras en monte cerrado.", on=_later(start, 15))
    made = path.agree(made, "Antes del verano, mejor.", on=_later(start, 16))
    path.not_held(path.call(made, _later(start, 22), on=_later(start, 17)),
                  "Aviso de incendio esa mañana")  # fmt: skip
    path.hold(path.call(made, _later(start, 30), on=_later(start, 23)),
              "Prueban en la torre de Izaña durante julio.")  # fmt: skip
    pilot = (Afterwards.AGREEMENT, Outcome.PILOT, Decimal(14_200))
    path.after(made, 30, member=(*pilot, ""), territory=(*pilot, "Una torre, un verano."))


def noise(world: World) -> None:
    """A pilot of which only one side says how much."""
    start = _since(104)
    path = Path(world, cases.NOISE, on=start)
    one, other = path.able(2, on=start)
    path.discard(other, DiscardReason.CONFLICT, on=_later(start, 1),
                 note="Trabaja para la contrata de la obra")  # fmt: skip
    path.ask(one, on=_later(start, 1))
    path.say(one, YES, "Con sonómetros homologados, sirve como prueba.", on=_later(start, 2))
    made = path.meet(one, "Sus medidas han valido en dos juzgados.", on=_later(start, 6), days=7,
                     summary="Tres puntos durante un mes. El informe lo firma un perito.")  # fmt: skip
    path.after(
        made, 30,
        member=(Afterwards.AGREEMENT, Outcome.PILOT, Decimal(9_600), "Instalado."),
        territory=(Afterwards.AGREEMENT, Outcome.PILOT, Decimal(9_600), ""),
    )  # fmt: skip
    path.close(NeedState.RESOLVED, on=_later(made.date, 50))


# -- a month after ---------------------------------------------------------------------------------


def low_emissions(world: World) -> None:
    """Both say the same contract. The member is the one that has an account in the example."""
    start = _since(74)
    path = Path(world, cases.LOW_EMISSIONS, on=start)
    ours, other, third = path.able(3, on=start, also=world.companies[2:3])
    path.discard(third, DiscardReason.TURN, on=_later(start, 1))
    path.ask(ours, other, on=_later(start, 1))
    path.say(ours, YES, "Llevamos el padrón de otras dos ciudades.", on=_later(start, 2))
    path.say(other, NOT_NOW, "Hasta otoño no tenemos equipo libre.", on=_later(start, 4))
    made = path.meet(ours, "Explican la zona a los vecinos, además de montarla.",
                     on=_later(start, 8), days=6,
                     summary="Empiezan por el padrón y por dos reuniones de barrio.")  # fmt: skip
    agreed = (Afterwards.AGREEMENT, Outcome.CONTRACT, Decimal(64_500))
    path.after(made, 30, member=(*agreed, "Adjudicado."), territory=(*agreed, "Muy contentos."))


def waste(world: World) -> None:
    """Each side says another amount."""
    start = _since(62)
    path = Path(world, cases.WASTE, on=start)
    one, other = path.able(2, on=start)
    path.ask(one, other, on=_later(start, 2))
    path.say(one, YES, "Podemos empezar con trescientas viviendas.", on=_later(start, 3))
    path.say(other, YES, "Nos interesa si hay más pueblos.", on=_later(start, 5))
    made = path.meet(one, "Lo tienen en marcha en una comarca parecida.", on=_later(start, 9), days=8,
                     summary="Un pueblo, trescientas viviendas, tarjeta en el contenedor.")  # fmt: skip
    path.pass_over(other, "La mancomunidad prefirió empezar por uno solo", on=made.date)
    agreement = (Afterwards.AGREEMENT, Outcome.CONTRACT)
    path.after(
        made, 30,
        member=(*agreement, Decimal(41_200), "Con el mantenimiento del primer año."),
        territory=(*agreement, Decimal(34_800), "Sin el mantenimiento, que va aparte."),
    )  # fmt: skip


def lonely(world: World) -> None:
    """One side says that it came to nothing; the other, that they are still talking."""
    start = _since(52)
    path = Path(world, cases.LONELY, on=start)
    one, other = path.able(2, on=start)
    path.discard(other, DiscardReason.PLACE, on=_later(start, 2))
    path.ask(one, on=_later(start, 2))
    path.say(one, YES, "Sin cámaras: consumo de agua y de luz, con permiso.", on=_later(start, 4))
    made = path.meet(one, "Avisan sin cámaras, que es la condición.", on=_later(start, 10), days=6,
                     summary="Buena acogida; falta ver quién atiende el aviso de noche.")  # fmt: skip
    path.after(
        made, 30,
        member=(Afterwards.GOING_ON, "", None, "Esperamos la respuesta de la concejalía."),
        territory=(Afterwards.NOTHING, "", None, "No tenemos quién atienda los avisos de noche."),
    )  # fmt: skip


def sensors(world: World) -> None:
    """A sounding before a tender: one question answered to all, two answers, days left."""
    path = Path(world, cases.SENSORS, on=ago(9))
    ranked = fitting.rank_need(path.need)
    standings = [one for one in ranked if one.fits and one.member.is_example]
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
        contact = candidates.contacts_of([member])[member.pk][0]
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


def _since(days: int) -> date:
    """So many days ago, and never in the years that are closed."""
    return _later(max(timezone.localdate() - timedelta(days=days), FIRST_DAY), 0)


def _later(day: date, days: int) -> date:
    """So many days after; on the Monday, when it would be a weekend."""
    day += timedelta(days=days)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def _link(purpose: str, candidate: Candidate) -> links.Link:
    token = links.make(purpose, candidate, candidate.contact.email, days=60, by=None)
    return links.open(token, purpose)
