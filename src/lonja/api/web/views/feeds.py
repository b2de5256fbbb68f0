"""What the cluster makes public, for whoever follows it with a feed reader."""

from __future__ import annotations

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from lonja.accounts import access
from lonja.house.models import House

from ... import news


class News(Feed):
    """Guides, dossiers and our own events that have a public page, the latest first."""

    feed_type = Atom1Feed

    def title(self) -> str:
        house = House.ours()
        return house.name if house else "Lonja"

    def link(self) -> str:
        house = House.ours()
        return (house and house.website) or reverse("news-feed")

    def subtitle(self) -> str:
        return _("Guías, dosieres, eventos y balances publicados")

    def items(self) -> list[news.Item]:
        return news.latest()

    def item_title(self, item: news.Item) -> str:
        return item.title

    def item_description(self, item: news.Item) -> str:
        return item.kind

    def item_link(self, item: news.Item) -> str:
        return item.url

    def item_guid(self, item: news.Item) -> str:
        return item.key

    def item_pubdate(self, item: news.Item):
        return item.published

    def item_updateddate(self, item: news.Item):
        return item.updated


news_feed = News()


@access.public
def latest(request):
    return news_feed(request)
