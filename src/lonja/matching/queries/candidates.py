"""Named reads of who stands before a need: places, and who is to be left in peace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.core.keys import Among
from lonja.directory.models import Organisation
from lonja.directory.queries import members_on, organisations_of

from ..enums import NEED_CLOSED, TAKES_A_PLACE, CandidateState
from ..models import Candidate, Need, Sounding
from . import ledger


@dataclass(frozen=True)
class Standing:
    """What was said of a member when it was put before a need, to be kept with its candidacy.
    `position` from 1, or None when it was not ranked; `score` only orders."""

    member: Organisation
    position: int | None = None
    score: float | None = None
    reasons: Sequence[dict] = ()
    missing: Sequence[dict] = ()


UNTOLD = (CandidateState.SUGGESTED, CandidateState.CHOSEN, CandidateState.DISCARDED)
"""In these the member knows nothing of it yet."""


def places_taken(need: Need) -> int:
    """How many of a need's places are taken: asked, interested or introduced."""
    return Candidate.objects.filter(need=need, state__in=TAKES_A_PLACE).count()


def free_places(need: Need) -> int:
    return max(need.places - places_taken(need), 0)


def open_sounding(need: Need) -> Sounding | None:
    return Sounding.objects.filter(
        need=need, opened_at__isnull=False, closed_at__isnull=True
    ).first()


def is_member(member: Organisation, on: date | None = None) -> bool:
    return members_on(on or timezone.localdate()).filter(pk=member.pk).exists()


def standing(members: Iterable[int], *, but: Need | None = None) -> QuerySet[Organisation]:
    """These members, each with what says whether it is to be asked now: its profile, before how
    many other open needs it is (`at_once`), and for how many it was chosen this year (`times`)."""
    others = Candidate.objects.filter(state__in=TAKES_A_PLACE).exclude(need__state__in=NEED_CLOSED)
    if but is not None:
        others = others.exclude(need=but)
    chosen = ledger.choices(timezone.localdate().year)
    return Organisation.objects.filter(pk__in=Among(members)).select_related("profile").annotate(
        at_once=_counted(others, "member", Count("pk")),
        times=_counted(chosen, "candidate__member", Count("candidate__need", distinct=True)),
    )  # fmt: skip


def _counted(rows: QuerySet, path: str, number: Count) -> Coalesce:
    of = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Coalesce(Subquery(of.annotate(number=number).values("number")), 0)


def peace_of(member: Organisation) -> str:
    """Why one that is `standing` is not to be asked now, it rests or has as many as it wants; or
    an empty text."""
    profile = getattr(member, "profile", None)
    if profile is None or profile.deleted_at:
        return ""
    most, busy = profile.most_at_once, getattr(member, "at_once", 0)
    if profile.rests_until and profile.rests_until > timezone.localdate():
        return _("Pidió no recibir propuestas hasta el %s.") % date_format(profile.rests_until)
    if most is not None and busy >= most:
        return ngettext(
            "Ya está ante una necesidad, y pidió no más de %(most)s a la vez.",
            "Ya está ante %(n)s necesidades, y pidió no más de %(most)s a la vez.", busy,
        ) % {"n": busy, "most": most}  # fmt: skip
    return ""


def left_in_peace(members: Iterable[int], *, but: Need | None = None) -> dict[int, str]:
    """{key of member: why it is not to be asked now}."""
    told = {one.pk: peace_of(one) for one in standing(members, but=but)}
    return {key: why for key, why in told.items() if why}


def visible_to(user) -> QuerySet[Candidate]:
    """The office and the auditor see all; a member, its own, once it has been asked. Of these it
    may be shown the need as it was told, its answer and its state: never the office's notes."""
    if user.reads_everything:
        return Candidate.objects.all()
    if not user.is_authenticated or not user.is_active:
        return Candidate.objects.none()
    mine = Candidate.objects.filter(member__in=organisations_of(user), asked_at__isnull=False)
    return mine.exclude(state__in=UNTOLD)
