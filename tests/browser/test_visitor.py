"""A visitor's ways through the site: language, brightness, menu, keyboard, paper, no scripts, a lost address."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sitekit.kinds import KINDS, LANGUAGES
from sitekit.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Start = Callable[..., Visit]


def path(page: Page) -> str:
    return urlsplit(page.url).path.removeprefix("/sub/")


def ground(page: Page) -> tuple[int, int, int]:
    """Colour behind the page."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    return red, green, blue


def is_dark(page: Page) -> bool:
    return sum(ground(page)) < 250


def focused(page: Page) -> str:
    return str(page.evaluate("(document.activeElement.getAttribute('class') || document.activeElement.tagName)"))


def test_from_ceph_by_bluestore_to_its_paper(visit: Start) -> None:
    one = visit()
    page = one.open(KINDS["talk"])
    corrections = page.locator(".kb-correction")
    expect(corrections.first).to_contain_text("CEPH는 RDB")
    expect(corrections.first).to_contain_text("RBD(RADOS Block Device)")
    expect(page.locator(".kb-correction").filter(has_text="BlueStore는 저널링 부분은 제거하고")).to_contain_text("큰 쓰기만 저널 없이")
    page.locator("#techniques").scroll_into_view_if_needed()
    page.locator(".kb-chip-technique").filter(has_text="블루스토어").first.click()
    expect(page).to_have_url(re.compile("/sub/techniques/bluestore/$"))
    expect(page.locator("h1")).to_contain_text("블루스토어")
    expect(page.locator("main, body").first).to_contain_text("CEPH Optimization on SSD")
    page.locator(".kb-content a[href^='../../papers/#']").filter(has_text="File Systems Unfit as Distributed Storage").first.click()
    expect(page).to_have_url(re.compile(r"/sub/papers/#aghayev-2019-bluestore$"))
    target = page.locator("#aghayev-2019-bluestore")
    expect(target).to_be_in_viewport()
    expect(page.locator("article:has(#aghayev-2019-bluestore) a[href='https://doi.org/10.1145/3341301.3359656']")).to_be_visible()
    assert one.complaints() == []


def test_alpharun_shows_5040_beside_630(visit: Start) -> None:
    page = visit().open("en/talks/deview2016-223-alpharun/")
    figure = page.locator(".kb-figure").filter(has_text="5,040").first
    expect(figure.locator(".kb-claimed")).to_contain_text("5,040")
    expect(figure.locator(".kb-recomputed")).to_contain_text("630")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "not-found"])
def test_the_language_switch_stays_on_the_page(visit: Start, kind: str) -> None:
    one = visit(watch=False)
    page = one.page
    page.goto(one.address + KINDS[kind], wait_until="domcontentloaded")
    page.locator("a.kb-language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert path(page) == f"en/{KINDS[kind]}"
    page.locator("a.kb-language").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    assert path(page) == KINDS[kind]


def test_the_first_tab_skips_to_the_content(visit: Start) -> None:
    page = visit().open(KINDS["talk"])
    page.keyboard.press("Tab")
    assert "kb-skip" in focused(page)
    expect(page.locator(".kb-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('content').contains(document.activeElement)")


def test_every_stop_of_the_keyboard_is_seen(visit: Start) -> None:
    page = visit(reduced_motion="reduce").open(KINDS["home"])
    for _ in range(25):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
              const one = document.activeElement, box = one.getBoundingClientRect();
              const styles = [getComputedStyle(one), getComputedStyle(one, "::after"), getComputedStyle(one.closest("article, li") || one)];
              return box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
                && styles.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none");
            }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_the_menu_of_a_phone_opens_and_closes_with_the_keyboard(visit: Start) -> None:
    page = visit(width=390).open(KINDS["talk"])
    menu = page.locator(".kb-menu")
    links = menu.locator("nav a")
    expect(page.locator("nav.kb-nav")).to_be_hidden()
    expect(links.first).to_be_hidden()
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(links.first).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.kb-menu nav') !== null")
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    assert page.evaluate("document.activeElement === document.querySelector('.kb-menu summary')")
    page.keyboard.press("Space")
    expect(links.first).to_be_visible()
    links.filter(has_text="기술").first.click()
    expect(page).to_have_url(re.compile("/sub/techniques/$"))


def test_a_chosen_brightness_lasts_over_a_reload_and_auto_follows_the_device(visit: Start) -> None:
    one = visit(color_scheme="light")
    page = one.open(KINDS["talk"])
    assert not is_dark(page)
    page.locator(".kb-scheme summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[name=kb-scheme][value=dark]")).to_be_checked()
    assert is_dark(page)
    page.reload()
    assert is_dark(page)
    expect(page.locator("input[name=kb-scheme][value=dark]")).to_be_checked()
    one.open(f"en/{KINDS['technique']}")
    assert is_dark(page)
    page.locator(".kb-scheme summary").click()
    page.locator("input[name=kb-scheme][value=auto]").check(force=True)
    assert not is_dark(page)
    page.emulate_media(color_scheme="dark")
    assert is_dark(page)
    assert one.complaints() == []


