"""The search as visitors use it: the dialog on every page, its page, and the words marked where it leads."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from sitekit.held import Held
from sitekit.kinds import KINDS
from sitekit.server import serving
from sitekit.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Start = Callable[..., Visit]
CEPH = "talks/deview2016-244-ceph-on-ssd/"
LATE = """
  window.late = [];
  window.Worker = class extends Worker {
    set onmessage(hear) {
      super.onmessage = (event) => (event.data.text === "%s" ? window.late.push(() => hear(event)) : hear(event));
    }
  };
"""
"""Has the worker's results for one question come when `late` is called."""
TWICE = """
  window.Worker = class extends Worker {
    set onmessage(hear) {
      window.rest = [];
      super.onmessage = (event) => {
        const { type, more, hits, excerpts } = event.data;
        if ((type !== "results" && type !== "excerpts") || more) return hear(event);
        const found = type === "results" ? { hits: hits.slice(0, 4) } : { excerpts: excerpts.slice(0, 4) };
        hear({ data: { ...event.data, ...found, more: true } });
        document.documentElement.dataset.rest = window.rest.push(() => hear(event));
      };
    }
  };
"""
"""Has the first four results come alone, as where the others must be loaded; the others come when `rest` is called: `data-rest` messages."""


def box(page: Page) -> Locator:
    return page.locator("dialog.kb-find")


def opened(page: Page) -> Locator:
    """The dialog, opened with the keyboard; its field."""
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    return field


def titles(page: Page) -> Locator:
    return page.locator(".kb-find-title")


def marked(page: Page) -> int:
    return int(page.evaluate("CSS.highlights.get('kb-found')?.size ?? 0"))


@pytest.mark.parametrize(("prefix", "name"), [("", "검색"), ("en/", "Search")])
def test_it_opens_from_every_page_and_gives_the_focus_back(visit: Start, prefix: str, name: str) -> None:
    one = visit()
    for kind in ("home", "talk", "not-found"):
        page = one.open(prefix + KINDS[kind])
        button = page.locator(".kb-search-open")
        expect(button).to_have_text(name)
        for way in ("/", "Control+k", "Meta+k", "click", "Enter"):
            page.locator(".kb-brand").focus()
            if way in {"click", "Enter"}:
                button.focus()
            button.click() if way == "click" else page.keyboard.press(way)
            expect(page.get_by_role("dialog", name=name)).to_be_visible()
            expect(page.get_by_role("combobox")).to_be_focused()
            page.keyboard.press("Escape")
            expect(box(page)).to_be_hidden()
            expect(button if way in {"click", "Enter"} else page.locator(".kb-brand")).to_be_focused()
    assert one.complaints() == []


def test_a_slash_is_a_slash_where_text_is_typed_and_where_visitors_want_it_so(visit: Start) -> None:
    one = visit()
    page = one.open(KINDS["home"])
    opened(page)
    page.keyboard.type("a/b")
    expect(page.get_by_role("combobox")).to_have_value("a/b")
    page.get_by_label("/ 키로 열기").uncheck()
    one.open(KINDS["talk"])
    page.keyboard.press("/")
    expect(box(page)).to_be_hidden()
    opened(page)
    expect(page.get_by_label("/ 키로 열기")).not_to_be_checked()


def test_nothing_is_loaded_before_it_is_reached_for(visit: Start) -> None:
    one = visit()
    page = one.open(KINDS["talk"])
    page.wait_for_timeout(300)
    assert [url for url in one.requests if "/assets/kb/search/" in url] == []
    with page.expect_response(re.compile(r"manifest-[0-9a-f]+\.bin")):
        page.locator(".kb-search-open").hover()
    expect(box(page)).to_be_hidden()
    assert any("/finder/box.js" in url for url in one.requests)


