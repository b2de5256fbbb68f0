"""Sources of notices: where they are published, when they were read, and what came."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lonja.workbench.columns import Column
from lonja.workbench.panels import Action, Related
from lonja.workbench.registry import register
from lonja.workbench.resource import Resource

from ...domain import feeding
from ...models import Feed
from ..feed_form import FeedForm
from .said import by_office, moment


class FeedResource(Resource):
    model = Feed
    slug = "fuentes"
    icon = "bell"
    lede = _("Direcciones en las que se publican anuncios, leídas solas cada pocas horas.")
    columns = (
        Column("name", link=True),
        Column("polled_at", value=moment("polled_at"), kind="text", sort="polled_at"),
        Column("every_hours", wide=True),
        Column("is_active"),
        Column("problem"),
    )
    search = ("name", "url")
    form = FeedForm
    facts = (
        Column("url", kind="link"),
        "every_hours", "is_active",
        Column("polled_at", value=moment("polled_at"), kind="text"),
        "problem", "failures",
    )  # fmt: skip
    panels = (
        Related(
            "importaciones-de-anuncios",
            parent="source_feed",
            title=_("Lo que ha traído"),
            empty=_("Todavía no se ha leído."),
        ),
    )
    actions = (
        Action(
            _("Leer ahora"),
            "feed-read",
            icon="import",
            primary=True,
            when=lambda feed, user: by_office(feed, user) and feed.is_active,
        ),
    )

    def change(self, form, *, by):
        return feeding.change(form.instance, by=by, **form.cleaned_data)


register(FeedResource())
