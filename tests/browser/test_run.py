"""Examples in a page, in real Chromium: the run equals its record, can be edited, stopped and played with, and stays at home."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from projectkit import ROOT
from sitekit.kinds import LANGUAGES
from sitekit.visit import Visit

from kbsite.records.catalog import Catalog
from kbsite.records.load import load_catalog
from kbsite.site.pyodide import FOLDER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Start = Callable[..., Visit]


def _catalog() -> Catalog:
    found, _ = load_catalog(ROOT)
    assert found is not None
    return found


CATALOG = _catalog()
IN_PAGE = sorted(id_ for id_, one in CATALOG.snippets.items() if one.in_page)
GAMES = [id_ for id_ in IN_PAGE if (in_page := CATALOG.snippets[id_].in_page) and in_page.game]
SLIDERS = [id_ for id_ in GAMES if id_ != "dqn-runner-pure"]
SHORT, FILES = "game-balance-days", "perf-hot-line"
LOADED = 120_000
ASK = """
import js

def send():
    request = js.XMLHttpRequest.new()
    request.open("GET", "OTHER", False)
    request.send()

for ask in (send, lambda: js.eval("1")):
    try:
        ask()
        print("let through")
    except Exception:
        print("refused")
"""
PRESS_TWICE = """(button) => {
  window.mounted = 0;
  const count = (changes) => { window.mounted += changes.length; };
  new MutationObserver(count).observe(document.querySelector(".kb-game > div"), { childList: true });
  button.click();
  button.click();
}"""
"""Presses a button again before what it brings is there, and counts how often that came."""
DRAW = """
class Square:
    def _repr_svg_(self):
        return '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>alert(1)</script></svg>'

    def __str__(self):
        return "a square"