def test_what_it_needs_first_is_loaded_at_once_and_not_one_after_the_other(visit: Start) -> None:
    """Two ways to the host and back: what visitors see of it with where it begins, then the worker with its code and the manifest."""
    one = visit()
    module, worker = Held(one.page, "**/finder/box.js*"), Held(one.page, "**/search/worker-*.js")
    page = one.open(KINDS["home"])
    with page.expect_response("**/start.ko.json"):
        opened(page)
    page.keyboard.type("bluestore")
    with page.expect_response("**/engine-*.bin"), page.expect_response("**/manifest-*.bin"):
        module.let_go()
    expect(titles(page)).to_have_count(0)
    worker.let_go()
    expect(titles(page).first).to_have_text("블루스토어")


def test_without_its_packed_code_the_worker_takes_it_as_it_is(visit: Start) -> None:
    one = visit(watch=False)
    one.page.route("**/engine-*.bin", lambda route: route.abort())
    page = one.open(KINDS["home"])
    opened(page).fill("bluestore")
    expect(titles(page).first).to_have_text("블루스토어")
    assert any(re.search(r"/engine-[0-9a-f]+\.js$", url) for url in one.requests)


@pytest.mark.parametrize(
    ("typed", "best"),
    [("병목을", "CEPH Optimization on SSD"), ("블루스토어에서는", "블루스토어"), ("ㅂㄹㅅㅌㅇ", "블루스토어"), ("CEPH를", "Ceph")],
)
def test_what_was_meant_is_found_first(visit: Start, typed: str, best: str) -> None:
    page = visit().open(KINDS["home"])
    opened(page).fill(typed)
    expect(titles(page).first).to_have_text(best)


