"""What a build adds for use without a network: a version of exactly these files, the manifest, icons, and the list of a copy."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sitekit.builds import differences, files

from kbsite.site.asset_names import ASSETS
from kbsite.site.icons import ICONS, icon
from kbsite.site.offline import manifest, offline_files, without_offline
from kbsite.site.swap import MARKER as BUILT
from kbsite.site.target import Written
from kbsite.site.version import FILES, MARKER, WORKER, Files


@pytest.fixture(scope="module")
def site(small_site: Path) -> Path:
    return small_site


def facts(site: Path) -> dict[str, object]:
    found = re.search(r'JSON\.parse\(("(?:[^"\\]|\\.)*")\)', (site / WORKER).read_text("utf-8"))
    assert found
    return dict(json.loads(json.loads(found[1])))


def test_the_same_files_have_the_same_version_and_others_another(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)

    def again() -> str:
        for name in (MARKER, FILES, WORKER):
            (copy / name).unlink()
        written = [Written(name, len(data), sha256(data).digest()) for name in files(copy) for data in [(copy / name).read_bytes()]]
        for output in offline_files(Files({one.path: one for one in written[::-1]}), {"ko": "", "en": "en/"}):
            (copy / output.path).write_bytes(output.make())
        return (copy / MARKER).read_text("utf-8")

    version = (site / MARKER).read_text("utf-8")
    assert re.fullmatch(r"[0-9a-f]{32}", version)
    assert facts(site)["version"] == version
    (copy / BUILT).unlink()  # comes last of all
    version = again()  # another one, as the build tells files of many parts from others by the digests of these
    assert again() == version
    assert {*differences(site, copy)} == {BUILT, MARKER, WORKER}
    page = copy / "index.html"
    page.write_text(page.read_text("utf-8") + " ", "utf-8")
    other = again()
    assert other != version
    page.rename(copy / "talks/other.html")
    assert again() not in (version, other)


def test_what_is_kept_at_once_is_there_and_small(site: Path) -> None:
    shell = facts(site)["shell"]
    assert isinstance(shell, list)
    assert {"", "en/", "offline/", "en/offline/", "mine/", "en/mine/"} <= set(shell)
    paths = [site / (f"{address}index.html" if address == "" or address.endswith("/") else address) for address in shell]
    assert all(path.is_file() for path in paths)
    assert sum(path.stat().st_size for path in paths) < 700_000


def test_a_copy_has_every_page_and_what_pages_load(site: Path) -> None:
    listed = {address: size for address, size, *_ in json.loads((site / FILES).read_text("utf-8"))}
    pages = {
        name.removesuffix("index.html")
        for name in files(site)
        if name.endswith("index.html") and not name.startswith(("embed/", "en/embed/"))
    }
    assert {address for address in listed if address == "" or address.endswith("/")} == pages
    assert listed["en/talks/conf-101-first/"] == (site / "en/talks/conf-101-first/index.html").stat().st_size
    assert any(address.startswith("assets/kb/search/") for address in listed)
    assert [address for address in listed if address.endswith((".ics", ".xml", "404.html")) or "assets/cards/" in address] == []


@pytest.mark.parametrize(("language", "prefix"), [("ko", ""), ("en", "en/")])
def test_the_manifest_leads_from_any_path_to_icons_of_their_size(site: Path, language: str, prefix: str) -> None:
    found = json.loads((site / f"{prefix}manifest.webmanifest").read_text("utf-8"))
    assert found["lang"] == language
    assert found["start_url"] == "./"
    assert found["scope"] == ("../" if prefix else "./")
    assert {(one["sizes"], one["purpose"]) for one in found["icons"]} >= {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    for one in found["icons"]:
        image = Image.open(BytesIO((site / prefix / one["src"]).resolve().read_bytes()))
        assert f"{image.width}x{image.height}" == one["sizes"]


def test_a_maskable_icon_fills_its_square() -> None:
    for name, (size, maskable) in ICONS.items():
        image = Image.open(BytesIO(icon(name)))
        corner = image.getpixel((0, 0))
        assert isinstance(corner, tuple)
        assert (image.size, corner[3]) == ((size, size), 255 if maskable else 0)


def test_a_long_name_has_a_short_one() -> None:
    assert json.loads(manifest("아주 긴 이름의 지식 베이스", "", "ko", ""))["short_name"] == "아주"


def test_a_site_without_offline_use_has_a_worker_that_goes(small_online: Path) -> None:
    online = small_online
    assert (online / WORKER).read_bytes() == without_offline()
    assert b"unregister()" in without_offline()
    assert not (online / MARKER).exists()
    assert "data-kb-worker" not in (online / "index.html").read_text("utf-8")


@pytest.mark.parametrize("folder", ["mine", "offline"])
def test_scripts_are_typed(folder: str) -> None:
    if shutil.which("tsc") is None:
        pytest.skip("tsc is not here; install it with: npm install --global typescript")
    assert subprocess.run(["tsc", "-p", str(ASSETS / folder)], capture_output=True, text=True, check=False).stdout == ""