def test_dark_is_there_before_the_first_paint(visit: Start) -> None:
    one = visit(color_scheme="light")
    page = one.open(KINDS["home"])
    page.evaluate("localStorage.setItem('kb-scheme', 'dark')")
    one.context.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.atFirst = document.documentElement.dataset.mdColorScheme; }, {once: true})"
    )
    page.reload()
    assert page.evaluate("window.atFirst") == "slate"


def test_without_scripts_everything_is_shown_and_dark_follows_the_device(visit: Start) -> None:
    scripted = visit(watch=False, width=390)
    plain = visit(watch=False, width=390, java_script_enabled=False, color_scheme="dark")
    for kind in ("home", "event", "talk", "talks", "technique", "takeaways", "papers", "corrections", "map", "gaps", "prose"):
        scripted.page.goto(scripted.address + KINDS[kind])
        scripted.page.locator(".kb-filter, .kb-needs-script").evaluate_all(
            "(all) => all.forEach((one) => one.remove())"
        )  # does nothing without scripts
        plain.page.goto(plain.address + KINDS[kind])
        assert plain.page.locator("body").inner_text().split() == scripted.page.locator("body").inner_text().split(), kind
    assert [url for url in plain.requests if url.endswith(".js")] == []
    shot = plain.page.locator("h1").screenshot()
    plain.page.emulate_media(color_scheme="light")
    assert plain.page.locator("h1").screenshot() != shot
    plain.page.locator(".kb-menu summary").click()
    expect(plain.page.locator(".kb-menu nav a").first).to_be_visible()


def test_no_page_scrolls_sideways_on_the_smallest_phone(visit: Start) -> None:
    one = visit(width=320, height=640, watch=False)
    wide = []
    for prefix in LANGUAGES.values():
        for kind, address in KINDS.items():
            one.page.goto(one.address + prefix + address)
            width = one.page.evaluate("document.documentElement.scrollWidth")
            if width > 320:
                wide.append((prefix, kind, width))
    assert wide == []


def test_the_schedule_and_a_talk_can_be_printed(visit: Start, tmp_path: Path) -> None:
    one = visit()
    for kind in ("event", "talk"):
        page = one.open(KINDS[kind])
        page.emulate_media(media="print", color_scheme="dark")
        for part in (".kb-top", ".kb-path", ".kb-foot", ".kb-skip"):
            expect(page.locator(part).first).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()
        assert ground(page) in ((255, 255, 255), (0, 0, 0)), "paper is white or left alone"
        paper = tmp_path / f"{kind}.pdf"
        page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
        data = paper.read_bytes()
        assert data.startswith(b"%PDF-")
        sheets = len(re.findall(rb"/Type\s*/Page\b", data))
        assert 1 <= sheets <= (4 if kind == "event" else 14), sheets
        page.emulate_media(media="screen")


