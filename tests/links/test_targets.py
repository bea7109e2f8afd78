"""Every address outside the site, and where it stands."""

from __future__ import annotations

from projectkit import SOURCE, TALK, TECHNIQUE, Folder

from kbsite.links.targets import targets
from kbsite.records.catalog import Catalog

PAGE = """\
# A page

[one](https://one.example/a_(b) "title"), <https://two.example/>, [three][3], `<https://code.example/>`, [own](other.md)

```
https://fenced.example/ [x](https://fenced.example/)
```

[3]: https://three.example/
"""


def places(project: Folder) -> dict[str, list[str]]:
    found = targets(project.catalog())
    return {url: [f"{m.place.path}:{m.place.line}:{m.place.column}" for m in mentions] for url, mentions in found.items()}


def test_records_numbers_and_pages(project: Folder) -> None:
    project.add(SOURCE, "doi: 10.1145/3341301.3359656\narxiv: '1312.5602'\nurl: https://slides.example/101\n")
    project.change(TECHNIQUE, "장치에 바로 쓰는 저장 방식.", "장치에 [바로](https://prose.example/) 쓰는 저장 방식.")
    project.write("content/ko/about.md", PAGE)
    assert places(project) == {
        "https://arxiv.org/abs/1312.5602": [f"{SOURCE}:4:8"],
        "https://doi.org/10.1145/3341301.3359656": [f"{SOURCE}:3:6"],
        "https://one.example/a_(b)": ["content/ko/about.md:3:7"],
        "https://prose.example/": [f"{TECHNIQUE}:3:22"],
        "https://slides.example/101": [f"{TALK}:18:10", f"{SOURCE}:5:6"],
        "https://three.example/": ["content/ko/about.md:9:6"],
        "https://two.example/": ["content/ko/about.md:3:44"],
    }


def test_of_this_projects_records_none_is_left_out(catalog: Catalog) -> None:
    found = targets(catalog)
    assert {link.url for talk in catalog.every_talk.values() for link in talk.links} <= set(found)
    assert all(mention.line.strip() for mentions in found.values() for mention in mentions)
