"""Pictures for link previews: their size, their letters, and that equal cards are equal bytes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from kbsite.records.catalog import Catalog
from kbsite.site.asset_names import CARD_FONT
from kbsite.site.card import FOOT, HEIGHT, MARK, PAPER, SIDE, WIDTH, CardMaker, card_png
from kbsite.site.drawing.lettering import Lettering
from kbsite.site.drawing.palette import colour
from kbsite.site.page import Card

CARD = Card("딥러닝 예제로 보는 개발자를 위한 통계", "DEVIEW 2016 · 216", "최재걸 · 2016년 10월 25일(화)")
LONGEST = 40_000


@pytest.fixture(scope="module")
def maker() -> CardMaker:
    return CardMaker()


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def marked_out(image: Image.Image, ground: str) -> tuple[int, int, int, int] | None:
    """The box around everything over the foot that is not of the ground's colour."""
    upper = image.crop((0, 0, WIDTH, HEIGHT - FOOT))
    empty = Image.new("RGB", upper.size, colour(ground))
    return ImageChops.difference(upper, empty).getbbox()


def test_a_card_is_a_small_picture_of_the_size_previews_ask_for(maker: CardMaker) -> None:
    png = maker.png(CARD, "지식 베이스")
    image = Image.open(BytesIO(png))
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    assert len(png) < LONGEST


def test_equal_cards_are_equal_bytes(maker: CardMaker) -> None:
    png = maker.png(CARD, "지식 베이스")
    assert png == maker.png(CARD, "지식 베이스") == CardMaker().png(CARD, "지식 베이스") == card_png(CARD, "지식 베이스")


def test_threads_may_share_a_maker(maker: CardMaker) -> None:
    cards = [Card(f"발표 {number}", "행사", "사람") for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        shared = list(pool.map(lambda card: maker.png(card, "이름"), cards))
    assert shared == [maker.png(card, "이름") for card in cards]


def test_cards_differ_by_each_of_their_words(maker: CardMaker) -> None:
    others = [
        Card("다른 제목", CARD.above, CARD.below),
        Card(CARD.title, "다른 행사", CARD.below),
        Card(CARD.title, CARD.above, "다른 사람"),
    ]
    pictures = {maker.png(card, "이름") for card in (CARD, *others)} | {maker.png(CARD, "다른 이름")}
    assert len(pictures) == 5


def test_the_highlighter_may_have_another_colour(maker: CardMaker) -> None:
    place = (SIDE + 2, 70)
    assert opened(maker.png(CARD, "이름")).getpixel(place) == colour(MARK)
    assert opened(card_png(CARD, "이름", accent="#00aaff")).getpixel(place) == (0, 170, 255)
    with pytest.raises(ValueError, match="not a colour: 'blue'; write it as #rrggbb"):
        card_png(CARD, "이름", accent="blue")


def test_every_real_title_stands_between_the_margins(maker: CardMaker, catalog: Catalog) -> None:
    for talk in catalog.talks.values():
        for language, title in talk.title.variants:
            png = maker.png(Card(title, "DEVIEW 2016", language), "이름")
            box = marked_out(opened(png), PAPER)
            assert box is not None
            assert box[0] >= SIDE - 3
            assert box[2] <= WIDTH - SIDE + 3
            assert len(png) < LONGEST


@pytest.mark.parametrize(
    "title", ["짧게", "중간쯤 되는 제목은 두 줄이 된다 그리고 조금 더", "끝없이 이어지는 아주 긴 제목 " * 20, "a" * 300]
)
def test_the_title_keeps_clear_of_the_line_above_it(maker: CardMaker, title: str) -> None:
    box = marked_out(opened(maker.png(Card(title, "", "아래"), "이름")), PAPER)
    assert box is not None
    assert box[1] > 66 + 52, "a line above ends there"
    assert box[2] <= WIDTH - SIDE + 3


def test_a_title_without_a_letter_the_font_has_gives_way_to_the_name_of_the_site(maker: CardMaker) -> None:
    assert maker.png(Card("🙂🙃\u200b"), "이름") == maker.png(Card("이름"), "이름")


class TestLettering:
    lettering = Lettering(CARD_FONT)

    def test_every_syllable_and_every_letter_of_the_records_is_there(self, catalog: Catalog) -> None:
        words = {word for talk in catalog.talks.values() for _, word in talk.title.variants}
        words |= {name for speaker in catalog.speakers.values() for _, name in speaker.name.variants}
        words |= {name for technique in catalog.techniques.values() for _, name in technique.name.variants}
        words |= {label for tag in catalog.tags.values() for _, label in tag.label.variants}
        assert {word for word in words if self.lettering.readable(word) != " ".join(word.split())} == set()
        hangul = "".join(map(chr, range(0xAC00, 0xD7A4)))
        assert self.lettering.readable(hangul) == hangul

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("𝐀𝐛𝐜 𝟏", "Abc 1"),
            ("ﬁ", "fi"),
            ("가나 ①", "가나 ①"),
            ("🙂 웃음 🙂", "웃음"),
            ("\u202e가\x00나", "가나"),
            ("ｶﾅ", "カナ"),
            ("漢字 한자", "한자"),
        ],
    )
    def test_letters_the_font_lacks_are_written_plainly_or_left_out(self, written: str, shown: str) -> None:
        assert self.lettering.readable(written) == shown

    def test_a_mask_is_as_wide_as_its_words(self) -> None:
        mask = self.lettering.mask("발표", 60)
        box = mask.getbbox()
        assert box is not None
        assert 0.85 * self.lettering.width("발표", 60) <= box[2] - box[0] <= self.lettering.width("발표", 60) + 2


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=80), st.text(max_size=80), st.text(max_size=40))
def test_any_words_make_a_card(title: str, above: str, below: str, name: str) -> None:
    png = card_png(Card(title, above, below), name)
    assert Image.open(BytesIO(png)).size == (1200, 630)
    assert len(png) < 2 * LONGEST
