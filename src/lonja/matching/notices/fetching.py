"""Bringing a page of a feed from its server, of any size, to a temporary file.

    with Web() as web:
        page = web.fetch(url, etag=…, modified=…)     # raises Unreachable, in words
        if page.file: …                               # None: not changed since

The office writes the addresses, and yet a name may lead to a machine of its own network, today or
tomorrow: every connection is made to the very address that was looked up and found to be public.
"""

from __future__ import annotations

import ipaddress
import socket
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore
from django.utils.translation import gettext as _

LARGEST = 1024**3  # bytes of a page
LONGEST = 15 * 60.0  # seconds for a page
MOST_HOPS = 5
TIMEOUTS = {"connect": 10.0, "read": 60.0, "write": 10.0, "pool": 10.0}
AS_IT_IS = "%/:?@!$&'()*+,;=[]~"
"""Signs of an address that are not to be written otherwise."""
STANDING_FOR_OTHERS = [
    ipaddress.ip_network(one) for one in ("::/96", "64:ff9b::/96", "2002::/16", "2001::/32")
]
"""Addresses of IPv6 that lead to one of IPv4, which may be of a private network."""
REDIRECTS = {301, 302, 303, 307, 308}


class Unreachable(Exception):
    """A page could not be had; the message says why, for the office."""


@dataclass
class Fetched:
    """`file` stands at its start; None when the server says that it has not changed."""

    url: str
    file: IO[bytes] | None
    etag: str = ""
    modified: str = ""

    @property
    def name(self) -> str:
        """The last part of its address, as a file would be called."""
        return urlsplit(self.url).path.rpartition("/")[2] or self.url

    def opened(self) -> IO[bytes]:
        if self.file is None:
            raise ValueError("the page has not changed: there is nothing to open")
        return self.file


class PublicOnly(httpcore.SyncBackend):
    """Connects to addresses of the public network only, unless told that any will do."""

    def __init__(self, anywhere: bool = False) -> None:
        self._anywhere = anywhere

    def connect_tcp(self, host: str, port: int, *args, **kwargs) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(_("no se encuentra «%s»") % host) from error
        address = str(found[0][4][0])
        if not self._anywhere and not _is_public(address):
            raise Unreachable(_("«%s» no es una dirección pública de Internet.") % host)
        return super().connect_tcp(address, port, *args, **kwargs)


class Web:
    """A session: connections are kept between pages. `anywhere` is for servers of one's own."""

    def __init__(self, *, anywhere: bool = False) -> None:
        self._pool = httpcore.ConnectionPool(
            network_backend=PublicOnly(anywhere), max_connections=2, retries=1
        )

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *raised: object) -> None:
        self._pool.close()

    def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Fetched:
        headers = {"User-Agent": "Lonja", "Accept-Encoding": "identity"}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        try:
            return self._follow(url, headers)
        except (httpcore.TimeoutException, TimeoutError):
            raise Unreachable(_("El servidor tarda demasiado en contestar.")) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise Unreachable(_("No se pudo leer: %s") % error) from error

    def _follow(self, url: str, headers: dict[str, str]) -> Fetched:
        for _hop in range(MOST_HOPS):
            url = check(url)
            with self._pool.stream(
                "GET", url, headers=headers, extensions={"timeout": TIMEOUTS}
            ) as answer:
                said = {
                    name.lower().decode(): value.decode("latin-1") for name, value in answer.headers
                }
                if answer.status in REDIRECTS and "location" in said:
                    url = joined(url, said["location"])
                    continue
                if answer.status == 304:
                    return Fetched(url, None)
                if answer.status != 200:
                    raise Unreachable(_("El servidor contesta %d.") % answer.status)
                file = _kept(answer.iter_stream())
                return Fetched(url, file, said.get("etag", ""), said.get("last-modified", ""))
        raise Unreachable(_("La dirección lleva a otra, y esa a otra, sin terminar."))


def check(url: str) -> str:
    """As it is written in a request: accents and spaces in the way that servers read them.
    Unreachable when it is not an address of the web."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise Unreachable(_("«%s» no es una dirección válida.") % url[:200]) from None
    if parts.scheme not in ("http", "https") or not host:
        raise Unreachable(_("«%s» no es una dirección de la web.") % url[:200])
    place = f"[{host}]{port}" if ":" in host else f"{host}{port}"
    path, query = quote(parts.path, safe=AS_IT_IS), quote(parts.query, safe=AS_IT_IS)
    return urlunsplit((parts.scheme, place, path, query, ""))


def joined(page: str, link: str) -> str:
    """The address to which a link of a page leads. Unreachable when it makes no sense."""
    try:
        return urljoin(page, link)
    except ValueError:
        raise Unreachable(_("«%s» no es una dirección válida.") % link[:200]) from None


def _is_public(address: str) -> bool:
    """Of the public Internet, and so is any older address that it stands for."""
    known = ipaddress.ip_address(address)
    if known.is_multicast or not known.is_global:
        return False
    return not any(known in one for one in STANDING_FOR_OTHERS)


def _kept(pieces: Iterable[bytes]) -> IO[bytes]:
    """What comes, in a temporary file that is gone when closed."""
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
    size, until = 0, time.monotonic() + LONGEST
    try:
        for piece in pieces:
            size += len(piece)
            if size > LARGEST:
                raise Unreachable(_("La página pasa de 1 GB: no se ha leído."))
            if time.monotonic() > until:
                raise TimeoutError
            file.write(piece)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file
