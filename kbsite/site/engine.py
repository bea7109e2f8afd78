"""The one module that knows MkDocs: settings, hand-written Markdown, and the theme around each page.

MkDocs is driven as a library and not as a command: its settings, Markdown and theme are used, its build loop is not. So
one run builds every language, a changed record re-renders its own pages only, and another engine would have to offer
just what `Engine` does.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbsite.problems import Place, Problem
from kbsite.records.project import Project
from kbsite.site.fonts import Fonts
from kbsite.site.frame import Frame
from kbsite.site.overheard import Overheard
from kbsite.site.page import HandWritten, Heading
from kbsite.site.policy import with_policy
from kbsite.site.safe_html import clean_page
from kbsite.site.shell import Shell
from kbsite.site.templating import Templates, read_once
from kbsite.words import Words

THEME_FILE = re.compile(r"""(?:href|src)="(?:\.\./)*(?:\./)?(assets/(?:stylesheets|javascripts|images)/[^"?#]+)["?#]""")


@dataclass(frozen=True, slots=True)
class Settings:
    """What mkdocs.yml says about the site, in one language."""

    site_name: str
    site_url: str
    """Ends in `/`."""
    description: str
    repository_url: str
    edit_base: str
    """Address to which a file's path is added to edit it; empty without a repository."""
    navigation: tuple[tuple[str, str], ...]
    """Titles and addresses."""


class EngineFault(Exception):
    """Settings or theme cannot be used; holds the problems that say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(problem.message.say("en") for problem in problems))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type[EngineFault], tuple[Sequence[Problem]]]:
        return type(self), (self.problems,)  # what an exception is made from again where it came from another process


class Engine:
    """MkDocs with its theme for one language of a project. Raises EngineFault where the settings are no use."""

    def __init__(self, project: Project, language: str) -> None:
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        self.project = project
        self.language = language
        self.prefix = "" if language == project.languages[0] else f"{language}/"
        self._config = self._load(project.config(language))
        self._template = read_once(self._config.theme.get_env(), self._config.theme.dirs).get_template("main.html")
        parts = Templates(*self._config.theme.dirs)
        self._head = parts.get_template("head.html")
        self._content = parts.get_template("content.html")
        self._fonts = Fonts()
        self._shells: dict[Frame, Shell] = {}
        self.settings = self._settings()

    def _load(self, path: Path) -> Any:
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        with Overheard() as warnings:
            try:
                return load_config(str(path), site_dir=str(self.project.site))
            except MkDocsException as error:
                told = warnings.take() or [_first_line(error)]
                raise EngineFault([Problem(Place(path.name), "project-settings", UNUSABLE.fill(what=words)) for words in told]) from error

    def _settings(self) -> Settings:
        config = self._config
        repository = (config.repo_url or "").rstrip("/")
        edit_path = (config.edit_uri or "edit/main/").strip("/")
        config.repo_url = config.edit_uri = None  # links to edit are ours, and MkDocs warns of its own where there is no repository
        navigation = [
            (title, _address(source)) for item in config.nav or [] for title, source in dict(item).items() if isinstance(source, str)
        ]
        return Settings(
            site_name=config.site_name,
            site_url=config.site_url or "",
            description=config.site_description or "",
            repository_url=repository,
            edit_base=f"{repository}/{edit_path}/" if repository else "",
            navigation=tuple(navigation),
        )

    def hand_written(self, addresses: Iterable[str] = ()) -> tuple[list[HandWritten], list[Problem]]:
        """The Markdown pages, as safe HTML; `addresses` are those of other pages that they may link to."""
        from mkdocs.structure.files import File, Files, InclusionLevel
        from mkdocs.structure.pages import Page as MkDocsPage

        config = self._config
        own = [file for file in self._files() if file.is_documentation_page()]
        taken = {file.src_uri for file in own}
        sources = (f"{address}index.md" for address in (addresses if own else ()))
        generated = (File(uri, None, config.site_dir, True, inclusion=InclusionLevel.NOT_IN_NAV) for uri in sources if uri not in taken)
        files = Files([*own, *generated])
        rendered, problems = [], []
        with Overheard() as warnings:
            for file in own:
                page = MkDocsPage(None, file, config)
                path = (Path(config.docs_dir) / file.src_uri).relative_to(self.project.root).as_posix()
                try:
                    page.read_source(config)
                    page.render(config, files)
                except Exception as error:  # any extension may raise anything over somebody's text
                    problems.append(Problem(Place(path), "page-readable", UNREADABLE.fill(why=_first_line(error))))
                    continue
                rendered.append((page, path))
                problems += _links(path, warnings)
            for page, path in rendered:  # only now are the anchors of all known
                page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
                problems += _links(path, warnings)
        return [_hand_written(page, path, self.language) for page, path in rendered], problems

    def _files(self) -> Iterable[Any]:
        """Files of the folder of pages but hidden ones, drafts, and what the settings leave out."""
        from mkdocs.structure.files import InclusionLevel, get_files, set_exclusions

        files = get_files(self._config)
        set_exclusions(files, self._config)
        return [file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value]

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the pages and the files of the theme lie."""
        return Path(self._config.docs_dir), *map(Path, self._config.theme.dirs)

    @property
    def additions(self) -> frozenset[str]:
        """Names of extensions, plugins and hooks that the settings name."""
        return frozenset((*self._config.markdown_extensions, *self._config.plugins, *self._config.hooks))

    def static_files(self) -> Iterator[tuple[str, Path]]:
        """Files beside the Markdown pages of this language (pictures and the like): output path and where it lies."""
        for file in self._files():
            if not file.is_documentation_page() and file.abs_src_path:
                yield self.prefix + file.dest_uri, Path(file.abs_src_path)

    def theme_files(self, html: Iterable[str]) -> Iterator[tuple[str, Path]]:
        """Files of the theme that some of the pages load: output path and where it lies."""
        wanted = {name for text in html for name in THEME_FILE.findall(text)}
        for name in sorted(wanted):
            for folder in self._config.theme.dirs:
                path = Path(folder) / name
                if path.is_file():
                    yield name, path
                    break

    def render(self, frame: Frame) -> str:
        """The whole document of a page: the layout around its body, with a content security policy that allows the shell's scripts."""
        known = frame.shell()
        if known not in self._shells:
            html = self._template.render(self._context(known))
            self._shells[known] = Shell(with_policy(html, known.csp, runs_python=known.runs_python), self._fonts)
        return self._shells[known].around(frame, self._head.render(kb=frame), self._content.render(kb=frame))

    def _context(self, frame: Frame) -> Mapping[str, Any]:
        from mkdocs import __version__

        page = _ThemePage(frame)
        return {
            "config": self._config,
            "page": page,
            "nav": [],
            "pages": [],
            "base_url": frame.root.rstrip("/") or ".",
            "extra_css": [],
            "extra_javascript": [],
            "mkdocs_version": __version__,
            "build_date_utc": None,
            "kb": frame,
        }


