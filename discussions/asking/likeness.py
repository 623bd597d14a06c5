"""Which words of a question tell what it is about, and when two questions are about the same."""

from functools import lru_cache

from lms.search.telling import SAYS_NOTHING, SHORTEST
from lms.search.words import STEMMERS, WORD, fold, stem

FEWEST_WORDS = 3  # a person has to have written before anything is looked for


def has_enough_words(sentence: str) -> bool:
    return len(WORD.findall(sentence)) >= FEWEST_WORDS


def telling_words(sentence: str) -> list[str]:
    """The words that say something: long enough and not of the kind every sentence has, or an abbreviation."""
    words = WORD.findall(sentence)
    telling = [
        word for word in words if (len(word) >= SHORTEST and word.lower() not in SAYS_NOTHING) or _is_short(word)
    ]
    return list(dict.fromkeys(fold(word) for word in telling))


@lru_cache(1024)
def stems(word: str) -> frozenset[str]:
    """What a word may be in the text: itself, or its stem in any language we know."""
    return frozenset({word, *(stem(word, language) for language in STEMMERS)})


def are_alike(one: str, other: str) -> bool:
    """Whether at least half of the telling words of the shorter sentence stand in the other, in whatever form."""
    shorter, longer = sorted((telling_words(one), telling_words(other)), key=len)
    if not shorter:
        return fold(one).split() == fold(other).split()
    there = frozenset().union(*map(stems, longer))
    shared = sum(1 for word in shorter if stems(word) & there)
    return 2 * shared >= len(shorter)


def _is_short(word: str) -> bool:
    return 2 <= len(word) < SHORTEST and word.isupper()
