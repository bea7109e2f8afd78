"""What tests of all parts share: a small project to change, and this project's own records."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from projectkit import ROOT, Folder, small_project

from kbsite.records import kept, readings
from kbsite.records.catalog import Catalog


class AtOnce:
    """Prints why a test failed when it fails, so that a run that is cut short has said it."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One finished set-up, call or tear-down."""
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and terminal is not None:
            why = "\n".join(line for line in report.longreprtext.splitlines() if line.startswith("E "))
            terminal.write_line(f"\nFAILED {report.nodeid} ({report.when}, {report.duration:.0f} s)\n{why[:2000]}")


def pytest_configure(config: pytest.Config) -> None:
    """Failures are told where tests are reported, which is not where workers run them; interrupts are heard by what tests start.

    A shell that starts the tests in the background has them ignore interrupts, and whatever they start with them.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(AtOnce(config))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tell groups to whoever deals tests out: xdist 3.8 notes them where pytest 9.2 no longer looks, and they would be dealt out singly."""
    for item in items:
        noted = vars(item).get("_nodeid", item.nodeid)
        if noted != item.nodeid:
            item._id = item.id.parse(noted)


@pytest.fixture
def project(tmp_path: Path) -> Folder:
    """A small project without a fault, free to be changed."""
    return small_project(tmp_path / "project")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """This project's own records."""
    return Folder(ROOT).catalog()


@pytest.fixture(scope="module")
def own_key() -> Iterator[None]:
    """A key of these tests, and a cache for projects as small as theirs, in which every time has settled."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as home:
        patch.setenv("XDG_CACHE_HOME", home)
        patch.setattr(readings, "WORTH_KEEPING", 1)
        patch.setattr(kept, "SETTLED", -(10**18))
        yield
