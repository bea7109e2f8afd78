"""The content security policy: the layout's own scripts by hash, and nothing of a page's body."""

from __future__ import annotations

import base64
import hashlib

from hypothesis import given
from hypothesis import strategies as st

from kbsite.site.policy import POLICY_MARK, policy, with_policy


def hash_of(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def directives(text: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in text.split(";"))}


def test_nothing_comes_from_another_host() -> None:
    found = directives(policy(""))
    assert found["default-src"] == ["'self'"]
    assert found["script-src"] == ["'self'"]
    for name in ("frame-src", "object-src", "base-uri"):
        assert found[name] == ["'none'"]
    words = {value for values in found.values() for value in values}
    assert words <= {"'self'", "'none'", "'unsafe-inline'", "data:"}
    assert "'unsafe-inline'" not in found["script-src"]


def test_a_page_that_runs_python_may_compile_it_in_workers_of_its_own_policy_and_no_more() -> None:
    found, usual = directives(policy("", runs_python=True)), directives(policy(""))
    assert found.pop("script-src") == ["'self'", "'wasm-unsafe-eval'"]
    assert found.pop("worker-src") == ["'self'", "blob:"]
    assert found == {name: values for name, values in usual.items() if name not in ("script-src", "worker-src")}


def test_inline_scripts_are_allowed_by_hash_once_each() -> None:
    html = "<script>one()</script><SCRIPT type=module>\ntwo()\n</SCRIPT><script>one()</script>"
    assert directives(policy(html))["script-src"] == ["'self'", hash_of("one()"), hash_of("\ntwo()\n")]


def test_scripts_with_an_address_and_data_need_no_hash() -> None:
    html = '<script src="a.js"></script><script type="application/ld+json">{}</script><script type=application/json>[]</script>'
    assert directives(policy(html))["script-src"] == ["'self'"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80).filter(lambda code: "</script" not in code.lower()))
def test_any_script_is_allowed_as_it_stands(code: str) -> None:
    assert directives(policy(f"<script>{code}</script>"))["script-src"] == ["'self'", hash_of(code)]


def test_the_policy_takes_the_place_of_its_mark_once() -> None:
    html = f'<meta content="{POLICY_MARK}"><p>{POLICY_MARK}</p>'
    assert with_policy(html) == f'<meta content="{policy(html)}"><p>{POLICY_MARK}</p>'


def test_the_policy_fits_an_attribute_in_double_quotes() -> None:
    assert not set('"<>&') & set(policy("<script>1</script>"))
