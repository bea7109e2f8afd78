"""What tests of exports share: this project's records and hostile ones, about to be published, and other people's schemas."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from projectkit import ROOT
from sitekit.hostile import LABELS, PROSE, taking_turns
from sitekit.small import write_project

from kbsite.exports.publication import Publication
from kbsite.records.catalog import Catalog
from kbsite.records.load import load_catalog

SCHEMAS = ROOT.parent / "shared" / "schemas"
"""Files of others, which only tests need and which are not part of the project."""
SITE = "https://kb.example/sub/"
MORE = (
    "a, b; c: d\\n e\\, f\\; \\",
    'quotes " \' ` “ ” « »',
    "END:VEVENT BEGIN:VALARM DTSTART:1",
    "=1+1", "+1", "-1", "@SUM(A1)", "'=1", "＝1",
    "]]> <![CDATA[ ?> --> -- <!DOCTYPE x [<!ENTITY y 'z'>]> &y;",
    "{ } }{ \\textbf{x \\ % $ & # _ ~ ^ @misc{x,",
    "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 가나다 e\u0301 \u202eright to left\u202c \u200f",
    "가" * 280,
    "a and b and {c}",
    "  blanks\tand\ttabs  ",
)  # fmt: skip
"""On one line, each with what means something in one of the formats."""
LONG = ("line one\nline two\n\n\nBEGIN:VCALENDAR\r\nX: y\n" + "긴 글 " * 2000,)


def published(catalog: Catalog) -> Publication:
    """A catalog at the address of tests, with days that do not hang on this repository's history."""
    names = {
        language: {"ko": "작은, 모임; <지식>", "en": 'Small "&" <KB>'}.get(language, language) for language in catalog.project.languages
    }
    about = dict.fromkeys(names, "a, b; c\n<script>")
    days = sorted({record.path for record in catalog.records()})
    changed = {path: dt.date(2020, 1, 1) + dt.timedelta(days=number) for number, path in enumerate(days)}
    return Publication(catalog, SITE, names, about, changed, "https://git.example/kb/edit/main/")


@pytest.fixture(scope="session")
def real(catalog: Catalog) -> Publication:
    """This project's records."""
    return published(catalog)


@pytest.fixture(scope="session", params=[0, 7, 14, 23, 30])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """Records in which every text tries to be more than text; each run gives each place another."""
    labels, proses = taking_turns((*LABELS, *MORE), request.param), taking_turns((*PROSE, *MORE, *LONG), request.param)
    folder = write_project(tmp_path_factory.mktemp("hostile") / "project", label=labels, prose=proses)
    found, problems = load_catalog(folder)
    assert found is not None and problems == []
    return published(found)


@pytest.fixture(scope="session")
def schemas() -> Path:
    """The folder of other people's schemas."""
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas of c3voc and schema.org are not beside this folder (../shared/schemas)")
    return SCHEMAS
