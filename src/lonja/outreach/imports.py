"""Readings of followers, ours and of other clusters: one row a day and account."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from lonja.core.imports import ChoiceColumn, DateColumn, IntegerColumn, TextColumn
from lonja.core.text import fold
from lonja.imports.kinds import ImportKind, register

from .enums import Network
from .models import Peer, PeerReading, Reading, SocialAccount

DATE = DateColumn("date", _("Fecha"), ("día", "date"), required=True)
FOLLOWERS = IntegerColumn(
    "followers", _("Seguidores"), ("followers", "total", "total seguidores"), required=True
)


def _reading_keys(values):
    return [(values["network"], fold(values.get("handle") or ""), values["date"])]


def _find_readings(keys):
    found = defaultdict(list)
    days = {day for _network, _handle, day in keys}
    for one in Reading.objects.filter(date__in=days).select_related("account"):
        for handle in (fold(one.account.handle), ""):
            found[one.account.network, handle, one.date].append(one)
    return found


def _write_reading(ledger, values, reading):
    if reading is not None:
        return ledger.change(reading, followers=values["followers"])
    account = _account(ledger, values["network"], values.get("handle") or "")
    return ledger.create(
        Reading(account=account, date=values["date"], followers=values["followers"])
    )


def _account(ledger, network: str, handle: str) -> SocialAccount:
    """The account of a network: by its handle, or the only one that there is."""
    known = ledger.memory.setdefault("accounts", {})
    if not known:
        for one in SocialAccount.objects.all():
            known[one.network, fold(one.handle)] = known[one.network, ""] = one
    key = (network, fold(handle))
    if key not in known:
        known[key] = ledger.create(
            SocialAccount(network=network, handle=handle or Network(network).label)
        )
    return known[key]


def _peer_keys(values):
    return [(fold(values["peer"]), values["date"])]


def _find_peer_readings(keys):
    found = defaultdict(list)
    days = {day for _peer, day in keys}
    for one in PeerReading.objects.filter(date__in=days).select_related("peer"):
        found[fold(one.peer.name), one.date].append(one)
    return found


def _write_peer_reading(ledger, values, reading):
    if reading is not None:
        return ledger.change(reading, followers=values["followers"])
    known = ledger.memory.setdefault("peers", {})
    if not known:
        known.update({fold(one.name): one for one in Peer.objects.all()})
    name = fold(values["peer"])
    if name not in known:
        known[name] = ledger.create(Peer(name=values["peer"]))
    return ledger.create(
        PeerReading(peer=known[name], date=values["date"], followers=values["followers"])
    )


register(
    ImportKind(
        key="readings",
        label=_("Lecturas de seguidores"),
        columns=(
            DATE,
            ChoiceColumn(
                "network", _("Red"), ("red social", "network"), required=True,
                choices=dict(Network.choices), also={"twitter": Network.X},
            ),
            TextColumn("handle", _("Cuenta"), ("perfil", "usuario"), longest=120),
            FOLLOWERS,
        ),
        keys=_reading_keys,
        find=_find_readings,
        write=_write_reading,
        help=_("una fila por cuenta y día"),
        list_url="lecturas-list",
    ),
    ImportKind(
        key="peer-readings",
        label=_("Lecturas de otros clústeres"),
        columns=(
            DATE,
            TextColumn("peer", _("Clúster"), ("nombre", "cluster"), required=True, longest=160),
            FOLLOWERS,
        ),
        keys=_peer_keys,
        find=_find_peer_readings,
        write=_write_peer_reading,
        help=_("una fila por clúster y día, con las mismas redes que las nuestras"),
        list_url="lecturas-de-otros-list",
    ),
)  # fmt: skip
