"""Parts of the last build's files are taken where their records stay, and only from the very file that was noted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from damagekit import into_folder
from sitekit.builds import differences
from sitekit.small import write_project

from kbsite.exports.joined import Cut, Joined, Pieces
from kbsite.exports.publication import File
from kbsite.records.kept import Kept
from kbsite.records.models import Record, Tag
from kbsite.site import last_build
from kbsite.site.build import build_site
from kbsite.site.kept_parts import MOST, KeptParts
from kbsite.site.target import Written

PATH = "en/data/all.txt"
LAST, NOW = b"<one last,two last>", b"<one now,two now>"
RENEWED = b"<one last,two now>"


def joined(when: str) -> Joined[Record]:
    """A file that tells when it was made, by which is seen from where each part is."""
    records: list[Record] = [Tag.model_validate({"id": id_, "path": "", "label": id_}) for id_ in ("one", "two")]
    return Joined(lambda: b"<", lambda: records, lambda record: f"{record.id} {when}".encode(), b",", b">")


def stays(record: Record) -> bool:
    return record.id == "one"


class Builds:
    """Builds of one file to folders of a project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.digest = b""
        """Of what was made last."""
        self.noted: dict[Path, Written] = {}
        """What the last build to a folder is known to have written."""

    def make(self, when: str, folder: str = "site", code: str = "code", stays: Callable[[Record], bool] | None = stays) -> bytes:
        parts = KeptParts(self.root, code, self.root / folder, stays, lambda path: self.noted.get(self.root / folder / path))
        with (self.root / "aside").open("wb") as file:
            size, self.digest = parts.put(PATH, joined(when), file.fileno())
        data = (self.root / "aside").read_bytes()
        assert len(data) == size
        return data

    def build(self, when: str, folder: str = "site") -> bytes:
        """Make it, and put it in its place."""
        data = self.make(when, folder)
        (file := self.root / folder / PATH).parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        self.note(file, self.digest)
        return data

    def note(self, file: Path, digest: bytes) -> None:
        """That a file was written as it is now."""
        about = file.stat()
        self.noted[file] = Written(file.name, about.st_size, digest, about.st_ino, about.st_mtime_ns)

    @property
    def file(self) -> Path:
        return self.root / "site" / PATH

    def cuts(self) -> list[Path]:
        return [path for path in (self.root / ".cache/parts").iterdir() if path.name != ".gitignore"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the key of this machine lies."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def builds(tmp_path: Path, home: Path) -> Builds:
    """A project with one build."""
    builds = Builds(tmp_path)
    assert builds.build("last") == LAST
    return builds


def test_of_what_stays_the_last_part_is_taken(builds: Builds) -> None:
    assert builds.make("now") == RENEWED
    assert (builds.root / ".cache/parts/.gitignore").read_text("utf-8") == "*\n"


def test_a_renewed_file_is_renewed_again(builds: Builds) -> None:
    assert builds.build("now") == RENEWED
    assert builds.build("then") == b"<one last,two then>"


def test_what_a_build_that_was_broken_off_noted_is_of_no_file(builds: Builds) -> None:
    assert builds.make("now") == RENEWED
    assert builds.make("then") == b"<one last,two then>", "the file that is there is the last"


def test_a_file_that_the_last_build_did_not_write_is_not_believed(builds: Builds) -> None:
    builds.file.write_bytes(builds.make("now"))
    assert builds.make("then") == b"<one then,two then>"


def test_all_is_made_where_everything_may_have_changed(builds: Builds) -> None:
    assert builds.make("now", stays=None) == NOW


def test_of_other_code_nothing_is_taken(builds: Builds) -> None:
    assert builds.make("now", code="other") == NOW


def test_each_folder_has_its_own(builds: Builds) -> None:
    assert builds.build("now", "other") == NOW
    assert builds.make("then") == b"<one last,two then>"
    assert builds.make("then", "other") == b"<one now,two then>"


def forge(builds: Builds) -> None:
    """Somebody's file, with its digest where ours was."""
    theirs = LAST.replace(b"last", b"evil")
    builds.file.write_bytes(theirs)
    mine, digest = builds.noted[builds.file].digest, sha256(theirs).digest()
    builds.note(builds.file, digest)
    (cut,) = builds.cuts()
    cut.write_bytes(cut.read_bytes().replace(mine, digest))


def rename(builds: Builds) -> None:
    """The cut of another file in place of ours."""
    (mine,) = builds.cuts()
    builds.build("now", "other")
    (other,) = {*builds.cuts()} - {mine}
    shutil.copyfile(other, mine)


DAMAGE: Mapping[str, Callable[[Builds], object]] = {
    "the file changed": lambda builds: builds.file.write_bytes(LAST.replace(b"last", b"LAST")),
    "the file is cut off": lambda builds: builds.file.write_bytes(LAST[:-1]),
    "the file is gone": lambda builds: builds.file.unlink(),
    "the file is a link": lambda builds: builds.file.symlink_to(builds.file.rename(builds.root / "elsewhere")),
    "the file is a folder": lambda builds: into_folder(builds.file),
    "nothing is known of the file": lambda builds: builds.noted.clear(),
    "the cut is gone": lambda builds: builds.cuts()[0].unlink(),
    "the cut is cut off": lambda builds: builds.cuts()[0].write_bytes(builds.cuts()[0].read_bytes()[:-1]),
    "the cut is changed": lambda builds: builds.cuts()[0].write_bytes(builds.cuts()[0].read_bytes().replace(b"Tag/two", b"Tag/owt")),
    "the cut is empty": lambda builds: builds.cuts()[0].write_bytes(b""),
    "the cut is another's": rename,
    "file and cut are somebody's": forge,
    "the key is another": lambda builds: (builds.root / "home/kbsite/key").unlink(),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_cannot_be_believed_is_made(builds: Builds, name: str) -> None:
    DAMAGE[name](builds)
    assert builds.make("now") == NOW


def test_without_a_key_all_is_made_and_nothing_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").write_text("no folder", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    builds = Builds(tmp_path)
    assert (builds.build("last"), builds.build("now")) == (LAST, NOW)
    assert not (tmp_path / ".cache").exists()


@pytest.mark.parametrize("place", [".cache", ".cache/parts"])
def test_where_nothing_can_be_noted_all_is_made(tmp_path: Path, home: Path, place: str) -> None:
    builds = Builds(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).symlink_to(tmp_path / "elsewhere")
    assert (builds.build("last"), builds.build("now")) == (LAST, NOW)
    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_of_few_folders_the_parts_are_known(builds: Builds) -> None:
    for number in range(MOST + 2):
        builds.build(f"now {number}", f"site-{number}")
    assert len(builds.cuts()) == MOST


def test_where_all_is_made_its_parts_are_noted_too(builds: Builds) -> None:
    parts = KeptParts(builds.root, "code", builds.root / "site", None, lambda _: None)
    output = parts.output(File(PATH, "text/plain", joined("now")))
    builds.file.write_bytes(data := output.make())
    assert (data, output.put) == (NOW, None)
    builds.note(builds.file, joined("now")().digest)
    assert builds.make("then") == b"<one now,two then>"


@pytest.mark.usefixtures("home")
def test_files_that_are_not_of_parts_are_made_as_ever(tmp_path: Path) -> None:
    parts = KeptParts(tmp_path, "code", tmp_path, stays, lambda _: None)
    plain = parts.output(File("plain.txt", "text/plain", lambda: b"plain"))
    assert (plain.path, plain.make(), plain.put) == ("plain.txt", b"plain", None)
    put = parts.output(File(PATH, "text/plain", joined("now"))).put
    assert put is not None
    with (tmp_path / "aside").open("wb") as file:
        assert put(file.fileno()) == (len(NOW), joined("now")().digest)
    assert (tmp_path / "aside").read_bytes() == NOW


@pytest.mark.usefixtures("home")
def test_a_build_after_a_change_makes_only_the_parts_that_are_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = write_project(tmp_path / "project")
    assert not build_site(project, cards=False, kept=Kept(project)).failed
    talk = project / "talks/conf/101-first.yml"
    talk.write_text(talk.read_text("utf-8").replace("title-first", "title-changed"), "utf-8")
    (told := tmp_path / "renewed").mkdir()

    class Told(KeptParts):
        def _renewed(self, known: bytes | None, path: str, joined: Joined[Any], handle: int) -> tuple[Pieces, Cut] | None:
            made = super()._renewed(known, path, joined, handle)
            if made:
                (told / path.replace("/", "_")).touch()
            return made

    monkeypatch.setattr(last_build, "KeptParts", Told)
    assert not build_site(project, cards=False, kept=Kept(project)).failed
    whole = {"llms-full.txt", "en_llms-full.txt", "data_talks.csv", "data_talks.bib", "data_talks.csl.json", "data_graph.jsonld"}
    assert {*whole, "en_data_graph.jsonld", "data_speakers.csv", "api_v1_talks.json", "api_v1_speakers.json"} <= {
        path.name for path in told.iterdir()
    }
    build_site(project, tmp_path / "cold", cards=False)
    assert differences(project / "site", tmp_path / "cold") == []
