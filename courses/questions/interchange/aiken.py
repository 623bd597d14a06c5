"""Aiken: one choice per question, its options lettered, its answer on a line of its own."""

import re

from flask_babel import gettext as _

from courses.questions.interchange.items import MOST_ENTRIES, Item, Refused, Source, letters, name_of
from lms.markup.writing import from_plain

OPTION = re.compile(r"\s*([A-Z])\s*[.)]\s+(.*)")
ANSWER = re.compile(r"\s*ANSWER:\s*(.*?)\s*\Z", re.I)


def read_aiken(text: str, language: str = "en") -> Source:
    source = Source("aiken", language)
    stem: list[str] = []
    options: list[tuple[str, str]] = []
    start = 0
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        answer, option = ANSWER.match(line), OPTION.match(line)
        start = start if stem or options else number
        if answer:
            _take(source, start, stem, options, answer[1])
            stem, options = [], []
        elif option and stem:
            options.append((option[1], option[2].strip()))
        elif line.strip() and options:
            options[-1] = (options[-1][0], f"{options[-1][1]} {line.strip()}")
        elif line.strip():
            stem.append(line.strip())
    if stem or options:
        _take(source, start, stem, options, None)
    return source


def _take(source: Source, start: int, stem: list[str], options: list[tuple[str, str]], answer: str | None) -> None:
    where = _("line %(num)d", num=start)
    source.receipt.count("entries")
    try:
        if len(source.items) >= MOST_ENTRIES:
            raise Refused(_("A file may hold %(num)d entries; this one comes after those.", num=MOST_ENTRIES))
        source.add(_question(where, stem, options, answer))
    except Refused as refused:
        source.receipt.refuse(_("question"), where, str(refused))


def _question(where: str, stem: list[str], options: list[tuple[str, str]], answer: str | None) -> Item:
    if answer is None:
        raise Refused(_("It does not say which answer is right."))
    if answer.upper() not in {letter for letter, _text in options}:
        raise Refused(_("Its answer “%(answer)s” is none of its options.", answer=answer[:20]))
    text = from_plain("\n".join(stem))
    made = [
        {"key": letters(number), "text": from_plain(words), "fraction": float(letter == answer.upper()), "feedback": ""}
        for number, (letter, words) in enumerate(options)
    ]
    return Item("single", name_of("", text), {"text": text, "options": made, "shuffle": True}, where=where)
