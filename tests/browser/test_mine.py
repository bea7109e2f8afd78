"""My schedule in real Chromium: kept by keyboard, clashes, links, calendar files, damaged storage, two tabs, paper."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect
from sitekit.builds import SITE_URL
from sitekit.held import Held
from sitekit.kinds import KINDS
from sitekit.server import serving
from sitekit.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Start = Callable[..., Visit]
CEPH, ALPHARUN, DOT = "deview2016-244-ceph-on-ssd", "deview2016-223-alpharun", "deview2016-212-search-engine-dot"
KEY = "kb-mine:/sub/"


def keep(one: Visit, *ids: str) -> None:
    """Put talks into the storage of a profile, as a visitor's own."""
    one.open("about/")
    one.page.evaluate("([key, talks]) => localStorage.setItem(key, JSON.stringify({version: 1, talks}))", [KEY, list(ids)])


def kept(page: Page) -> list[str]:
    return list(json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY) or '{"talks": []}')["talks"])


def rows(page: Page) -> Locator:
    return page.locator(".kb-mine-talk")


def same_slot(folder: Path) -> tuple[str, str]:
    """Two talks of the real site that were held at the same time."""
    path = next((folder / "assets/kb/mine").glob("deview2016-*.json"))
    talks = [talk for talk in json.loads(path.read_text("utf-8"))["talks"] if "from" in talk]
    first = talks[0]
    return first["id"], next(talk["id"] for talk in talks[1:] if talk["from"] == first["from"])


def test_a_talk_is_kept_by_keyboard_and_found_in_the_schedule(visit: Start) -> None:
    one = visit()
    page = one.open(f"en/{KINDS['event']}")
    button = page.locator(f"[data-kb-keep='{CEPH}']")
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("p.kb-hidden[role=status]").last).to_have_text("Kept “CEPH Optimization on SSD” in my schedule.")
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Space")
    one.open(f"en/talks/{CEPH}/")
    expect(page.get_by_role("button", name="Keep in my schedule", exact=True)).to_have_attribute("aria-pressed", "true")
    page.locator(".kb-mine-open").click()
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("CEPH Optimization on SSD")
    assert one.complaints() == []


def test_what_is_pressed_before_the_buttons_listen_is_done_then(visit: Start) -> None:
    one = visit()
    page = one.page
    scripts = Held(page, "**/mine-keep.*.js")
    page.goto(f"{one.address}en/talks/{CEPH}/", wait_until="commit")
    button = page.locator(f"[data-kb-keep='{CEPH}']").first
    button.click()
    scripts.let_go()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert kept(page) == [CEPH]
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    scripts = Held(page, "**/mine-keep.*.js")
    page.goto(f"{one.address}en/techniques/bluestore/", wait_until="commit")
    boxes = page.locator(".kb-reading input[data-kb-read]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    scripts.let_go()
    expect(page.locator(".kb-go-on")).to_contain_text("2 of ")
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(1)).to_be_checked()
    assert one.complaints() == []


def test_talks_at_the_same_time_are_said_to_clash(visit: Start, built: Path) -> None:
    first, second = same_slot(built)
    one = visit()
    keep(one, first, second, CEPH)
    page = one.open("en/mine/")
    expect(page.locator(".kb-mine-clash")).to_have_count(2)
    other = page.locator(".kb-mine-clash .kb-talk-link").nth(1).inner_text()
    expect(page.locator(".kb-mine-reasons").first).to_have_text(f"Clash: the times overlap with “{other}”")
    expect(page.locator(".kb-mine-count")).to_have_text("3 talks kept. 2 of them clash with another.")


def test_talks_without_times_stand_by_their_slot_and_may_clash_too(visit: Start) -> None:
    one = visit()
    keep(one, "deview2016-111-indoor-positioning", "deview2016-121-web-payment-api")
    page = one.open("mine/")
    expect(page.locator(".kb-mine-when").first).to_have_text(re.compile(r"^\d번째 시간$"))
    expect(page.locator(".kb-mine-reasons").first).to_have_text("겹침: ‘Web Payment API의 현재와 미래’와 같은 시간대입니다")
    expect(page.locator(".kb-mine-day .kb-quiet").first).to_have_text("시각이 알려지지 않은 발표는 그날의 시간대 순서로 놓았습니다.")


