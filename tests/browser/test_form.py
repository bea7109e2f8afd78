"""The form for records in real Chromium: from a wish to the address of a new file, with the keyboard alone, on a phone too."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from projectkit import ROOT, Folder, said
from sitekit.builds import REPO_URL
from sitekit.visit import Visit

from kbsite.editing.format import formatted
from kbsite.records.project import open_project

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FORM = "en/contribute/form/"
Start = Callable[..., Visit]


def opened(visit: Start, query: str = "", language: str = "en/", **options: object) -> tuple[Visit, Page]:
    one = visit(**options)
    page = one.open(f"{language}contribute/form/{query}")
    page.locator("[data-kb-form]:not([aria-busy]) h2").first.wait_for()
    return one, page


def tab_to(page: Page, selector: str, limit: int = 150) -> None:
    """Press Tab until the focus is there."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("(one) => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"no way to {selector} with Tab")


def write(page: Page, selector: str, words: str) -> None:
    """Go to a field with Tab and type."""
    tab_to(page, selector)
    page.keyboard.type(words)


def field(name: str) -> str:
    return f"#kb-f-{name}"


def status(page: Page) -> Locator:
    return page.locator("#kb-problems")


def at_once(page: Page, selector: str, words: str, then: str) -> None:
    """Write into a field, and do something before anything else can happen."""
    page.evaluate(
        f"""([selector, words]) => {{
          const field = document.querySelector(selector);
          field.value = words;
          field.dispatchEvent(new Event("input", {{ bubbles: true }}));
          {then}
        }}""",
        [selector, words],
    )


