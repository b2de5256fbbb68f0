"""Whom the cluster lacks: needs and notices that no member can solve, by what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from lonja.directory.models import Area, Vertical
from lonja.territories.models import Territory

from ..enums import NeedState, Triage
from ..models import Fit, Need, Notice
from .areas import Areas

GONE = (NeedState.WITHDRAWN, NeedState.RESOLVED)


@dataclass
class Gap:
    """Needs and notices of one area that nobody can solve. `euros`: of the needs that say how much;
    `tendered`: of the notices, in euros without tax."""

    area: Area | None
    needs: list[Need] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.area) if self.area else _("sin área")

    @property
    def vertical(self) -> Vertical | None:
        return self.area.vertical if self.area else None

    @property
    def euros(self) -> Decimal:
        return sum((one.amount for one in self.needs if one.amount), Decimal(0))

    @property
    def tendered(self) -> Decimal:
        known = (one.amount for one in self.notices if one.amount and one.currency == "EUR")
        return sum(known, Decimal(0))

    @property
    def territories(self) -> list[Territory]:
        found = {one.territory for one in self.needs if one.territory}
        found |= {one.territory for one in self.notices if one.territory}
        return sorted(found, key=lambda one: one.folded)


def unsolvable() -> QuerySet[Need]:
    """Needs that nobody fitted when they were last looked at, and are neither solved nor withdrawn.
    Those not yet looked at are not among them."""
    rows = Need.objects.filter(fitting=0).exclude(state__in=GONE)
    return rows.select_related("territory").prefetch_related("areas__vertical")


def unanswerable() -> QuerySet[Notice]:
    """Open notices that were looked at and fit nobody, and that the office has neither discarded
    nor made a need of."""
    rows = (
        Notice.objects.open()
        .filter(spotted_at__isnull=False)
        .exclude(triage__in=(Triage.DISCARDED, Triage.NEED))
    )
    rows = rows.filter(~Exists(Fit.objects.filter(notice=OuterRef("pk"))))
    return rows.exclude(cpv="").select_related("territory")


def gaps(
    needs: Iterable[Need], notices: Iterable[Notice] = (), *, vertical: Vertical | None = None
) -> list[Gap]:
    """By area, those with most needs first, then with most notices. A need of two areas is in both;
    one without any is in those to which its codes point. Notices are only of the areas to which
    their codes point: of the others, which are nothing of the cluster's, nobody is lacked."""
    about = Areas()
    found: dict[int | None, Gap] = {}
    for need in needs:
        areas: list[Area | None] = [*need.areas.all()] or [*about.codes(need.cpv.split())[:2]]
        for area in areas or [None]:
            if _is_asked(area, vertical):
                found.setdefault(area.pk if area else None, Gap(area)).needs.append(need)
    for notice in notices:
        for area in about.codes(notice.cpv_codes)[:1]:
            if _is_asked(area, vertical):
                found.setdefault(area.pk, Gap(area)).notices.append(notice)
    return sorted(
        found.values(),
        key=lambda gap: (-len(gap.needs), -gap.euros, -len(gap.notices), gap.name),
    )


def _is_asked(area: Area | None, vertical: Vertical | None) -> bool:
    return vertical is None or (area is not None and area.vertical_id == vertical.pk)