print(Square())
"""


def output(page: Page) -> Locator:
    return page.locator(".kb-run .kb-output samp")


def status(page: Page) -> Locator:
    return page.locator(".kb-run-status")


def opened(one: Visit, id_: str, prefix: str = "en/") -> Page:
    page = one.open(f"{prefix}snippets/{id_}/")
    expect(page.locator(".kb-run")).to_be_visible()
    return page


def write(page: Page, code: str) -> None:
    """Put code into the editor, which is opened for it."""
    if not page.locator(".kb-editor textarea").is_visible():
        page.get_by_role("button", name="Edit the code").click()
    page.get_by_role("textbox", name="Edit main.py").fill(code)


def run(page: Page, ends: str) -> None:
    page.get_by_role("button", name="Run", exact=True).click()
    expect(status(page)).to_have_text(re.compile(ends), timeout=LOADED)


@pytest.mark.usefixtures("python")
@pytest.mark.parametrize("id_", IN_PAGE)
def test_the_run_in_the_page_equals_the_record(visit: Start, id_: str) -> None:
    recorded = CATALOG.folders[id_].run
    assert recorded is not None
    one = visit()
    page = opened(one, id_)
    assert not [url for url in one.requests if FOLDER in url or "worker" in url or "blob:" in url]
    run(page, "^Done in .*same as the recorded run")
    assert output(page).text_content() == recorded.output
    assert [url for url in one.requests if FOLDER in url]
    assert one.elsewhere() == []
    assert one.complaints() == []


@pytest.mark.usefixtures("python")
def test_edited_code_runs_and_differences_are_shown_until_it_is_reset(visit: Start) -> None:
    one = visit()
    page = opened(one, SHORT)
    code = CATALOG.folders[SHORT].sources["main.py"]
    write(page, f"print('<b>first</b>')\n{code}")
    page.keyboard.press("Control+Enter")
    edited = "^Done in .*Lines that differ from the recorded run: 1. That may be meant: the code was edited."
    expect(status(page)).to_have_text(re.compile(edited), timeout=LOADED)
    expect(output(page)).to_have_text(re.compile("^<b>first</b>"))
    expect(page.locator(".kb-compare dd")).to_have_text(["recorded: (no line)", "now: <b>first</b>"])
    write(page, "import sys\nprint('one')\nprint('two', file=sys.stderr)\nraise ValueError('three')\n")
    run(page, "^Ended with an error after")
    assert output(page).text_content() == (
        "one\ntwo\nTraceback (most recent call last):\n"
        "  File \"/here/main.py\", line 4, in <module>\n    raise ValueError('three')\nValueError: three\n"
    )
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_role("textbox", name="Edit main.py")).to_have_value(code)
    expect(page.locator(".kb-run .kb-output")).to_be_hidden()
    run(page, "^Done in .*same as the recorded run")
    assert one.complaints() == []


def less_patient(route: Route) -> None:
    """The page with a shorter time limit, so that a test need not wait for that of the recipe."""
    answer = route.fetch()
    limit = f'data-limit="{CATALOG.snippets[SHORT].in_page.time_limit}"'  # type: ignore[union-attr]
    assert limit in answer.text()
    route.fulfill(response=answer, body=answer.text().replace(limit, 'data-limit="2"'))


@pytest.mark.usefixtures("python")
def test_an_endless_loop_is_stopped_by_hand_by_time_and_by_what_it_says(visit: Start) -> None:
    one = visit()
    page = opened(one, SHORT)
    write(page, "print('begun')\nwhile True: pass\n")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(output(page)).to_have_text("begun\n", timeout=LOADED)
    expect(status(page)).to_have_text("Running.")
    page.get_by_role("button", name="Stop").click()
    expect(status(page)).to_have_text("Stopped.")
    write(page, "while True: print('x' * 1000)\n")
    run(page, "^Stopped: too much output.")
    write(page, "print('well again')\n")
    run(page, "^Done in")
    assert output(page).text_content() == "well again\n"
    one.context.route(f"**/snippets/{SHORT}/", less_patient)
    page = opened(one, SHORT)
    write(page, "print('begun')\nwhile True: pass\n")
    run(page, "^Stopped: 2 seconds are over.")


@pytest.mark.usefixtures("python")
def test_code_in_the_page_reaches_no_other_host_and_its_pictures_run_nothing(visit: Start) -> None:
    one = visit()
    page = opened(one, SHORT)
    with socket.create_server(("127.0.0.1", 0)) as door:
        other = f"http://127.0.0.1:{door.getsockname()[1]}/"
        write(page, ASK.replace("OTHER", other))
        run(page, "^Done in")
        assert output(page).text_content() == "refused\nrefused\n"
        door.settimeout(0.5)
        with pytest.raises(TimeoutError):
            door.accept()
    write(page, DRAW)
    run(page, "^Done in")
    assert output(page).text_content() == "a square\n"
    picture = page.get_by_role("img", name="A drawing made by the code")
    expect(picture).to_be_visible()
    assert picture.evaluate("(one) => [one.naturalWidth, one.naturalHeight]") == [40, 20]
    assert one.dialogs == []


@pytest.mark.usefixtures("python")
def test_the_editor_indents_by_tab_and_lets_the_keyboard_go(visit: Start) -> None:
    page = opened(visit(), SHORT)
    edit = page.get_by_role("button", name="Edit the code")
    expect(edit).to_have_attribute("aria-expanded", "false")
    edit.press("Enter")
    area = page.get_by_role("textbox", name="Edit main.py")
    expect(area).to_be_focused()
    assert area.evaluate("(one) => [one.selectionStart, one.scrollTop]") == [0, 0]
    area.fill("")
    page.keyboard.press("Tab")
    page.keyboard.type("x")
    page.keyboard.press("Tab")
    page.keyboard.type("y")
    expect(area).to_have_value("    x   y")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(area).not_to_be_focused()
    area.focus()
    page.keyboard.press("Shift+Tab")
    expect(area).not_to_be_focused()
    area.fill("print('by keyboard')")
    page.keyboard.press("Control+Enter")
    expect(status(page)).to_have_text(re.compile("^(Fetching Python|Running)"))


@pytest.mark.parametrize("id_", GAMES)
def test_games_are_loaded_when_somebody_plays(visit: Start, id_: str) -> None:
    one = visit(width=390, reduced_motion="reduce")
    page = one.open(f"en/snippets/{id_}/")
    stage = page.locator(".kb-game > div")
    expect(page.locator(".kb-game")).to_be_visible()
    assert not [url for url in one.requests if "/play-" in url]
    page.get_by_role("button", name="Play", exact=True).evaluate(PRESS_TWICE)
    expect(stage.locator("svg, canvas").first).to_be_visible()
    assert page.evaluate("window.mounted") == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert one.elsewhere() == []
    assert one.complaints() == []


@pytest.mark.usefixtures("python")
def test_a_game_runs_the_example_again_with_other_values_shows_how_far_it_is_and_can_be_stopped(visit: Start) -> None:
    one = visit(reduced_motion="reduce")
    page = opened(one, "dqn-runner-pure")
    page.get_by_role("button", name="Play", exact=True).click()
    stage = page.locator(".kb-game > div")
    values = stage.get_by_role("group", name="Q, as the AI estimates it")
    before = values.inner_text()
    stage.locator("summary").last.click()
    stage.locator("input[name=UPDATES]").fill("10000")
    stage.locator("button[type=submit]").press("Enter")
    said = stage.get_by_role("status")
    expect(said).to_have_text(re.compile(r"^\d+000 of 10000 updates: [\d.]+ jellies"), timeout=LOADED)
    expect(stage.locator("progress")).to_have_js_property("max", 10000)
    expect(stage.get_by_role("button", name="Stop training")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_have_text("Training did not end: Stopped. The player stays as it was.")
    expect(stage.locator("button[type=submit]")).to_be_focused()
    expect(stage.locator("progress")).to_be_hidden()
    assert values.inner_text() == before
    stage.locator("input[name=UPDATES]").fill("300")
    stage.locator("input[name=JUMP_REWARD]").fill("-1.5")
    stage.locator("button[type=submit]").click()
    expect(said).to_have_text(re.compile("^Trained again. DQN eats"), timeout=LOADED)
    assert values.inner_text() != before
    assert one.complaints() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id_", SLIDERS)
def test_sliders_are_moved_by_the_keyboard_and_say_their_values(visit: Start, id_: str, language: str) -> None:
    one = visit(width=390, color_scheme="dark")
    page = one.open(f"{LANGUAGES[language]}snippets/{id_}/")
    page.locator(".kb-game > button").press("Enter")
    stage = page.locator(".kb-game > div")
    drawing, said = stage.get_by_role("img"), stage.get_by_role("status")
    stage.get_by_role("slider").first.wait_for()
    for slider in stage.get_by_role("slider").all():
        slider.focus()
        before = drawing.get_attribute("aria-label"), said.inner_text(), slider.get_attribute("aria-valuetext")
        page.keyboard.press("ArrowLeft")
        after = drawing.get_attribute("aria-label"), said.inner_text(), slider.get_attribute("aria-valuetext")
        assert after[2] == slider.locator("xpath=following-sibling::span").inner_text() != before[2]
        assert after[0] is not None
        assert after[1]
        if id_ != "kmeans-from-em":  # there the drawing moves with the next step
            assert before[:2] != after[:2]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert one.complaints() == []


def test_files_are_tabs_for_the_keyboard_and_addresses_lead_into_them(visit: Start) -> None:
    one = visit()
    page = one.open(f"en/snippets/{FILES}/")
    names = list(CATALOG.snippets[FILES].files)
    tabs = page.get_by_role("tab")
    expect(tabs).to_have_text(names)
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    tabs.first.focus()
    for key, chosen in (("ArrowRight", 1), ("ArrowRight", 0), ("ArrowLeft", len(names) - 1), ("Home", 0), ("End", len(names) - 1)):
        page.keyboard.press(key)
        expect(tabs.nth(chosen)).to_be_focused()
        expect(tabs.nth(chosen)).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tabpanel", name=names[chosen])).to_be_visible()
    page = one.open(f"en/snippets/{FILES}/#file-{names[1].replace('.', '-')}-3")
    expect(page.get_by_role("tabpanel", name=names[1])).to_be_visible()
    expect(page.locator(f"#file-{names[1].replace('.', '-')}-3")).to_be_in_viewport()


def test_code_is_copied_as_it_stands_in_its_file(visit: Start) -> None:
    one = visit(permissions=["clipboard-read", "clipboard-write"])
    page = one.open(f"en/snippets/{SHORT}/")
    page.get_by_role("button", name="Copy main.py").click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()") == CATALOG.folders[SHORT].sources["main.py"]


@pytest.mark.usefixtures("python")
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_nothing_is_missing_but_what_needs_them(visit: Start, language: str) -> None:
    page = visit(java_script_enabled=False).open(f"{LANGUAGES[language]}snippets/{FILES}/")
    for name in CATALOG.snippets[FILES].files:
        expect(page.locator(f"h3:text-is('{name}')")).to_be_visible()
        expect(page.locator(f".kb-file[data-name='{name}'] code")).to_be_visible()
    expect(page.locator("pre.kb-output")).to_be_visible()
    expect(page.locator(".kb-copy, .kb-tabs")).to_have_count(0)
    page = visit(java_script_enabled=False).open(f"{LANGUAGES[language]}snippets/{SHORT}/")
    expect(page.locator(".kb-run")).to_be_hidden()
    expect(page.locator(".kb-no-js:visible")).to_have_count(2)
    expect(page.locator(".kb-game")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plots_have_the_ink_of_the_page(visit: Start, scheme: str) -> None:
    page = visit(color_scheme=scheme).open(f"snippets/{FILES}/")
    shown = page.locator(".kb-plot img:visible")
    shown.first.scroll_into_view_if_needed()
    assert {one.get_attribute("class") for one in shown.all()} == {f"kb-plot-{scheme}"}
    page.evaluate("document.documentElement.dataset.mdColorScheme = 'slate'")
    assert {one.get_attribute("class") for one in shown.all()} == {"kb-plot-dark"}
    expect(shown.first).to_have_js_property("complete", value=True)
    assert shown.first.evaluate("(one) => one.naturalWidth") > 0
