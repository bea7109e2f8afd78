"""Cut the fonts that nearly every page can do with out of Pretendard: one file of Latin and Greek letters, and one of those and Korean syllables.

A page in the 92 files of the package needs about twenty of them, and each syllable that is in another file than the one before
it costs a piece of layout. Syllables are those that the given texts hold; run it when a site's texts hold many others. A browser
takes what is not in the cut from the package's files:

    npm pack pretendard@1.3.9 && tar xzf pretendard-1.3.9.tgz package/dist/public/variable/PretendardVariable.ttf
    pip install "fonttools[woff]==4.60.1"
    python tests/fonts/cut.py package/dist/public/variable/PretendardVariable.ttf talks content kbsite

It writes `kb-sans*.woff2` and `kb-sans.css` to the engine's fonts. Syllables of the file that is there are kept. The
licence (SIL OFL 1.1) reserves the name Pretendard for what its author made: the cut has a name of its own.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).parents[2] / "kbsite/site/assets/fonts"
FAMILY = "KB Sans"
KOREAN, LATIN_ONLY = "kb-sans", "kb-sans-latin"
WEIGHTS = (400, 800)
"""The lightest and the boldest that the style sheets ask for."""
FEATURES = ["calt", "ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rlig", "rvrn", "tnum"]
LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x300, 0x305),
    *range(0x391, 0x3CA),
    *map(ord, "‐‑–—‘’“”•…‰′″€₩№™←↑→↓↔−≈≠≤≥×÷⌘①②③④⑤⑥⑦⑧⑨·※"),
]
JAMO = range(0x3131, 0x3164)
SYLLABLES = range(0xAC00, 0xD7A4)
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
"""Those kept, the licence among them: https://learn.microsoft.com/typography/opentype/spec/name#name-ids."""
HEAD = """/* Cut out of Pretendard 1.3.9 by tests/fonts/cut.py, which renames it.
   Copyright (c) 2021 Kil Hyung-jin, with Reserved Font Name Pretendard. SIL Open Font License 1.1: see OFL.txt. */
"""


def main(font: Path, texts: Iterable[Path]) -> None:
    """Write the fonts and their style sheet in the place of those that are there."""
    korean = sorted({*_had(), *(ord(letter) for text in texts for letter in _read(text) if ord(letter) in SYLLABLES)})
    for old in FONTS.glob("kb-sans*.woff2"):
        old.unlink()
    faces = (_face(f"{FAMILY} Latin", LATIN_ONLY, font, LATIN), _face(FAMILY, KOREAN, font, [*LATIN, *JAMO, *korean]))
    (FONTS / "kb-sans.css").write_text(HEAD + "".join(faces), "utf-8")


def _had() -> Iterator[int]:
    """The syllables of the file that is there."""
    for path in FONTS.glob(f"{KOREAN}.*.woff2"):
        yield from (one for one in TTFont(path).getBestCmap() if one in SYLLABLES)


def _read(path: Path) -> str:
    files = [one for one in path.rglob("*") if one.suffix in {".md", ".yml", ".py"}] if path.is_dir() else [path]
    return "".join(gzip.decompress(one.read_bytes()).decode() if one.suffix == ".gz" else one.read_text("utf-8") for one in files)


def _face(family: str, name: str, source: Path, letters: Iterable[int]) -> str:
    """Write a file of some letters, under a name that is its bytes; the rule for it."""
    font = instancer.instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": WEIGHTS})
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=NAMES)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    for record in font["name"].names:
        was = record.toUnicode()
        record.string = re.sub("Pretendard( ?Variable)?", FAMILY if " " in was else FAMILY.replace(" ", ""), was)
    made = FONTS / f"{name}.woff2"
    subset.save_font(font, made, options)
    served = made.rename(made.with_name(f"{name}.{sha256(made.read_bytes()).hexdigest()[:10]}.woff2"))
    return (
        f'@font-face{{font-family:"{family}";font-weight:{WEIGHTS[0]} {WEIGHTS[1]};font-display:swap;'
        f'src:url({served.name}) format("woff2");unicode-range:{",".join(_ranges(sorted(font.getBestCmap())))}}}\n'
    )


def _ranges(wanted: Iterable[int]) -> Iterator[str]:
    """Numbers in ascending order as ranges of CSS."""
    begin = end = -1
    for one in chain(wanted, [-1]):
        if one != end + 1 or begin < 0:
            if begin >= 0:
                yield f"U+{begin:x}" if begin == end else f"U+{begin:x}-{end:x}"
            begin = one
        end = one


if __name__ == "__main__":
    main(Path(sys.argv[1]), map(Path, sys.argv[2:]))
