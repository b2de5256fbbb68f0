"""What the pages of territories, organisations, needs and notices show of the encounter."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from lonja.acts.models import Act, Participation
from lonja.core import measures
from lonja.core.measures import HowMany, HowMuch
from lonja.directory import cpv
from lonja.directory.models import Organisation
from lonja.mail import queries as mail
from lonja.territories.models import Territory

from ..models import Introduction, Meeting, Need, Notice, NoticeImport, Outcome
from ..queries import capabilities, meetings, worked
from ..queries import thread as threads

SHOWN = 12


def activity(record: Territory, user: Any) -> dict[str, Any] | None:
    """Years of work with a territory, whom it asked, and the euros that came of it."""
    if not user.reads_everything:
        return None
    days = worked.work().filter(territories=record).order_by().values_list("date", flat=True)
    years = Counter(day.year for day in days)
    confirmed = Q(member_confirmed_on__isnull=False, territory_confirmed_on__isnull=False)
    counts = confirmed & Q(amount__isnull=False)
    said = Outcome.objects.with_what_is_said().filter(territory=record, said__isnull=False)
    people = Participation.objects.filter(act__in=record.acts.done(), person__isnull=False)
    found = measures.numbers(
        needs=HowMany(Need.objects.filter(territory=record).values("pk")),
        people=HowMany(people.values("person").distinct()),
        euros=HowMuch(said.filter(counts), "amount"),
        claimed=HowMany(said.exclude(counts).values("pk")),
    )
    if not years and not found["needs"] and not found["euros"] and not found["claimed"]:
        return None
    return {**found, "years": sorted(years.items(), reverse=True)}


def acts_to_place(record: Act, user: Any) -> QuerySet[Act]:
    """Itself, for whoever could say with which territory it was, when that is not said."""
    if not user.is_staff_of_office:
        return Act.objects.none()
    return Act.objects.done().filter(pk=record.pk, territories=None)


def suggested_territory(record: Act, user: Any) -> dict[str, Any] | None:
    """Of an act that would count as work but does not say with whom."""
    if record.kind not in worked.rule().kinds:
        return None
    found = worked.territory_suggested_for(record)
    return {"territory": found, "act": record}


def contracts(record: Organisation, user: Any) -> dict[str, Any] | None:
    """Contracts that public notices say an organisation has won, found by its tax id."""
    if not user.reads_everything:
        return None
    rows = capabilities.awards_to(record)
    shown = list(rows[: SHOWN + 1])
    return {"awards": shown[:SHOWN], "more": len(shown) > SHOWN} if shown else None


def steps(record: Need, user: Any) -> dict[str, Any] | None:
    found = record.steps.select_related("by")
    return {"steps": found} if user.reads_everything and found else None


def needs(record: Notice, user: Any) -> dict[str, Any] | None:
    found = list(record.needs.filter(deleted_at=None))
    return {"needs": found} if found else None


def codes(record: Need | Notice, user: Any) -> dict[str, Any] | None:
    found = [(code, cpv.label(code)) for code in record.cpv.split()]
    return {"codes": found} if found else None


def lots(record: Notice, user: Any) -> dict[str, Any] | None:
    found = [
        {**lot, "amount": Decimal(lot["amount"]) if lot["amount"] else None} for lot in record.lots
    ]
    return {"lots": found} if found else None


def awards(record: Notice, user: Any) -> dict[str, Any] | None:
    """Who won it, and which of them are in the directory."""
    found = list(record.awards.all())
    ids = {award.tax_id for award in found if award.tax_id}
    known = {one.tax_id: one for one in Organisation.objects.filter(tax_id__in=ids)} if ids else {}
    rows = [{"award": award, "organisation": known.get(award.tax_id)} for award in found]
    return {"awards": rows} if rows else None


def documents(record: Notice, user: Any) -> dict[str, Any] | None:
    return {"documents": record.documents} if record.documents else None


def running(record: NoticeImport, user: Any) -> dict[str, Any] | None:
    return None if record.finished_at else {"waits": bool(record.upload)}


def rejected(record: NoticeImport, user: Any) -> dict[str, Any] | None:
    found = record.entries.all()[:200]
    return {"entries": found, "total": record.rejected} if record.rejected else None


def thread(record: Introduction, user: Any) -> dict[str, Any] | None:
    return {"moments": threads.of(record)} if user.reads_everything else None


def options(record: Meeting, user: Any) -> dict[str, Any] | None:
    found = list(record.options.all())
    return {"options": found} if found and user.reads_everything else None


def called(record: Meeting, user: Any) -> dict[str, Any] | None:
    """Who is called and what their calendars answer, or who attended."""
    rows = list(record.participations.select_related("person", "organisation").order_by("pk"))
    if not user.reads_everything or not rows:
        return None
    replies = {one.person_id: one for one in meetings.replies_to(record)}
    for row in rows:
        row.reply = replies.get(row.person_id) if row.person_id else None
    return {"rows_of_people": rows}


def letters(record: Meeting, user: Any) -> dict[str, Any] | None:
    found = mail.about(record)
    return {"letters": found} if user.reads_everything and found else None


def claims(record: Outcome, user: Any) -> dict[str, Any] | None:
    """What each side says of an outcome, side by side."""
    if not user.reads_everything:
        return None
    lines = [
        {"who": record.organisation, "amount": record.member_amount,
         "on": record.member_confirmed_on},
        {"who": record.territory, "amount": record.territory_amount,
         "on": record.territory_confirmed_on},
    ]  # fmt: skip
    return {"claims": lines, "disputed": record.is_disputed}
