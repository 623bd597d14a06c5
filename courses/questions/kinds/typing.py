"""Typing: a few words that must match, or a text that a person grades."""

import re
import unicodedata

from courses.questions.kinds.responses import Grade, sent, shown, text_of

LONGEST_ESSAY = 60_000
ALIKE = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-"))
STAR = re.compile(r"\\?\*")


def folded(text: str, match_case: bool = False) -> str:
    """A text as it is compared: composed, with plain quotes and dashes and single spaces."""
    text = " ".join(unicodedata.normalize("NFC", text).translate(ALIKE).split())
    return text if match_case else unicodedata.normalize("NFC", text.casefold())


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
        match_case = content.get("match_case", False)
        text = folded(text_of(response), match_case)
        if not text:
            return Grade(0.0)
        fitting = [
            (answer["fraction"], -index)
            for index, answer in enumerate(content["answers"])
            if matches(folded(answer["text"], match_case), text)
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
