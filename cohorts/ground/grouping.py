"""Finding what several people say in the same words: plain functions. Words are ordered, people never are."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from lms.search.telling import SAYS_NOTHING, SHORTEST
from lms.search.words import WORD, fold, stem

MOST_GROUPS, MOST_WORDS = 12, 3


@dataclass(frozen=True, slots=True)
class Group:
    """Words that the same people use."""

    words: tuple[str, ...]
    people: frozenset[int]


def group_by_words(said: list[tuple[int, str]], language: str) -> list[Group]:
    """(person, what they say) → what two or more of them share; the words of most people first, then by the alphabet."""
    people, forms = defaultdict(set), defaultdict(Counter)
    for person, text in said:
        for word in {word.lower() for word in WORD.findall(text)}:
            folded = fold(word)
            if len(folded) >= SHORTEST and not folded.isdigit() and not {word, folded} & SAYS_NOTHING:
                root = stem(folded, language)
                people[root].add(person)
                forms[root][word] += 1
    together = defaultdict(list)
    for root, persons in people.items():
        if len(persons) > 1:
            together[frozenset(persons)].append(min(forms[root], key=lambda word: (-forms[root][word], word)))
    groups = [Group(tuple(sorted(words)[:MOST_WORDS]), persons) for persons, words in together.items()]
    return sorted(groups, key=lambda group: (-len(group.people), group.words))[:MOST_GROUPS]
