"""Writing Moodle XML: texts stay Markdown, files travel inside, and it reads back as the same questions."""

import base64
import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from flask_babel import gettext as _

from courses.questions.interchange.choosing import percent
from courses.questions.interchange.items import PLUGIN_FILE, Item, alike_losses, unquote
from courses.questions.interchange.moodle.reading import LANGUAGE, OVERALL
from courses.questions.kinds.cloze import TAG_OR_GAP

TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "true_false": "truefalse",
    "short": "shortanswer",
    "numeric": "numerical",
    "matching": "matching",
    "ordering": "ordering",
    "cloze": "cloze",
    "essay": "essay",
    "description": "description",
}
# XML has no place for these at all.
NO_LETTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_moodle(items: Iterable[Item]) -> bytes:
    """All questions, in order, under their categories."""
    quiz, category = Element("quiz"), None
    for item in items:
        if item.category != category and (item.category or category):
            entry = SubElement(quiz, "question", type="category")
            names = (name.replace("/", "//") for name in item.category)
            _bare(SubElement(entry, "category"), "/".join(["$course$", "top", *names]))
        category = item.category
        _question(quiz, item)
    indent(quiz)
    return tostring(quiz, encoding="utf-8", xml_declaration=True)


def losses(item: Item) -> list[str]:
    """What of this question Moodle XML cannot carry; a sentence for each."""
    return list(_losses(item.content))


def _losses(content: dict) -> Iterator[str]:
    if content.get("explained_at"):
        yield _("The link to the lesson that explains it stays behind.")
    if any(
        gap.get("weight", 1) != int(gap.get("weight", 1)) or not 1 <= gap.get("weight", 1) <= 999
        for gap in content.get("gaps", ())
    ):
        yield _("In Moodle a gap counts a whole number of times.")
    if any(gap.get("units") for gap in content.get("gaps", ())):
        yield _("Moodle knows no units in gaps.")
    for typed in (content, *content.get("gaps", ())):
        yield from alike_losses(typed)


def _question(quiz: Element, item: Item) -> None:
    content = item.content
    question = SubElement(quiz, "question", {"type": TYPES[item.kind], LANGUAGE: content["language"]})
    _bare(SubElement(question, "name"), item.name)
    text = content["text"]
    if item.kind == "cloze":
        gaps = {gap["key"]: gap for gap in content["gaps"]}
        text = TAG_OR_GAP.sub(lambda found: _gap(gaps[found[1]]) if found[1] in gaps else found[0], text)
    _text(question, "questiontext", text, item)
    _text(question, "generalfeedback", content.get("feedback", ""), item)
    _line(question, "defaultgrade", "0" if item.kind == "description" else repr(item.points))
    _line(question, "penalty", "0")
    _line(question, "hidden", "0")
    _line(question, "idnumber", item.key)
    for ours, theirs in OVERALL.items():
        if content.get(ours):
            _text(question, theirs, content[ours], item)
    if write := _WRITERS.get(item.kind):
        write(question, content, item)
    for hint in content.get("hints", ()):
        _text(question, "hint", hint, item)
    if item.tags:
        tags = SubElement(question, "tags")
        for tag in item.tags:
            _bare(SubElement(tags, "tag"), tag)


def _choice(question: Element, content: dict, item: Item) -> None:
    _line(question, "single", "true" if item.kind == "single" else "false")
    _line(question, "shuffleanswers", "true" if content["shuffle"] else "false")
    _line(question, "answernumbering", "none")
    for option in content["options"]:
        answer = _text(question, "answer", option["text"], item, fraction=percent(option["fraction"]))
        _text(answer, "feedback", option.get("feedback", ""), item)


def _true_false(question: Element, content: dict, item: Item) -> None:
    for word, is_right in (("true", content["answer"]), ("false", not content["answer"])):
        answer = SubElement(question, "answer", fraction="100" if is_right else "0", format="plain_text")
        _line(answer, "text", word)
        _text(answer, "feedback", content.get(f"feedback_{word}", ""), item)


