"""The pages of examples: made from a small project whose texts would rather be markup, and from the real ones."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from projectkit import Folder
from snippetkit import ID, record, write

from kbsite.records.catalog import Catalog
from kbsite.site import snippet_files
from kbsite.site.highlight import highlighted
from kbsite.site.page import Page
from kbsite.site.pages import snippet, snippets, takeaways, talk, technique
from kbsite.site.pages.view import Kit, View
from kbsite.site.strings import load_strings
from kbsite.text.plain import plain

KIT = Kit()
LANGUAGES = ("ko", "en")
HOSTILE = "</samp><script>alert(1)</script>\n<img src=x onerror=alert(2)>&amp;\n"
IN_PAGE = {"file": "main.py", "time_limit": "5", "game": "play.js"}
MEASURED = [
    {"id": "held", "label": {"ko": "지킨 값", "en": "Kept"}, "line": "kept {} of", "unit": "KiB", "at_least": "3", "at_most": "1000000"},
    {"id": "broken", "label": {"ko": "어긴 값", "en": "Not kept"}, "line": "lost {} of", "near": "2"},
    {"id": "seeded", "label": {"ko": "시드", "en": "Seeded"}, "line": "seeded {} of", "near": "0.5"},
    {"id": "free", "label": {"ko": "아무 값", "en": "Anything"}, "line": "had {} of"},
]


def made(module: Any, records: Catalog, language: str = "en", *, can_run: bool = True) -> dict[str, Page]:
    """Pages of a module by address."""
    return {page.address: page for page in module.pages(records, View(records, language, kit=KIT, can_run=can_run))}


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def small(project: Folder, output: str = "row 1\n", **recipe: Any) -> str:
    """The English page of an example in the small project."""
    write(project, **recipe)
    record(project, output)
    return str(made(snippet, project.catalog())[f"snippets/{ID}/"].body)


@pytest.mark.parametrize(
    "name", ["main.py", "a.c", "Train.java", "conf/a.xml", "run.sh", "a.yml", "a.ini", "a.js", "log4j.properties", "notes", "x.b"]
)
@pytest.mark.parametrize(
    "text", ["", "\n", "a = 1", "\n\n<b>&amp;</b>\t'\"\n\n", "#!/usr/bin/env python3\nx = '''\n</code>\n'''\n", "가 = '나'  # 다\n"]
)
def test_nothing_of_a_file_is_lost_and_nothing_of_it_is_markup(name: str, text: str) -> None:
    markup = str(highlighted(name, text, "file-a"))
    assert text_of(markup) == text
    assert set(re.findall(r"</?(\w+)", markup)) <= {"span"}
    assert markup.count('class="kb-line"') == len(text.split("\n")) - (text.endswith("\n") or not text)


def test_what_came_with_a_pull_request_is_text(project: Folder) -> None:
    body = small(project, HOSTILE + "row 1\n", code=HOSTILE, summary={"ko": "-", "en": HOSTILE}, limits={"en": HOSTILE, "ko": "-"})
    assert "<script" not in body
    assert "<img src=x" not in body
    assert "onerror" not in re.sub(r">[^<]*<", "><", body)
    assert text_of(body[body.index("<samp>") : body.index("</samp>")]) == HOSTILE + "row 1\n"


def test_numbers_stand_beside_their_bounds(project: Folder) -> None:
    body = small(project, "kept 1,200 of\nlost 3 of\nseeded 0.5 of\nhad 7 of\n", measured=MEASURED, contains=None)
    rows = [" ".join(text_of(row).split()) for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", body, re.DOTALL)]
    assert rows == [
        "Kept1,200 KiBat least 3, at most 1,000,000 holds",
        "Not kept3exactly 2 does not hold",
        "Seeded0.50.5, to six digits holds",
        "Anything7differs between machines",
    ]


def test_the_machine_is_named_and_that_there_was_no_sandbox(project: Folder) -> None:
    facts = dict(reversed(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", small(project))))
    assert {name: facts[name] for name in ("System", "Kernel", "CPU", "Memory", "Peak memory", "Duration", "Sandbox")} == {
        "System": "Debian",
        "Kernel": "6.1",
        "CPU": "? (x86_64), cores: 2",
        "Memory": "3.9 GiB",
        "Peak memory": "10 MiB",
        "Duration": "under a second",
        "Sandbox": "none: run without one",
    }


def test_running_at_home_is_one_command_and_what_it_needs(project: Folder) -> None:
    needs = {"tools": [{"name": "perf", "package": "linux-perf"}, {"name": "gcc", "package": "gcc"}], "root": "true", "network": "loopback"}
    body = small(project, needs=needs)
    commands = [text_of(one) for one in re.findall(r'<pre class="kb-command".*?</pre>', body)]
    assert commands == ["apt-get install --no-install-recommends linux-perf gcc", f"sudo kbsite run {ID}"]
    assert "Linux, as root" in body
    assert "a private 127.0.0.1" in body


def test_the_run_button_needs_python_for_pages(project: Folder) -> None:
    write(project, in_page=IN_PAGE)
    project.write(f"content/snippets/{ID}/play.js", "export function mount() {}\n")
    record(project)
    records = project.catalog()
    page = f"snippets/{ID}/"
    with_it, without = (str(made(snippet, records, can_run=can_run)[page].body) for can_run in (True, False))
    assert 'data-kb-run="../../../assets/pyodide-' in with_it
    assert 'data-file="main.py" data-limit="5"' in with_it
    assert "Runs in the page" in str(made(snippets, records)["snippets/"].body)
    assert "data-kb-run" not in without
    assert "this site was built without a network" in without
    assert "Runs in the page" not in str(made(snippets, records, can_run=False)["snippets/"].body)
    assert re.search(r'data-kb-game="../../../assets/snippets/two-rows/play-[0-9a-f]{12}\.js"', without)


def test_of_an_examples_files_only_the_named_game_is_served(project: Folder) -> None:
    write(project, in_page=IN_PAGE)
    for name in ("play.js", "other.js"):
        project.write(f"content/snippets/{ID}/{name}", f"export const name = '{name}';\n")
    found = dict(snippet_files.files(project.catalog()))
    assert len(found) == 1
    assert set(found.values()) == {b"export const name = 'play.js';\n"}


def test_a_former_id_of_an_example_leads_to_it(project: Folder) -> None:
    from kbsite.site.contents import redirects

    write(project, aliases=["rows"])
    assert ("snippets/rows/", f"snippets/{ID}/") in [(one.address, one.target) for one in redirects(project.catalog())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_real_example_has_a_page_with_all_of_it(catalog: Catalog, language: str) -> None:
    pages, gallery = made(snippet, catalog, language), str(made(snippets, catalog, language)["snippets/"].body)
    assert len(pages) == len(catalog.snippets)
    for id_, one in catalog.snippets.items():
        body, folder = str(pages[f"snippets/{id_}/"].body), catalog.folders[id_]
        assert f'href="{id_}/"' in gallery
        if folder.run is None:
            continue
        assert text_of(body[body.index("<samp>") : body.index("</samp>")]) == folder.run.output
        for plot in one.plots:
            alternatives = [html.unescape(words) for words in re.findall(r'alt="([^"]*)"', body)]
            assert alternatives.count(plain(plot.description.say(language).text)) == 2, plot.id
            assert f"{plot.id}.{language}-" in body


def test_the_code_on_a_page_is_the_file(catalog: Catalog) -> None:
    for address, page in made(snippet, catalog).items():
        folder = catalog.folders[address.split("/")[1]]
        shown = re.findall(r'data-name="([^"]+)".*?<code>(.*?)</code>', str(page.body), re.DOTALL)
        assert {name: text_of(code) for name, code in shown} == {name: folder.sources[name] for name in catalog.snippets[folder.id].files}


def test_claims_lead_to_their_examples_and_back(catalog: Catalog) -> None:
    pages, talks, all_takeaways = made(snippet, catalog), made(talk, catalog), str(made(takeaways, catalog)["takeaways/"].body)
    claims = [(one.id, shows) for one in catalog.snippets.values() for shows in one.shows if shows.talk in catalog.talks]
    assert len(claims) > 5
    for id_, shows in claims:
        held = str(talks[f"talks/{shows.talk}/"].body)
        assert f'href="../../snippets/{id_}/"' in held
        if shows.takeaway:
            number = [one.id for one in catalog.talks[shows.talk].takeaways].index(shows.takeaway) + 1
            assert f'href="../../talks/{shows.talk}/#takeaway-{number}"' in str(pages[f"snippets/{id_}/"].body)
            item = held[held.index(f'id="takeaway-{number}"') :].partition("</li>")[0]
            assert f'<a href="../../snippets/{id_}/">' in item
            assert f'<a href="../snippets/{id_}/">' in all_takeaways
    for one in catalog.snippets.values():
        for used in one.techniques:
            assert f'href="../../snippets/{one.id}/"' in str(made(technique, catalog)[f"techniques/{used}/"].body)


def test_drawings_are_served_in_ink_for_light_and_dark(catalog: Catalog) -> None:
    found = dict(snippet_files.files(catalog))
    drawn = sum(len(folder.drawings) for id_, folder in catalog.folders.items() if id_ in catalog.snippets)
    for ink, colour in snippet_files.INK.items():
        files = [data for path, data in found.items() if path.endswith(f"-{ink}.svg")]
        assert len(files) == drawn
        assert all(data.startswith(f'<svg color="{colour}"'.encode()) for data in files)


def test_scripts_find_all_their_words() -> None:
    keys = {key.removeprefix("snippet.js_") for key in load_strings() if key.startswith("snippet.js_")}
    code = "\n".join(path.read_text("utf-8") for path in sorted(snippet_files.SCRIPTS.glob("*.js")))
    ends = {"done", "failed", "stopped", "late", "flood"}
    named = set(re.findall(r'(?:say|button|one)\("([a-z_]+)"', code)) | {"today", "old", "days", "copied", "not_copied"} | ends
    assert named == keys
