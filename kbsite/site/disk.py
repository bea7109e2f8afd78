"""A built site to one that works when its folder is opened from a disk (`file:`), without a web server.

Browsers treat every file there as a host of its own: modules, workers and `fetch` are refused, and the address of a folder
is a list of files. So links name `index.html`, modules become classic scripts, and data stands in scripts that are loaded
as they are needed. Pages that need a host (installing, examples that run) go without.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from kbsite.search.browser import worker
from kbsite.site.asset_names import ASSETS
from kbsite.site.bundle import bundle
from kbsite.site.search_files import FINDER

KB = "assets/kb/"
DATA = (".json", ".bin")
"""Files that scripts fetch."""
_TAG = re.compile(r"""<[a-z][a-z0-9]*(?:\s+[^\s"'=<>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*\s*/?>""")
_LINK = re.compile(r"""(?P<before>\s(?:href|action)=")(?!(?:[a-z][a-z0-9+.-]*:|//|#))(?P<path>[^"?#]*)(?P<rest>[^"]*")""")
_REFRESH = re.compile(r'(http-equiv="refresh" content="0; url=)([^"#]*/)(#[^"]*)?"')
_MODULE = re.compile(r'<script type="module" src="(?P<root>(?:\.\./)*)assets/kb/(?P<path>[^"]+)"></script>')
_PRELOAD = re.compile(r'<link rel="preload"[^>]*>\n?')
"""Asked for as from another host, which is refused here."""
_FIRST_SCRIPT = re.compile(r'<script src="(?P<root>(?:\.\./)*)assets/kb/')


def make_for_disk(folder: Path) -> Iterator[int]:
    """Change a built site; yields the sizes of files that were added, in bytes."""
    scripts: dict[str, str] = {}
    first = _name("disk", _scripts())
    yield (folder / first).write_bytes(_scripts())
    for path in sorted(folder.rglob("*.html")):
        html = path.read_text("utf-8")
        for found in _MODULE.finditer(html):
            scripts.setdefault(found["path"], _classic(folder, found["path"]))
        path.write_text(_page(html, first, scripts), "utf-8")
    for path in sorted((folder / KB).rglob("*")):
        if path.suffix in DATA:
            yield path.with_name(f"{path.name}.js").write_bytes(b'kbFile("' + base64.b64encode(path.read_bytes()) + b'");\n')
            path.unlink()


def _scripts() -> bytes:
    """What stands in for a server, the search, and what visitors see of it."""
    shim = bundle(ASSETS, "offline/disk.js")
    engine = b"globalThis.kbEngine = function (globalThis) {\n" + worker() + b"\n};\n"
    return b"".join((shim, engine, *(bundle(ASSETS, f"finder/{name}", name) for name in FINDER)))


def _classic(folder: Path, path: str) -> str:
    """A classic script in place of a module of the site; its path from the root."""
    hashed, _, rest = path.partition("/")
    kind = hashed.rpartition("-")[0]
    entry = rest if (ASSETS / rest).is_file() else f"{kind}/{rest}"
    data = bundle(ASSETS, entry).replace(b"import.meta.url", b"document.baseURI")
    name = _name(f"disk-{kind}", data)
    (folder / name).write_bytes(data)
    return name


def _name(stem: str, data: bytes) -> str:
    return f"{KB}{stem}.{sha256(data).hexdigest()[:10]}.js"


def _page(html: str, first: str, scripts: dict[str, str]) -> str:
    html = _PRELOAD.sub("", html)
    html = _MODULE.sub(lambda found: f'<script src="{found["root"]}{scripts[found["path"]]}" defer></script>', html)
    html = _FIRST_SCRIPT.sub(lambda found: f'<script src="{found["root"]}{first}" defer></script>\n{found[0]}', html, count=1)
    html = _TAG.sub(lambda tag: _LINK.sub(_whole, tag[0]), html)
    return _REFRESH.sub(lambda found: f'{found[1]}{found[2]}index.html{found[3] or ""}"', html)


def _whole(link: re.Match[str]) -> str:
    path = link["path"]
    return f"{link['before']}{path}{'index.html' if path == '' or path.endswith('/') else ''}{link['rest']}"