@pytest.mark.parametrize(
    ("prefix", "typed", "note", "back"),
    [
        ("", "tpvm", "‘tpvm’을 ‘세프’로 찾았습니다.", "‘tpvm’ 그대로 찾기"),
        ("", "bluestroe", "‘bluestroe’를 ‘bluestore’로 찾았습니다.", "‘bluestroe’ 그대로 찾기"),
        ("en/", "bluestroe", "Showing results for “bluestore” instead of “bluestroe”.", "Search for “bluestroe” as typed"),
    ],
)
def test_it_says_what_it_did_and_leads_back(visit: Start, prefix: str, typed: str, note: str, back: str) -> None:
    page = visit().open(prefix + KINDS["home"])
    opened(page).fill(typed)
    expect(page.locator(".kb-find-note")).to_contain_text(note)
    found = titles(page).first.inner_text()
    page.get_by_role("button", name=back).click()
    expect(page.locator(".kb-find-note")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_be_focused()
    assert titles(page).count() == 0 or titles(page).first.inner_text() != found
    opened_again = page.get_by_role("combobox")
    opened_again.fill(f"{typed} ")
    expect(page.locator(".kb-find-note")).to_contain_text(note)


def test_initials_are_said_without_a_way_back(visit: Start) -> None:
    page = visit().open(KINDS["home"])
    opened(page).fill("ㅂㄹㅅㅌㅇ")
    expect(page.locator(".kb-find-note")).to_have_text("‘ㅂㄹㅅㅌㅇ’을 초성으로 찾았습니다.")


def test_it_searches_while_a_syllable_is_composed_and_its_enter_follows_no_link(visit: Start) -> None:
    one = visit()
    page = one.open(KINDS["home"])
    opened(page)
    keys = page.context.new_cdp_session(page)
    for composed in ("ㅂ", "벼", "병", "병ㅁ", "병모"):
        keys.send("Input.imeSetComposition", {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)})
    expect(page.locator(".kb-find-context mark").first).to_contain_text("병목")
    expect(titles(page).first).to_have_text("CEPH Optimization on SSD")
    keys.send("Input.imeSetComposition", {"text": "병목", "selectionStart": 2, "selectionEnd": 2})
    keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229})
    page.evaluate("""document.activeElement.dispatchEvent(
      new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))""")
    keys.send("Input.insertText", {"text": "병목"})
    expect(page.get_by_role("combobox")).to_have_value("병목")
    page.wait_for_timeout(300)
    assert page.url == one.address
    expect(box(page)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/{CEPH}"))


def test_arrows_choose_and_enter_opens(visit: Start) -> None:
    page = visit().open(f"en/{KINDS['home']}")
    field = opened(page)
    expect(field).to_have_attribute("aria-expanded", "false")
    field.fill("ceph")
    options = page.get_by_role("option")
    expect(options).to_have_count(13)
    expect(page.locator(".kb-find-form")).not_to_have_attribute("aria-busy", "true")
    expect(field).to_have_attribute("aria-expanded", "true")
    for key, at in (("", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("ArrowUp", 0), ("ArrowUp", options.count() - 1)):
        if key:
            page.keyboard.press(key)
        expect(options.nth(at)).to_have_attribute("aria-selected", "true")
        expect(page.locator("[aria-selected=true]")).to_have_count(1)
        expect(options.nth(at)).to_have_id(str(field.get_attribute("aria-activedescendant")))
        expect(options.nth(at)).to_be_in_viewport()
        expect(field).to_be_focused()
    expect(options.last).to_contain_text("See all results")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/sub/en/search/\?q=ceph$"))


@pytest.mark.parametrize(("key", "chosen"), [("ArrowDown", 2), ("ArrowUp", -1)])
def test_what_is_chosen_stays_so_when_the_other_results_come(visit: Start, key: str, chosen: int) -> None:
    one = visit()
    one.context.add_init_script(TWICE)
    page = one.open(f"en/{KINDS['home']}")
    opened(page).fill("ceph")
    options = page.get_by_role("option")
    expect(options).to_have_count(5)
    for _ in range(abs(chosen)):
        page.keyboard.press(key)
    selected = page.locator("[aria-selected=true]")
    expect(selected).to_have_count(1)
    text = options.nth(chosen).inner_text()
    page.wait_for_function("() => rest.length >= 2")  # results and their excerpts
    page.evaluate("rest.forEach((come) => come())")
    expect(options).to_have_count(13)
    expect(selected).to_have_count(1)
    expect(selected).to_contain_text(text.splitlines()[0])
    expect(selected).to_have_id(str(page.get_by_role("combobox").get_attribute("aria-activedescendant")))
    expect(selected).to_be_in_viewport()


def test_on_the_page_the_focus_stays_when_the_other_results_come(visit: Start) -> None:
    one = visit()
    one.context.add_init_script(TWICE)
    page = one.open("search/?q=ceph")
    links = page.locator(".kb-hit h2 a")
    expect(links).to_have_count(4)
    links.nth(2).focus()
    page.wait_for_function("() => rest.length >= 2")  # results and their excerpts
    page.evaluate("rest.forEach((come) => come())")
    expect(page.locator(".kb-search-count")).to_have_text(re.compile(r"‘ceph’ 결과 \d+건"))
    assert links.count() > 4
    expect(links.nth(2)).to_be_focused()


def test_enter_right_after_typing_opens_the_best_result(visit: Start) -> None:
    page = visit().open(KINDS["home"])
    opened(page)
    page.keyboard.type("bluestore")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sub/techniques/bluestore/"))


def test_enter_before_the_dialog_listens_opens_the_best_result_then(visit: Start) -> None:
    one = visit()
    module = Held(one.page, "**/finder/box.js*")
    page = one.open(KINDS["home"])
    opened(page)
    page.keyboard.type("bluestore")
    page.keyboard.press("Enter")
    module.let_go()
    expect(page).to_have_url(re.compile("/sub/techniques/bluestore/"))


def test_enter_with_control_before_the_dialog_listens_opens_a_new_tab_then(visit: Start) -> None:
    one = visit()
    module = Held(one.page, "**/finder/box.js*")
    page = one.open(KINDS["home"])
    opened(page)
    page.keyboard.type("bluestore")
    page.keyboard.press("Control+Enter")
    with page.context.expect_page() as other:
        module.let_go()
    expect(other.value).to_have_url(re.compile("/sub/techniques/bluestore/"))
    assert page.url == one.address


ENTERED = {
    "and the dialog was closed": "document.getElementById('kb-find').close()",
    "and more was typed": "document.activeElement.dispatchEvent(new Event('input', {bubbles: true}))",
}


@pytest.mark.parametrize("late", ["**/finder/box.js*", "**/start.ko.json"])
@pytest.mark.parametrize("after", ENTERED)
def test_an_enter_that_is_no_longer_meant_opens_nothing(visit: Start, late: str, after: str) -> None:
    one = visit()
    module = Held(one.page, late)
    page = one.open(KINDS["home"])
    opened(page).fill("bluestore")
    if "start" in late:
        expect(page.locator(".kb-find-form")).to_have_attribute("aria-busy", "true")  # it listens
    page.keyboard.press("Enter")
    page.evaluate(ENTERED[after])
    module.let_go()
    expect(page.locator(".kb-find-context").first).not_to_have_text("")  # what would be opened is there
    assert page.url == one.address


def test_an_enter_of_a_composition_is_not_kept_for_the_dialog(visit: Start) -> None:
    one = visit()
    module = Held(one.page, "**/finder/box.js*")
    page = one.open(KINDS["home"])
    opened(page).fill("병목")
    page.evaluate("""document.activeElement.dispatchEvent(
      new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))""")
    module.let_go()
    expect(page.locator(".kb-find-context").first).not_to_have_text("")
    assert page.url == one.address


def test_enter_in_a_dialog_that_cannot_be_loaded_leads_to_the_page_of_the_search(visit: Start) -> None:
    one = visit(watch=False)
    module = Held(one.page, "**/finder/box.js*")
    page = one.open(KINDS["home"])
    opened(page)
    page.keyboard.type("bluestore")
    page.keyboard.press("Enter")
    module.let_go(Route.abort)
    expect(page).to_have_url(re.compile(r"/sub/search/\?q=bluestore$"))
    expect(page.locator(".kb-hit h2").first).to_have_text("블루스토어")


def test_what_is_typed_before_the_page_of_the_search_listens_is_asked_then(visit: Start) -> None:
    page = visit().page
    module = Held(page, "**/finder/page.js*")
    page.goto(f"{visit().address}search/?q=ceph&kind=technique")
    field = page.locator(".kb-search input[name=q]")
    field.fill("bluestore")
    module.let_go()
    expect(page.locator(".kb-hit h2").first).to_have_text("블루스토어")
    expect(field).to_have_value("bluestore")
    assert query(page) == {"q": ["bluestore"], "kind": ["technique"]}


def test_results_open_in_new_tabs(visit: Start) -> None:
    one = visit()
    page = one.open(KINDS["home"])
    opened(page).fill("bluestore")
    expect(titles(page).first).to_have_text("블루스토어")
    with page.context.expect_page() as other:
        page.keyboard.press("Control+Enter")
    expect(other.value).to_have_url(re.compile("/sub/techniques/bluestore/"))
    with page.context.expect_page() as third:
        page.get_by_role("option").nth(1).click(button="middle")
    third.value.wait_for_url(re.compile("/sub/.+/"))
    assert page.url == one.address
    expect(box(page)).to_be_visible()


def test_results_stand_in_groups_with_their_numbers_and_are_announced(visit: Start) -> None:
    page = visit().open(f"en/{KINDS['home']}")
    opened(page).fill("bluestore")
    expect(box(page).get_by_role("status")).to_have_text(re.compile(r"^\d+\+? results$"))  # said when all have come
    for group in box(page).get_by_role("group").all():
        name, number = str(group.locator(".kb-find-group").inner_text()).rsplit(" ", 1)
        assert name in {"Talks", "Techniques", "Works", "Speakers", "Tags", "Events", "Pages", "Runnable examples"}
        assert group.get_by_role("option").count() == int(number)


def test_an_answer_that_comes_late_is_not_shown(visit: Start) -> None:
    one = visit()
    one.context.add_init_script(LATE % "블루스토어")
    page = one.open(KINDS["home"])
    field = opened(page)
    field.fill("블루스토어")
    page.wait_for_function("() => late.length")
    field.fill("앵귤러")
    expect(titles(page).first).to_have_text("앵귤러")
    page.evaluate("late.forEach((come) => come())")
    assert titles(page).first.inner_text() == "앵귤러"


def test_recent_searches_are_kept_and_forgotten(visit: Start) -> None:
    one = visit()
    page = one.open(KINDS["home"])
    opened(page).fill("블루스토어")
    expect(titles(page).first).to_have_text("블루스토어")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("bluestore"))
    opened(page)
    option = page.get_by_role("option", name="블루스토어")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(titles(page).first).to_have_text("블루스토어")
    page.get_by_role("combobox").fill("")
    page.get_by_role("button", name="지우기", exact=True).click()
    expect(page.get_by_role("option")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('kb-searches')") is None


def test_a_browser_that_keeps_nothing_searches_all_the_same(visit: Start) -> None:
    one = visit()
    one.context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})")
    page = one.open(KINDS["home"])
    opened(page).fill("블루스토어")
    expect(titles(page).first).to_have_text("블루스토어")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("bluestore"))
    assert one.complaints() == []