def test_a_talk_is_removed_and_comes_back(visit: Start) -> None:
    one = visit()
    keep(one, CEPH, ALPHARUN)
    page = one.open("en/mine/")
    page.get_by_role("button", name="Remove “CEPH Optimization on SSD”").press("Enter")
    expect(rows(page)).to_have_count(1)
    assert page.evaluate("document.activeElement.dataset.talk") == ALPHARUN
    page.get_by_role("button", name="Undo").click()
    expect(rows(page)).to_have_count(2)
    assert kept(page) == [CEPH, ALPHARUN]
    page.get_by_role("button", name="Remove all").click()
    expect(page.locator(".kb-absent")).to_contain_text("Nothing kept yet")


def test_a_link_shows_a_schedule_and_changes_nothing_unasked(visit: Start) -> None:
    giver, taker = visit(), visit()
    keep(giver, CEPH, ALPHARUN)
    link = giver.open("en/mine/").get_by_label("Link to this schedule").input_value()
    assert link.endswith("en/mine/#talks=deview2016:223-alpharun,244-ceph-on-ssd")
    keep(taker, DOT)
    taker.page.goto(link)
    page = taker.page
    expect(rows(page)).to_have_count(2)
    expect(page.get_by_role("button", name="Remove", exact=False)).to_have_count(0)
    assert kept(page) == [DOT]
    page.get_by_role("button", name="Add to mine (2)").click()
    expect(rows(page)).to_have_count(3)
    assert set(kept(page)) == {CEPH, ALPHARUN, DOT}
    assert "#" not in page.url
    page.goto(link)
    page.get_by_role("button", name="Replace mine (3)").click()
    expect(rows(page)).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(rows(page)).to_have_count(3)


def test_a_link_of_anybody_s_making_does_no_harm(visit: Start) -> None:
    one = visit()
    page = one.open("en/mine/#talks=<img src=x onerror=alert(1)>:a,b;deview2016:nothing-of-the-kind,../../x;%ff")
    expect(page.locator(".kb-mine .kb-note code")).to_have_text(["deview2016-nothing-of-the-kind"])
    assert one.dialogs == []
    assert kept(page) == []


def test_the_calendar_file_has_the_entries_of_the_site_s_own(visit: Start, built: Path, tmp_path: Path) -> None:
    one = visit()
    ids = [CEPH, ALPHARUN, "deview2016-111-indoor-positioning"]
    keep(one, *ids)
    page = one.open("mine/")
    with page.expect_download() as started:
        page.get_by_role("button", name="캘린더 파일(.ics)").click()
    path = tmp_path / started.value.suggested_filename
    assert path.name == "my-schedule.ics"
    started.value.save_as(path)
    data = path.read_bytes()
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    mine, theirs = Calendar.from_ical(data), Calendar.from_ical((built / "events/deview2016/calendar.ics").read_bytes())
    entries = {str(entry["UID"]): entry for entry in theirs.walk("VEVENT")}
    found = {str(entry["UID"]): entry for entry in mine.walk("VEVENT")}
    assert set(found) == {f"{id_}@{SITE_URL.split('/')[2]}.sub" for id_ in ids}
    assert all(entry.to_ical() == entries[uid].to_ical() for uid, entry in found.items())
    assert [zone.to_ical() for zone in mine.walk("VTIMEZONE")] == [zone.to_ical() for zone in theirs.walk("VTIMEZONE")]


@pytest.mark.parametrize("stored", ["{", "[]", '{"version": 99, "talks": ["x"]}', "null", '"\u0000"'])
def test_damaged_storage_is_put_aside(visit: Start, stored: str) -> None:
    one = visit()
    one.open("about/")
    one.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, stored])
    page = one.open("en/mine/")
    expect(page.locator(".kb-mine .kb-note")).to_contain_text("could not be read. It was put aside")
    assert page.evaluate("(key) => localStorage.getItem(key)", f"{KEY}:damaged") == stored
    one.open(f"en/talks/{CEPH}/").get_by_role("button", name="Keep in my schedule", exact=True).click()
    assert kept(one.page) == [CEPH]
    assert one.complaints() == []


def test_wrong_values_in_the_storage_are_left_out_and_talks_that_are_gone_are_named(visit: Start) -> None:
    one = visit()
    one.open("about/")
    value = {"version": 1, "talks": [CEPH, 7, None, "<b>", "deview2016-000-gone", CEPH], "read": "x", "techniques": {}}
    one.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(value)])
    page = one.open("en/mine/")
    expect(rows(page)).to_have_count(1)
    expect(page.locator(".kb-mine .kb-note")).to_contain_text("1 talk is no longer on this site.")
    page.get_by_role("button", name="Remove “deview2016-000-gone”").click()
    expect(page.locator(".kb-mine .kb-note")).to_have_count(0)
    assert kept(page) == [CEPH]


