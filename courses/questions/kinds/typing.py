"""Typing: a few words that must match, or a text that a person grades."""

import re
import unicodedata

from courses.questions.kinds.responses import Grade, sent, shown, text_of

LONGEST_ESSAY = 60_000
ALIKE = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-"))
STAR = re.compile(r"\\?\*")
BARRED = str.maketrans("øØłŁđĐ", "oOlLdD")  # what looks like an accent and is none to Unicode
# Of Latin and Greek letters: elsewhere such a mark makes another letter.
ACCENTED = re.compile(r"([A-Za-zÆæŒœ\u0370-\u03ff])[\u0300-\u036f]+")


def folded(text: str, match_case: bool = False, match_accents: bool = True, spaces: str = "runs") -> str:
    """A text as it is compared: composed, with plain quotes and dashes, and with spaces as `spaces` says."""
    words = unicodedata.normalize("NFC", text).translate(ALIKE)
    if spaces == "exact":
        text = re.sub(r"\s", " ", words).strip()
    else:
        text = ("" if spaces == "ignored" else " ").join(words.split())
    if not match_case:
        text = text.casefold()
    if not match_accents:
        text = ACCENTED.sub(r"\1", unicodedata.normalize("NFD", text)).translate(BARRED)
    return unicodedata.normalize("NFC", text)


def alike_by(content: dict) -> dict:
    """What a question says counts in typed words, as `folded` takes it; where it says nothing, accents do."""
    return {
        "match_case": content.get("match_case", False),
        "match_accents": content.get("match_accents", True),
        "spaces": content.get("spaces", "runs"),
    }


def matches(pattern: str, text: str) -> bool:
    """Whether a folded text is what a folded pattern accepts: `*` stands for anything, `\\*` for a star.

    The pieces between the stars are looked for from left to right, so that no pattern takes long."""
    first, *others = pieces_of(pattern)
    if not others:
        return text == first
    *inner, last = others
    if not text.startswith(first):
        return False
    place = len(first)
    for piece in inner:
        found = text.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return len(text) - len(last) >= place and text.endswith(last)


def pieces_of(pattern: str) -> list[str]:
    """What stands between the stars of a pattern."""
    pieces, place = [""], 0
    for star in STAR.finditer(pattern):
        pieces[-1] += pattern[place : star.start()]
        place = star.end()
        if star[0] == "*":
            pieces.append("")
        else:
            pieces[-1] += "*"
    pieces[-1] += pattern[place:]
    return pieces


class short:
    @staticmethod
    def grade(content, response) -> Grade:
        alike = alike_by(content)
        text = folded(text_of(response), **alike)
        if not text:
            return Grade(0.0)
        fitting = [
            (answer["fraction"], -index)
            for index, answer in enumerate(content["answers"])
            if matches(folded(answer["text"], **alike), text)
        ]
        if not fitting:
            return Grade(0.0)
        fraction, index = max(fitting)
        return Grade(min(max(fraction, 0.0), 1.0), {}, shown(content, f"answers.{-index}.feedback"))

    @staticmethod
    def right_answer(content) -> dict:
        best = max(content["answers"], key=lambda answer: answer["fraction"])
        return {"text": "…".join(pieces_of(best["text"]))}

    @staticmethod
    def read(content, data, prefix) -> dict:
        response = sent("text", data.get(f"{prefix}text"))
        text_of(response)
        return response


class essay:
    @staticmethod
    def grade(content, response) -> Grade:
        text = text_of(response, longest=LONGEST_ESSAY)
        return Grade(None if text.strip() or response.get("files") else 0.0)

    @staticmethod
    def right_answer(content) -> dict:
        return {}

    @staticmethod
    def read(content, data, prefix) -> dict:
        response = sent("text", (data.get(f"{prefix}text") or "").replace("\r\n", "\n"))
        text_of(response, longest=LONGEST_ESSAY)
        return response


class description:
    @staticmethod
    def grade(content, response) -> Grade:
        return Grade(0.0)

    @staticmethod
    def right_answer(content) -> dict:
        return {}

    @staticmethod
    def read(content, data, prefix) -> dict:
        return {}
