"""Gaps that are filled from a list: Moodle's gapselect (a menu in the text) and ddwtos (words dragged into it)."""

import re
from xml.etree.ElementTree import Element

from flask_babel import gettext as _

from courses.questions.interchange.items import Refused, letters
from courses.questions.interchange.moodle.elements import text_at, words
from courses.questions.kinds.cloze import TAG_OR_GAP
from lms.interchange.receipts import Receipt

GAP = re.compile(r"\[\[(\d{1,3})\]\]")
HELD = re.compile("\U0010fd00(\\w+)\U0010fd01")


def read_gaps(question: Element, where: str, receipt: Receipt) -> tuple[str, dict]:
    """A cloze whose gaps are choices among the options of the same group."""
    choices = question.findall("selectoption") or question.findall("dragbox")
    texts = [words(choice) for choice in choices]
    groups = [text_at(choice, "group") or "1" for choice in choices]
    gaps: list[dict] = []

    def hold(found):
        right = int(found[1]) - 1
        if not 0 <= right < len(choices):
            raise Refused(_("One of its gaps has no answer."))
        inside = [place for place, group in enumerate(groups) if group == groups[right]]
        options = [
            {"key": letters(number), "text": texts[place], "fraction": float(place == right), "feedback": ""}
            for number, place in enumerate(inside)
        ]
        gaps.append({"key": letters(len(gaps)), "kind": "single", "weight": 1.0, "options": options})
        return held(gaps[-1]["key"])

    text = with_gaps(question, GAP.sub(hold, hold_text(question)))
    if question.get("type") == "ddwtos":
        receipt.change(_("gaps"), where, _("Words are chosen from a menu instead of dragged."))
    return "cloze", {"text": text, "gaps": gaps}


def hold_text(question: Element) -> str:
    return re.sub("[\U0010fd00\U0010fd01]", "", question.findtext("questiontext/text") or "")


def held(key: str) -> str:
    """Stands in for a gap while the text around it becomes Markdown."""
    return f"\U0010fd00{key}\U0010fd01"


def with_gaps(question: Element, text: str) -> str:
    """The text in Markdown with [[key]] where gaps stand; brackets of its own never look like one."""
    stem = Element("questiontext", dict(question.find("questiontext").attrib))
    inner = Element("text")
    inner.text = text
    stem.append(inner)
    text = TAG_OR_GAP.sub(lambda found: f"[\\[{found[1]}]]" if found[1] else found[0], words(stem))
    return HELD.sub(r"[[\1]]", text)
