"""Public announcements of invented councils, brought in as a real file would be.

Those still open came out in the days before the example is written and close in the weeks after,
so that there is something to look at; the rest are of 2024.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from xml.sax.saxutils import escape

from django.utils import timezone

from lonja.directory.models import Organisation
from lonja.matching.domain import importing, needs, triage
from lonja.matching.models import Notice

from .world import MAIN_YEAR, World

SITE = "https://contratos.ejemplo.example/sindicacion/licitacionesPerfilContratante/"


@dataclass(frozen=True)
class Said:
    """An announcement. `closes_in`: days from today until its deadline; None when it is past.
    `winner`: who won it, and for how much without tax."""

    title: str
    buyer: str
    nuts: str
    cpv: str
    amount: int
    state: str = "PUB"
    closes_in: int | None = None
    winner: tuple[str, int] | None = None


ALL = (
    Said("Suministro e instalación de sensores de calidad del aire", "Ayuntamiento de Villaejemplo",
         "ES618", "90731100", 84_000, closes_in=9),
    Said("Plataforma de gestión de la zona de bajas emisiones", "Ayuntamiento de Puertoejemplo",
         "ES617", "42961100", 310_000, closes_in=21),
    Said("Telelectura de contadores de agua en tres barrios", "Mancomunidad Ejemplo de Aguas",
         "ES431", "38421100", 198_000, closes_in=33),
    Said("Cuadro de mando de los servicios urbanos", "Ayuntamiento de Montejemplo",
         "ES300", "48482000", 59_500, closes_in=5),
    Said("Conservación del alumbrado exterior con telegestión", "Ayuntamiento de Valdejemplo",
         "ES523", "50232100", 1_240_000, state="EV"),
    Said("Mapa estratégico de ruido y plan de acción", "Ayuntamiento de Villaejemplo",
         "ES618", "90742100", 38_000, state="EV"),
    Said("Contenedores con identificación de usuario", "Consorcio Ejemplo de Residuos",
         "ES241", "34928480", 420_000, state="RES", winner=("Recogida Ejemplo, S.A.", 389_000)),
    Said("Asistencia técnica para el plan director de ciudad inteligente",
         "Ayuntamiento de Puertoejemplo", "ES617", "72222000", 14_900, state="RES",
         winner=("Estrategia Urbana Ejemplo, S.L.", 13_600)),
    Said("Puntos de recarga en aparcamientos disuasorios", "Ayuntamiento de Riojemplo",
         "ES230", "31158000", 96_000, state="ADJ", winner=("Recarga Ejemplo, S.L.", 88_750)),
    Said("Aplicación de turismo y control de aforo en playas", "Ayuntamiento de Costaejemplo",
         "ES521", "63513000", 47_000, state="ANUL"),
)  # fmt: skip


def write(world: World) -> None:
    importing.bring_in(
        BytesIO(_feed(_winners(world)).encode()), "licitaciones-de-ejemplo.atom", by=world.staff[0]
    )
    kept = Notice.objects.get(folder_id="EJ-1")
    needs.from_notice(kept, by=world.staff[1])
    triage.keep(Notice.objects.get(folder_id="EJ-2"), by=world.staff[1])
    triage.discard(
        Notice.objects.get(folder_id="EJ-5"), by=world.staff[1], reason="Es sobre todo obra civil"
    )


def _winners(world: World) -> dict[str, Organisation]:
    """{company of a notice: member that it is}: three have won something, and are known by it."""
    fields = (
        ("Recogida Ejemplo, S.A.", "RES"),
        ("Estrategia Urbana Ejemplo, S.L.", "GOB"),
        ("Recarga Ejemplo, S.L.", "MOV"),
    )
    winners = {}
    for number, (name, field) in enumerate(fields):
        member = next(one for one in world.companies if world.fields[one] == field)
        member.tax_id = f"B0000010{number}"
        member.save(update_fields=["tax_id"])
        winners[name] = member
    return winners


def _feed(winners: dict[str, Organisation]) -> str:
    head = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cac="urn:ejemplo:cac" '
        'xmlns:cbc="urn:ejemplo:cbc"><id>https://contratos.ejemplo.example/sindicacion_643</id>'
        "<title>Licitaciones de ejemplo</title>"
    )
    entries = (_entry(number, said, winners) for number, said in enumerate(ALL, 1))
    return head + "".join(entries) + "</feed>"


def _entry(number: int, said: Said, winners: dict[str, Organisation]) -> str:
    published = date(MAIN_YEAR, 1 + number, 10)
    if said.closes_in is not None:
        published = timezone.localdate() - timedelta(days=number)
    return f"""<entry><id>{SITE}{number}</id><link href="{SITE}{number}"/>
<title>{escape(said.title)}</title><updated>{published}T09:00:00+01:00</updated>
<cac:ContractFolderStatus><cbc:ContractFolderID>EJ-{number}</cbc:ContractFolderID>
<cbc:ContractFolderStatusCode>{said.state}</cbc:ContractFolderStatusCode>
<cac:LocatedContractingParty><cac:Party>
<cac:PartyName><cbc:Name>{escape(said.buyer)}</cbc:Name></cac:PartyName></cac:Party>
</cac:LocatedContractingParty>
<cac:ProcurementProject><cbc:Name>{escape(said.title)}</cbc:Name><cbc:TypeCode>2</cbc:TypeCode>
<cac:BudgetAmount><cbc:TaxExclusiveAmount currencyID="EUR">{said.amount}</cbc:TaxExclusiveAmount>
</cac:BudgetAmount><cac:RequiredCommodityClassification>
<cbc:ItemClassificationCode>{said.cpv}</cbc:ItemClassificationCode>
</cac:RequiredCommodityClassification><cac:RealizedLocation>
<cbc:CountrySubentityCode>{said.nuts}</cbc:CountrySubentityCode></cac:RealizedLocation>
</cac:ProcurementProject>{_process(said, published)}{_result(said, published, winners)}
</cac:ContractFolderStatus></entry>"""


def _process(said: Said, published: date) -> str:
    ends = published + timedelta(days=30)
    if said.closes_in is not None:
        ends = timezone.localdate() + timedelta(days=said.closes_in)
    return (
        "<cac:TenderingProcess><cbc:ProcedureCode>9</cbc:ProcedureCode>"
        f"<cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>{ends}</cbc:EndDate>"
        "<cbc:EndTime>14:00:00</cbc:EndTime></cac:TenderSubmissionDeadlinePeriod>"
        "</cac:TenderingProcess>"
    )


def _result(said: Said, published: date, winners: dict[str, Organisation]) -> str:
    if said.winner is None:
        return ""
    name, amount = said.winner
    member = winners[name]
    return (
        "<cac:TenderResult><cbc:ResultCode>9</cbc:ResultCode>"
        f"<cbc:AwardDate>{published + timedelta(days=60)}</cbc:AwardDate><cac:WinningParty>"
        f'<cac:PartyIdentification><cbc:ID schemeName="NIF">{member.tax_id}</cbc:ID>'
        "</cac:PartyIdentification>"
        f"<cac:PartyName><cbc:Name>{escape(member.legal_name or member.name)}</cbc:Name>"
        "</cac:PartyName></cac:WinningParty>"
        "<cac:AwardedTenderedProject><cac:LegalMonetaryTotal>"
        f"<cbc:TaxExclusiveAmount>{amount}</cbc:TaxExclusiveAmount></cac:LegalMonetaryTotal>"
        "</cac:AwardedTenderedProject></cac:TenderResult>"
    )