@pytest.fixture
def copied(tmp_path: Path) -> Folder:
    """A copy of this project's records, to put new ones in."""
    for name in ("talks", "content/snippets", "schema"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for settings in ROOT.glob("mkdocs*.yml"):
        shutil.copy(settings, tmp_path)
    return Folder(tmp_path)


def assert_ready(folder: Folder, path: str, text: str) -> None:
    """The record is one that the check and the style of the house take as it is."""
    folder.write(path, text)
    assert [said(problem) for problem in folder.problems() if problem.severity == "error"] == []
    project, _ = open_project(folder.root)
    assert project
    (one,) = formatted(project, [path])
    assert "\n".join(one.difference()) == ""


@pytest.mark.parametrize(("width", "language"), [(1440, "en/"), (390, "")])
def test_a_talk_is_written_with_the_keyboard_alone(visit: Start, copied: Folder, width: int, language: str) -> None:
    one, page = opened(visit, language=language, width=width)
    tab_to(page, '[href="?new=talk"]')
    page.keyboard.press("Enter")
    page.locator(field("code")).wait_for()
    write(page, field("code"), "251")
    write(page, field("title-ko"), "새로 쓴 발표: 저장소")
    write(page, field("title-en"), "A talk written anew: storage")
    write_entry(page, "speakers", "speakers-0-id", "byun-ilsoo")
    write(page, field("date"), "2016-10-25")
    write(page, field("track"), "1")
    write(page, field("abstract-text-ko"), "첫 문단이다.\n\n둘째 문단은 조금 더 길게 적는다.")
    write_entry(page, "abstract-source", "abstract-source-0", "day2-review")
    tab_to(page, "details:has(#kb-f-takeaways) > summary")
    page.keyboard.press("Enter")
    page.locator("details[open]:has(#kb-f-takeaways)").wait_for()
    write_entry(page, "tags", "tags-0", "storage")
    write_entry(page, "sources", "sources-0", "day2-review")
    expect(page.locator("pre code")).to_contain_text("sources: [day2-review]")
    expect(status(page)).to_have_text("Nothing to mend" if language else "고칠 곳이 없습니다")
    assert "새로 쓴 발표: 저장소" in page.locator(".kb-preview, pre code").all_inner_texts()[-1]
    tab_to(page, ".kb-send")
    address = urlsplit(page.locator(".kb-send").get_attribute("href") or "")
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{REPO_URL}/new/main/talks/deview2016"
    asked = parse_qs(address.query)
    assert asked["filename"] == ["251-a-talk-written-anew-storage.yml"]
    assert asked["value"][0].startswith("# yaml-language-server: $schema=../../schema/talk.json\ncode: 251\n")
    assert_ready(copied, "talks/deview2016/251-a-talk-written-anew-storage.yml", asked["value"][0])
    one.context.route(f"{REPO_URL}/**", lambda route: route.fulfill(body="<title>new file</title>", content_type="text/html"))
    with one.context.expect_page() as shown:
        page.keyboard.press("Enter")
    expect(shown.value).to_have_url(re.compile(f"^{re.escape(REPO_URL)}/new/main/talks/deview2016\\?filename=251-"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert one.complaints() == []


def write_entry(page: Page, name: str, entry: str, words: str) -> None:
    """Add an entry to a list, which takes the focus to it, and type."""
    tab_to(page, f"{field(name)} > .kb-add")
    page.keyboard.press("Enter")
    expect(page.locator(field(entry))).to_be_focused()
    page.keyboard.type(words)


def test_mistakes_are_told_where_they_are_made_with_the_cure(visit: Start) -> None:
    _, page = opened(visit, "?new=talk")
    expect(status(page)).to_have_text("3 fields still to fill in")
    assert page.locator("[aria-invalid]").count() == 0, "nobody has done anything wrong yet"
    page.fill(field("date"), "2016-10-32")
    page.locator("details:has(#kb-f-techniques) > summary").click()
    page.locator("#kb-f-techniques > .kb-add").click()
    page.fill(field("techniques-0-id"), "bluestor")
    expect(status(page)).to_have_text("5 things to mend")
    date = page.locator(field("date"))
    assert date.get_attribute("aria-invalid") == "true"
    described = [page.locator(f"#{each}").inner_text() for each in (date.get_attribute("aria-describedby") or "").split()]
    assert "'2016-10-32' is not a day of the calendar — write it as 2016-10-25" in described[1]
    expect(page.locator("#kb-f-techniques-0-id-problems .kb-rule-link")).to_have_attribute("href", "../../rules/#technique-exists")
    page.get_by_role("button", name="Use ‘bluestore’").click()
    expect(page.locator(field("techniques-0-id"))).to_have_value("bluestore")
    expect(page.locator(field("techniques-0-id"))).to_be_focused()
    page.locator(".kb-send").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#kb-problems")).to_be_focused()
    expect(page.locator(".kb-send-note")).to_have_text("Mend what is listed before sending it. You can download or copy it as it is.")
    assert page.locator("#kb-f-title-problems").inner_text().startswith("'title' is missing — add 'title:'")
    page.locator(".kb-problem-list a", has_text="'title' is missing").click()
    expect(page.locator(field("title-ko"))).to_be_focused()
    page.locator(".kb-problem-list a", has_text="calendar").click()
    expect(date).to_be_focused()


def test_entries_are_moved_and_removed(visit: Start) -> None:
    _, page = opened(visit, "?new=talk")
    for number, source in enumerate(("day2-review", "ceph-slides", "editors")):
        page.locator("#kb-f-sources > .kb-add").click()
        page.fill(field(f"sources-{number}"), source)
    page.get_by_role("button", name="Move Sources 3 up").click()
    expect(page.get_by_role("button", name="Move Sources 2 up")).to_be_focused()
    page.get_by_role("button", name="Remove Sources 1").click()
    expect(page.locator("[data-kb-form] + [role=status]")).to_have_text("Removed; 2 left.")
    expect(page.get_by_role("button", name="Remove Sources 1")).to_be_focused()
    expect(page.locator("pre code")).to_contain_text("sources: [editors, ceph-slides]")


def test_a_record_is_mended_with_little_changed(visit: Start, copied: Folder) -> None:
    path = "talks/deview2016/244-ceph-on-ssd.yml"
    one, page = opened(visit, f"?edit={path}", permissions=["clipboard-read", "clipboard-write"])
    before = (ROOT / path).read_text("utf-8")
    expect(status(page)).to_have_text("Nothing to mend")
    page.fill(field("title-ko"), "SSD에 맞춘 CEPH")
    link = page.locator(".kb-send")
    line = before[: before.index("title:")].count("\n") + 1
    expect(link).to_have_attribute("href", f"{REPO_URL}/edit/main/{path}#L{line}")
    one.context.route(f"{REPO_URL}/**", lambda route: route.fulfill(body="<title>edit</title>", content_type="text/html"))
    link.click()
    expect(page.locator(".kb-send-note")).to_have_text(
        "The text is on your clipboard. Select everything on the page that opened, and paste."
    )
    page.bring_to_front()
    text = page.evaluate("navigator.clipboard.readText()")
    changed = [now for was, now in zip(before.split("\n"), text.split("\n"), strict=True) if was != now]
    assert changed == ["title: {en: CEPH Optimization on SSD, ko: SSD에 맞춘 CEPH}"]
    assert_ready(copied, path, text)


def test_a_draft_is_kept_until_it_is_discarded(visit: Start) -> None:
    _, page = opened(visit, "?new=speaker")
    with page.expect_navigation():
        at_once(page, field("name-ko"), "박새롬", "location.reload()")
    expect(page.locator(".kb-draft-note")).to_contain_text("This is your draft of")
    expect(page.locator(field("name-ko"))).to_have_value("박새롬")
    page.goto(page.url.partition("?")[0])
    page.get_by_role("link", name="A new speaker").last.click()
    page.get_by_role("button", name="Discard the draft").click()
    expect(page.locator(field("name-ko"))).to_have_value("")
    page.reload()
    page.locator(field("name-ko")).wait_for()
    assert page.locator(".kb-draft-note").count() == 0


def test_a_text_too_long_for_an_address_goes_by_the_clipboard(visit: Start) -> None:
    one, page = opened(visit, "?new=source", permissions=["clipboard-read", "clipboard-write"])
    page.select_option(field("type"), "note")
    page.fill(field("title-en"), "A very long note")
    page.locator("details:has(#kb-f-note) > summary").click()
    page.fill(field("note-ko"), "길게 적은 글. " * 300)
    expect(page.locator(".kb-send")).to_have_attribute("href", f"{REPO_URL}/new/main/talks/sources?filename=a-very-long-note.yml")
    expect(status(page)).to_have_text("Nothing to mend")
    one.context.route(f"{REPO_URL}/**", lambda route: route.fulfill(body="<title>new</title>", content_type="text/html"))
    page.locator(".kb-send").click()
    expect(page.locator(".kb-send-note")).to_have_text(
        "The text is too long for an address. It is on your clipboard: paste it into the page that opened."
    )
    page.bring_to_front()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("pre code").inner_text()


def test_a_file_can_be_downloaded(visit: Start) -> None:
    _, page = opened(visit, "?new=speaker")
    with page.expect_download() as saved:
        at_once(page, field("name-en"), "Saerom Park", "document.querySelector('.kb-send-row button:last-child').click()")
    assert saved.value.suggested_filename == "saerom-park.yml"
    assert "name: {en: Saerom Park}\n" in saved.value.path().read_text("utf-8")


def test_words_typed_last_are_in_what_is_sent_at_once(visit: Start) -> None:
    _, page = opened(visit, "?new=speaker")
    page.fill(field("name-en"), "Saerom Pa")
    link = page.locator(".kb-send")
    expect(link).to_have_attribute("href", re.compile("filename=saerom-pa.yml"))
    at_once(
        page,
        field("name-en"),
        "Saerom Park",
        """addEventListener("click", (event) => { window.sent = event.target.href; event.preventDefault(); });
        document.querySelector(".kb-send").click();""",
    )
    assert "filename=saerom-park.yml" in page.evaluate("window.sent")


def test_text_of_records_is_never_taken_for_html(visit: Start) -> None:
    one, page = opened(visit, "?new=talk")
    hostile = "<img src=x onerror=alert(1)> **<b>bold</b>** [x](javascript:alert(1))"
    page.fill(field("title-en"), hostile)
    page.fill(field("abstract-text-en"), hostile)
    expect(page.locator(".kb-results pre code")).to_contain_text("abstract:")
    expect(page.locator(".kb-preview-title")).to_contain_text(hostile)
    assert page.locator(".kb-results img, .kb-results b, .kb-results [href^='javascript']").count() == 0
    assert (one.dialogs, one.elsewhere()) == ([], [])


def test_a_record_that_is_not_there(visit: Start) -> None:
    _, page = opened(visit, "?edit=talks/speakers/byun-ilso.yml")
    expect(page.locator("#kb-edit-wrong")).to_contain_text("There is no record ‘talks/speakers/byun-ilso.yml’.")
    expect(page.locator("#kb-edit-wrong")).to_contain_text("Did you mean talks/speakers/byun-ilsoo.yml?")
    page.fill("#kb-edit", "byun-ilsoo")
    page.keyboard.press("Enter")
    expect(page.locator(field("name-ko"))).to_have_value("변일수")


def test_pages_lead_to_their_record_and_a_report(visit: Start) -> None:
    one = visit()
    page = one.open("en/tags/storage/")
    line = (ROOT / "talks/tags.yml").read_text("utf-8").split("\n").index("storage:") + 1
    links = {a.inner_text(): a.get_attribute("href") or "" for a in page.locator(".kb-page-foot a").all()}
    assert links["Edit the file in the repository"] == f"{REPO_URL}/edit/main/talks/tags.yml#L{line}"
    report = parse_qs(urlsplit(links["Report a mistake"]).query)
    assert report["title"] == ["[talks/tags.yml] "]
    assert report["body"][0].startswith(f"Page: https://kb.example/sub/en/tags/storage/\nRecord: talks/tags.yml:{line}\n\nWhat is wrong?")
    page = one.open("en/talks/")
    assert (
        unquote(page.get_by_role("link", name="Report a mistake").get_attribute("href") or "").find(
            "Page: https://kb.example/sub/en/talks/"
        )
        > 0
    )
    page = one.open("en/speakers/byun-ilsoo/")
    page.get_by_role("link", name="Edit in the form").click()
    expect(page.locator(field("name-ko"))).to_have_value("변일수")


def test_without_scripts_it_says_how_to_write_by_hand(visit: Start) -> None:
    page = visit(java_script_enabled=False).open(FORM)
    expect(page.get_by_text("This form needs JavaScript.")).to_be_visible()
    expect(page.get_by_role("link", name="How to write one by hand")).to_have_attribute("href", "../")
