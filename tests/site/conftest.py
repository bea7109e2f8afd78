"""Sites built once for all workers of a test run, and the real one as read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from sitekit.builds import files
from sitekit.reader import Document
from sitekit.shared import built as built  # noqa: PLC0414 - fixtures
from sitekit.shared import many_site as many_site  # noqa: PLC0414
from sitekit.shared import small_disk as small_disk  # noqa: PLC0414
from sitekit.shared import small_online as small_online  # noqa: PLC0414
from sitekit.shared import small_site as small_site  # noqa: PLC0414


@pytest.fixture(scope="session")
def documents(built: Path) -> Mapping[str, Document]:
    """Every HTML file of the real site, by path."""
    return {name: Document(path.read_text("utf-8")) for name, path in files(built).items() if name.endswith(".html")}
