"""Cloze, or “embedded answers”: {1:SHORTANSWER:=right~%50%nearly#feedback} within the text."""

import re
from xml.etree.ElementTree import Element

from flask_babel import gettext as _

from courses.questions.interchange.choosing import fraction_of, options_of, within
from courses.questions.interchange.items import Refused, as_markdown, as_plain, letters
from courses.questions.interchange.moodle.elements import format_of, number
from courses.questions.interchange.moodle.gaps import held, hold_text, with_gaps
from lms.interchange.receipts import Receipt

BEGIN = re.compile(r"\{(\d{0,3}):([A-Z_]{2,30}):")
WEIGHT = re.compile(r"%(-?\d{1,4}(?:\.\d{1,20})?)%")
KINDS = (
    dict.fromkeys(("SHORTANSWER", "SA", "MW"), "short")
    | dict.fromkeys(("SHORTANSWER_C", "SAC", "MWC"), "case")
    | dict.fromkeys(("NUMERICAL", "NM"), "numeric")
    | dict.fromkeys((f"MULTICHOICE{way}" for way in ("", "_V", "_H", "_S", "_VS", "_HS")), "single")
    | dict.fromkeys((f"MC{way}" for way in ("", "V", "H", "S", "VS", "HS")), "single")
)


def read_cloze(question: Element, where: str, receipt: Receipt) -> tuple[str, dict]:
    source, form = hold_text(question), format_of(question.find("questiontext"))
    pieces, gaps, position = [], [], 0
    while begin := BEGIN.search(source, position):
        inside, end = _inside(source, begin.end())
        key = letters(len(gaps))
        pieces += [source[position : begin.start()], held(key)]
        gaps.append(_gap(key, begin[1], begin[2], inside, form))
        position = end
    return "cloze", {"text": with_gaps(question, "".join([*pieces, source[position:]])), "gaps": gaps}


def _inside(source: str, start: int) -> tuple[str, int]:
    """(what stands up to the closing brace, where the text goes on)."""
    found = re.compile(r"(?:[^\\}]|\\.)*", re.S).match(source, start)
    if source[found.end() : found.end() + 1] != "}":
        raise Refused(_("One of its gaps never ends: a } is missing."))
    return found[0], found.end() + 1


def _gap(key: str, weight: str, name: str, inside: str, form: str) -> dict:
    kind = KINDS.get(name)
    if kind is None:
        raise Refused(_("A gap of the kind %(kind)s has no counterpart here.", kind=name))
    answers = [_answer(piece) for piece in re.findall(r"(?:[^\\~]|\\.)+", inside, re.S)]
    gap = {"key": key, "weight": float(weight or 1) or 1.0}
    if kind == "single":
        read = [(_words(text, form), fraction, _words(feedback, form)) for fraction, text, feedback in answers]
        return gap | {"kind": "single", "options": options_of(read)}
    if kind == "numeric":
        found = [_number(*answer, form) for answer in answers]
        return gap | {"kind": "numeric", "answers": found, "units": [], "unit_needed": False}
    found = [
        {"text": _plain(text, form), "fraction": max(0.0, fraction), "feedback": _words(feedback, form)}
        for fraction, text, feedback in answers
    ]
    return gap | {"kind": "short", "answers": found, "match_case": kind == "case"}


def _answer(piece: str) -> tuple[float, str, str]:
    """(fraction, text, feedback) of “=right#good”, “%50%nearly” or “wrong”."""
    piece, fraction = piece.lstrip(), 0.0
    if piece.startswith("="):
        piece, fraction = piece[1:], 1.0
    elif weight := WEIGHT.match(piece):
        piece, fraction = piece[weight.end() :], fraction_of(weight[1])
    parts = re.match(r"((?:[^\\#]|\\.)*)(?:#(.*))?\Z", piece, re.S)
    return within(fraction), _unescaped(parts[1]), _unescaped(parts[2] or "")


def _number(fraction: float, text: str, feedback: str, form: str) -> dict:
    value, _colon, tolerance = _plain(text, form).partition(":")
    is_any = value.strip() == "*"
    return {
        "value": None if is_any else number(value),
        "tolerance": 0.0 if is_any else abs(number(tolerance, 0.0)),
        "fraction": max(0.0, fraction),
        "feedback": _words(feedback, form),
    }


def _unescaped(text: str) -> str:
    return re.sub(r"\\([}#~/\"\\{=%])", r"\1", text).strip()


def _words(text: str, form: str) -> str:
    return as_markdown(text, form)


def _plain(text: str, form: str) -> str:
    return as_plain(text, "html" if form == "html" else "plain")
