"""Headings and labels of an example as Markdown, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from kbsite.words import Words

SHOWS = Words("What it puts to the test", "무엇을 확인하나")
EXPLANATION = Words("Explanation", "설명")
CODE = Words("Code", "코드")
RECORDED = Words("The recorded run", "실행 기록")
OUTPUT = Words("Output", "출력")
HOME = Words("How to run it", "직접 실행하기")
LIMITS = Words("What it does not show", "보여 주지 못하는 것")

TALKS = Words("Talks", "발표")
TAKEAWAY = Words("Takeaway", "배울 점")
FIGURE = Words("Figure", "수치")
DATE = Words("Recorded on", "기록한 날")
DURATION = Words("Time taken", "걸린 시간")
SECONDS = Words("{seconds} s", "{seconds}초")
PEAK = Words("Peak memory", "최대 메모리")
MACHINE = Words("Machine", "기계")
CORES = Words("{count} cores, {memory} GiB of memory", "코어 {count}개, 메모리 {memory} GiB")
SANDBOX = Words("Sandbox", "샌드박스")
VERSIONS = Words("Versions", "버전")
EXACT = Words("The output is the same, letter for letter, at every run.", "실행할 때마다 출력이 글자까지 같습니다.")
SEEN = Words("{seen} (expected: {bounds})", "{seen} (기대한 값: {bounds})")
BOUNDS: Mapping[str, Words] = {
    "at_least": Words("at least {limit}", "{limit} 이상"),
    "at_most": Words("at most {limit}", "{limit} 이하"),
    "near": Words("{limit}", "{limit}"),
}
STEPS = Words("The command takes these steps:", "이 명령은 다음을 차례로 합니다.")
NEEDS_ROOT = Words("root", "root 권한")
NEEDS = Words("Needs", "필요한 것")
DISK = Words("{size} GiB of free disk", "빈 디스크 {size} GiB")
MEMORY = Words("{size} GiB of free memory", "빈 메모리 {size} GiB")
NETWORK = Words("network for package registries", "패키지 저장소에 닿는 네트워크")
STOPPED = Words("Stopped after", "멈추기까지")
IN_PAGE = Words(
    "It also runs in its page, in the browser, with nothing to install.",
    "설치할 것 없이 이 예제의 화면에서 브라우저로도 실행할 수 있습니다.",
)
