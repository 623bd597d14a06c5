"""Compounds and plurals of Dutch: “schuldhulpverlening” is also found by “hulpverlening”, and “schulden” by “schuld”.

The words a part may be come from a list of Dutch words that everybody has. Words of the documents themselves would serve as
well, but then somebody could find out, by writing compounds, which words stand in documents that are kept from them.
"""

import gzip
import re
from functools import cache, lru_cache
from importlib import resources

SHORTEST, SHORTEST_HEAD, LONGEST = 3, 4, 16  # letters of a part
SHORTEST_COMPOUND = 7
LINKS = ("", "s", "en", "e", "n")  # between the parts: gesprek-s-voering, schuld-en-last, zonn-e-schijn
VOWELS = "aeiou"
KNOWN_BY_ITSELF = 3_000  # times in the list's corpus; so common a word is no longer heard as two
FEWEST = {3: 1_000, 4: 100}  # times, so that abbreviations and names are no parts
# A line of the list with a word that can be a part; read as JSON, all 300,000 took three times as long.
LISTED = re.compile(rf'"([A-Za-z]{{{SHORTEST},{LONGEST}}})": (\d+)')
NO_MODIFIER = frozenset(
    "aan achter after al beneden bij boven buiten dan deze die dit door een ende ere ers gelijk haar heen her hij ier in ken "
    "los mee men met mis naar neer niet nog nu om onder ons ont op over per rond samen sta ten ter toe tot tussen uit van "
    "vast ver voor vol voort weg weer wan wel ze zij zijn zo".split()
)  # what stands before a verb or noun changes it, and is not looked for; some are only endings of words
NO_HEAD = frozenset(
    "achtig baar halve heden heid lijk lijke lijks loos loze matig matige ster tjes waarts zaam zame".split()
)


@lru_cache(maxsize=65536)
def parts(word: str) -> tuple[str, ...]:
    """All parts of a folded word, longer ones that have parts themselves included; nothing for a word that has none."""
    found = split(word)
    return tuple(dict.fromkeys(part for half in found for part in (half, *parts(half))))


def split(word: str) -> tuple[str, ...]:
    """The two halves of a folded compound, the last as long as it can be; nothing when it is none."""
    if len(word) < SHORTEST_COMPOUND or not (word.isascii() and word.isalpha()):
        return ()
    words, common = known_words()
    if word in common:
        return ()
    for cut in range(SHORTEST, len(word) - SHORTEST_HEAD + 1):
        head = word[cut:]
        if head in words and head not in NO_HEAD and (modifier := _modifier(word[:cut], words)):
            return modifier, head
    return ()


@lru_cache(maxsize=65536)
def singulars(word: str) -> tuple[str, ...]:
    """What a folded Dutch word may be more than one of: “schulden” of “schuld”, “brieven” of “brief”, “scholen” of “school”.

    Stems alone leave some of them apart."""
    if len(word) < 5 or not word.isascii():
        return ()
    stump = word.removesuffix("en") if word.endswith("en") else word.removesuffix("s")
    if stump == word:
        return ()
    some = {stump}
    if word.endswith("en"):
        some.add(stump[:-1] + {"v": "f", "z": "s"}.get(stump[-1], stump[-1]))
        if stump[-1] == stump[-2]:
            some.add(stump[:-1])
        if stump[-2] in VOWELS and stump[-3] not in VOWELS:
            some |= {single[:-1] + stump[-2] + single[-1] for single in set(some)}
    return tuple(sorted((some - {word}) & known_words()[0]))


def _modifier(beginning: str, words: frozenset[str]) -> str:
    for link in LINKS:
        modifier = beginning.removesuffix(link)
        if beginning.endswith(link) and modifier in words and modifier not in NO_MODIFIER:
            return modifier
    return ""


@cache
def known_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words that can be part of another, and those so common that they are taken as they are; read once in a process."""
    packed = resources.files("spellchecker").joinpath("resources/nl.json.gz").read_bytes()
    listed = LISTED.findall(gzip.decompress(packed).decode())
    counts = {word: count for word, times in listed if (count := int(times)) >= FEWEST.get(len(word), 0)}
    return frozenset(counts), frozenset([word for word, count in counts.items() if count >= KNOWN_BY_ITSELF])
