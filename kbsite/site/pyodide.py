"""Python for pages: Pyodide, fetched from the npm registry by its hash and kept in the project's cache, never in the repository."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kbsite.problems import Place, Problem
from kbsite.words import Words

VERSION = "314.0.7"
INTEGRITY = "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
"""As the registry states it (W3C Subresource Integrity); to take up another version, change both."""
REGISTRY_NAMED_BY = ("npm_config_registry", "NPM_CONFIG_REGISTRY")
FOLDER = f"assets/pyodide-{VERSION}/"
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
"""What a page needs of the package."""
MOST_BYTES = 20_000_000
SECONDS = 30


@dataclass(frozen=True)
class Pyodide:
    """The package, unpacked when its files are first asked for."""

    package: bytes = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Paths of what a page needs, from the root of the site."""
        return tuple(FOLDER + name for name in FILES)

    def file(self, path: str) -> bytes:
        """One of these files. Raises KeyError where there is none."""
        return self._unpacked[path]

    @cached_property
    def _unpacked(self) -> Mapping[str, bytes]:
        import tarfile

        with tarfile.open(fileobj=io.BytesIO(self.package), mode="r:gz") as archive:
            found = {name: archive.extractfile(f"package/{name}") for name in FILES}
            return {FOLDER + name: file.read() for name, file in found.items() if file is not None}


def get_pyodide(cache: Path) -> tuple[Pyodide | None, list[Problem]]:
    """The package from the cache, or else from the registry; None where it cannot be had, and why, as a warning."""
    kept = cache / f"pyodide-{VERSION}.tgz"
    try:
        if kept.is_file() and is_whole(data := kept.read_bytes()):
            return Pyodide(data), []
        data = _fetched()
    except OSError as error:
        return None, [_missing(str(error))]
    if not is_whole(data):
        return None, [_missing(OTHER)]
    _keep(kept, data)
    return Pyodide(data), []


def is_whole(data: bytes) -> bool:
    """Whether these are the bytes of the package of this version."""
    return f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}" == INTEGRITY


def _fetched() -> bytes:
    """The package as the registry gives it; OSError where that fails, whatever the reason."""
    import httpx

    from kbsite.links.trust import trusted  # what it loads, every build would wait for

    registry = _registry()
    data = bytearray()
    try:
        address = f"{registry.rstrip('/')}/pyodide/-/pyodide-{VERSION}.tgz"
        with httpx.stream("GET", address, timeout=SECONDS, follow_redirects=True, verify=trusted()) as answer:
            answer.raise_for_status()
            for part in answer.iter_bytes():
                data += part
                if len(data) > MOST_BYTES:
                    break
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise OSError(type(error).__name__) from error  # its text may name the registry with a password
    return bytes(data)


def _registry() -> str:
    """Address of the npm registry: from the environment, or as npm knows it. Raises OSError where neither says."""
    named = next((os.environ[name] for name in REGISTRY_NAMED_BY if os.environ.get(name)), "")
    if named:
        return named
    try:
        done = subprocess.run(["npm", "config", "get", "registry"], capture_output=True, text=True, timeout=SECONDS, check=True)
    except subprocess.SubprocessError as error:
        raise OSError("npm does not say which registry to use") from error
    return done.stdout.strip()


def _keep(path: Path, data: bytes) -> None:
    """Put it into the cache in one step; a project that cannot be written to does without."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()


def _missing(why: str | Words) -> Problem:
    return Problem(Place("content/snippets"), "run-in-page", NOT_FETCHED.fill(version=VERSION, why=why), TRY_AGAIN, "warning")


NOT_FETCHED = Words(
    "pages go without their Run button: Pyodide {version} could not be fetched ({why})",
    "페이지에 실행 단추를 넣지 못합니다: Pyodide {version}을/를 받지 못했습니다({why})",
)
OTHER = Words("the registry gave other bytes than the known ones", "저장소가 알려진 것과 다른 바이트를 주었습니다")
TRY_AGAIN = Words(
    "build again with a network, or name a registry: npm_config_registry=https://…",
    "네트워크가 있는 곳에서 다시 빌드하거나 저장소를 정해 주세요: npm_config_registry=https://…",
)
