"""Pictures of the last build are taken where they show what is to be shown now, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from damagekit import into_folder
from sitekit.builds import differences
from sitekit.small import write_project

from kbsite.records.kept import Kept
from kbsite.site.build import build_site
from kbsite.site.card import CardMaker, card_png
from kbsite.site.kept_cards import KeptCards, Shown
from kbsite.site.page import Card

CARD, NAME = Card("CEPH Optimization on SSD", "DEVIEW 2016", "변일수"), "지식 베이스"
SHOWN = Shown("assets/cards/ko/talk.png", CARD, NAME)
OURS = b"bytes that no maker draws, by which is seen where they are from"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the key of this machine lies."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def root(tmp_path: Path, home: Path) -> Path:
    """A project of which a picture is kept."""
    file = tmp_path / "site" / SHOWN.path
    file.parent.mkdir(parents=True)
    file.write_bytes(OURS)
    KeptCards(tmp_path, tmp_path / "site").note([SHOWN], {SHOWN.path: sha256(OURS).digest()})
    return tmp_path


def png(root: Path, card: Card = CARD, name: str = NAME) -> bytes:
    return KeptCards(root, root / "site").png(card, name)


def test_a_picture_is_taken_where_it_shows_the_same(root: Path) -> None:
    assert png(root) == OURS
    assert (root / ".cache/cards/.gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize(
    ("card", "name"),
    [
        (Card("Another", CARD.above, CARD.below), NAME),
        (Card(CARD.title, "2017", CARD.below), NAME),
        (Card(CARD.title, CARD.above), NAME),
        (CARD, "Site"),
    ],
)
def test_a_picture_of_other_words_is_drawn(root: Path, card: Card, name: str) -> None:
    assert png(root, card, name) == card_png(card, name)


def link(root: Path) -> None:
    other = (root / "site" / SHOWN.path).rename(root / "other.png")
    (root / "site" / SHOWN.path).symlink_to(other)


def forged(root: Path) -> None:
    notes = root / ".cache/cards/cards.json"
    (root / "site" / SHOWN.path).write_bytes(b"<svg onload=alert(1)>")
    notes.write_bytes(notes.read_bytes().replace(sha256(OURS).hexdigest().encode(), sha256(b"<svg onload=alert(1)>").hexdigest().encode()))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "the picture changed": lambda root: (root / "site" / SHOWN.path).write_bytes(OURS[:-1]),
    "the picture is gone": lambda root: (root / "site" / SHOWN.path).unlink(),
    "the picture is a link": link,
    "the picture is a folder": lambda root: into_folder(root / "site" / SHOWN.path),
    "the notes are cut off": lambda root: (root / ".cache/cards/cards.json").write_bytes(
        (root / ".cache/cards/cards.json").read_bytes()[:-1]
    ),
    "the notes are gone": lambda root: (root / ".cache/cards/cards.json").unlink(),
    "picture and notes are another's": forged,
    "the key is another": lambda root: (root / "home/kbsite/key").unlink(),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_cannot_be_believed_is_drawn(root: Path, name: str) -> None:
    DAMAGE[name](root)
    assert png(root) == card_png(CARD, NAME)


def test_nothing_is_taken_from_no_build(root: Path) -> None:
    assert KeptCards(root, None).png(CARD, NAME) == card_png(CARD, NAME)


@pytest.mark.usefixtures("home")
def test_a_build_draws_only_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = write_project(tmp_path / "project")
    assert not build_site(project, kept=Kept(project)).failed
    (project / "site").rename(tmp_path / "first")
    assert not build_site(project, kept=Kept(project)).failed
    assert differences(tmp_path / "first", project / "site") == []

    def refused(maker: CardMaker, card: Card, site_name: str) -> bytes:
        raise AssertionError(card.title)

    monkeypatch.setattr(CardMaker, "png", refused)
    assert not build_site(project, kept=Kept(project)).failed
    assert differences(tmp_path / "first", project / "site") == []
    talk = project / "talks/conf/101-first.yml"
    talk.write_text(talk.read_text("utf-8").replace("title-first", "title-changed"), "utf-8")
    with pytest.raises(AssertionError, match="title-changed"):
        build_site(project, kept=Kept(project))


@pytest.mark.usefixtures("home")
def test_a_build_that_keeps_nothing_keeps_no_pictures(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    assert not build_site(project).failed
    assert (project / "site/assets/cards/ko/home.png").read_bytes().startswith(b"\x89PNG")
    assert not (project / ".cache/cards").exists()
