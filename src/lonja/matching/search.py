"""What needs, notices and their followings show to the search."""

from lonja.directory import cpv
from lonja.search.registry import Indexed, register

from .models import Notice, Profile, Reference

register(
    Indexed(
        Notice,
        subtitle=lambda one: f"{one.get_kind_display()} · {one.buyer_name}",
        texts=lambda one: [
            one.folder_id, one.place, one.buyer_city, *(cpv.label(c, "es") for c in one.cpv_codes),
            *(lot["title"] for lot in one.lots),
        ],
        date=lambda one: one.source_updated_at.date() if one.source_updated_at else None,
        weight=5,
    ),
    Indexed(
        Profile,
        title=lambda one: f"{one.organisation}",
        texts=lambda one: [
            *one.areas.all(), *(cpv.label(c, "es") for c in one.cpv_codes), *one.certifications,
            one.text,
        ],
        date=lambda one: one.told_at.date() if one.told_at else None,
        weight=12,
        related=("organisation",),
        prefetch=("areas",),
    ),
    Indexed(
        Reference,
        subtitle=lambda one: str(one.organisation),
        texts=lambda one: [one.client, one.territory, one.description],
        date=lambda one: one.date,
        weight=6,
        related=("organisation", "territory"),
    ),
)  # fmt: skip
