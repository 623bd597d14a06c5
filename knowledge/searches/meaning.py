"""What a search means: the stems of its words, whatever their order, number, capitals and accents. Plain functions."""

import re

from lms.search.asked import OPERATORS, PART, QUOTES, read, without_unsaid
from lms.search.compounds import singulars
from lms.search.words import UNSAID, WORD, fold, stem

SHORTEST = 3  # letters, for something to be said
LONGEST = 100  # letters of what is kept
PERSONAL = re.compile(r"\S@\S|\d[\d\s./-]{5,}\d")  # addresses of mail, numbers of telephones, of files, of birth


def plainly(words: str) -> str:
    """The words without operators and quotes, as they were typed; nothing where they may point at one person."""
    if PERSONAL.search(words):
        return ""
    said = PART.sub(_without_operator, words.translate(QUOTES))
    return " ".join(said.split())[:LONGEST].strip(" ?!.,;:")


def meaning_of(words: str) -> str:
    """The same for words that mean the same, such as “verzekeringen” and “Verzekering”; empty when they say nothing."""
    asked = without_unsaid(read(f"{words} "))
    telling = {word[0][0] for word in asked.words} - UNSAID
    if not any(len(word) >= SHORTEST for word in telling):
        return ""
    return " ".join(sorted({_stem(word) for word in telling}))


def is_typed_on(earlier: str, later: str) -> bool:
    """Whether one is the other with letters added or taken back, as while typing."""
    one, other = (" ".join(_folded(words)) for words in (earlier, later))
    return one.startswith(other) or other.startswith(one)


def _without_operator(part) -> str:
    if (part["name"] or "").lower() in OPERATORS:
        return ""
    return part[0] if part["phrase"] is None or part["name"] else part["phrase"]


def _folded(words: str) -> list[str]:
    return WORD.findall(fold(words))


def _stem(word: str) -> str:
    """One stem in whatever language the word is."""
    single = next(iter(singulars(word)), word)
    return stem(stem(single, "nl"), "en")