def test_the_timetable_is_a_table_for_those_who_hear_it(visit: Start) -> None:
    for width in (1440, 390):
        page = visit(width=width).open(f"en/{KINDS['event']}")
        table = page.get_by_role("table", name="Day 2")
        expect(table).to_have_count(1)
        assert table.get_by_role("columnheader").all_inner_texts()[1:] == ["Track 1", "Track 2", "Track 3", "Track 4"]
        assert [text.split("–")[0].strip() for text in table.get_by_role("rowheader").all_inner_texts()] == [
            "10:00",
            "11:00",
            "12:00",
            "14:00",
            "15:00",
            "16:00",
        ]
        expect(table.get_by_role("cell")).to_have_count(24)


def test_the_reviewers_way_through_day_two_is_marked(visit: Start) -> None:
    page = visit().open(f"en/{KINDS['event']}")
    marked = page.locator("table .kb-slot-talk:has(.kb-stop)")
    titles = [text.strip() for text in marked.locator(".kb-code").all_inner_texts()]
    assert titles == ["231", "232", "223", "244", "225", "216"]
    numbers = marked.locator(".kb-stop").all_inner_texts()
    assert [number.split()[-1] for number in numbers] == ["1", "2", "3", "4", "5", "6"]
    expect(marked.first.locator(".kb-stop .kb-hidden")).to_contain_text("The reviewing attendee's day 2")


def test_the_schedule_of_a_phone_is_a_list_in_reading_order(visit: Start) -> None:
    page = visit(width=390).open(KINDS["event"])
    boxes = page.locator("section[aria-labelledby=day-2] .kb-slot-talk").evaluate_all(
        "(all) => all.map((one) => { const box = one.getBoundingClientRect(); return [box.left, box.top, box.right]; })"
    )
    assert len(boxes) == 24
    assert [top for _, top, _ in boxes] == sorted(top for _, top, _ in boxes)
    assert all(left >= 0 and right <= 390 for left, _, right in boxes)


def test_a_lost_visitor_is_shown_the_nearest_page(visit: Start) -> None:
    for wrong, title, right in (
        ("talks/deview2016-244-ceph-on-sdd/", "CEPH Optimization on SSD", "talks/deview2016-244-ceph-on-ssd/"),
        ("technique/blustore", "블루스토어", "techniques/bluestore/"),
    ):
        one = visit()
        page = one.open(wrong)
        near = page.locator(".kb-lost-part").first.locator(".kb-lost-near")
        expect(near).to_be_visible()
        link = near.get_by_role("link", name=title).first
        expect(link).to_be_visible()
        link.click()
        expect(page).to_have_url(one.address + right)
        assert one.elsewhere() == []


def test_who_wants_less_motion_gets_none(visit: Start) -> None:
    page = visit(reduced_motion="reduce").open(KINDS["map"])
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
          const style = getComputedStyle(one);
          return [style.transitionDuration, style.animationDuration].some((time) => time.split(",").some((part) => parseFloat(part) > 0.01));
        }).length"""
    )
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_filter_of_talks_can_be_shared(visit: Start) -> None:
    one = visit()
    page = one.open("en/talks/")
    everything = page.locator("[data-state]:visible").count()
    page.locator("input[name=state][value=reviewed]").check()
    assert page.locator("[data-state]:visible").count() == 6 < everything
    expect(page).to_have_url(re.compile("#state=reviewed$"))
    other = visit()
    other.open("en/talks/#state=reviewed")
    expect(other.page.locator("[data-state]:visible")).to_have_count(6)
    page.locator("input[name=state][value='']").check()
    expect(page.locator("[data-state]:visible")).to_have_count(everything)
    assert one.complaints() == []


def test_words_of_korean_are_not_broken(visit: Start) -> None:
    page = visit(width=390).open(KINDS["talk"])
    assert page.evaluate("getComputedStyle(document.querySelector('.kb-content p')).wordBreak") == "keep-all"


def test_every_target_of_a_phone_is_large_enough(visit: Start) -> None:
    page = visit(width=390).open(KINDS["home"])
    small = page.locator(".kb-top a:visible, .kb-top summary:visible").evaluate_all(
        "(all) => all.map((one) => [one.className, one.getBoundingClientRect()]).filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"
    )
    assert small == []
