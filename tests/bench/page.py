"""A run of the measurements to tables, and to the page of the site that tells of it, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from figures import Figure, Machine, Measured, cell, number, rows, sizes

from kbsite.words import Language, Words

CONTENT = Path(__file__).parents[2] / "content"
PAGES: Mapping[Language, Path] = {"ko": CONTENT / "ko" / "speed.md", "en": CONTENT / "en" / "speed.md"}
ALONE = Words("—", "—")
MATERIAL = Words("Material", "Material")
LIBYAML = Words("libyaml", "libyaml")
WHOOSH = Words("Whoosh", "Whoosh")

MEASURES: Mapping[str, tuple[Words, Words]] = {
    "build_cold_wall": (Words("Build from nothing, s", "처음부터 빌드, 초"), MATERIAL),
    "build_cold_cpu": (Words("… of processor, s", "… 프로세서 시간, 초"), MATERIAL),
    "build_warm_wall": (Words("Build again, nothing changed, s", "바뀐 것 없이 다시 빌드, 초"), MATERIAL),
    "build_warm_cpu": (Words("… of processor, s", "… 프로세서 시간, 초"), MATERIAL),
    "build_edit_wall": (
        Words("Build again, one talk changed, s", "발표 하나를 고치고 다시 빌드, 초"),
        MATERIAL,
    ),
    "build_edit_cpu": (Words("… of processor, s", "… 프로세서 시간, 초"), MATERIAL),
    "serve_start": (Words("`kbsite serve`: start after a build, s", "빌드한 뒤 `kbsite serve` 시작, 초"), MATERIAL),
    "serve_saved": (Words("`kbsite serve`: saved record to its page, s", "`kbsite serve`: 저장한 기록이 화면에 보이기까지, 초"), MATERIAL),
    "check_cold_wall": (Words("`kbsite check` from nothing, s", "처음부터 `kbsite check`, 초"), LIBYAML),
    "check_cold_cpu": (Words("… of processor, s", "… 프로세서 시간, 초"), LIBYAML),
    "check_warm_wall": (Words("`kbsite check` again, s", "다시 `kbsite check`, 초"), LIBYAML),
    "check_warm_cpu": (Words("… of processor, s", "… 프로세서 시간, 초"), LIBYAML),
    "search_index": (Words("Making the index, s of processor", "색인 만들기, 프로세서 시간(초)"), WHOOSH),
    "search_query": (Words("A query in the terminal, 95th of 100, ms", "터미널에서 검색 한 번(95백분위), ms"), WHOOSH),
    "search_bytes": (Words("Whole index, MB packed", "색인 전체, 압축해서 MB"), MATERIAL),
    "memory": (Words("Memory of a build at most, MB", "빌드가 쓴 메모리 최댓값, MB"), MATERIAL),
    "pages": (Words("Pages", "페이지"), MATERIAL),
    "files": (Words("Files", "파일"), MATERIAL),
    "bytes": (Words("Site, MB", "사이트 크기, MB"), MATERIAL),
    "page_most": (Words("Largest page, KB", "가장 큰 페이지, KB"), MATERIAL),
}
"""What each measure is called, and its peer."""

TITLE = Words("How fast it is", "얼마나 빠른가")
SUMMARY = Words(
    "What building, checking, searching and serving cost with few talks and with many, each beside a peer measured in the same run",
    "발표가 적을 때와 많을 때 빌드, 검사, 검색, 제공에 드는 비용을 같은 실행에서 잰 비교 대상과 나란히 적었습니다",
)
INTRO = Words(
    "Every number here comes from one run of `make bench` on {date}: {processor}, {cores} cores, {memory} GB of memory, {system}, "
    "Python {python}; {versions}. It says what this machine did on that day and promises nothing about another: run the command to get "
    "your own page.",
    "이 화면의 수치는 모두 {date}에 `make bench`를 한 번 돌려 얻었습니다. 장비는 {processor}, 코어 {cores}개, 메모리 {memory}GB, {system}, "
    "Python {python}이고, 비교 대상은 {versions}입니다. 그날 이 장비에서 나온 값일 뿐 다른 장비에서도 같다는 뜻은 아닙니다. "
    "같은 명령을 돌리면 자기 장비의 수치로 이 화면이 새로 쓰입니다.",
)
BUILDING = Words("Building, checking, searching", "빌드, 검사, 검색")
HOW = Words(
    "Each cell reads *ours / the peer's* and **their ratio**; below 1 ours is cheaper. One language, without preview pictures. The first size is this "
    "project as it is; beyond it the talks are {talks}. **Material** is MkDocs with Material, its search and its tags, over the Markdown "
    "of the same pages; it is asked to build them anew in every line, since it keeps nothing between builds. **libyaml** reads the same "
    "files into plain values and checks nothing. **Whoosh** is that library's standard analyzer over the same documents. What the system itself takes to write so many files varies much from one build to the next, and counts as time of the processor. "
    "Each measure begins when the disk has written what the one before left to it; of three builds after a change the middle one counts.",
    "칸마다 *우리 값 / 비교 대상 값*과 **그 비율**을 적었습니다. 1보다 작으면 우리 쪽이 덜 듭니다. 언어는 하나이고 미리보기 그림은 뺐습니다. 첫 크기는 이 프로젝트 "
    "그대로이고, 그보다 큰 것은 {talks}입니다. **Material**은 같은 페이지를 담은 Markdown을 MkDocs와 Material로 검색과 태그를 켜고 빌드한 것입니다. "
    "빌드 사이에 남겨 두는 것이 없으므로 어느 줄에서든 처음부터 빌드합니다. **libyaml**은 같은 파일을 값으로 읽기만 하고 검사는 하지 않습니다. "
    "**Whoosh**는 같은 문서를 그 라이브러리의 표준 분석기로 색인한 것입니다. 파일을 많이 쓸 때 운영체제가 쓰는 시간은 빌드마다 크게 다르고, 프로세서 시간에 들어 있습니다. "
    "앞에서 쓴 것이 디스크에 모두 적힌 다음에 재기 시작하며, 발표를 고친 뒤의 빌드는 세 번 재어 가운데 값을 적었습니다.",
)
PYVIDEO = Words("those of pyvideo, brought in by `kbsite import`", "pyvideo의 발표를 `kbsite import`로 가져온 것")
COPIES = Words("copies of this project's own with other sentences", "이 프로젝트의 발표를 문장만 바꿔 늘린 것")
SERVING = Words("Serving", "제공")
SERVED = Words(
    "nginx with the configuration that this project brings, every page of this site in turn, 64 connections from the same machine for ten "
    "seconds. The last line is the same server packing each answer anew, as it must without `kbsite build --compress`.",
    "이 프로젝트에 들어 있는 nginx 설정으로 이 사이트의 모든 페이지를 차례로 요청했습니다. 같은 장비에서 연결 64개로 10초 동안 보냈습니다. "
    "마지막 줄은 `kbsite build --compress` 없이 응답마다 새로 압축하는 같은 서버입니다.",
)
LOAD_HEAD = Words("| Packed with | Requests a second | p50, ms | p99, ms | Errors |", "| 압축 | 초당 요청 | p50, ms | p99, ms | 오류 |")
ANEW = Words("gzip, packed anew", "gzip, 매번 새로 압축")
VISITING = Words("Visiting on a phone", "휴대전화에서 열기")
VISITED = Words(
    "Lighthouse's four categories, each of 100, with its slow phone and slow line; of three visits the middle value.",
    "Lighthouse가 느린 휴대전화와 느린 회선을 가정하고 매긴 네 항목의 점수(100점 만점)입니다. 세 번 연 값의 가운데를 적었습니다.",
)
SCORE_HEAD = Words(
    "| Page | Performance | Accessibility | Best practices | SEO | Largest paint, ms | KB without fonts |",
    "| 화면 | 성능 | 접근성 | 권장 사항 | SEO | 가장 큰 요소 표시, ms | 글꼴 뺀 KB |",
)


def page(measured: Measured, language: Language) -> str:
    """The hand-written page that tells of a run, as Markdown."""
    head = ["---", f"title: {TITLE.say(language)}", f"description: {SUMMARY.say(language)}", "---", "", f"# {TITLE.say(language)}", ""]
    return "\n".join([*head, *table(measured, language)])


def table(measured: Measured, language: Language) -> list[str]:
    """All of a run as lines of Markdown."""
    talks = (PYVIDEO if measured.talks == "pyvideo" else COPIES).say(language)
    lines = [_intro(measured, language), "", f"## {BUILDING.say(language)} {{: #building }}", "", HOW.fill(talks=talks).say(language), ""]
    lines += [*_figures(measured, language), ""]
    if measured.loads:
        lines += [f"## {SERVING.say(language)} {{: #serving }}", "", SERVED.say(language), "", *_loads(measured, language), ""]
    if measured.scores:
        lines += [f"## {VISITING.say(language)} {{: #visiting }}", "", VISITED.say(language), "", *_scores(measured, language), ""]
    return lines


def _intro(measured: Measured, language: Language) -> str:
    machine: Machine = measured.machine
    return INTRO.fill(
        date=machine.date,
        processor=machine.processor,
        cores=machine.cores,
        memory=machine.memory_gb,
        system=machine.system,
        python=machine.python,
        versions=", ".join(f"{name} {version}" for name, version in measured.versions.items()),
    ).say(language)


def _figures(measured: Measured, language: Language) -> Iterator[str]:
    columns = [f"{size:,}" for size in sizes(measured.figures)]
    what, beside = Words("What", "항목").say(language), Words("Beside", "비교 대상").say(language)
    yield f"| {what} | {beside} | " + " | ".join(columns) + " |"
    yield "|---|---|" + "---:|" * len(columns)
    found = dict(rows(measured.figures))
    for measure, (words, peer) in MEASURES.items():
        if measure in found:
            yield f"| {words.say(language)} | {peer.say(language)} | " + " | ".join(map(_cell, found[measure])) + " |"


def _cell(figure: Figure | None) -> str:
    return cell(figure)


def _loads(measured: Measured, language: Language) -> Iterator[str]:
    yield LOAD_HEAD.say(language)
    yield "|---|---:|---:|---:|---:|"
    for one in measured.loads:
        what = ANEW.say(language) if one.what == ANEW.en else one.what
        yield f"| {what} | {number(one.requests_a_second)} | {number(one.p50)} | {number(one.p99)} | {one.errors} |"


def _scores(measured: Measured, language: Language) -> Iterator[str]:
    yield SCORE_HEAD.say(language)
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for one in measured.scores:
        four = f"{one.performance} | {one.accessibility} | {one.best_practices} | {one.seo}"
        yield f"| {one.page} | {four} | {one.largest_paint:,} | {one.weight / 1000:.0f} |"
