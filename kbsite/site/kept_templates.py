"""Templates as they were compiled the last time, so that no command compiles what none has changed.

Compiled templates run, so they are not kept where a project could bring some: they lie in the user's own folder, beside the key of all
caches, and are sealed with it. Templates of a project's own theme are not kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from kbsite.records.sealed import SealedFolder
from kbsite.records.secret import own_folder, secret
from kbsite.site.sources import code, is_packaged


class KeptTemplates(BytecodeCache):
    """Keeps the code of templates; names of methods are Jinja's."""

    def __init__(self, folder: SealedFolder) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of a template, where it is there and of the same text."""
        if (data := self._folder.read(bucket.key)) is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, where that can be done."""
        with suppress(OSError):
            self._folder.write(bucket.key, bucket.bytecode_to_string())


def kept_templates(kind: str, folders: Iterable[Path | str]) -> KeptTemplates | None:
    """What is kept of templates in some folders, compiled in a way that has a name.

    None where the folders are not all those of a package, or where nothing can be kept.
    """
    key = secret()
    if key is None or not all(is_packaged(Path(folder)) for folder in folders):
        return None
    return KeptTemplates(SealedFolder(own_folder() / f"templates-{kind}", code(), key))
