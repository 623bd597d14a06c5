"""Words: how text becomes the tokens both indexes hold, with Dutch and English stems, and how passages are marked."""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer
from markupsafe import Markup, escape

STEMMERS = {"nl": snowballstemmer.stemmer("dutch"), "en": snowballstemmer.stemmer("english")}
_one_at_a_time = threading.Lock()  # a stemmer works on one word it keeps in itself
WORD = re.compile(r"[^\W_]+", re.UNICODE)
MAX_QUERY_WORDS = 12
MAX_WORD = 40
PASSAGE = 220  # characters


def fold(text: str) -> str:
    """Lower case without accents, letter for letter, so that positions stay the same."""
    return "".join(_fold_letter(letter) for letter in text)


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
    """What goes into the index: each word as written and, where it differs, its stem."""
    result = []
    for word in WORD.findall(fold(text)):
        word = word[:MAX_WORD]
        result.append(word)
        stemmed = stem(word, language)
        if stemmed != word:
            result.append(stemmed)
    return " ".join(result)


def alternatives(query: str) -> list[tuple[tuple[str, ...], bool]]:
    """For each word asked: the tokens that may stand for it, and whether it is still being typed (the last word)."""
    words = WORD.findall(fold(query))[:MAX_QUERY_WORDS]
    unfinished = bool(words) and not query.endswith(" ")
    result = []
    for index, word in enumerate(words):
        word = word[:MAX_WORD]
        choices = tuple(dict.fromkeys((word, stem(word, "nl"), stem(word, "en"))))
        result.append((choices, unfinished and index == len(words) - 1))
    return result


def passage(text: str, asked: list[tuple[tuple[str, ...], bool]], length: int = PASSAGE) -> Markup:
    """The part of the text where most of the asked words stand together, with those words marked."""
    folded = fold(text)
    pattern = _pattern(asked)
    hits = [(match.start(), match.end()) for match in pattern.finditer(folded)] if pattern else []
    start = _densest(hits, length) if hits else 0
    start = _word_boundary(text, max(0, start - 40))
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + length // 2)
    marked = mark(text[start:end], [(s - start, e - start) for s, e in hits if s >= start and e <= end])
    return Markup("{}{}{}").format("… " if start else "", marked, " …" if end < len(text) else "")


def mark_words(text: str, asked: list[tuple[tuple[str, ...], bool]]) -> Markup:
    """The whole text with the asked words marked."""
    pattern = _pattern(asked)
    return mark(text, [m.span() for m in pattern.finditer(fold(text))] if pattern else [])


def mark(text: str, spans: list[tuple[int, int]]) -> Markup:
    """Escaped text with <mark> around each span of characters."""
    parts, position = [], 0
    for start, end in spans:
        parts += [escape(text[position:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        position = end
    parts.append(escape(text[position:]))
    return Markup("").join(parts)


def _pattern(asked):
    stems = sorted({choice for choices, _ in asked for choice in choices if len(choice) > 1}, key=len, reverse=True)
    if not stems:
        return None
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, stems)) + r")[^\W_]{0,12}")


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
