"""Reading Moodle XML: each question of the file becomes one of the bank, or is refused with its reason."""

import re
from xml.etree.ElementTree import Element

from flask_babel import gettext as _

from courses.questions.interchange.items import (
    MOST_ENTRIES,
    PLUGIN_FILE,
    Item,
    Refused,
    Source,
    category_path,
    every_text,
    name_of,
    unquote,
    without_missing_files,
)
from courses.questions.interchange.moodle.elements import files_of, flag, number, parse, text_at, words
from courses.questions.interchange.moodle.kinds import READERS, why_not
from lms.interchange.receipts import Receipt
from lms.languages import NAMES

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
OVERALL = {
    "feedback_right": "correctfeedback",
    "feedback_partly": "partiallycorrectfeedback",
    "feedback_wrong": "incorrectfeedback",
}


def read_moodle(data: bytes, language: str = "en") -> Source:
    """Every entry of a Moodle XML file; Unreadable when the file as a whole cannot be trusted."""
    source = Source("moodle", language)
    category: tuple[str, ...] = ()
    for place, question in enumerate(parse(data).iter("question"), 1):
        source.receipt.count("entries")
        where = _where(place, question)
        if place > MOST_ENTRIES:
            source.receipt.refuse(
                _("question"),
                where,
                _("A file may hold %(num)d entries; this one comes after those.", num=MOST_ENTRIES),
            )
        elif question.get("type") == "category":
            category = category_path(text_at(question, "category/text"))
            source.categories.append(category)
            if words(question.find("info"), "moodle"):
                source.receipt.change(
                    _("category"), "/".join(category), _("Categories have no description here; it was left out.")
                )
        else:
            try:
                source.add(_question(question, category, where, source.receipt))
            except Refused as refused:
                source.receipt.refuse(_("question"), where, str(refused))
    return source


def _where(place: int, question: Element) -> str:
    name = " ".join(text_at(question, "name/text").split())[:80]
    return _("entry %(num)d", num=place) + (f" “{name}”" if name else "")


def _question(question: Element, category: tuple[str, ...], where: str, receipt: Receipt) -> Item:
    reader = READERS.get(question.get("type", ""))
    if reader is None:
        raise Refused(why_not(question.get("type", "")[:40]))
    language = question.get(LANGUAGE, "")
    kind, own = reader(question, where, receipt)
    content = {
        "text": own.pop("text", None) or words(question.find("questiontext")),
        "feedback": words(question.find("generalfeedback")),
        "hints": [hint for hint in (words(hint) for hint in question.findall("hint")) if hint],
        "language": language if language in NAMES else "",
    }
    content |= own | {ours: said for ours, theirs in OVERALL.items() if (said := words(question.find(theirs)))}
    content, files = _with_files(question, content, where, receipt)
    _name_what_changes(question, kind, where, receipt)
    points = number(question.findtext("defaultgrade"), 1.0)
    if points <= 0 and kind != "description":
        receipt.change(_("points"), where, _("It was worth no points; here it is worth one."))
    return Item(
        kind=kind,
        name=name_of(text_at(question, "name/text"), content["text"]),
        content=content,
        points=points if points > 0 else 1.0,
        tags=[tag for tag in (text_at(tag, "text") for tag in question.findall("tags/tag")) if tag],
        key=text_at(question, "idnumber")[:200],
        category=category,
        files=files,
        where=where,
    )


def _with_files(question: Element, content: dict, where: str, receipt: Receipt) -> tuple[dict, dict[str, bytes]]:
    """The content with pictures that are there, and the files its texts show; what does not come along is named."""
    files, missing, shown = files_of(question), [], set()
    content = every_text(content, lambda text: without_missing_files(text, files, missing))
    every_text(content, lambda text: shown.update(unquote(found) for found in PLUGIN_FILE.findall(text)) or text)
    for name in dict.fromkeys(missing):
        receipt.refuse(_("file"), f"{where}: {name}", _("The text shows it, but it is not in the file."))
    for name in files.keys() - shown:
        receipt.refuse(_("file"), f"{where}: {name}", _("No text of the question shows it."))
    return content, {name: data for name, data in files.items() if name in shown}


def _name_what_changes(question: Element, kind: str, where: str, receipt: Receipt) -> None:
    if kind not in ("description", "essay") and number(question.findtext("penalty"), 0.0):
        receipt.change(_("penalty"), where, _("Trying again takes off no points here."))
    if flag(question, "hidden"):
        receipt.change(_("question"), where, _("It was hidden in Moodle; here it stands among the others."))
    if any(re.search(r"\S", "".join(hint.itertext())) for hint in question.findall("hint")) and (
        question.find("hint/clearwrong") is not None
    ):
        receipt.change(_("hint"), where, _("A hint takes no wrong answers away."))