class _ThemePage:
    """As much of MkDocs' page as Material's templates look at in a shell."""

    def __init__(self, frame: Frame) -> None:
        self.url = "x/" * frame.root.count("../")
        """Resolved by MkDocs' `url` filter to the site's root as the frame has it."""
        self.title = self.content = self.canonical_url = self.edit_url = ""
        self.meta: dict[str, Any] = {}
        self.toc: list[Any] = []
        self.ancestors: list[Any] = []
        self.previous_page = self.next_page = self.parent = None
        self.is_homepage = frame.page.kind == "home"
        self.active = True


def _links(path: str, warnings: Overheard) -> list[Problem]:
    return [Problem(Place(path), "page-link", BROKEN_LINK.fill(what=words)) for words in warnings.take()]


def _hand_written(page: Any, path: str, language: str) -> HandWritten:
    html = re.sub(r"<h1\b[^>]*>.*?</h1>\s*", "", page.content or "", count=1, flags=re.DOTALL)
    headings = tuple(Heading(item.id, item.title, item.level) for item in _headings(page.toc) if item.level in (2, 3))
    meta = page.meta
    return HandWritten(
        address=_address(page.file.src_uri),
        language=language,
        title=str(meta.get("title") or page.title or ""),
        description=str(meta.get("description") or ""),
        body=clean_page(html),
        path=path,
        headings=headings,
        layout=str(meta.get("layout") or ""),
    )


def _headings(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _headings(item.children)


def _address(source: str) -> str:
    """`talks/index.md` -> `talks/`, `about.md` -> `about/`, `index.md` -> ``."""
    stem = source.removesuffix(".md")
    if posixpath.basename(stem) in ("index", "README"):
        stem = posixpath.dirname(stem)
    return f"{stem.rstrip('/')}/" if stem.strip("/") else ""


def _first_line(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0]


UNUSABLE = Words("the settings cannot be used: {what}", "설정을 쓸 수 없습니다: {what}")
UNREADABLE = Words("the page cannot be rendered: {why}", "화면을 만들 수 없습니다: {why}")
BROKEN_LINK = Words("{what}", "{what}")
