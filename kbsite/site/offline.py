"""A built site to one that works without a network: its manifest, the list of its files, and the service worker of its version.

manifest.webmanifest, en/manifest.webmanifest    what a system needs to install the site (W3C Web Application Manifest)
sw.js                                            the service worker; of a site without offline use, one that clears and goes
assets/kb/offline/version.txt                    the version that the site has now
assets/kb/offline/files.json                     what a copy of the whole site holds, and how large that is
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from kbsite.search.browser import minified
from kbsite.site.icons import ICONS
from kbsite.site.output import Output
from kbsite.site.pages.mine import ADDRESS, INDEX, OFFLINE
from kbsite.site.pyodide import FOLDER as PYTHON
from kbsite.site.version import FILES, MARKER, WORKER, Files

ASSETS = Path(__file__).parent / "assets" / "offline"
MANIFEST = "manifest.webmanifest"
KB = "assets/kb/"
GROUND, THEME = "#fdfdfb", "#17191f"


def without_offline() -> bytes:
    """The worker of a site that is built without offline use: it takes an older one's place, clears its caches and goes."""
    return minified((ASSETS / "gone.js").read_text("utf-8"))


def manifest(name: str, description: str, language: str, prefix: str) -> bytes:
    """The manifest of one language, which lies beside its home page; addresses are relative, so that any sub-path will do."""
    root = "../" * prefix.count("/") or "./"
    icons = [
        {
            "src": f"{root}assets/kb/{file}",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "maskable" if maskable else "any",
        }
        for file, (size, maskable) in ICONS.items()
    ]
    content = {
        "name": name,
        "short_name": name if len(name) <= 12 else name.split(maxsplit=1)[0],
        "description": description,
        "lang": language,
        "dir": "auto",
        "start_url": "./",
        "scope": root,
        "display": "minimal-ui",
        "background_color": GROUND,
        "theme_color": THEME,
        "icons": icons,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def offline_files(files: Files, prefixes: Mapping[str, str]) -> Iterator[Output]:
    """What a site has of its version, which is that of all else that was written; `prefixes` are those of its languages."""
    paths = files.paths()
    shell = [path for path in _shell(prefixes) if _file(path) in paths]
    shared = [path for path in paths if path.startswith(KB)]
    shell += sorted(path for path in shared if path.count("/") == 2 and path.endswith((".css", ".js", ".svg")))
    build = {
        "version": files.version,
        "shell": shell,
        "offline": {prefix: prefix + OFFLINE for prefix in prefixes.values()},
        "python": PYTHON if any(path.startswith(PYTHON) for path in paths) else "",
        "marker": MARKER,
        "files": FILES,
    }
    worker = (ASSETS / "worker.js").read_text("utf-8").replace('"BUILD"', json.dumps(json.dumps(build)))
    never_opened = ("assets/cards/", *(f"{prefix}embed/" for prefix in prefixes.values()))
    copied = files.copied(lambda path: _is_copied(path, never_opened))
    yield Output(MARKER, files.version.encode)
    yield Output(FILES, copied.encode)
    yield Output(WORKER, partial(minified, worker))


def _shell(prefixes: Mapping[str, str]) -> Iterator[str]:
    for language, prefix in prefixes.items():
        yield from (prefix, prefix + OFFLINE, prefix + ADDRESS, INDEX.format(language=language))


def _file(address: str) -> str:
    return f"{address}index.html" if address == "" or address.endswith("/") else address


def _is_copied(path: str, never_opened: tuple[str, ...]) -> bool:
    """Whether a copy of the whole site holds a file."""
    return not path.startswith(never_opened) and (path.endswith("/index.html") or path == "index.html" or path.startswith("assets/"))