def test_nothing_found_is_said_with_ways_on(visit: Start) -> None:
    page = visit().open(f"en/{KINDS['home']}")
    opened(page).fill("ㅋㅋㄹㅃㅉ")
    expect(page.locator(".kb-find-none")).to_have_text("Nothing was found for “ㅋㅋㄹㅃㅉ”.")
    expect(page.locator(".kb-find-instead").get_by_role("link", name="Deep learning")).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")


def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(visit: Start) -> None:
    one = visit()

    def refuse(route: Route) -> None:
        route.abort()

    one.page.route("**/start.ko.json", refuse)
    page = one.open(KINDS["home"])
    opened(page).fill("ceph")
    expect(page.get_by_role("alert")).to_contain_text("검색을 불러오지 못했습니다.")
    page.unroute("**/start.ko.json")
    page.get_by_role("button", name="다시 시도").click()
    expect(titles(page).first).to_have_text("Ceph")


def test_a_site_built_anew_under_an_open_page_is_begun_once_more(visit: Start) -> None:
    one = visit(watch=False)
    gone: list[str] = []

    def once_gone(route: Route) -> None:
        if gone:
            route.continue_()
        else:
            gone.append(route.request.url)
            route.fulfill(status=404)

    one.page.route("**/manifest-*.bin", once_gone)
    page = one.open(KINDS["home"])
    opened(page).fill("ceph")
    expect(titles(page).first).to_have_text("Ceph")
    assert len(gone) == 1


