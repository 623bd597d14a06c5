"""Guessing what a text does not say: the language it is written in, and a name from a file name."""

import re
import unicodedata

NUMBER = re.compile(
    r"(?:(?:module|lesson|les|week|chapter|hoofdstuk|part|deel|unit)[ _-]*)?(\d+(?:[.\-_]\d+)*)[ ._\-)]*", re.I
)
WORD = re.compile(r"[a-zà-ÿ’']+")
COMMON = {
    "en": frozenset(
        "the and of to is that it for with as are this be on by from at an was were which have has not or you your we "
        "they their can will what when how these those then than if into about more".split()
    ),
    "nl": frozenset(
        "de het een en van te dat die voor met op zijn is niet aan door als er bij ook om naar uit maar over wordt "
        "worden deze dit heeft hebben je jij u we wij ze hun kan wat wanneer hoe dan meer geen nog wel".split()
    ),
}
ENOUGH = 5  # common words before a guess is worth anything


def guess_language(text: str) -> str | None:
    """English or Dutch, by their commonest words; None when there is too little to go by."""
    words = WORD.findall(text[:40_000].lower())
    found = {language: sum(word in common for word in words) for language, common in COMMON.items()}
    best = max(found, key=found.get)
    others = max(count for language, count in found.items() if language != best)
    return best if found[best] >= ENOUGH and found[best] > others * 1.5 else None


def number_of(name: str) -> tuple[int, ...]:
    """The number a name begins with: “1.2 Threats” → (1, 2), “03-create” → (3,); empty without one."""
    found = NUMBER.match(name)
    return tuple(int(part) for part in re.split(r"[.\-_]", found[1]))[:4] if found else ()


def readable(name: str) -> str:
    """A title from a file or folder name: without its number and ending, with spaces and a capital."""
    is_year = max(number_of(name), default=0) >= 1000
    bare = name if is_year else (NUMBER.sub("", name, count=1) if NUMBER.match(name) else name)
    words = " ".join(re.split(r"[\s_\-]+", bare or name)).strip()
    return words[:1].upper() + words[1:]


def without_ornaments(title: str) -> str:
    """A title without the emoji and signs people put around it."""
    kept = title.strip()
    while kept and _is_ornament(kept[0]):
        kept = kept[1:].lstrip()
    while kept and _is_ornament(kept[-1]):
        kept = kept[:-1].rstrip()
    return kept or title.strip()


def _is_ornament(letter: str) -> bool:
    return unicodedata.category(letter) in ("So", "Sk", "Cf", "Mn", "Co") or letter in "\ufe0f\u200d*_`#"
