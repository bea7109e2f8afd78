"""Words of the interface: there in both languages, and every one that a template asks for."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from kbsite.site import strings as module
from kbsite.site.strings import load_strings, say

STRINGS = load_strings()
SITE = Path(module.__file__).parent
CALL = re.compile(r"""\bt\(\s*"([a-z_]+\.[a-z_]+)"\s*([,)])""")
HANGUL = re.compile("[가-힣]")


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def calls() -> list[tuple[str, str]]:
    """Every whole key that a template or module asks for, with the file that does."""
    files = sorted([*SITE.rglob("*.html"), *SITE.rglob("*.py")])
    return [(path.relative_to(SITE).as_posix(), key) for path in files for key, _ in CALL.findall(path.read_text("utf-8"))]


@pytest.mark.parametrize("key", sorted(STRINGS))
def test_both_languages_say_the_same_with_the_same_values(key: str) -> None:
    words = STRINGS[key]
    assert words.en.strip() == words.en != ""
    assert words.ko.strip() == words.ko != ""
    assert names(words.en) == names(words.ko)


@pytest.mark.parametrize("key", sorted(STRINGS))
def test_english_words_hold_no_korean(key: str) -> None:
    assert not HANGUL.search(STRINGS[key].en)


def test_templates_ask_only_for_words_that_exist() -> None:
    asked = calls()
    assert len(asked) > 100
    assert [(file, key) for file, key in asked if key not in STRINGS] == []


def test_no_word_stands_unused() -> None:
    scripts = "\n".join(path.read_text("utf-8") for path in sorted(SITE.glob("assets/finder/*.js")))
    code = "\n".join(path.read_text("utf-8") for path in sorted([*SITE.rglob("*.html"), *SITE.rglob("*.py")])) + scripts
    prefixes = tuple(found for found in re.findall(r"""["']([a-z_]+\.[a-z_]+_)["'{]""", code))
    prefixes += tuple(f"search.{found}" for found in (*re.findall(r"`([a-z]+_)\$\{", scripts), "has_"))  # has_ by the name of its field
    form = "\n".join(path.read_text("utf-8") for path in sorted(SITE.glob("assets/form/*.js")))
    code += form
    prefixes += tuple(f"form.{found}" for found in re.findall(r"`([a-z]+_)\$\{", form))

    def used(key: str) -> bool:
        whole = re.sub("_(one|lead|why)$", "", key)
        return key in code or whole in code or key.startswith(prefixes) or f'"{whole.split(".")[1]}"' in code

    assert [key for key in STRINGS if not used(key)] == []


def test_an_entry_in_one_language_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.toml").write_text('[title]\nko = "제목"\n', "utf-8")
    with pytest.raises(ValueError, match=r"page\.toml: \[title\] needs exactly 'ko' and 'en', and has \['ko'\]"):
        load_strings(tmp_path)


def test_other_languages_get_an_english_interface() -> None:
    assert say(STRINGS, "frame.menu", "ko-KR") == STRINGS["frame.menu"].ko
    assert say(STRINGS, "frame.menu", "de") == STRINGS["frame.menu"].en


def test_an_unknown_word_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"frame\.nothing"):
        say(STRINGS, "frame.nothing", "ko")
