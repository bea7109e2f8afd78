"""Headings and labels of a talk as Markdown, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from kbsite.words import Words

ABSTRACT = Words("Summary", "요약")
PROBLEM = Words("Problem", "문제")
APPROACH = Words("Approach", "접근")
RESULT = Words("Result", "결과")
DIAGRAMS = Words("Drawings in words", "글로 읽는 그림")
FIGURES = Words("Key figures", "주요 수치")
TAKEAWAYS = Words("Takeaways", "배울 점")
TECHNIQUES = Words("Techniques", "쓰인 기술")
QUESTIONS = Words("Questions and answers", "질문과 답")
CORRECTIONS = Words("Corrections", "바로잡음")
DETAILS = Words("In more depth", "더 자세히")
CHAPTERS = Words("Chapters", "영상의 구간")
SNIPPETS = Words("Examples to run", "실행할 수 있는 예제")
REFERENCES = Words("Further reading", "읽을거리")
RELATED = Words("Related talks", "관련 발표")
LINKS = Words("Links", "링크")
SOURCES = Words("Sources", "출처")
LISTED = Words("Nobody has summarised this talk yet.", "아직 아무도 이 발표를 요약하지 않았습니다.")

EVENT = Words("Event", "행사")
CODE = Words("Talk code", "발표 번호")
KIND = Words("Kind", "종류")
WHEN = Words("When", "때")
SLOT = Words("slot {number}", "{number}교시")
TRACK = Words("Track", "트랙")
ROOM = Words("Room", "장소")
SPOKEN = Words("Language", "발표 언어")
SPEAKERS = Words("Speakers", "발표자")
TAGS = Words("Tags", "태그")
OFFICIAL_TITLE = Words("Official title", "공식 제목")
OUR_TITLE = Words("The title in this language is our translation.", "이 언어의 제목은 우리가 옮긴 것입니다.")
TIME_ZONE = Words("Time zone", "시간대")
ORGANISER = Words("Organiser", "주최")
DAY_UNKNOWN = Words("Day unknown", "날짜를 모르는 발표")
ROUTES = Words("Paths through it", "관람 경로")
TALKS = Words("Talks", "발표")
WHY = Words("Why one would care", "왜 알아 둘 만한지")
TODAY = Words("Since then", "그 뒤")
USED_BY = Words("Talks that use it", "이 기술을 다룬 발표")
RELATED_TECHNIQUES = Words("Related techniques", "관련 기술")
ALSO = Words("Also written", "다른 표기")
INFERRED = Words("Inferred", "추정")
CHECKED_BY = Words("Checked by", "확인한 사람")
LICENCE = Words("Licence", "라이선스")

CLAIMED = Words("as the source gives it", "출처에 적힌 값")
RECOMPUTED = Words("recomputed", "다시 계산한 값")
QUESTION = Words("Question", "질문")
ANSWER = Words("Answer", "답")
WAS = Words("As written", "원래 표현")
REASON = Words("Why", "이유")
SAID_IN = Words("Written in", "원문이 실린 곳")
KEPT_COPY = Words("kept copy", "보관된 사본")
RECORDING = Words("Recording", "녹화")
DEAD = Words("no longer there", "지금은 열리지 않음")

BY: Mapping[str, Words] = {
    "speaker": Words("Speaker", "발표자"),
    "attendee": Words("Attendee", "참석자"),
    "editor": Words("Editor", "편집자"),
}
IS: Mapping[str, Words] = {
    "corrected": Words("Should be", "바른 표현"),
    "open": Words("Not settled", "아직 모르는 것"),
    "noted": Words("How to read it", "읽을 때 알아 둘 것"),
}
TYPES: Mapping[str, Words] = {
    "talk": Words("Talk", "발표"),
    "keynote": Words("Keynote", "키노트"),
    "lightning": Words("Lightning talk", "라이트닝 토크"),
    "panel": Words("Panel", "패널 토론"),
    "workshop": Words("Workshop", "워크숍"),
    "tutorial": Words("Tutorial", "튜토리얼"),
    "other": Words("Other", "그 밖"),
}
LINK_TYPES: Mapping[str, Words] = {
    "slides": Words("Slides", "발표 자료"),
    "video": Words("Video", "영상"),
    "page": Words("Page", "소개 페이지"),
    "repository": Words("Repository", "코드 저장소"),
    "paper": Words("Paper", "논문"),
    "profile": Words("Profile", "프로필"),
    "other": Words("Link", "링크"),
}
FIELDS: Mapping[str, Words] = {
    "code": CODE,
    "date": Words("day", "날짜"),
    "start": Words("start", "시작 시각"),
    "end": Words("end", "끝 시각"),
    "track": TRACK,
    "slot": Words("slot", "시간대"),
    "room": ROOM,
}
LANGUAGES: Mapping[str, Words] = {
    "ko": Words("Korean", "한국어"),
    "en": Words("English", "영어"),
    "ja": Words("Japanese", "일본어"),
    "zh": Words("Chinese", "중국어"),
}
