"""What the balance of the example needs besides its records: the year before, goals, and prose.

2023 is partly known: what was counted then without Lonja stands as opening balances, marked so.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from lonja.balance.domain import editing, opening
from lonja.balance.models import Goal

from .world import MAIN_YEAR, World

PROSE = Path(__file__).parent / "prose"
SOURCE = "memoria de actividad de 2023 (ejemplo)"
BEFORE = {
    "groups.deliverables_published": 0,
    "members.joined_via_social": 0,
    "events.forum_editions": 0,
    "press.mentions": 244,
    "press.value_eur": Decimal("2310800"),
    "newsletter.issues_sent": 12,
    "newsletter.open_rate": Decimal("0.3710"),
    "outreach.posts": 108,
    "outreach.posts_per_month_min": 7,
    "outreach.posts_per_month_max": 11,
    "events.external_participations": 8,
    "grants.submitted": 11,
    "grants.submitted_eur": Decimal("2680000"),
    "grants.funded_solo": 2,
    "grants.funded_intercluster": 2,
}
GOALS = {
    "press.mentions": 250,
    "audience.followers_total": 10_000,
    "territories.worked": 14,
    "grants.submitted": 12,
    "newsletter.issues_sent": 24,
    "members.joined_via_social": 20,
}


def write(world: World) -> None:
    if world.years == 2:
        for key, value in BEFORE.items():
            opening.open_with(key, MAIN_YEAR - 1, value=value, source=SOURCE, by=None)
    Goal.objects.bulk_create(
        Goal(key=key, year=MAIN_YEAR, value=value, note="Plan de actuación del año")
        for key, value in GOALS.items()
    )
    for language in ("es", "en"):
        edition = editing.start(MAIN_YEAR, language, by=None)
        for section in edition.sections.all():
            source = PROSE / language / f"{section.number}.md"
            editing.write(
                section,
                title=section.title,
                text=source.read_text(),
                cards=section.cards if section.number else [],
                version="",
                by=None,
            )
