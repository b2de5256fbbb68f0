"""Line 4 of the balance: who follows the cluster, and who reads it."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum

from lonja.core.figures import Figure, Reading, Unit, count, register
from lonja.core.formatting import percent
from lonja.core.text import Text

from .. import queries
from ..enums import Formula
from ..models import Benchmark, SocialAccount


def _followers(year) -> Reading:
    rows = queries.last_readings(year.end)
    notes = [
        Text(
            f"{r.account}: la última lectura es del {r.date:%d/%m/%Y}, más de 90 días antes.",
            f"{r.account}: the last reading is of {r.date:%d/%m/%Y}, over 90 days before.",
        )
        for r in queries.stale(rows, year.end)
    ]
    notes += [
        Text(f"{one}: sin ninguna lectura; no se suma.", f"{one}: never read; it adds nothing.")
        for one in queries.unread_accounts(year.end)
    ]
    by_account = {str(r.account): r.followers for r in rows}
    return Reading(sum(by_account.values()) if by_account else None, notes, by_account)


def _gained(year) -> Reading:
    now = year.value("audience.followers_total")
    before = year.previous.value("audience.followers_total")
    if now is None or before is None:
        return Reading(
            None,
            [
                Text(
                    "Faltan lecturas a un lado u otro del año.",
                    "Readings are missing at either end.",
                )
            ],
        )
    notes = [
        Text(
            f"{r.account} se abrió en el año: sus {r.followers} seguidores van incluidos.",
            f"{r.account} was opened in the year: its {r.followers} followers are included.",
        )
        for r in queries.last_readings(year.end)
        if r.account.opened_on and year.start <= r.account.opened_on <= year.end
    ]
    return Reading(now - before, notes)


def _rank(year) -> Reading:
    """Place of our relative growth among peers measured at both ends; ties share the better one."""
    now = year.value("audience.followers_total")
    before = year.previous.value("audience.followers_total")
    growths, missing = queries.peer_growths(year.previous.end, year.end)
    if not before or now is None or not growths:
        return Reading(
            None,
            [Text("Hacen falta lecturas propias y de otros clústeres en ambos extremos del año.",
                  "Readings of ours and of other clusters are needed at both ends of the year.")],
        )  # fmt: skip
    ours = Decimal(now) / before - 1
    place = 1 + sum(growth > ours for growth in growths.values())
    size = len(growths) + 1
    notes = [
        Text(
            f"Por crecimiento relativo, entre {size} clústeres medidos en las mismas fechas.",
            f"By relative growth, among {size} clusters measured on the same dates.",
        )
    ]
    if missing:
        named = ", ".join(missing)
        notes.append(
            Text(
                f"Fuera por falta de lecturas: {named}.", f"Left out for lack of readings: {named}."
            )
        )
    table = {name: float(growth) for name, growth in growths.items()}
    return Reading(place, notes, breakdown=table)


def _interaction(year) -> Reading:
    rows = queries.placements(year)
    known = rows.exclude(impressions__isnull=True).exclude(interactions__isnull=True)
    sums = known.aggregate(seen=Sum("impressions"), done=Sum("interactions"))
    told = known.order_by().values("account")
    accounts = SocialAccount.objects.filter(pk__in=rows.order_by().values("account"))
    silent = sorted(map(str, accounts.exclude(pk__in=told)))
    notes = [Text("Interacciones ÷ impresiones, sobre las redes que dan ambas.",
                  "Interactions ÷ impressions, over the networks that give both.")]  # fmt: skip
    if silent:
        named = ", ".join(silent)
        notes.append(
            Text(f"Sin datos y fuera del cálculo: {named}.", f"No data, left out: {named}.")
        )
    if not sums["seen"]:
        return Reading(None, notes)
    return Reading(Decimal(sums["done"]) / sums["seen"], notes)


def _open_rate(year) -> Reading:
    """Weighted over the year: a small issue with many opens weighs little."""
    sums = queries.issues(year).aggregate(
        delivered=Sum("delivered"), measured=Sum("measured"), opened=Sum("opened"),
        machines=Sum("opened_by_machines"), clicked=Sum("clicked"),
    )  # fmt: skip
    if not sums["measured"]:
        return Reading(
            None,
            [Text("Nadie ha aceptado que se midan las aperturas.", "Nobody accepted tracking.")],
        )
    raw = Decimal(sums["opened"]) / sums["measured"]
    human = Decimal(sums["opened"] - sums["machines"]) / sums["measured"]
    clicks = Decimal(sums["clicked"]) / sums["measured"]
    coverage = Decimal(sums["measured"]) / sums["delivered"]
    shares = (coverage, human, clicks)
    covered, without, clicked = (percent(share, "es") for share in shares)
    covered_en, without_en, clicked_en = (percent(share, "en") for share in shares)
    notes = [
        Text(
            f"Aperturas únicas ÷ entregados que aceptan medición ({covered} del total). Sin "
            f"máquinas: {without}. Con algún clic: {clicked}.",
            f"Unique opens ÷ delivered to people who accept tracking ({covered_en} of all). "
            f"Without machines: {without_en}. With a click: {clicked_en}.",
        )
    ]
    notes += [
        Text(
            f"Media de {one.sector}: {percent(one.value, 'es')} ({one.source}, {one.year}).",
            f"Average of {one.sector}: {percent(one.value, 'en')} ({one.source}, {one.year}).",
        )
        for one in Benchmark.objects.filter(formula=Formula.OPEN_RATE, year=year.number)
    ]
    return Reading(raw, notes, {"raw": raw, "without_machines": human, "clicks": clicks})


register(
    Figure(
        key="audience.followers_total",
        line=4,
        name=Text("Seguidores en redes", "Followers"),
        definition=Text(
            "Suma, sobre las cuentas propias abiertas, de la última lectura hasta el último día "
            "del periodo. Son cuentas, no personas distintas.",
            "Sum over our open accounts of the last reading up to the last day of the period. They "
            "are accounts, not distinct people.",
        ),
        unit=Unit.COUNT,
        rows=lambda year: queries.last_readings(year.end),
        derive=_followers,
        adds="followers",
    ),
    Figure(
        key="audience.followers_gained",
        line=4,
        name=Text("Nuevos seguidores", "Followers gained"),
        definition=Text(
            "Seguidores al final del periodo menos los que había el 31 de diciembre anterior: "
            "crecimiento neto.",
            "Followers at the end of the period less those on 31 December before: net growth.",
        ),
        unit=Unit.COUNT,
        rows=lambda year: queries.last_readings(year.end),
        derive=_gained,
    ),
    Figure(
        key="audience.rank_by_growth",
        line=4,
        name=Text("Puesto por crecimiento de seguidores", "Rank by growth of followers"),
        definition=Text(
            "Puesto de nuestro crecimiento relativo entre los clústeres comparados que tienen "
            "lecturas en ambos extremos del año. Los empates comparten el mejor puesto.",
            "Place of our relative growth among the compared clusters with readings at both ends "
            "of the year. Ties share the better place.",
        ),
        unit=Unit.RANK,
        rows=lambda year: queries.peer_rows(year.previous.end, year.end),
        derive=_rank,
        more_is_better=False,
    ),
    Figure(
        key="audience.interaction_rate",
        line=4,
        name=Text("Tasa de interacción", "Interaction rate"),
        definition=Text(
            "Interacciones divididas entre impresiones de lo publicado en el año. Las redes que no "
            "dan impresiones quedan fuera y se nombran.",
            "Interactions divided by impressions of what was published in the year. Networks that "
            "give no impressions are left out and named.",
        ),
        unit=Unit.PERCENT,
        rows=queries.placements,
        derive=_interaction,
        needs_proof=False,
    ),
    Figure(
        key="newsletter.issues_sent",
        line=4,
        name=Text("Números del boletín", "Newsletter issues"),
        definition=Text(
            "Números del boletín enviados en el año. Un reenvío a quienes no abrieron no es otro.",
            "Issues of the newsletter sent in the year. A resend to those who did not open is not "
            "another.",
        ),
        unit=Unit.COUNT,
        rows=queries.issues,
        measure=count,
        weak=lambda rows: rows.filter(url=""),
    ),
    Figure(
        key="newsletter.open_rate",
        line=4,
        name=Text("Tasa de apertura del boletín", "Newsletter open rate"),
        definition=Text(
            "Aperturas únicas divididas entre entregados que aceptan medición, sobre todos los "
            "números del año (ponderada). Se dan al lado la tasa sin máquinas y la de clics.",
            "Unique opens divided by delivered to people who accept tracking, over all issues of "
            "the year (weighted). The rate without machines and that of clicks stand beside it.",
        ),
        unit=Unit.PERCENT,
        rows=queries.issues,
        derive=_open_rate,
        weak=lambda rows: rows.filter(measured=0),
    ),
)
"""Registered by `figures`, after those of line 3."""
