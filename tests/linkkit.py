"""A server of this machine that misbehaves in every way that servers do, for tests of links."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import ssl
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlsplit

from kbsite.links.manners import Manners

TODAY = dt.date(2026, 11, 23)
QUICK = Manners(pause=0, timeout=10.0, tries=2, back_off=0.01, longest_wait=1.5, private=True)
"""Does not wait between requests, but long enough for an answer of a machine that has other work."""
HASTY = replace(QUICK, timeout=1.0)
"""For servers that do not answer in time."""
COPY = "http://web.archive.org/web/20170101000000/http://old.example/"


@dataclass
class Server:
    """Answers by path; remembers who asked, and how many it had at a time."""

    port: int = 0
    scheme: str = "http"
    asked: list[str] = field(default_factory=list)
    """Method and path of every request."""
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    sent: int = 0
    """Bytes of the endless body that went out."""
    times: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """An address of it."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection with one request."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            method, path, _ = head.splitlines()[0].split(" ")
            self.asked.append(f"{method} {path}")
            self.agents |= {line.partition(": ")[2] for line in head.splitlines() if line.lower().startswith("user-agent:")}
            await self._behave(method, path, reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.at_once -= 1
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _behave(  # noqa: PLR0912, PLR0915 - a list of manners
        self, method: str, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        def say(status: str, *headers: str, body: bytes = b"fine") -> None:
            lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "Connection: close"]
            writer.write("\r\n".join([*lines, "", ""]).encode() + (b"" if method == "HEAD" else body))

        name = urlsplit(path).path.strip("/")
        self.times[name] += 1
        first = self.times[name] == 1
        match name:
            case "slow":
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(reader.read(), 5)  # until the visitor has had enough
            case "slow-headers":
                for letter in "HTTP/1.1 200 OK\r\n" + "X-Slow: " + "a" * 100:
                    writer.write(letter.encode())
                    await writer.drain()
                    await asyncio.sleep(0.05)
            case "cut":
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Le")
            case "hangs-up":
                writer.transport.abort()
            case "no-http":
                writer.write(b"\x00\x01\x02 hello\r\n\r\n")
            case "wrong-length" if method == "GET":
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort")
            case "wrong-length" | "no-head" | "huge" if method == "HEAD":
                say("405 Method Not Allowed")
            case "no-head-404" if method == "HEAD":
                say("404 Not Found")
            case "huge":
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
                while True:
                    writer.write(b"x" * 65536)
                    await writer.drain()
                    self.sent += 65536
            case "many-headers":
                writer.write(b"HTTP/1.1 200 OK\r\n" + b"X-Many: 1\r\n" * 100_000 + b"\r\n")
            case "loop":
                say("302 Found", "Location: /loop2")
            case "loop2":
                say("302 Found", "Location: /loop")
            case "endless":
                say("302 Found", f"Location: /endless?n={self.times[name]}")
            case "moved":
                say("301 Moved Permanently", "Location: /new")
            case "moved-twice":
                say("308 Permanent Redirect", "Location: /moved")
            case "for-now":
                say("302 Found", "Location: /moved")
            case "went-home":
                say("301 Moved Permanently", "Location: /")
            case "to-file":
                say("302 Found", "Location: file:///etc/passwd")
            case "to-private":
                say("302 Found", "Location: http://10.0.0.1/")
            case "odd-location":
                say("302 Found", "Location: http://[::1")
            case "busy" if first:
                say("429 Too Many Requests", "Retry-After: 1")
            case "busy-till" if first:
                say("503 Service Unavailable", "Retry-After: Mon, 01 Jan 2001 00:00:00 GMT")
            case "busy-long":
                say("429 Too Many Requests", "Retry-After: 86400")
            case "faulty":
                say("500 Internal Server Error")
            case "recovers" if self.times[name] <= 2:
                say("502 Bad Gateway")
            case "available":
                url = parse_qs(urlsplit(path).query)["url"][0]
                closest = {"available": True, "status": "200", "url": COPY} if "gone" in url else {}
                say("200 OK", body=json.dumps({"archived_snapshots": {"closest": closest} if closest else {}}).encode())
            case "not-available":
                say("200 OK", body=b"{")
            case digits if digits.isdigit():
                say(f"{digits} As Asked")
            case _:
                say("200 OK")


@contextlib.contextmanager
def running(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """The server in a thread of its own."""
    server, loop = Server(scheme="https" if context else "http"), asyncio.new_event_loop()

    async def start() -> asyncio.Server:
        return await asyncio.start_server(server.answer, "127.0.0.1", 0, ssl=context)

    async def stop(listening: asyncio.Server) -> None:
        listening.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.05)

    loop.set_exception_handler(lambda *_: None)  # a visitor that does not trust us ends the handshake
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(start(), loop).result(5)
    server.port = listening.sockets[0].getsockname()[1]
    yield server
    asyncio.run_coroutine_threadsafe(stop(listening), loop).result(5)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()
