"""Words: how text becomes the tokens both indexes hold, with Dutch and English stems, and how passages are marked."""

import re
import threading
import unicodedata
from functools import cache, lru_cache

import snowballstemmer
from markupsafe import Markup, escape

from lms.search.compounds import parts, singulars

STEMMERS = {"nl": snowballstemmer.stemmer("dutch"), "en": snowballstemmer.stemmer("english")}
_one_at_a_time = threading.Lock()  # a stemmer works on one word it keeps in itself
WORD = re.compile(r"[^\W_]+", re.UNICODE)
BOUNDARY = (
    "\ue000"  # between what was written and what else stands for it: no phrase goes across, nobody can ask for it
)
UNSAID = frozenset(
    "a an and are as at be by for from how i in is it of on or that the this to was what when where who why with you "
    "aan als bij dat de die dit door een en er het hoe ik in is je met naar om of op te tot uit van voor waar wat wie".split()
)  # words nearly every text has; they are looked for only when nothing else was asked
MAX_QUERY_WORDS = 12
MAX_WORD = 40
PASSAGE = 220  # characters
ALIKE = 3  # letters that a word and what else it is found by share at least, somewhere in it
Choices = tuple[tuple[str, ...], bool]  # the tokens that may stand for a word, and whether it is still being typed


def fold(text: str) -> str:
    """Lower case without accents, letter for letter, so that positions stay the same."""
    return text.lower() if text.isascii() else "".join(map(_fold_letter, text))


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    folded = unicodedata.normalize("NFKD", letter)[0].lower()
    return folded[0] if folded else letter


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself in a language we have no stemmer for."""
    stemmer = STEMMERS.get(language)
    if stemmer is None:
        return word
    with _one_at_a_time:
        return stemmer.stemWord(word)


def tokens(text: str, language: str) -> str:
    """What goes into the index: the words as written, in their order, and then what else they are found by."""
    written = [word[:MAX_WORD] for word in WORD.findall(fold(text))]
    more = [form for word in written for form in forms(word, language)]
    return " ".join([*written, BOUNDARY, *more] if more else written)


@lru_cache(maxsize=65536)
def forms(word: str, language: str) -> tuple[str, ...]:
    """What else a folded word is found by: its stem and, of a Dutch word, its singular and the parts it is made of, with theirs."""
    found = [stem(word, language)]
    if language in STEMMERS:  # in a conversation in English people also speak Dutch
        found += singulars(word)
        found += [form for part in parts(word) for form in (part, stem(part, language), *singulars(part))]
    return tuple(form for form in dict.fromkeys(found) if form != word)


def choices(word: str) -> tuple[str, ...]:
    """The tokens that may stand for a word that is asked for, whatever the language of the text; itself first."""
    return tuple(dict.fromkeys((word, stem(word, "nl"), stem(word, "en"), *singulars(word))))


def passage(text: str, asked: list[Choices], language: str) -> Markup:
    """The part of the text where most of the asked words stand together, with those words marked."""
    hits = _hits(text, asked, language)
    start = _densest(hits, PASSAGE) if hits else 0
    start = _word_boundary(text, max(0, start - 40))
    end = min(len(text), start + PASSAGE)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + PASSAGE // 2)
    marked = mark(text[start:end], [(s - start, e - start) for s, e in hits if s >= start and e <= end])
    return Markup("{}{}{}").format("… " if start else "", marked, " …" if end < len(text) else "")


def mark_words(text: str, asked: list[Choices], language: str) -> Markup:
    """The whole text with the asked words marked."""
    return mark(text, _hits(text, asked, language))


def mark(text: str, spans: list[tuple[int, int]]) -> Markup:
    """Escaped text with <mark> around each span of characters."""
    parts, position = [], 0
    for start, end in spans:
        parts += [escape(text[position:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        position = end
    parts.append(escape(text[position:]))
    return Markup("").join(parts)


def _hits(text: str, asked: list[Choices], language: str) -> list[tuple[int, int]]:
    """Where the words stand that begin as one that is asked, or that are found by it: plurals, and compounds it is part of."""
    beginnings = tuple(choice for choices, _ in asked for choice in choices if len(choice) > 1)
    if not beginnings:
        return []
    alike = re.compile("|".join({choice[:ALIKE] for choice in beginnings}))

    @cache
    def is_found(word: str) -> bool:
        if not alike.search(word):
            return False
        return any(form.startswith(beginnings) for form in (word, *forms(word[:MAX_WORD], language)))

    return [match.span() for match in WORD.finditer(fold(text)) if is_found(match[0])]


def _densest(hits: list[tuple[int, int]], length: int) -> int:
    best, best_count = hits[0][0], 0
    for index, (start, _) in enumerate(hits):
        count = sum(1 for other, _ in hits[index : index + 30] if other < start + length)
        if count > best_count:
            best, best_count = start, count
    return best


def _word_boundary(text: str, position: int) -> int:
    if position == 0:
        return 0
    space = text.find(" ", position)
    return space + 1 if 0 <= space < position + 30 else position
