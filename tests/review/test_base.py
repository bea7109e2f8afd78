"""A revision becomes a folder of plain files, whatever it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from projectkit import Folder
from review.conftest import commit

from kbsite.review import base
from kbsite.review.base import NoBase, export


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    folder.mkdir()
    return folder


def test_records_and_pages_as_they_were(kept: Folder, target: Path) -> None:
    before = (kept.root / "talks/conf/101-first.yml").read_bytes()
    kept.remove("talks/conf/101-first.yml")
    assert export(kept.root, "main", target) == []
    assert (target / "talks/conf/101-first.yml").read_bytes() == before
    assert (target / "content/en/about.md").is_file()
    assert sorted(path.name for path in target.iterdir()) == ["content", "mkdocs.en.yml", "mkdocs.yml", "talks"]


def test_a_project_in_a_folder_of_its_repository(tmp_path: Path, kept: Folder, target: Path) -> None:
    inner = kept.root / "inner"
    for name in ("talks", "content", "mkdocs.yml"):
        (inner / name).parent.mkdir(exist_ok=True)
        (kept.root / name).rename(inner / name)
    commit(kept.root)
    export(inner, "main", target)
    assert (target / "talks/conf/101-first.yml").is_file()


def test_settings_of_the_revision_are_not_used(kept: Folder, target: Path) -> None:
    good = (kept.root / "mkdocs.yml").read_text("utf-8")
    kept.write("mkdocs.yml", f"{good}hooks: [evil.py]\nextra: !!python/object/apply:os.system ['touch /tmp/never']\n")
    kept.write("evil.py", "raise SystemExit\n")
    commit(kept.root)
    kept.write("mkdocs.yml", good)
    export(kept.root, "main", target)
    assert (target / "mkdocs.yml").read_text("utf-8") == good
    assert not (target / "evil.py").exists()


def test_links_are_refused(kept: Folder, target: Path) -> None:
    (kept.root / "talks/conf/passwd.yml").symlink_to("/etc/passwd")
    (kept.root / "talks/other").symlink_to("/etc")
    commit(kept.root)
    assert export(kept.root, "main", target) == ["talks/conf/passwd.yml", "talks/other"]
    assert not (target / "talks/conf/passwd.yml").is_symlink()
    assert not any(path.is_symlink() for path in target.rglob("*"))


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=/tmp/never", "", "main:talks", "-h"])
def test_what_is_no_revision(kept: Folder, target: Path, revision: str) -> None:
    with pytest.raises(NoBase, match="there is no revision"):
        export(kept.root, revision, target)
    assert not Path("/tmp/never").exists()  # noqa: S108


@pytest.mark.parametrize(("name", "limit"), [("MOST_FILES", 3), ("MOST_BYTES", 2000)])
def test_too_much_is_refused(kept: Folder, target: Path, name: str, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, name, limit)
    with pytest.raises(NoBase, match="too big to compare"):
        export(kept.root, "main", target)


def test_no_repository(tmp_path: Path, target: Path) -> None:
    with pytest.raises(NoBase, match="there is no revision 'main' here"):
        export(tmp_path, "main", target)
