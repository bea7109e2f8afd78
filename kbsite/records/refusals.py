"""What the reader refuses before any rule is asked: permanent name, the rule as a sentence, and why."""

from __future__ import annotations

from kbsite.words import Words

ONLY_WHAT_IS_NEEDED = Words(
    "Records come from pull requests: what they do not need is refused, so that nothing in a file can surprise its reader.",
    "기록은 누구나 보낼 수 있으므로, 필요 없는 문법은 아예 받지 않아 읽는 쪽이 놀랄 일을 없앱니다.",
)
TYPED = Words(
    "Pages, search and exports rely on the shape of every record; a slip is easier to mend where it was made.",
    "화면과 검색, 내보내기가 모두 기록의 형식을 믿고 움직입니다. 실수는 적은 자리에서 고치는 편이 쉽습니다.",
)
PATHS = Words(
    "The path is the id and the address of a page, so it must be readable and stay the same.",
    "파일 경로가 곧 id이자 화면 주소이므로 읽을 수 있어야 하고 바뀌지 않아야 합니다.",
)

REFUSALS: dict[str, tuple[Words, Words]] = {
    "project-folder": (Words("A project has mkdocs.yml and talks/.", "프로젝트에는 mkdocs.yml과 talks/가 있습니다."), PATHS),
    "project-settings": (Words("mkdocs.yml can be read.", "mkdocs.yml을 읽을 수 있습니다."), TYPED),
    "file-size": (Words("A record is at most 256 KiB.", "기록은 256 KiB를 넘지 않습니다."), ONLY_WHAT_IS_NEEDED),
    "file-regular": (Words("A record is a file, not a link.", "기록은 링크가 아닌 파일입니다."), ONLY_WHAT_IS_NEEDED),
    "file-readable": (Words("A record can be opened.", "기록 파일을 열 수 있습니다."), TYPED),
    "file-name": (Words("Folders, files and tags are named by ids.", "폴더와 파일, 태그의 이름은 id입니다."), PATHS),
    "file-place": (Words("Each kind of record has its folder.", "기록은 종류마다 정해진 폴더에 있습니다."), PATHS),
    "utf-8": (Words("Files are UTF-8.", "파일은 UTF-8입니다."), TYPED),
    "yaml-syntax": (Words("A record is valid YAML.", "기록은 올바른 YAML입니다."), TYPED),
    "yaml-characters": (Words("Files hold no control characters.", "파일에 제어 문자가 없습니다."), ONLY_WHAT_IS_NEEDED),
    "yaml-one-document": (Words("A file holds one record.", "파일 하나에 기록 하나입니다."), ONLY_WHAT_IS_NEEDED),
    "yaml-alias": (Words("Anchors and aliases are not used.", "앵커와 별칭을 쓰지 않습니다."), ONLY_WHAT_IS_NEEDED),
    "yaml-tag": (Words("YAML tags are not used.", "YAML 태그를 쓰지 않습니다."), ONLY_WHAT_IS_NEEDED),
    "yaml-depth": (Words("Nothing is nested deeper than 20.", "20단계보다 깊게 들어가지 않습니다."), ONLY_WHAT_IS_NEEDED),
    "yaml-key": (Words("Keys are plain text.", "키는 글자입니다."), ONLY_WHAT_IS_NEEDED),
    "yaml-duplicate-key": (Words("No key is used twice.", "같은 키를 두 번 쓰지 않습니다."), TYPED),
    "record-shape": (Words("A record is a mapping.", "기록은 '키: 값' 줄입니다."), TYPED),
    "field-derived": (Words("What the path says is not written again.", "경로에서 정해지는 값은 다시 적지 않습니다."), PATHS),
    "field-missing": (Words("What a record needs is there.", "기록에 꼭 있어야 할 항목이 있습니다."), TYPED),
    "field-unknown": (Words("Only known keys are used.", "정해진 키만 씁니다."), TYPED),
    "value-empty": (Words("A key that stands has a value.", "적은 키에는 값이 있습니다."), TYPED),
    "value-choice": (Words("A value of a closed list is one of it.", "정해진 값 가운데 하나를 씁니다."), TYPED),
    "value-shape": (Words("Values have the form of their field.", "값은 항목의 형식에 맞습니다."), TYPED),
    "drawing-is-plain": (Words("Drawings are shapes and words.", "그림에는 도형과 글만 있습니다."), ONLY_WHAT_IS_NEEDED),
    "language-tag": (Words("Languages are BCP 47 tags.", "언어는 BCP 47 태그로 적습니다."), TYPED),
}
