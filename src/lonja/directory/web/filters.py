"""Narrowing organisations by whether they are members."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.workbench.filters import Filter

from .. import queries
from ..models import Membership


@dataclass(frozen=True)
class MemberFilter(Filter):
    path: str = "member"
    label: str = _("asociada")

    def choices(self, model, rows):
        return ("yes", _("lo es")), ("was", _("lo fue")), ("no", _("nunca lo ha sido"))

    def narrow(self, rows, value):
        now = queries.memberships_on(timezone.localdate()).values("organisation")
        ever = Membership.objects.values("organisation")
        match value:
            case "yes":
                return rows.filter(pk__in=now)
            case "was":
                return rows.filter(pk__in=ever).exclude(pk__in=now)
            case "no":
                return rows.exclude(pk__in=ever)
        return rows
