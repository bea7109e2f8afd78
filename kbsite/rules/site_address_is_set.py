"""The project names the address of its site."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.problems import Place
from kbsite.records.catalog import Catalog
from kbsite.rules import Broken
from kbsite.rules._looks import looks
from kbsite.rules.link_is_safe import wrong_with
from kbsite.words import Words

SAYS = Words("mkdocs.yml has a site_url.", "mkdocs.yml에 site_url이 있습니다.")
WHY = Words(
    "Canonical links, language links, previews and the site map need the full address.",
    "대표 주소, 언어 링크, 미리보기, 사이트맵에는 전체 주소가 필요합니다.",
)
UNSET = Words("'site_url' is not set", "'site_url'이 정해지지 않았습니다")
SET = Words("add 'site_url: https://…/' to mkdocs.yml", "mkdocs.yml에 'site_url: https://…/'를 더하세요")
BAD = Words("'{url}' is not the address of a site", "'{url}'은/는 사이트 주소가 아닙니다")
SLASH = Words("write it as https://host/path/ with a '/' at its end", "https://호스트/경로/처럼 '/'로 끝나게 적으세요")
LOOKS_AT = looks({})


def check(catalog: Catalog) -> Iterator[Broken]:
    project = catalog.project
    line, url = max(1, project.site_url_line), project.site_url
    if not url:
        yield Broken(Place("mkdocs.yml", line), UNSET, SET)
    elif wrong_with(url) or not url.endswith("/"):
        at = project.site_url_words.find(url)
        place = Place("mkdocs.yml", line, at + 1, len(url)) if at >= 0 else Place("mkdocs.yml", line)
        yield Broken(place, BAD.fill(url=url), SLASH)
