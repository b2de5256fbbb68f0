"""Line 4 of the balance: who follows the cluster, and who reads it."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet, Sum

from lonja.core.figures import Asked, Figure, Ratio, Unit, count, once, register, total
from lonja.core.formatting import percent
from lonja.core.text import Text

from .. import queries
from ..enums import Formula
from ..models import Benchmark, Reading, SocialAccount

FOLLOWERS = "audience.followers_total"


def _last(year) -> list[Reading]:
    name = f"readings on {year.end}"
    return once(year, name, lambda: list(queries.last_readings(year.end)))


def _old_readings(year) -> list[Text]:
    notes = [
        Text(
            f"{r.account}: la última lectura es del {r.date:%d/%m/%Y}, más de 90 días antes.",
            f"{r.account}: the last reading is of {r.date:%d/%m/%Y}, over 90 days before.",
        )
        for r in _last(year)
        if r.date < year.end - queries.FRESH
    ]
    notes += [
        Text(f"{one}: sin ninguna lectura; no se suma.", f"{one}: never read; it adds nothing.")
        for one in queries.unread_accounts(year.end)
    ]
    return notes


def _by_account(year) -> dict[str, int]:
    return {str(r.account): r.followers for r in _last(year)}


def _gained(year) -> int | None:
    now, before = year.value(FOLLOWERS), year.previous.value(FOLLOWERS)
    return None if now is None or before is None else now - before


def _opened(year) -> list[Text]:
    if _gained(year) is None:
        return [
            Text("Faltan lecturas a un lado u otro del año.", "Readings are missing at either end.")
        ]
    return [
        Text(
            f"{r.account} se abrió en el año: sus {r.followers} seguidores van incluidos.",
            f"{r.account} was opened in the year: its {r.followers} followers are included.",
        )
        for r in _last(year)
        if r.account.opened_on and year.start <= r.account.opened_on <= year.end
    ]


def _growths(year) -> tuple[dict[str, Decimal], list[str]]:
    """Of the peers measured at both ends of the year; and which are not."""
    peers = once(year, "peers", queries.peers_read)
    return queries.peer_growths(year.previous.end, year.end, peers)


def _rank(year) -> int | None:
    """Place of our relative growth among peers measured at both ends; ties share the better one."""
    now, before = year.value(FOLLOWERS), year.previous.value(FOLLOWERS)
    growths, _missing = _growths(year)
    if not before or now is None or not growths:
        return None
    ours = Decimal(now) / before - 1
    return 1 + sum(growth > ours for growth in growths.values())


def _panel(year) -> list[Text]:
    if _rank(year) is None:
        return [
            Text("Hacen falta lecturas propias y de otros clústeres en ambos extremos del año.",
                 "Readings of ours and of other clusters are needed at both ends of the year.")
        ]  # fmt: skip
    growths, missing = _growths(year)
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
    return notes


def _peers(year) -> dict[str, float]:
    if _rank(year) is None:
        return {}
    return {name: float(growth) for name, growth in _growths(year)[0].items()}


def _with_both(rows: QuerySet) -> QuerySet:
    return rows.exclude(impressions__isnull=True).exclude(interactions__isnull=True)


def _networks(year) -> list[Text]:
    rows = queries.placements(year)
    told = _with_both(rows).order_by().values("account")
    accounts = SocialAccount.objects.filter(pk__in=rows.order_by().values("account"))
    silent = sorted(map(str, accounts.exclude(pk__in=told)))
    notes = [Text("Interacciones ÷ impresiones, sobre las redes que dan ambas.",
                  "Interactions ÷ impressions, over the networks that give both.")]  # fmt: skip
    if silent:
        named = ", ".join(silent)
        notes.append(
            Text(f"Sin datos y fuera del cálculo: {named}.", f"No data, left out: {named}.")
        )
    return notes


OPENS = {
    "raw": Text("todas las aperturas", "all opens"),
    "without_machines": Text("sin las de máquinas", "without those of machines"),
    "clicks": Text("con algún clic", "with a click"),
}


def _opens(year) -> dict[str, Decimal]:
    """The three ways to tell how many opened, and of how many it is known. None measured: none.

    Weighted over the year: a small issue with many opens weighs little."""
    rows = queries.issues(year)
    sums = once(year, f"opens {year.end}", lambda: _sums(rows))
    if not sums["measured"]:
        return {}
    return {
        "raw": Decimal(sums["opened"]) / sums["measured"],
        "without_machines": Decimal(sums["opened"] - sums["machines"]) / sums["measured"],
        "clicks": Decimal(sums["clicked"]) / sums["measured"],
        "coverage": Decimal(sums["measured"]) / sums["delivered"],
    }


def _sums(rows: QuerySet) -> dict[str, int]:
    return rows.aggregate(
        delivered=Sum("delivered"), measured=Sum("measured"), opened=Sum("opened"),
        machines=Sum("opened_by_machines"), clicked=Sum("clicked"),
    )  # fmt: skip


def _told_opens(year) -> dict[str, Decimal]:
    shares = _opens(year)
    return {str(label): shares[name] for name, label in OPENS.items() if name in shares}


def _beside_opens(year) -> list[Text]:
    shares = _opens(year)
    if not shares:
        return [Text("Nadie ha aceptado que se midan las aperturas.", "Nobody accepted tracking.")]
    told = (shares["coverage"], shares["without_machines"], shares["clicks"])
    covered, without, clicked = (percent(share, "es") for share in told)
    covered_en, without_en, clicked_en = (percent(share, "en") for share in told)
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
    return notes


register(
    Figure(
        key=FOLLOWERS,
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
        measure=total("followers", unknown=True),
        notes=_old_readings,
        shares=_by_account,
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
        asks=lambda year: Asked((), lambda: _gained(year)),
        rests_on=(FOLLOWERS,),
        notes=_opened,
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
        asks=lambda year: Asked((), lambda: _rank(year)),
        rests_on=(FOLLOWERS,),
        notes=_panel,
        shares=_peers,
        parts_unit=Unit.PERCENT,
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
        measure=Ratio("interactions", "impressions", over=_with_both),
        notes=_networks,
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
        measure=Ratio("opened", "measured"),
        notes=_beside_opens,
        shares=_told_opens,
        weak=lambda rows: rows.filter(measured=0),
    ),
)
"""Registered by `figures`, after those of line 3."""
