"""Reading GIFT: each entry becomes a question of the bank, or is refused with its reason."""

import re
from dataclasses import replace

from flask_babel import gettext as _

from courses.questions.interchange.gift.answers import read_answers
from courses.questions.interchange.gift.cutting import ID, LANGUAGE, TAG, Entry, entries
from courses.questions.interchange.gift.parts import Part
from courses.questions.interchange.gift.signs import put_back
from courses.questions.interchange.items import (
    MOST_ENTRIES,
    MOST_LETTERS,
    Item,
    Refused,
    Source,
    category_path,
    every_text,
    name_of,
    without_missing_files,
)
from lms.languages import NAMES

BLANK = "_____"
STRAY = frozenset({'"', ";", '";', '",', ","})


def read_gift(text: str, language: str = "en") -> Source:
    """Every entry of a GIFT text: a question, a category, or a reason why not."""
    source = Source("gift", language)
    category: tuple[str, ...] = ()
    for number, entry in enumerate(entries(text), 1):
        source.receipt.count("entries")
        if number > MOST_ENTRIES:
            source.receipt.refuse(
                _("question"),
                _line(entry),
                _("A file may hold %(num)d entries; this one comes after those.", num=MOST_ENTRIES),
            )
        elif entry.category is not None:
            category = category_path(put_back(entry.category))
            source.categories.append(category)
        else:
            try:
                source.add(replace(_question(entry, source), category=category))
            except Refused as refused:
                source.receipt.refuse(_("question"), _line(entry), str(refused))
    return source


def _line(entry: Entry) -> str:
    title = re.match(r"\s*::(.*?)::", entry.text, re.S)
    name = f" “{' '.join(put_back(title[1]).split())[:80]}”" if title and title[1].strip() else ""
    return _("line %(num)d", num=entry.line) + name


def _question(entry: Entry, source: Source) -> Item:
    if len(entry.text) > MOST_LETTERS:
        raise Refused(_("It is longer than %(num)d characters.", num=MOST_LETTERS))
    where, text = _line(entry), entry.text.strip()
    title, text = _title(text)
    stem, answers, tail = _braces(text)
    if answers is not None and tail.strip() in STRAY:
        source.receipt.change(
            _("question"), where, _("Stray signs behind its answers (%(signs)s) were left out.", signs=tail.strip())
        )
        tail = ""
    if answers is not None and tail.strip():
        stem = f"{stem.rstrip()} {BLANK} {tail.lstrip()}" if stem.strip() else f"{BLANK} {tail.lstrip()}"
    part = Part.of(stem, "moodle")
    words = part.markdown()
    kind, content, overall = read_answers(answers, part.form, where, source.receipt)
    language = next(iter(entry.noted(LANGUAGE)), "")
    content |= {"text": words, "feedback": overall, "language": language if language in NAMES else ""}
    missing: list[str] = []
    content = every_text(content, lambda value: without_missing_files(value, (), missing))
    for name in dict.fromkeys(missing):
        source.receipt.refuse(_("image"), f"{where}: {name}", _("GIFT holds no files; the text only names this one."))
    return Item(
        kind=kind,
        name=name_of(put_back(title), content["text"]),
        content=content,
        tags=entry.noted(TAG),
        key=next(iter(entry.noted(ID)), ""),
        where=where,
    )


def _title(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    end = text.find("::", 2)
    return (text[2:end].strip(), text[end + 2 :]) if end >= 0 else ("", text)


def _braces(text: str) -> tuple[str, str | None, str]:
    """What stands before, inside and behind the answers; None inside when there are none."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 and end < 0:
        return text, None, ""
    if start < 0:
        raise Refused(_("Its answers never begin: a { is missing."))
    if end < start:
        raise Refused(_("Its answers never end: a } is missing."))
    first = text.find("}", start)
    if first != end or text.find("{", start + 1) >= 0:
        raise Refused(_("It has more than one set of answers."))
    return text[:start], text[start + 1 : end], text[end + 1 :]
