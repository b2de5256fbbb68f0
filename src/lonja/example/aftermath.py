"""What came of the needs of the months before: contracts, pilots, disagreement, and nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from lonja.matching.domain import asking, needs
from lonja.matching.enums import Afterwards, Answer, DiscardReason, NeedState, OutcomeKind
from lonja.matching.models import Need

from . import cases
from .clock import then
from .paths import Path
from .world import MAIN_YEAR, World

YES, NOT_NOW, NO = Answer.YES, Answer.NOT_NOW, Answer.NO
FIRST_DAY = date(MAIN_YEAR + 1, 2, 10)
"""Nothing of what is told here is earlier: the years of the balance are closed."""
NOTHING_SAID = (Afterwards.NOTHING, "", None, "")


def write(world: World) -> None:
    _left_from_the_year(world)
    for story in (records, buildings, floods, noise, low_emissions, waste, lonely):
        story(world)


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
    agreed = (Afterwards.AGREEMENT, OutcomeKind.CONTRACT, Decimal(88_400))
    path.after(made, 30, member=(*agreed, "Firmado."), territory=(*agreed, ""))
    path.close(NeedState.RESOLVED, on=_later(made.date, 45))


def floods(world: World) -> None:
    """Called, not held, called again; a pilot."""
    start = _since(150)
    path = Path(world, cases.FLOODS, on=start)
    one, other = path.able(2, on=start)
    path.ask(one, other, on=_later(start, 2))
    path.say(one, YES, "Una prueba en un barranco, sin coste.", on=_later(start, 3))
    with then(_later(start, 14), 8):
        asking.expire()
    made = path.introduce(one, "Vigilan cauces en terreno parecido.", on=_later(start, 15))
    made = path.agree(made, "Antes de las lluvias, mejor.", on=_later(start, 16))
    path.not_held(path.call(made, _later(start, 22), on=_later(start, 17)),
                  "Alerta por viento esa mañana")  # fmt: skip
    path.hold(path.call(made, _later(start, 30), on=_later(start, 23)),
              "Prueban en un barranco hasta que acabe el otoño.")  # fmt: skip
    pilot = (Afterwards.AGREEMENT, OutcomeKind.PILOT, Decimal(14_200))
    path.after(made, 30, member=(*pilot, ""), territory=(*pilot, "Un barranco, una temporada."))


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
        member=(Afterwards.AGREEMENT, OutcomeKind.PILOT, Decimal(9_600), "Instalado."),
        territory=(Afterwards.AGREEMENT, OutcomeKind.PILOT, Decimal(9_600), ""),
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
    agreed = (Afterwards.AGREEMENT, OutcomeKind.CONTRACT, Decimal(64_500))
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
    agreement = (Afterwards.AGREEMENT, OutcomeKind.CONTRACT)
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


def _since(days: int) -> date:
    """So many days ago, and never in the years that are closed."""
    return _later(max(timezone.localdate() - timedelta(days=days), FIRST_DAY), 0)


def _later(day: date, days: int) -> date:
    """So many days after; on the Monday, when it would be a weekend."""
    day += timedelta(days=days)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day
