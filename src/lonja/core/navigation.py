"""The rail: which pages stand in it, in which section, for whom.

Each app names its own pages in a module `navigation.py`, which this registry reads:

    register(
        Entry(_("Grupos"), "grupos-list", section="1", icon="users", order=10),
        Entry(_("Reuniones"), "reuniones-list", section="1", icon="calendar", order=20),
    )

A section is shown when somebody may see one of its entries; its first entry is where its name
leads, and the others unfold while one is in it; those `under` another unfold only while one is in
that one. The nine lines of work have sections "1" … "9".
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from .measures import HowMany

log = logging.getLogger(__name__)


def reads_everything(user: Any) -> bool:
    """The office, the direction and the auditor: who sees the whole house."""
    return bool(getattr(user, "reads_everything", False))


@dataclass(frozen=True)
class Section:
    key: str
    label: str
    icon: str
    order: int

    @property
    def number(self) -> str:
        """ "1" … "9" for the lines of work, else empty."""
        return self.key if self.key.isdecimal() else ""


SECTIONS = {
    section.key: section
    for section in (
        Section("desk", _("Mesa"), "home", 0),
        Section("needs", _("Encuentro"), "handshake", 5),
        Section("1", _("Grupos de trabajo"), "users", 11),
        Section("2", _("Alianzas"), "landmark", 12),
        Section("3", _("Visibilidad"), "megaphone", 13),
        Section("4", _("Comunidad"), "growth", 14),
        Section("5", _("Medios"), "newspaper", 15),
        Section("6", _("Eventos externos"), "store", 16),
        Section("7", _("Eventos propios"), "ticket", 17),
        Section("8", _("Territorios y negocio"), "map-pin", 18),
        Section("9", _("Proyectos"), "folder", 19),
        Section("directory", _("Directorio"), "building", 21),
        Section("acts", _("Actos"), "history", 22),
        Section("balance", _("Balance"), "balance", 23),
        Section("settings", _("Ajustes"), "settings", 24),
    )
}
# Where the rail draws a line: before the lines of work, and after them.
GROUPS = (range(10), range(10, 20), range(20, 30))


@dataclass(frozen=True)
class Entry:
    """A page in the rail. `args` complete an address that needs them.

    `under`: the address's name of the entry of the same section that it belongs to, for the pages
    that are not where work begins.
    `waiting()`: the records that wait there, whose number is shown when there are any.
    """

    label: str
    url_name: str
    section: str
    icon: str = "list"
    order: int = 50
    args: tuple[Any, ...] = ()
    allowed: Callable[[Any], bool] = reads_everything
    waiting: Callable[[], QuerySet] | None = None
    under: str = ""

    @property
    def counted_as(self) -> str:
        return f"waiting_{self.url_name}"


@dataclass
class Link:
    """An entry as one page shows it."""

    entry: Entry
    label: str
    url: str
    icon: str
    count: int = 0
    current: bool = False

    @property
    def below(self) -> bool:
        return bool(self.entry.under)


@dataclass
class Shown:
    """A section as one page shows it. `url` is that of its first entry."""

    section: Section
    links: list[Link] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.links[0].url

    @property
    def current(self) -> bool:
        return any(link.current for link in self.links)

    @property
    def count(self) -> int:
        return sum(link.count for link in self.links)


_entries: list[Entry] = []
_loaded = False


def register(*entries: Entry) -> None:
    for entry in entries:
        if entry.section not in SECTIONS:
            raise ValueError(f"{entry.url_name}: there is no section {entry.section!r}")
        _entries.append(entry)


def all_entries() -> list[Entry]:
    """Every entry, by section and order."""
    _load()
    return sorted(_entries, key=lambda e: (SECTIONS[e.section].order, e.order))


def numbers_for(user: Any) -> dict[str, HowMany]:
    """How many things wait at each entry that counts them, by name, to be asked with something
    else: no page asks for them alone."""
    return {
        entry.counted_as: HowMany(entry.waiting().values("pk"))
        for entry in all_entries()
        if entry.waiting and entry.allowed(user)
    }


def rail_of(user: Any, path: str, numbers: Mapping[str, int]) -> list[list[Shown]]:
    """The sections this person may enter, in the groups of the rail; `path` says where they are,
    and `numbers` what `numbers_for` them came to."""
    shown: dict[str, Shown] = {}
    for entry in all_entries():
        if not entry.allowed(user) or not (url := address(entry)):
            continue
        link = Link(entry, entry.label, url, entry.icon, numbers.get(entry.counted_as, 0))
        shown.setdefault(entry.section, Shown(SECTIONS[entry.section])).links.append(link)
    if here := _closest([link for one in shown.values() for link in one.links], path):
        here.current = True
    for one in shown.values():
        one.links = _unfolded(one.links, here)
    groups = [[s for s in shown.values() if s.section.order in group] for group in GROUPS]
    return [group for group in groups if group]


def _unfolded(links: list[Link], here: Link | None) -> list[Link]:
    """Each entry followed by those under it, where one is in them; those of nobody stand alone."""
    heads = {link.entry.url_name for link in links if not link.below}
    opened = {here.entry.url_name, here.entry.under} if here else set()
    kept: list[Link] = []
    for head in (link for link in links if link.entry.under not in heads):
        kept.append(head)
        below = [link for link in links if link.entry.under == head.entry.url_name]
        if head.entry.url_name in opened:
            kept += below
        else:
            head.count += sum(link.count for link in below)
    return kept


def _closest(links: list[Link], path: str) -> Link | None:
    """The link of the page itself, or of the nearest one above it; "/" is only itself."""
    above = [link for link in links if path == link.url or _within(path, link.url)]
    return max(above, key=lambda link: len(link.url), default=None)


def _within(path: str, url: str) -> bool:
    return url != "/" and path.startswith(url if url.endswith("/") else f"{url}/")


def address(entry: Entry) -> str:
    """Where an entry leads; empty when there is no such page.

    One wrong name must not take every page down.
    """
    try:
        return reverse(entry.url_name, args=entry.args)
    except NoReverseMatch:
        log.error("The rail names a page that does not exist: %s", entry.url_name)
        return ""


def _load() -> None:
    global _loaded
    if _loaded:
        return
    _loaded = True
    for config in apps.get_app_configs():
        inside = config.name.startswith("lonja.") and config.name != "lonja.core"
        if inside and find_spec(f"{config.name}.navigation"):
            import_module(f"{config.name}.navigation")