def _short(question: Element, content: dict, item: Item) -> None:
    _line(question, "usecase", "1" if content["match_case"] else "0")
    for one in content["answers"]:
        answer = SubElement(question, "answer", fraction=percent(one["fraction"]), format="plain_text")
        _line(answer, "text", one["text"])
        _text(answer, "feedback", one.get("feedback", ""), item)


def _numeric(question: Element, content: dict, item: Item) -> None:
    for one in content["answers"]:
        answer = SubElement(question, "answer", fraction=percent(one["fraction"]), format="plain_text")
        _line(answer, "text", "*" if one["value"] is None else repr(one["value"]))
        _text(answer, "feedback", one.get("feedback", ""), item)
        _line(answer, "tolerance", repr(one.get("tolerance") or 0.0))
    if content["units"]:
        units = SubElement(question, "units")
        for one in content["units"]:
            unit = SubElement(units, "unit")
            _line(unit, "multiplier", repr(1 / one["factor"]))
            _line(unit, "unit_name", one["unit"])
    _line(question, "unitgradingtype", "1" if content["unit_needed"] else "0")
    _line(question, "unitpenalty", "1")


def _matching(question: Element, content: dict, item: Item) -> None:
    _line(question, "shuffleanswers", "true")
    pairs = [(pair["prompt"], pair["answer"]) for pair in content["pairs"]]
    for prompt, answer in [*pairs, *(("", extra) for extra in content.get("extra", ()))]:
        _bare(SubElement(_text(question, "subquestion", prompt, item), "answer"), answer)


def _ordering(question: Element, content: dict, item: Item) -> None:
    _line(question, "layouttype", "VERTICAL")
    _line(question, "selecttype", "ALL")
    _line(question, "gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST")
    for place, step in enumerate(content["items"], 1):
        _text(question, "answer", step["text"], item, fraction=f"{place}")


def _essay(question: Element, content: dict, item: Item) -> None:
    _line(question, "responseformat", "editor")
    _line(question, "responsefieldlines", str(int(content["lines"])))
    _line(question, "attachments", "-1" if content["files_allowed"] else "0")
    _text(question, "graderinfo", content.get("for_grader", ""), item)


_WRITERS = {
    "single": _choice,
    "multiple": _choice,
    "true_false": _true_false,
    "short": _short,
    "numeric": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
}


def _gap(gap: dict) -> str:
    """A gap as Moodle writes it within the text."""
    weight = int(min(999, max(1, gap.get("weight", 1) or 1)))
    answers = [
        _gap_answer(option["fraction"], option["text"], option.get("feedback", "")) for option in gap.get("options", ())
    ]
    for one in gap.get("answers", ()):
        text = one.get("text", "")
        if gap["kind"] == "numeric":
            text = "*" if one["value"] is None else f"{one['value']!r}:{one.get('tolerance') or 0.0!r}"
        answers.append(_gap_answer(one["fraction"], text, one.get("feedback", "")))
    case = "_C" if gap.get("match_case") else ""
    name = {"short": f"SHORTANSWER{case}", "numeric": "NUMERICAL", "single": "MULTICHOICE"}[gap["kind"]]
    return f"{{{weight}:{name}:{'~'.join(answers)}}}"


def _gap_answer(fraction: float, text: str, feedback: str) -> str:
    share = "=" if fraction == 1 else f"%{percent(fraction)}%"
    return share + _escaped(text) + (f"#{_escaped(feedback)}" if feedback else "")


def _escaped(text: str) -> str:
    return re.sub(r"[}{~#/\"\\]", r"\\\g<0>", text)


def _text(parent: Element, name: str, text: str, item: Item, **attributes: str) -> Element:
    """A text in Markdown, with the files it shows."""
    element = SubElement(parent, name, {**attributes, "format": "markdown"})
    _line(element, "text", text)
    for shown in dict.fromkeys(unquote(found) for found in PLUGIN_FILE.findall(text)):
        if shown in item.files:
            file = SubElement(element, "file", name=shown, path="/", encoding="base64")
            file.text = base64.b64encode(item.files[shown]).decode("ascii")
    return element


def _bare(parent: Element, text: str) -> None:
    _line(parent, "text", text)


def _line(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = NO_LETTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
