"""How often one address of the network may do what costs us, such as getting something wrong."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def spent(request: HttpRequest, what: str, *, limit: int) -> bool:
    """Whether whoever asks has already done `what` so many times."""
    return cache.get(_key(request, what), 0) >= limit


def count(request: HttpRequest, what: str, *, seconds: int) -> None:
    """Count one more; they are forgotten `seconds` after the first."""
    key = _key(request, what)
    cache.add(key, 0, seconds)
    try:
        cache.incr(key)
    except ValueError:  # it was forgotten between the two lines
        cache.set(key, 1, seconds)


def _key(request: HttpRequest, what: str) -> str:
    return f"throttle:{what}:{_network(get_adapter().get_client_ip(request))}"


def _network(address: str) -> str:
    """Who is one behind an address: of version 6, a household or an office has 2⁶⁴ of them."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(ip_network((found, 64), strict=False).network_address)
    return str(found)
