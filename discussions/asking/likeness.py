"""When somebody wrote enough to look for an answer, and when two questions are about the same."""

from lms.search.telling import stems, telling_words
from lms.search.words import WORD, fold

FEWEST_WORDS = 3  # a person has to have written before anything is looked for


def has_enough_words(sentence: str) -> bool:
    return len(WORD.findall(sentence)) >= FEWEST_WORDS


def are_alike(one: str, other: str) -> bool:
    """Whether at least half of the telling words of the shorter sentence stand in the other, in whatever form."""
    shorter, longer = sorted((telling_words(one), telling_words(other)), key=len)
    if not shorter:
        return fold(one).split() == fold(other).split()
    there = frozenset().union(*map(stems, longer))
    shared = sum(1 for word in shorter if stems(word) & there)
    return 2 * shared >= len(shorter)
