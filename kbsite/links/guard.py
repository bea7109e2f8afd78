"""The way to other hosts: a name is looked up once, judged, and connected to at the very address that was judged.

Addresses come from pull requests, so one may name a host of the network this runs in; and a name that leads elsewhere at
its second look-up (DNS rebinding) must not slip through between judging and connecting.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Sequence

import httpx

from kbsite.links.trust import trusted

MOST_ADDRESSES = 3
"""Of one host that are tried, one after the other."""


class NoHost(Exception):
    """There is no host of that name."""


class Private(Exception):
    """The host is this machine, or in a network that is not public."""


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends requests to public addresses only (with `private`, to any). Raises NoHost, Private, OSError and httpx's errors."""

    def __init__(self, *, private: bool) -> None:
        self._private = private
        self._unknown: set[str] = set()
        # Connections are not kept: they are known by address, and two hosts at one address must not share a certificate.
        self._inner = httpx.AsyncHTTPTransport(verify=trusted(), limits=httpx.Limits(max_keepalive_connections=0))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request to the first of the host's addresses that can be reached."""
        host = request.url.host
        if host in self._unknown:
            raise NoHost(host)
        try:
            addresses = await _addresses(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        except NoHost:
            self._unknown.add(host)
            raise
        if not self._private and not all(is_public(address) for address in addresses):
            raise Private(host)
        for address in addresses[:-1]:
            try:
                return await self._send(request, address, host)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._send(request, addresses[-1], host)

    async def _send(self, request: httpx.Request, address: str, host: str) -> httpx.Response:
        there = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return await self._inner.handle_async_request(there)

    async def aclose(self) -> None:
        """Close what is open."""
        await self._inner.aclose()


async def _addresses(host: str, port: int) -> Sequence[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        if isinstance(error, UnicodeError) or error.errno in NO_SUCH_NAME:
            raise NoHost(host) from error
        raise
    return list(dict.fromkeys(str(address[0]).partition("%")[0] for *_, address in found))[:MOST_ADDRESSES]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
