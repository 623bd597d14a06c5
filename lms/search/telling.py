"""Words that say something about somebody's field, and those everybody uses."""

from functools import lru_cache

from lms.search.words import STEMMERS, WORD, fold, stem, tokens

SHORTEST = 4  # letters a word needs before it says anything about somebody's field
SAYS_NOTHING = frozenset(
    "about after also anyone back been before being both does doing done else even ever every from give have here into "
    "just know like look made make many more most much need never only other over people really right same says should "
    "some somebody something somewhere such take than that their them then there these they thing things this those "
    "time used very want well were what when where which while will with without work would your "
    "alleen alles altijd andere anders daar deze doen door echt eens eerst gaan gaat geen goed hebben heeft hier ieder "
    "iemand iets iedereen jullie kunnen maar maken meer mensen met mijn moet moeten naar niet niets nodig nooit onder "
    "ooit over sommige steeds toen toch veel vaak voor waar waarom wanneer want waren weer welke wie wilt worden wordt "
    "weten zeggen zegt zelf zich zijn zoals zonder zouden".split()
)


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


def count_shared(words: list[str], text: str, language: str) -> int:
    """How many of the words stand in a text, in whatever form."""
    there = set(tokens(fold(text), language).split())
    return sum(1 for word in words if stems(word) & there)


def _is_short(word: str) -> bool:
    return 2 <= len(word) < SHORTEST and word.isupper()
