"""Whom the cluster lacks: needs that no member can solve, by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lonja.directory.models import Area, Vertical
from lonja.territories.models import Territory

from ..enums import NeedState
from ..models import Need
from .areas import areas_about

GONE = (NeedState.WITHDRAWN, NeedState.RESOLVED)


@dataclass
class Gap:
    """Needs of one area that nobody can solve. `euros`: of those that say how much."""

    area: Area | None
    needs: list[Need] = field(default_factory=list)

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
    def territories(self) -> list[Territory]:
        found = {one.territory for one in self.needs if one.territory}
        return sorted(found, key=lambda one: one.folded)


def unsolvable() -> QuerySet[Need]:
    """Needs that nobody fitted when they were last looked at, and are neither solved nor withdrawn.
    Those not yet looked at are not among them."""
    rows = Need.objects.filter(fitting=0).exclude(state__in=GONE)
    return rows.select_related("territory").prefetch_related("areas__vertical")


def gaps(needs: Iterable[Need], *, vertical: Vertical | None = None) -> list[Gap]:
    """By area, those with most needs first. A need of two areas is in both; one without any is in
    those to which its codes point."""
    found: dict[int | None, Gap] = {}
    for need in needs:
        areas: Sequence[Area | None] = _areas(need)
        for area in areas or [None]:
            if vertical and (area is None or area.vertical_id != vertical.pk):
                continue
            found.setdefault(area.pk if area else None, Gap(area)).needs.append(need)
    return sorted(found.values(), key=lambda gap: (-len(gap.needs), -gap.euros, gap.name))


def _areas(need: Need) -> Sequence[Area]:
    own = list(need.areas.all())
    return own or areas_about(need.cpv.split())[:2]