def test_words_are_marked_where_a_result_leads_until_they_are_taken_away(visit: Start) -> None:
    one = visit()
    page = one.open(KINDS["home"])
    opened(page).fill("병목을")
    expect(page.locator(".kb-find-context mark").first).to_have_text("병목")
    expect(page.get_by_role("option").first).to_have_attribute("href", re.compile(r"\?h=.*#"))
    page.keyboard.press("Enter")
    expect(page.locator(".kb-found-bar")).to_contain_text("곳을 표시했습니다.")
    expect(page).to_have_url(re.compile(f"/sub/{CEPH}#"))
    expect(page.locator(f"[id='{urlsplit(page.url).fragment}']")).to_be_in_viewport()
    words = page.evaluate("[...CSS.highlights.get('kb-found')].map(String)")
    assert set(words) == {"병목"}
    page.keyboard.press("Escape")
    expect(page.locator(".kb-found-bar")).to_have_count(0)
    assert marked(page) == 0
    assert one.complaints() == []


def test_an_enter_while_all_results_take_the_place_of_the_first_leads_to_the_section_too(visit: Start) -> None:
    one = visit()
    one.context.add_init_script(TWICE)
    page = one.open(KINDS["home"])
    opened(page).fill("병목을")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("href", re.compile(r"\?h=.*#"))
    expect(page.locator("html")).to_have_attribute("data-rest", "2")
    around = page.locator(".kb-find-context").first.inner_text()
    page.evaluate("rest.shift()()")  # all results, whose texts have yet to come
    expect(first).to_have_attribute("href", re.compile(r"\?h=.*#"))
    expect(page.locator(".kb-find-context").first).to_have_text(around)
    page.keyboard.press("Enter")
    page.evaluate("rest.shift()()")
    expect(page).to_have_url(re.compile(f"/sub/{CEPH}#"))


