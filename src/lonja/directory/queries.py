"""Named reads of the directory."""

from __future__ import annotations

from django.db.models import F, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from .models import OrganisationKind


def counted_as(path: str = "organisation") -> Combinable:
    """The key of the organisation that `path` counts as: an institute counts as its university."""
    return Coalesce(F(f"{path}__part_of"), F(path))


def kind_on(date_path: str, path: str = "organisation") -> Combinable:
    """The kind that an organisation at `path` had on the date at `date_path`.

    Without a dated kind from before that day, the one it has today.
    """
    dated = OrganisationKind.objects.filter(
        organisation=OuterRef(path), since__lte=OuterRef(date_path)
    )
    return Coalesce(Subquery(dated.order_by("-since").values("kind")[:1]), F(f"{path}__kind"))
