"""Scripts of the search that need no browser: sentences with particles, and the page's address."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from kbsite.site.search_files import ASSETS
from kbsite.words import Words

RUN = """
const [folder, name, call, values] = process.argv.slice(1);
const found = await import(`${folder}/${name}.js`);
const calls = {
  say: ([sentence, values]) => found.say({ key: sentence, key_one: "one" }, "key", values),
  around: (query) => found.writeState(found.readState(query)),
  query: (query) => found.asQuery(found.readState(query)),
};
console.log(JSON.stringify(JSON.parse(values).map(calls[call])));
"""


def run(name: str, call: str, values: list[Any]) -> list[str]:
    """What a function of a script makes of each value."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not here; install Node.js")
    command = [node, "--input-type=module", "-e", RUN, str(ASSETS / "finder"), name, call, json.dumps(values)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def test_particles_are_those_of_messages() -> None:
    sentence = "‘{typed}’을/를 ‘{found}’(으)로 찾았습니다."
    words = [
        "쿠버네티스",
        "병목",
        "커널",
        "BlueStore",
        "RBD",
        "m",
        "L2",
        "tpvm",
        "1",
        "3",
        "세 길",
        "(괄호)",
        "kernel",
        "title",
        "time zone",
        "ranking",
        "server",
        "을/를",
    ]
    said = run("words", "say", [[sentence, {"typed": word, "found": word}] for word in words])
    assert said == [
        Words("", sentence.replace("‘", "'").replace("’", "'")).fill(typed=w, found=w).say("ko").replace(f"'{w}'", f"‘{w}’") for w in words
    ]


def test_one_result_has_its_own_words() -> None:
    sentence = "{count} results for “{text}”"
    assert run("words", "say", [[sentence, {"count": 2, "text": "{count}"}], [sentence, {"count": 1, "text": "a"}]]) == [
        "2 results for “{count}”",
        "one",
    ]


@pytest.mark.parametrize(
    ("address", "kept", "asked"),
    [
        ("?q=ceph&tag=storage&tag=ssd&kind=talk", "q=ceph&kind=talk&tag=storage&tag=ssd", 'kind:"talk" tag:"storage" tag:"ssd" ceph'),
        ("?tag=a&tag=a&none=b", "tag=a", 'tag:"a" '),
        ("?q=%20%20&literal", "literal=", "  "),
        ('?tag=%22x%22%20kind:talk&q="a b"', "q=%22a+b%22&tag=x+kind%3Atalk", 'tag:"x kind:talk" "a b"'),
        (f"?q={'x' * 300}", f"q={'x' * 200}", "x" * 200),
        ("", "", ""),
    ],
)
def test_an_address_is_a_question_and_back(address: str, kept: str, asked: str) -> None:
    assert run("state", "around", [address]) == [kept]
    assert run("state", "query", [address]) == [asked]