def test_an_enter_before_the_texts_of_all_results_waits_for_them(visit: Start) -> None:
    one = visit()
    one.context.add_init_script(TWICE)
    page = one.open(KINDS["home"])
    opened(page).fill("병목을")
    expect(page.get_by_role("option").first).to_have_attribute("href", re.compile(r"\?h=.*#"))
    expect(page.locator("html")).to_have_attribute("data-rest", "2")
    page.evaluate("rest.shift()()")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).not_to_have_attribute("href", re.compile("#"))
    page.keyboard.press("Enter")
    page.evaluate("rest.shift()()")
    expect(page).to_have_url(re.compile("#"))


def test_words_are_marked_without_the_highlight_interface_too(visit: Start) -> None:
    one = visit()
    one.context.add_init_script("delete window.Highlight;")
    page = one.open(KINDS["talk"])
    before = page.locator("#content").inner_text()
    one.open(f"{KINDS['talk']}?h=병목&h=ceph")
    expect(page.locator("mark.kb-found").first).to_be_attached()
    assert page.locator("#content").inner_text() == before
    page.get_by_role("button", name="표시 지우기").click()
    expect(page.locator("mark.kb-found")).to_have_count(0)
    assert page.locator("#content").inner_text() == before


def test_words_in_an_address_are_words(visit: Start) -> None:
    one = visit()
    page = one.open(f"{KINDS['talk']}?h=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&h=(.*)&h=%5B&h=")
    expect(page).to_have_url(one.address + KINDS["talk"])  # the words were taken up
    expect(page.locator(".kb-found-bar")).to_have_count(0)
    assert one.complaints() == []


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def facet(page: Page, field: str, label: str) -> Locator:
    return page.locator(f"[data-kb-field={field}] label").filter(has_text=label).locator("input")


def test_the_page_narrows_and_its_address_says_how(visit: Start) -> None:
    one = visit()
    page = one.open("search/?q=ceph")
    count = page.locator(".kb-search-count")
    expect(count).to_have_text(re.compile(r"‘ceph’ 결과 \d+건"))
    everything = int(re.findall(r"\d+", count.inner_text())[0])
    technique = page.locator("[data-kb-field=kind] label").filter(has_text="기술")
    expect(technique).to_be_visible()
    promised = int(technique.locator(".kb-chip-count").inner_text())
    assert 0 < promised < everything
    technique.locator("input").check()
    kinds = page.locator(".kb-hit-kind")
    expect(count).not_to_have_text(f"‘ceph’ 결과 {everything}건")
    expect(kinds.filter(has_not_text="기술")).to_have_count(0)
    narrowed = int(re.findall(r"\d+", count.inner_text())[0])
    assert promised <= narrowed < everything
    expect(kinds).to_have_count(narrowed)  # the first hits are shown before the others have come
    assert query(page) == {"q": ["ceph"], "kind": ["technique"]}
    expect(technique.locator("input")).to_be_focused()
    expect(facet(page, "kind", "읽을거리")).to_be_visible()
    facet(page, "tag", "저장소").check()
    chips = page.locator(".kb-search-chosen")
    expect(chips.get_by_role("button", name="태그: 저장소 빼기")).to_be_visible()
    expect(page.locator(".kb-hit-kind").first).to_have_text("기술")
    assert query(page) == {"q": ["ceph"], "kind": ["technique"], "tag": ["storage"]}
    page.go_back()
    expect(chips.get_by_role("button")).to_have_count(1)
    page.go_back()
    expect(count).to_have_text(f"‘ceph’ 결과 {everything}건")
    expect(chips).to_be_hidden()
    page.go_forward()
    page.go_forward()
    expect(chips.get_by_role("button", name="태그: 저장소 빼기")).to_be_visible()
    other = visit()
    other.page.goto(page.url)
    expect(facet(other.page, "tag", "저장소")).to_be_checked()
    told = other.page.locator(".kb-search-count")
    expect(told).to_have_text(re.compile(r"‘ceph’ 결과 \d+건"))
    for each in (page, other.page):
        expect(each.locator(".kb-hit")).to_have_count(int(re.findall(r"\d+", told.inner_text())[0]))
    chips.get_by_role("button", name="종류: 기술 빼기").click()
    assert query(page) == {"q": ["ceph"], "tag": ["storage"]}
    assert one.complaints() == []


