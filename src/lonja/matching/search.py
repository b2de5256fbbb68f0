"""What needs, notices and their followings show to the search."""

from lonja.directory import cpv
from lonja.search.registry import Indexed, register

from .models import Notice

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
)  # fmt: skip
