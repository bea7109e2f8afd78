"""An address to what is there: asked for the head, then for the body where that is refused, with patience and with bounds."""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from kbsite.links.found import Found, Reason
from kbsite.links.guard import GuardedTransport, NoHost, Private
from kbsite.links.manners import Manners
from kbsite.rules.link_is_safe import wrong_with

GONE = {404, 410}
REDIRECTS = {301, 302, 303, 307, 308}
FOR_GOOD = {301, 308}
LATER = {408, 425, 429, 500, 502, 503, 504}
"""Answers that may be another in a moment."""
ASK_AGAIN: set[Reason] = {"timeout", "connection", "cut"}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of asking once: a status, or the reason why there is none."""

    reason: Reason = "answer"
    code: int = 0
    moved_to: str = ""
    wait: float | None = None
    """Seconds to be left alone, where the server says so."""

    @property
    def passing(self) -> bool:
        return self.reason in ASK_AGAIN or self.code in LATER


@dataclass(slots=True)
class _Host:
    """When a host may be asked next, and the one request that it has at a time."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    ready_at: float = 0.0
    silent: int = 0
    """How many addresses in a row had no answer."""


class _Stray(Exception):
    """Redirects that lead nowhere."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


class Visitor:
    """Looks at addresses, politely. Use it as an asynchronous context."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(private=manners.private),
            headers={"User-Agent": manners.agent, "Accept": "*/*", "Accept-Encoding": "identity"},
            timeout=manners.timeout,
            trust_env=False,  # a proxy would look names up by itself, past the guard
        )

    async def __aenter__(self) -> Visitor:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def look(self, url: str, today: dt.date) -> Found:
        """Look at an address; whatever happens is in what is found, never raised."""
        if wrong_with(url):
            return Found(url, today, "barred", "address")
        answer, host = _Answer("timeout"), self._host(url)
        for attempt in range(self._manners.tries if host.silent < self._manners.patience else 0):
            answer = await self._ask(url)
            wait = answer.wait if answer.wait is not None else self._manners.back_off * 2**attempt
            if not answer.passing or wait > self._manners.longest_wait:
                break
            host.ready_at = max(host.ready_at, time.monotonic() + wait)
        host.silent = host.silent + 1 if answer.reason in ("timeout", "connection") else 0
        return _judged(url, today, answer)

    async def fetch(self, url: str) -> bytes:
        """The beginning of a service's answer. Raises OSError where none comes, TimeoutError among them."""
        try:
            async with self._response("GET", url) as response:
                response.raise_for_status()
                return await self._taste(response)
        except httpx.TimeoutException as error:
            raise TimeoutError(str(error)) from error
        except (httpx.HTTPError, httpx.InvalidURL, NoHost, Private) as error:
            raise OSError(str(error)) from error

    async def _ask(self, url: str) -> _Answer:
        answer = await self._tried("HEAD", url)
        refused = answer.code >= 400 and answer.code not in LATER - {500, 502, 503}
        if refused or answer.reason in ("cut", "connection") or answer.code in (500, 502, 503):
            return await self._tried("GET", url) if answer.wait is None else answer
        return answer

    async def _tried(self, method: str, url: str) -> _Answer:
        """Ask once, and say why there is no answer, if there is none."""
        reason: Reason
        try:
            return await self._followed(method, url)
        except _Stray as stray:
            reason = stray.reason
        except NoHost:
            reason = "no-host"
        except Private:
            reason = "private"
        except (httpx.TimeoutException, TimeoutError):
            reason = "timeout"
        except (httpx.RemoteProtocolError, httpx.ReadError) as error:
            reason = "loop" if "location" in str(error) else "cut"  # httpx reads where a redirect leads, followed or not
        except httpx.InvalidURL:
            reason = "loop"
        except (httpx.HTTPError, OSError, UnicodeError) as error:
            reason = "tls" if _of_certificates(error) else "connection"
        return _Answer(reason)

    async def _followed(self, method: str, url: str) -> _Answer:
        here, moved, for_good = urldefrag(url)[0], "", True
        seen = {here}
        for _ in range(self._manners.most_redirects + 1):
            async with self._response(method, here) as response:
                code, target = response.status_code, response.headers.get("location", "")
                if code not in REDIRECTS or not target:
                    if method == "GET" and code < 400:
                        await self._taste(response)
                    return _Answer(_arrived(url, here), code, moved if code < 400 else "", _wait(response))
            here = urldefrag(urljoin(here, target))[0]
            if here in seen or wrong_with(here):
                raise _Stray("loop")
            seen.add(here)
            for_good = for_good and code in FOR_GOOD
            moved = here if for_good else moved
        raise _Stray("loop")

    @asynccontextmanager
    async def _response(self, method: str, url: str) -> AsyncIterator[httpx.Response]:
        """One request, when it is this one's turn at its host."""
        host = self._host(url)
        async with host.turn:
            await asyncio.sleep(max(0.0, host.ready_at - time.monotonic()))
            asked = True
            try:
                async with asyncio.timeout(self._manners.timeout), self._client.stream(method, url) as response:
                    yield response
            except (NoHost, Private):
                asked = False
                raise
            finally:
                host.ready_at = max(host.ready_at, time.monotonic() + self._manners.pause * asked)

    async def _taste(self, response: httpx.Response) -> bytes:
        """The beginning of a body, packed as it came: it is enough to know that it begins."""
        data = b""
        async for piece in response.aiter_raw():
            data += piece[: self._manners.most_bytes - len(data)]
            if len(data) >= self._manners.most_bytes:
                break
        return data

    def _host(self, url: str) -> _Host:
        return self._hosts[urlsplit(url).hostname or ""]


def _judged(url: str, today: dt.date, answer: _Answer) -> Found:
    reason, code = answer.reason, answer.code
    if reason in ("private", "address"):
        return Found(url, today, "barred", reason)
    if reason == "no-host" or code in GONE:
        return Found(url, today, "gone", "answer" if code in GONE else reason, code)
    if reason == "answer" and 200 <= code < 300:
        fragment = urldefrag(url)[1]
        moved = f"{answer.moved_to}#{fragment}" if answer.moved_to and fragment else answer.moved_to
        return Found(url, today, "live", reason, code, moved)
    return Found(url, today, "unsure", reason, code)


def _arrived(asked: str, here: str) -> Reason:
    """`home` where a page was asked for and the home page is shown: how many sites say that it is no more."""
    there, wanted = urlsplit(here), urlsplit(asked)
    return "home" if there.path in ("", "/") and not there.query and (wanted.path not in ("", "/") or wanted.query) else "answer"


def _wait(response: httpx.Response) -> float | None:
    """Retry-After in seconds: RFC 9110, section 10.2.3, a number or a date."""
    said = response.headers.get("retry-after", "").strip()
    if not said or response.status_code < 400:
        return None
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said)
        return max(0.0, (until.astimezone(dt.UTC) - dt.datetime.now(dt.UTC)).total_seconds())
    except (ValueError, OverflowError, OSError):
        return None


def _of_certificates(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