def test_without_storage_it_lasts_for_the_page_and_says_so(visit: Start) -> None:
    one = visit()
    one.context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})")
    page = one.open(f"en/talks/{CEPH}/")
    page.get_by_role("button", name="Keep in my schedule", exact=True).click()
    expect(page.get_by_role("button", name="Keep in my schedule", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("p.kb-hidden[role=status]").last).to_contain_text("it is gone when you leave this page")


def test_two_tabs_show_the_same(visit: Start) -> None:
    one = visit()
    keep(one, CEPH)
    page = one.open("en/mine/")
    expect(rows(page)).to_have_count(1)
    other = one.context.new_page()
    other.goto(f"{one.address}en/talks/{ALPHARUN}/")
    other.get_by_role("button", name="Keep in my schedule", exact=True).click()
    expect(rows(page)).to_have_count(2)
    page.get_by_role("button", name="Remove all").click()
    expect(other.get_by_role("button", name="Keep in my schedule", exact=True)).to_have_attribute("aria-pressed", "false")


def test_reading_goes_on_where_it_was_left(visit: Start) -> None:
    one = visit()
    page = one.open("en/techniques/bluestore/")
    boxes = page.locator(".kb-reading input[data-kb-read]")
    boxes.nth(0).press("Space")
    following = page.locator(".kb-reading > li").nth(1).locator("a").first.inner_text()
    expect(page.locator(".kb-go-on")).to_contain_text("1 of ")
    expect(page.locator(".kb-go-on a")).to_have_text(f"Go on with: {following}")
    page.reload()
    expect(boxes.nth(0)).to_be_checked()
    one.open("en/mine/")
    page.locator(".kb-mine-readings").get_by_role("link", name=f"Go on with: {following}").click()
    expect(page).to_have_url(re.compile(r"/en/techniques/bluestore/#work-"))
    expect(boxes.nth(0)).to_be_checked()
    boxes.nth(0).uncheck()
    expect(page.locator(".kb-go-on")).to_have_text("")


@pytest.mark.parametrize("language", ["", "en/"])
def test_it_can_be_printed_in_black_and_white(visit: Start, built: Path, tmp_path: Path, language: str) -> None:
    first, second = same_slot(built)
    one = visit()
    keep(one, first, second, CEPH)
    page = one.open(f"{language}mine/")
    expect(rows(page)).to_have_count(3)
    page.emulate_media(media="print", color_scheme="dark")
    for part in (".kb-top", ".kb-foot", ".kb-mine-ways", ".kb-mine-remove", "[data-kb-keep-all]"):
        for found in page.locator(part).all():
            expect(found).to_be_hidden()
    expect(page.locator(".kb-mine-reasons").first).to_be_visible()
    assert page.locator(".kb-mine-reasons").first.evaluate("(one) => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    paper = tmp_path / "mine.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    data = paper.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", data).groups())  # type: ignore[union-attr]
    assert (round(width), round(height)) == (595, 842)


@pytest.mark.parametrize("id_", [CEPH, "deview2016"])
def test_other_sites_can_show_a_talk_and_a_programme(visit: Start, tmp_path: Path, id_: str) -> None:
    one = visit()
    page = one.open(f"en/{'talks' if '-' in id_ else 'events'}/{id_}/")
    page.locator(".kb-embed summary").click()
    code = (
        page.locator(".kb-embed-code")
        .input_value()
        .replace(SITE_URL, one.address)
        .replace("<iframe ", '<iframe sandbox="allow-top-navigation" ')
    )
    (tmp_path / "index.html").write_text(f"<!doctype html><title>elsewhere</title>{code}", "utf-8")
    (tmp_path / "404.html").write_text("none", "utf-8")
    with serving(tmp_path) as elsewhere:
        page.goto(elsewhere)
        frame = page.frame_locator("iframe")
        expect(frame.locator("h1")).to_contain_text("CEPH Optimization on SSD" if "-" in id_ else "DEVIEW 2016")
        assert frame.locator("body").evaluate("(body) => body.scrollWidth <= innerWidth")
        assert frame.locator("body").evaluate("(body) => getComputedStyle(body).paddingTop") == "16px"
        frame.locator("p.back a").click()
        expect(page).to_have_url(f"{one.address}en/{'talks' if '-' in id_ else 'events'}/{id_}/")