def test_facets_are_named_for_people(visit: Start) -> None:
    page = visit().open("en/search/?event=deview2016&kind=talk")
    expect(page.locator(".kb-search-count")).to_have_text("44 results")
    expect(page.locator(".kb-search-chosen")).to_contain_text("Event: DEVIEW 2016")
    for field, label in (("day", "Day 1 · Mon 24 October 2016"), ("track", "Track 1"), ("has", "Slides"), ("tag", "Deep learning")):
        expect(page.locator(f"[data-kb-field={field}] label").filter(has_text=label)).to_have_count(1)
    expect(page.locator("[data-kb-field=day] .kb-chip-count")).to_have_text(["24", "20"])


def test_more_results_come_on_the_same_page(visit: Start) -> None:
    page = visit().open("search/?kind=talk")
    hits = page.locator(".kb-hit")
    expect(hits).to_have_count(20)
    page.get_by_role("button", name="결과 더 보기").click()
    expect(hits).to_have_count(40)
    expect(hits.nth(20).locator("a")).to_be_focused()
    page.get_by_role("button", name="결과 더 보기").click()
    expect(hits).to_have_count(44)
    expect(page.get_by_role("button", name="결과 더 보기")).to_be_hidden()


def test_typing_is_one_step_of_the_way_back(visit: Start) -> None:
    page = visit().open("search/?q=ceph")
    expect(page.locator(".kb-hit h2").first).to_have_text("Ceph")
    field = page.locator(".kb-search input[name=q]")
    field.focus()
    for text in ("블", "블루", "블루스토어"):
        field.fill(text)
    expect(page.locator(".kb-hit h2").first).to_have_text("블루스토어")
    expect(page).to_have_title(re.compile("^블루스토어 · 검색"))
    assert query(page) == {"q": ["블루스토어"]}
    page.go_back()
    expect(field).to_have_value("ceph")
    expect(page.locator(".kb-hit h2").first).to_have_text("Ceph")


def test_the_page_says_what_it_did_and_leads_back(visit: Start) -> None:
    page = visit().open("search/?q=bluestroe&kind=technique")
    note = page.locator(".kb-find-note")
    expect(note).to_contain_text("‘bluestroe’를 ‘bluestore’로 찾았습니다.")
    note.get_by_role("button", name="‘bluestroe’ 그대로 찾기").click()
    expect(note).to_be_hidden()
    assert "literal" in page.url
    page.go_back()
    expect(note).to_be_visible()


def test_both_languages_find_the_records_of_both(visit: Start) -> None:
    page = visit().open("en/search/?q=병목")
    expect(page.locator(".kb-hit .kb-find-language").first).to_have_text("한국어")
    expect(page.locator(".kb-hit:has(.kb-find-language) h2 a").first).to_have_attribute("lang", "ko")
    page.locator("a.kb-language").click()
    expect(page).to_have_url(re.compile(r"/sub/search/\?q="))
    expect(page.locator(".kb-hit h2").first).to_have_text("CEPH Optimization on SSD")
    expect(page.locator(".kb-hit .kb-find-language")).to_have_count(0)


