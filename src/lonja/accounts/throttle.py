"""How often one address of the network may do what costs us, such as getting something wrong."""

from __future__ import annotations

import time
from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest

from lonja.core import turns


def spent(request: HttpRequest, what: str, *, limit: int) -> bool:
    """Whether whoever asks has already done `what` so many times."""
    number, _until = cache.get(_key(request, what), (0, 0.0))
    return number >= limit


def count(request: HttpRequest, what: str, *, seconds: int) -> None:
    """Count one more; they are forgotten `seconds` after the first."""
    key, now = _key(request, what), time.time()
    with transaction.atomic():
        turns.take(key)
        # Not `incr`, which would forget them five minutes after the last, whatever `seconds` are.
        number, until = cache.get(key, (0, now + seconds))
        cache.set(key, (number + 1, until), until - now)


def _key(request: HttpRequest, what: str) -> str:
    return f"times:{what}:{_network(get_adapter().get_client_ip(request))}"


def _network(address: str) -> str:
    """Who is one behind an address: of version 6, a household or an office has 2⁶⁴ of them."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(ip_network((found, 64), strict=False).network_address)
    return str(found)
