"""What of a post may be shown elsewhere: its author's own words, without anybody's name, links, files and others' words."""

import re
import unicodedata
from collections.abc import Iterable

from lms.markup.tree import Element, read

GAP = "[…]"
RUN = 6  # so many words in a row that somebody else wrote before are a quotation
DROPPED = frozenset("blockquote img figure svg audio video iframe table".split())
QUOTING = frozenset({"quote", "testimonial", "mention"})
WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]*+@[^\s.]*+\.\S+|(?<![\w/])/(?:people|topics|posts|files|cohorts)/\S+", re.I
)
CALLED = re.compile(r"@\[[^\[\]\n]{1,80}\]|@\w[\w.-]*")
NUMBER = re.compile(r"\+?\d(?:[ ()-]?\d){8,}")
SAID = re.compile(r"[“„\"«‘']([^“”„\"«»‘]{3,400}?)[”“\"»’'](?!\w)")
PARTICLES = frozenset("van von der den de het ten ter te el al la le bin ibn da dos du di".split())
# What stands between two things left out and says nothing by itself, such as the middle of a name.
GAPS = re.compile(rf"\[…\](?:(?:[\s,–-]|\b(?:{'|'.join(sorted(PARTICLES))})\b)*\[…\])+", re.I)
# Names that are words as well count only with a capital.
WORDS_TOO = frozenset(
    "will mark hope grace joy may rose bill art faith june april august bloem storm mei wil jager".split()
)
SHORT = 4


def own_words(html: str, *, names: Iterable[str], others: Iterable[str]) -> str:
    """The paragraphs of a post that are its author's alone; `names` are those of everybody around, `others` what they wrote."""
    said = [f" {' '.join(_words(text))} " for text in others]
    runs = {run for text in said for run in _runs(text.split())}
    parts = _name_parts(names)
    shown = (_without(paragraph, parts, said, runs) for paragraph in _paragraphs(read(html)))
    kept: list[str] = []
    for paragraph in shown:
        if paragraph != GAP or kept[-1:] != [GAP]:
            kept.append(paragraph)
    return "\n\n".join(kept)


def without_names(text: str, names: Iterable[str]) -> str:
    return _without(text, _name_parts(names), [], set())


def says_something(words: str) -> bool:
    return WORD.search(words.replace(GAP, "")) is not None


def _paragraphs(root: Element) -> list[str]:
    found: list[str] = []
    line: list[str] = []

    def end():
        text = _plain("".join(line))
        if text and text != "–":
            found.append(text)
        line.clear()

    def walk(element: Element):
        for child in element.children:
            if isinstance(child, str):
                line.append(child)
            elif _is_of_others(child):
                if child.tag != "a":
                    end()
                line.append(GAP)
                if child.tag != "a":
                    end()
            elif child.is_block:
                end()
                if child.tag == "li":
                    line.append("– ")
                walk(child)
                end()
            else:
                walk(child)

    walk(root)
    end()
    return found


def _is_of_others(element: Element) -> bool:
    """Quotations and pictures, and what stands on a link within the academy: a person, a file, another conversation."""
    is_inside = element.tag == "a" and element.attributes.get("href", "").startswith("/")
    return is_inside or element.tag in DROPPED or not QUOTING.isdisjoint(element.classes)


def _plain(text: str) -> str:
    """One way to write every letter, and nothing that cannot be seen; an ellipsis stays one."""
    text = "…".join(unicodedata.normalize("NFKC", part) for part in text.split("…"))
    return " ".join("".join(letter for letter in text if unicodedata.category(letter) != "Cf").split())


def _without(paragraph: str, parts: frozenset[str], said: list[str], runs: set[tuple[str, ...]]) -> str:
    if not runs.isdisjoint(_runs(_words(paragraph))):
        return GAP
    paragraph = SAID.sub(lambda found: GAP if _is_said(found[1], said) else found[0], paragraph)
    for pattern in (ADDRESS, CALLED, NUMBER):
        paragraph = pattern.sub(GAP, paragraph)
    paragraph = WORD.sub(lambda found: GAP if _is_name(found[0], parts) else found[0], paragraph)
    return GAPS.sub(GAP, paragraph)


def _is_said(span: str, said: list[str]) -> bool:
    words = _words(span)
    return len(words) > 1 and any(f" {' '.join(words)} " in text for text in said)


def _name_parts(names: Iterable[str]) -> frozenset[str]:
    parts = {part for name in names for part in _words(_plain(name))}
    return frozenset(part for part in parts - PARTICLES if len(part) > 1)


def _is_name(word: str, parts: frozenset[str]) -> bool:
    folded = _fold(word)
    part = folded if folded in parts else folded.removesuffix("s")
    if part not in parts:
        return False
    return word[0].isupper() or (len(part) >= SHORT and part not in WORDS_TOO)


def _words(text: str) -> list[str]:
    return [_fold(word) for word in WORD.findall(unicodedata.normalize("NFKC", text))]


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