def test_the_page_works_with_the_keyboard_alone(visit: Start) -> None:
    page = visit().open(KINDS["search"])
    field = page.locator(".kb-search input[name=q]")
    expect(field).to_be_focused()
    page.locator(".kb-brand").focus()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("ceph")
    expect(page.locator(".kb-hit h2").first).to_have_text("Ceph")
    facet(page, "kind", "발표").focus()
    page.keyboard.press("Space")
    expect(page.locator(".kb-hit h2").first).to_have_text("CEPH Optimization on SSD")
    page.locator(".kb-hit a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/sub/{CEPH}"))


def test_on_a_phone_the_dialog_is_a_sheet_and_facets_fold_away(visit: Start) -> None:
    one = visit(width=390, height=844, has_touch=True)
    page = one.open(KINDS["talk"])
    page.locator(".kb-search-open").tap()
    page.get_by_role("combobox").fill("ceph")
    expect(titles(page).first).to_be_visible()
    assert box(page).bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    small = page.get_by_role("option").evaluate_all("(all) => all.filter((one) => one.getBoundingClientRect().height < 44).length")
    assert small == 0
    one.open("search/?q=ceph")
    filters = page.locator(".kb-facets > summary")
    expect(filters).to_be_visible()
    expect(facet(page, "kind", "발표")).to_be_hidden()
    filters.tap()
    facet(page, "kind", "발표").check()
    expect(page.locator(".kb-hit h2").first).to_have_text("CEPH Optimization on SSD")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("base", ["/", "/any/other/place/"])
def test_it_works_at_any_place_of_a_host_and_asks_no_other(visit: Start, built: Path, base: str) -> None:
    with serving(built, base) as address:
        one = visit(address)
        page = one.open(f"en/{KINDS['talk']}")
        opened(page).fill("bluestore")
        expect(titles(page).first).to_have_text("BlueStore")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(f"{re.escape(address)}en/techniques/bluestore/"))
        one.open("en/search/?q=bluestore&tag=storage")
        expect(page.locator(".kb-search-chosen")).to_contain_text("Tag: Storage")
        expect(page.locator(".kb-hit h2").first).to_have_text("BlueStore")
        assert one.complaints() == []
        assert one.elsewhere() == []
        assert [url for url in one.requests if not url.startswith((address, "blob:"))] == []  # the worker unpacks its own code


@pytest.mark.parametrize(("prefix", "words"), [("", "검색에는 자바스크립트가 필요합니다."), ("en/", "Search needs JavaScript.")])
def test_without_scripts_it_says_so_and_leads_to_the_lists(visit: Start, prefix: str, words: str) -> None:
    page = visit(java_script_enabled=False).page
    page.goto(visit().address + prefix)
    page.locator(".kb-search-open").click()
    expect(page.locator(".kb-search .kb-note")).to_contain_text(words)
    expect(page.locator(".kb-search-form")).to_be_hidden()
    page.locator(".kb-search .kb-chip").nth(1).click()
    expect(page).to_have_url(re.compile(f"/sub/{prefix}techniques/$"))


def test_a_lost_visitor_can_search_for_the_words_of_the_address(visit: Start) -> None:
    page = visit().open("en/talks/bluestroe-on-ssd/")
    link = page.locator("[data-kb-prefix='en/'] .kb-chip").filter(has_text="Search")
    expect(link).to_have_attribute("href", re.compile(r"/sub/en/search/\?q=bluestroe\+on\+ssd$"))


def test_nothing_of_a_record_runs_in_the_search(visit: Start, hostile: Path) -> None:
    with serving(hostile, "/sub/") as address:
        one = visit(address)
        page = one.open("en/")
        for text in ("title", "method", "script", "<img src=x onerror=alert(1)>"):
            opened(page).fill(text)
            expect(page.locator(".kb-find-option, .kb-find-none").first).to_be_visible()
            page.keyboard.press("Escape")
        one.open("en/search/?q=title&tag=%3Cscript%3E")
        expect(page.locator(".kb-search-chosen")).to_contain_text("Tag: <script>")
        assert page.evaluate("window.pwned === undefined")
        assert one.complaints() == []
        assert one.dialogs == []
