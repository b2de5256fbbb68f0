"""Reasons and what is missing, as people read them, with links to what proves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import F, Value
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lonja.core import formatting
from lonja.core.text import fold
from lonja.directory import cpv
from lonja.directory.models import Area
from lonja.ranking import profiles
from lonja.territories.enums import Kind
from lonja.territories.models import Territory

from ..enums import Level
from .facts import SHOWN, Fact


@dataclass(frozen=True)
class Said:
    """A sentence, and (label, address) of what proves it. `icon` of the sprite."""

    text: str
    icon: str = "check"
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Name:
    """Of an area ("area"), a province or a region."""

    kind: str
    key: int
    code: str
    name: str
    position: int
    retired: bool


class Names:
    """The names that reasons need, and what narrows them: read once, when first wanted."""

    @cached_property
    def _all(self) -> list[Name]:
        english = _language().startswith("en")
        areas = Area.objects.order_by().annotate(
            named=Value("area"), key=F("pk"), coded=F("code"), called=F("name"), en=F("name_en"),
            place=F("position"), gone=F("retired"),
        )  # fmt: skip
        kinds = (Kind.PROVINCE, Kind.REGION)
        places = Territory.objects.filter(country="ES", kind__in=kinds).order_by().annotate(
            named=F("kind"), key=F("pk"), coded=F("code"), called=F("name"), en=Value(""),
            place=Value(0), gone=Value(False),
        )  # fmt: skip
        asked = ("named", "key", "coded", "called", "en", "place", "gone")
        rows = areas.values_list(*asked).union(places.values_list(*asked), all=True)
        return [
            Name(kind, key, code, (en if english else "") or name, position, bool(gone))
            for kind, key, code, name, en, position, gone in rows
        ]

    @cached_property
    def areas(self) -> dict[str, str]:
        return {one.code: one.name for one in self._all if one.kind == "area"}

    @cached_property
    def places(self) -> dict[tuple[str, str], str]:
        """{(province or region, its code): name}."""
        return {(one.kind, one.code): one.name for one in self._all if one.kind != "area"}

    def areas_in_use(self) -> list[tuple[int, str]]:
        """(key, name), in the order of the taxonomy."""
        found = [one for one in self._all if one.kind == "area" and not one.retired]
        found.sort(key=lambda one: (one.position, one.code))
        return [(one.key, one.name) for one in found]

    def regions(self) -> list[tuple[int, str]]:
        """(key, name), by name."""
        found = [one for one in self._all if one.kind == Kind.REGION]
        return [(one.key, one.name) for one in sorted(found, key=lambda one: fold(one.name))]


def said(reasons: Iterable[Fact], names: Names | None = None) -> list[Said]:
    """The reasons in words, in the language in force."""
    return _all(reasons, REASONS, names or Names())


def lacking(missing: Iterable[Fact], names: Names | None = None) -> list[Said]:
    return _all(missing, MISSING, names or Names())


def _all(
    facts: Iterable[Fact], known: dict[str, Callable[[Fact, Names], Said]], names: Names
) -> list[Said]:
    return [known[fact["kind"]](fact, names) for fact in facts if fact.get("kind") in known]


# -- reasons -------------------------------------------------------------------------------------


def _codes(fact: Fact, names: Names) -> Said:
    codes = _joined([_code(code) for code in fact.get("codes", ())[:2]])
    if work := _counted(fact):
        return Said(_("%(work)s de lo mismo: %(codes)s") % {"work": work, "codes": codes},
                    "trophy", _links(fact))  # fmt: skip
    return Said(_("Declara el código %s") % codes, "tag")


def _areas(fact: Fact, names: Names) -> Said:
    levels = dict(Level.choices)
    told = [
        f"{names.areas.get(code, code)} ({levels[level]})"
        if level in levels
        else names.areas.get(code, code)
        for code, level in fact["areas"]
    ]
    if any(level for _code, level in fact["areas"]):
        return Said(_("Declara %s") % _joined(told), "tag", _links(fact))
    text = _("%(work)s en %(areas)s") % {"work": _counted(fact), "areas": _joined(told)}
    return Said(text, "trophy", _links(fact))


def _words(fact: Fact, names: Names) -> Said:
    quoted = _joined([f"«{word}»" for word in fact.get("words", ())[:4]])
    if work := _counted(fact):
        return Said(_("%(work)s de %(words)s") % {"work": work, "words": quoted},
                    "comment", _links(fact))  # fmt: skip
    return Said(_("Dice que hace %s") % quoted, "comment")


def _meaning(fact: Fact, names: Names) -> Said:
    if work := _counted(fact):
        return Said(_("%s de algo parecido") % work, "similar", _links(fact))
    return Said(_("Lo que dice que hace se parece a lo que se pide"), "similar")


def _name(fact: Fact, names: Names) -> Said:
    return Said(_("Lo lleva en el nombre"), "tag")


def _buyer(fact: Fact, names: Names) -> Said:
    return Said(_("Ya trabajó para la misma entidad"), "landmark", _links(fact))


def _place(fact: Fact, names: Names) -> Said:
    return Said(_("Ha trabajado en %s") % _places(fact, names), "map-pin", _links(fact))


def _home(fact: Fact, names: Names) -> Said:
    return Said(_("Tiene su sede en %s") % _places(fact, names), "map-pin")


def _works_there(fact: Fact, names: Names) -> Said:
    return Said(_("Dice que trabaja en %s") % _places(fact, names), "map-pin")


def _size(fact: Fact, names: Names) -> Said:
    text = _("Ha hecho trabajos de un importe parecido")
    if amount := fact.get("amount"):
        text = f"{text}: {formatting.euros(Decimal(round(amount)), _language())}"
    return Said(text, "euro", _links(fact))


def _contract(fact: Fact, names: Names) -> Said:
    return Said(_("Ha hecho contratos de la misma clase"), "briefcase", _links(fact))


def _experience(fact: Fact, names: Names) -> Said:
    return Said(_("Tiene trabajos que constan"), "trophy", _links(fact))


def _before(fact: Fact, names: Names) -> Said:
    introduced = fact["state"] == "introduced"
    text = (
        _("Ya se le presentó a una necesidad parecida")
        if introduced
        else _("Le interesó una necesidad parecida")
    )
    return Said(text, "history", [_need_link(fact)])


def _turn(fact: Fact, names: Names) -> Said:
    times = fact["times"]
    if not times:
        return Said(_("Encaja igual que otros, y este año aún no se le ha elegido"), "refresh")
    text = ngettext(
        "Encaja igual que otros, y este año se le ha elegido menos: %(n)s vez",
        "Encaja igual que otros, y este año se le ha elegido menos: %(n)s veces",
        times,
    )
    return Said(text % {"n": times}, "refresh")


REASONS: dict[str, Callable[[Fact, Names], Said]] = {
    profiles.CODES: _codes,
    profiles.AREAS: _areas,
    profiles.WORDS: _words,
    profiles.MEANING: _meaning,
    profiles.NAME: _name,
    profiles.BUYER: _buyer,
    profiles.PLACE: _place,
    profiles.HOME: _home,
    profiles.WORKS_THERE: _works_there,
    profiles.SIZE: _size,
    profiles.CONTRACT: _contract,
    profiles.EXPERIENCE: _experience,
    "before": _before,
    "turn": _turn,
}

# -- what is missing -----------------------------------------------------------------------------


def _small(fact: Fact, names: Names) -> Said:
    text = _("No consta que haya hecho nada de ese importe")
    if amount := fact.get("amount"):
        largest = formatting.euros(Decimal(round(amount)), _language())
        text = _("%(text)s: lo mayor, %(largest)s") % {"text": text, "largest": largest}
    return Said(text, "euro")


def _not_theirs(fact: Fact, names: Names) -> Said:
    if fact["state"] == "declined":
        return Said(_("Dijo que no era lo suyo en una necesidad parecida"), "history",
                    [_need_link(fact)])  # fmt: skip
    return Said(_("La oficina lo descartó en una necesidad parecida: no era su campo"), "history",
                [_need_link(fact)])  # fmt: skip


def _conflict(fact: Fact, names: Names) -> Said:
    text = _("Se apuntó un conflicto de interés con este territorio")
    return Said(text, "warning", [_need_link(fact)])


MISSING: dict[str, Callable[[Fact, Names], Said]] = {
    profiles.UNCERTIFIED: lambda fact, names: Said(
        _("No consta que tenga %s") % fact["name"], "badge"
    ),
    profiles.ELSEWHERE: lambda fact, names: Said(_("No consta que trabaje allí"), "map-pin"),
    profiles.UNPROVEN: lambda fact, names: Said(_("No consta ningún trabajo hecho"), "trophy"),
    profiles.OFF_SUBJECT: lambda fact, names: Said(_("Ningún código ni área en común"), "tag"),
    profiles.SMALL: _small,
    "profile": lambda fact, names: Said(_("No ha contado qué hace"), "user"),
    "not_theirs": _not_theirs,
    "conflict": _conflict,
    "peace": lambda fact, names: Said(fact["why"], "clock"),
}


# -- pieces --------------------------------------------------------------------------------------


def _counted(fact: Fact) -> str:
    """ "Ganó 2 contratos públicos y tiene 1 referencia", or ""."""
    counted = []
    awards = fact.get("awards", 0)
    if awards >= SHOWN:  # no more are told apart
        counted.append(_("ganó %(n)s o más contratos públicos") % {"n": SHOWN})
    elif awards:
        counted.append(
            ngettext("ganó %(n)s contrato público", "ganó %(n)s contratos públicos", awards)
            % {"n": awards}
        )
    if references := fact.get("references", 0):
        counted.append(
            ngettext("tiene %(n)s referencia", "tiene %(n)s referencias", references)
            % {"n": references}
        )
    text = _(" y ").join(counted)
    return text[:1].upper() + text[1:]


def _places(fact: Fact, names: Names) -> str:
    """The provinces and regions of a reason, by name."""
    known = names.places
    named = [
        known.get((Kind.PROVINCE, p)) or known.get((Kind.REGION, r)) or ""
        for p, r in fact.get("places", ())
    ]
    return _joined([name for name in dict.fromkeys(named) if name]) or _("la zona")


def _links(fact: Fact) -> list[tuple[str, str]]:
    return [(_label(piece), _address(piece)) for piece in fact.get("work", ())]


def _label(piece: Fact) -> str:
    return f"{piece['title']} ({piece['year']})" if piece.get("year") else piece["title"]


def _address(piece: Fact) -> str:
    if piece["kind"] == "award":
        return reverse("oportunidades-detail", args=[piece["key"]])
    return reverse("referencias-detail", args=[piece["key"]])


def _need_link(fact: Fact) -> tuple[str, str]:
    return fact["title"], reverse("necesidades-detail", args=[fact["need"]])


def _code(code: str) -> str:
    label = cpv.label(code)
    return f"{code} ({label[:1].lower()}{label[1:]})" if label else code


def _joined(names: list[str]) -> str:
    return formatting.names(names, _language())


def _language() -> str:
    return get_language() or "es"
