"""Clippings as the agencies send them: one row a piece, with its outlet and its value."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import State
from lonja.core.imports import (
    AmountColumn,
    CellProblem,
    ChoiceColumn,
    DateColumn,
    TextColumn,
    UrlColumn,
)
from lonja.core.text import fold
from lonja.imports.kinds import ImportKind, filled, register

from .enums import Scope, Support, Tone
from .models import Mention, Outlet, Story, Valuation

COLUMNS = (
    DateColumn("date", _("Fecha"), ("fecha de publicación", "día", "date"), required=True),
    TextColumn("outlet", _("Medio"), ("soporte", "cabecera", "outlet"), required=True, longest=160),
    TextColumn("title", _("Titular"), ("título", "noticia", "title"), required=True, longest=240),
    UrlColumn("url", _("Enlace"), ("url", "link"), longest=600),
    TextColumn("author", _("Firma"), ("autor", "periodista"), longest=160),
    ChoiceColumn(
        "support",
        _("Tipo de medio"),
        ("canal",),
        choices=dict(Support.choices),
        also={
            "online": Support.DIGITAL,
            "internet": Support.DIGITAL,
            "prensa": Support.PRINT,
            "papel": Support.PRINT,
            "tv": Support.TELEVISION,
        },
    ),
    ChoiceColumn(
        "scope",
        _("Ámbito"),
        ("alcance", "cobertura"),
        choices=dict(Scope.choices),
        also={"autonómico": Scope.REGIONAL, "sectorial": Scope.TRADE},
    ),
    ChoiceColumn("tone", _("Tono"), ("valoración del tono",), choices=dict(Tone.choices)),
    TextColumn("story", _("Noticia de origen"), ("historia", "teletipo"), longest=240),
    AmountColumn(
        "amount", _("Valor (€)"), ("VPE", "valor económico", "valoración", "AVE", "valor")
    ),
    TextColumn(
        "provider", _("Quién lo valora"), ("proveedor", "agencia de seguimiento"), longest=120
    ),
    TextColumn("method", _("Método"), ("método de valoración",), longest=160),
    DateColumn("valued_on", _("Fecha de la valoración"), ()),
    TextColumn("provider_id", _("Número del proveedor"), ("id", "identificador"), longest=80),
)
METHOD = "el del proveedor, sin detallar"


def _keys(values):
    """The same piece is known by its link; without one, by outlet, day and headline."""
    known = [("url", values["url"])] if values.get("url") else []
    return [*known, ("piece", fold(values["outlet"]), values["date"], fold(values["title"]))]


def _find(keys):
    links = [key[1] for key in keys if key[0] == "url"]
    days = {key[2] for key in keys if key[0] == "piece"}
    found = defaultdict(dict)
    rows = Mention.objects.select_related("outlet").prefetch_related("valuations")
    for one in rows.filter(url__in=links).exclude(url=""):
        found["url", one.url][one.pk] = one
    for one in rows.filter(date__in=days):
        found["piece", fold(one.outlet.name), one.date, fold(one.title)][one.pk] = one
    return {key: list(records.values()) for key, records in found.items()}


def _check(values):
    if values.get("date") and values["date"] > date.today():
        yield "date", CellProblem(gettext("Una noticia publicada no puede tener fecha futura."))
    if values.get("amount") is not None and not values.get("provider"):
        yield (
            "provider",
            CellProblem(
                gettext("Un valor sin quién lo da no se puede sumar."),
                gettext("Escriba quién lo valora."),
            ),
        )


def _write(ledger, values, mention):
    if mention is None:
        mention = ledger.create(
            Mention(
                kind=Mention.KIND,
                outlet=_outlet(ledger, values),
                story=_story(ledger, values),
                state=State.DONE,
                **filled(values, "date", "title", "url", "author", "tone", "provider_id"),
            )
        )
        valued = []
    else:
        ledger.change(mention, **filled(values, "author", "tone", "provider_id"))
        valued = list(mention.valuations.all())
    if values.get("amount") is not None:
        _value(ledger, values, mention, valued)
    return mention


def _outlet(ledger, values) -> Outlet:
    """The outlet by its name, made the first time that a file names it."""
    known = ledger.memory.setdefault("outlets", {})
    name = fold(values["outlet"])
    if not known:
        known.update({fold(one.name): one for one in Outlet.objects.all()})
    if name not in known:
        known[name] = ledger.create(
            Outlet(name=values["outlet"], **filled(values, "support", "scope"))
        )
    return known[name]


def _story(ledger, values) -> Story | None:
    if not values.get("story"):
        return None
    known = ledger.memory.setdefault("stories", {})
    name = fold(values["story"])
    if name not in known:
        known[name] = ledger.create(Story(title=values["story"]))
    return known[name]


def _value(ledger, values, mention: Mention, valued: list[Valuation]) -> None:
    """Add the valuation, unless the same is there: a later one does not rewrite an earlier."""
    said = {
        "amount": values["amount"],
        "provider": values["provider"],
        "method": values.get("method") or METHOD,
        "valued_on": values.get("valued_on") or mention.date,
    }
    if not any(all(getattr(one, k) == v for k, v in said.items()) for one in valued):
        ledger.create(Valuation(mention=mention, **said))


register(
    ImportKind(
        key="mentions",
        label=_("Impactos en medios"),
        columns=COLUMNS,
        keys=_keys,
        find=_find,
        write=_write,
        check=_check,
        help=_("el recorte de la agencia de seguimiento, una fila por pieza"),
        list_url="impactos-list",
    )
)
