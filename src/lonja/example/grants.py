"""Line 9: fourteen proposals for over three million euros; one funded alone, three with others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lonja.acts.enums import State
from lonja.directory.enums import Size
from lonja.evidence.enums import Kind as Proof
from lonja.grants.enums import OurRole, Result
from lonja.grants.models import Call, Participation, Proposal, Resolution, Scheme

from .world import MAIN_YEAR, World, prove, write_acts

PROPOSALS = (
    # acronym, what it is, clusters besides us, what was resolved
    ("AIRE-MED", "Red de sensores de calidad del aire para ciudades medianas", 0, Result.GRANTED),
    ("PLAYA-DATO", "Espacio de datos de playas inteligentes", 1, Result.GRANTED),
    ("AGUA-GEM", "Gemelo digital de redes de abastecimiento", 1, Result.GRANTED),
    ("MOV-INTER", "Interoperabilidad de la movilidad entre ciudades", 2, Result.GRANTED),
    ("RUIDO-IA", "Mapas de ruido dinámicos con inteligencia artificial", 0, Result.DENIED),
    ("LUZ-ADAPTA", "Alumbrado adaptativo en cascos históricos", 0, Result.DENIED),
    ("RESIDUO-PAGO", "Pago por generación en municipios turísticos", 0, Result.DENIED),
    ("TUR-FLUJO", "Predicción de flujos de visitantes", 1, Result.DENIED),
    ("CIBER-LOCAL", "Centro compartido de ciberseguridad local", 0, Result.DENIED),
    ("ENE-COMUN", "Comunidades energéticas en polígonos", 1, Result.RESERVE),
    ("SOC-ACOMP", "Detección temprana de la soledad no deseada", 0, Result.DENIED),
    ("RURAL-CONECTA", "Conectividad y servicios en comarcas rurales", 0, Result.EXCLUDED),
    ("PUERTO-VERDE", "Gestión ambiental de puertos deportivos", 1, Result.RENOUNCED),
    ("BIM-ESCUELA", "Eficiencia en centros educativos con BIM", 0, Result.PROVISIONAL),
)


def write(world: World) -> None:
    aei = Scheme.objects.create(
        name="Apoyo a Agrupaciones Empresariales Innovadoras (AEI)",
        body="Ministerio de Industria y Turismo",
        in_balance=True,
    )
    Scheme.objects.create(name="Horizonte Europa", body="Comisión Europea")
    calls = [
        Call.objects.create(scheme=aei, title=title, year=year, budget=budget, extraordinary=extra,
                            opens_on=opens, closes_on=closes, notes=notes)
        for title, year, budget, extra, opens, closes, notes in (
            ("Convocatoria AEI 2022-I", 2022, Decimal(8_000_000), False, None, None, ""),
            ("Convocatoria AEI 2022-II (extraordinaria)", 2022, Decimal(50_000_000), True, None, None, ""),
            ("Convocatoria AEI 2023", 2023, Decimal(54_000_000), False, date(2023, 5, 3), date(2023, 5, 31), ""),
            ("Convocatoria AEI 2024", 2024, Decimal(12_500_000), False, date(2024, 6, 3), date(2024, 7, 1),
             "Importe de ejemplo: el publicado no consta."),
        )
    ]  # fmt: skip
    prove(calls, note="Extracto publicado")
    _proposals(world, calls[-1])
    if world.scale > 1 or world.years > 2:
        _volume(world, calls[-1])


def _proposals(world: World, call: Call) -> None:
    proposals = [
        Proposal(
            title=title, acronym=acronym, call=call, line="L3" if index % 3 else "L2",
            our_role=OurRole.APPLICANT if index % 4 != 3 else OurRole.PARTNER,
            date=date(MAIN_YEAR, 6, 10 + index), state=State.DONE,
            registration=f"REG-EJ-{MAIN_YEAR}-{index + 1:04d}", responsible=world.staff[2],
        )
        for index, (acronym, title, _others, _result) in enumerate(PROPOSALS)
    ]  # fmt: skip
    advised = Proposal(
        title="Proyecto de un asociado en el que solo asesoramos", acronym="ASESORA", call=call,
        our_role=OurRole.ADVISER, date=date(MAIN_YEAR, 6, 28), state=State.DONE,
        registration="REG-EJ-2024-0099",
    )  # fmt: skip
    unfinished = Proposal(
        title="Proyecto que no llegó a presentarse", acronym="NONATO", call=call,
        date=date(MAIN_YEAR, 6, 30), state=State.CANCELLED,
    )  # fmt: skip
    write_acts([*proposals, advised, unfinished])
    prove([*proposals, advised], kind=Proof.RECEIPT, note="Justificante del registro electrónico")
    rows = []
    for proposal, (_acronym, _title, others, _result) in zip(proposals, PROPOSALS, strict=True):
        rows += _partners(world, proposal, others)
    Participation.objects.bulk_create(rows)
    _resolutions(proposals)


def _partners(world: World, proposal: Proposal, others: int) -> list[Participation]:
    """Us, the other clusters and two to four small companies, with the three amounts apart."""
    clusters = [world.us, *(world.named[f"cluster{n}"] for n in range(others))]
    companies = world.chance.sample(world.companies, world.chance.randrange(2, 5))
    rows = [_part(world, proposal, one, Decimal(28_000), True) for one in clusters]
    for one in companies:
        budget = Decimal(world.chance.randrange(58, 84) * 1_000)
        rows.append(_part(world, proposal, one, budget, False))
    # A second cluster that left before the submission does not make a proposal intercluster.
    if proposal.acronym == "AIRE-MED":
        gone = _part(world, proposal, world.named["cluster2"], Decimal(20_000), True)
        gone.withdrew_on = date(MAIN_YEAR, 6, 5)
        rows.append(gone)
    return rows


def _part(world: World, proposal: Proposal, one, budget: Decimal, cluster: bool) -> Participation:
    eligible = budget * Decimal("0.92")
    return Participation(
        proposal_id=proposal.pk, organisation=one, is_cluster=cluster,
        size="" if cluster else (one.size or Size.SMALL), budget=budget,
        eligible=eligible.quantize(Decimal("0.01")),
        grant=(eligible * Decimal("0.7")).quantize(Decimal("0.01")),
    )  # fmt: skip


def _resolutions(proposals: list[Proposal]) -> None:
    rows = []
    for proposal, (_acronym, _title, _others, result) in zip(proposals, PROPOSALS, strict=True):
        if result in (Result.GRANTED, Result.RENOUNCED, Result.RESERVE):
            rows.append(
                Resolution(
                    proposal_id=proposal.pk, result=Result.PROVISIONAL, date=date(MAIN_YEAR, 10, 7)
                )
            )
        if result == Result.RENOUNCED:
            rows.append(
                Resolution(
                    proposal_id=proposal.pk,
                    result=Result.GRANTED,
                    date=date(MAIN_YEAR, 11, 28),
                    amount=Decimal(150_000),
                )
            )
        rows.append(
            Resolution(
                proposal_id=proposal.pk, result=result,
                date=date(MAIN_YEAR, 12, 16) if result != Result.PROVISIONAL else date(MAIN_YEAR, 10, 7),
                amount=Decimal(165_000) if result == Result.GRANTED else None,
                reasons="" if result == Result.GRANTED else "Puntuación inferior al corte de la convocatoria.",
            )
        )  # fmt: skip
    Resolution.objects.bulk_create(rows)
    prove(rows, note="Resolución publicada")


def _volume(world: World, call: Call) -> None:
    """More proposals, for the load."""
    proposals = [
        Proposal(title=f"Proyecto {n + 1} de {year}", call=call, date=world.day(year), state=State.DONE,
                 registration=f"REG-{year}-{n}")
        for year in world.all_years
        for n in range(14 * world.scale)
    ]  # fmt: skip
    write_acts(proposals)
    prove(proposals, kind=Proof.RECEIPT)
    Participation.objects.bulk_create(
        [
            _part(world, proposal, one, Decimal(60_000), False)
            for proposal in proposals
            for one in world.chance.sample(world.companies, 3)
        ],
        batch_size=1000,
    )
