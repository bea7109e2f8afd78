"""Sentences in two languages, and the particles of Korean that follow from what they are filled with."""

from __future__ import annotations

import pytest

from kbsite.words import Words, with_particles


@pytest.mark.parametrize(
    ("both", "chosen"),
    [
        ("기술을/를", "기술을"),
        ("발표을/를", "발표를"),
        ("트랙이/가", "트랙이"),
        ("저장소이/가", "저장소가"),
        ("행사은/는", "행사는"),
        ("슬롯은/는", "슬롯은"),
        ("그림과/와", "그림과"),
        ("상자과/와", "상자와"),
        ("목록(으)로", "목록으로"),
        ("배열(으)로", "배열로"),
        ("파일(으)로", "파일로"),
        ("주소(으)로", "주소로"),
        ("'기술'을/를", "'기술'을"),
        ("‘주소’은/는", "‘주소’는"),
        ("“발표”이/가", "“발표”가"),
        ("(서울)이/가", "(서울)이"),
        ("`code:`을/를", "`code:`를"),
        ("[목록]」과/와", "[목록]」과"),
        ("10:00이/가", "10:00이"),
        ("2016-10-24은/는", "2016-10-24는"),
        ("3번, 7(으)로", "3번, 7로"),
        ("6(으)로", "6으로"),
        ("2(으)로", "2로"),
        ("kernel을/를", "kernel을"),
        ("kernel(으)로", "kernel로"),
        ("title이/가", "title이"),
        ("docker을/를", "docker를"),
        ("name은/는", "name은"),
        ("tracking을/를", "tracking을"),
        ("algorithm과/와", "algorithm과"),
        ("code은/는", "code는"),
        ("URL이/가", "URL이"),
        ("URL(으)로", "URL로"),
        ("OCR은/는", "OCR은"),
        ("SSD을/를", "SSD를"),
        ("RNN과/와", "RNN과"),
        ("가 나을/를 다이/가", "가 나를 다가"),
        ("을/를", "를"),
        ("조사가 없는 문장.", "조사가 없는 문장."),
    ],
)
def test_a_particle_fits_the_word_before_it(both: str, chosen: str) -> None:
    assert with_particles(both) == chosen


def test_particles_before_a_place_stay_as_they_are() -> None:
    assert with_particles("가을/를 나을/를", 5) == "가을/를 나를"


def test_a_sentence_is_filled_in_both_languages() -> None:
    words = Words("unknown key '{key}'", "모르는 키 '{key}'을/를 지우세요").fill(key="titel")
    assert words.say("en") == "unknown key 'titel'"
    assert words.say("ko") == "모르는 키 'titel'을 지우세요"
    assert words.say() == words.say("en")


def test_what_a_sentence_is_filled_with_is_never_read_as_part_of_it() -> None:
    words = Words("not a key: {key}", "'{key}'은/는 키가 아닙니다").fill(key="{이/가}을/를")
    assert words.say("en") == "not a key: {이/가}을/를"
    assert words.say("ko") == "'{이/가}을/를'은 키가 아닙니다"


def test_words_within_words_are_in_the_same_language() -> None:
    inner = Words("slot {number}", "{number}번 슬롯").fill(number=3)
    outer = Words("{what} stands twice", "{what}이/가 두 번 나옵니다").fill(what=inner)
    assert outer.say("en") == "slot 3 stands twice"
    assert outer.say("ko") == "3번 슬롯이 두 번 나옵니다"


def test_two_sentences_follow_one_another() -> None:
    both = Words("a {x}", "가 {x}").fill(x=1) + Words("(b)", "(나)")
    assert both.say("en") == "a 1 (b)"
    assert both.say("ko") == "가 1 (나)"


def test_braces_can_be_written() -> None:
    assert Words("{{{x}}}", "{{{x}}}").fill(x="ko").say("ko") == "{ko}"


def test_filling_leaves_the_sentence_as_it_was() -> None:
    words = Words("{x}", "{x}")
    words.fill(x=1)
    assert words.fill(x=2).say("en") == "2"
    with pytest.raises(KeyError, match="x"):
        words.say("en")
