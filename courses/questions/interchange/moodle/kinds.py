"""What each type of question in Moodle becomes in the bank."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from flask_babel import gettext as _

from courses.questions.interchange.choosing import matching_of, options_of, settle_multiple, within
from courses.questions.interchange.items import Refused, letters
from courses.questions.interchange.moodle.cloze import read_cloze
from courses.questions.interchange.moodle.elements import flag, format_of, number, plain, share, text_at, words, written
from courses.questions.interchange.moodle.gaps import read_gaps
from lms.interchange.receipts import Receipt


def _choice(question: Element, where: str, receipt: Receipt) -> tuple[str, dict]:
    answers = question.findall("answer")
    read = [(words(answer), share(answer), words(answer.find("feedback"))) for answer in answers]
    options, is_single = options_of(read), flag(question, "single", True)
    if not is_single:
        settle_multiple(options, where, receipt)
    if text_at(question, "answernumbering") not in ("", "abc", "none"):
        receipt.change(_("numbering"), where, _("Answers are shown without numbers or letters."))
    return "single" if is_single else "multiple", {"options": options, "shuffle": flag(question, "shuffleanswers")}


def _true_false(question: Element, where: str, receipt: Receipt) -> tuple[str, dict]:
    found = {}
    for answer in question.findall("answer"):
        found[text_at(answer, "text").lower()] = (number(answer.get("fraction"), 0.0), words(answer.find("feedback")))
    if set(found) != {"true", "false"} or sorted(share for share, _words in found.values()) != [0, 100]:
        raise Refused(_("It does not say whether true or false is right."))
    return "true_false", {
        "answer": found["true"][0] == 100,
        "feedback_true": found["true"][1],
        "feedback_false": found["false"][1],
    }


def _short(question: Element, where: str, receipt: Receipt) -> tuple[str, dict]:
    answers = [
        {
            "text": plain(answer) if format_of(answer, "plain") != "moodle" else " ".join(written(answer).split()),
            "fraction": max(0.0, within(share(answer))),
            "feedback": words(answer.find("feedback")),
        }
        for answer in question.findall("answer")
    ]
    return "short", {"answers": answers, "match_case": flag(question, "usecase")}


def _numeric(question: Element, where: str, receipt: Receipt) -> tuple[str, dict]:
    answers = []
    for answer in question.findall("answer"):
        text = text_at(answer, "text")
        answers.append(
            {
                "value": None if text == "*" else number(text),
                "tolerance": 0.0 if text == "*" else abs(number(answer.findtext("tolerance"), 0.0)),
                "fraction": max(0.0, within(share(answer))),
                "feedback": words(answer.find("feedback")),
            }
        )
    units = []
    for unit in question.findall("units/unit"):
        multiplier = number(unit.findtext("multiplier"), 1.0)
        if not multiplier:
            raise Refused(_("One of its units is worth nothing."))
        # Moodle says how many of the unit make one; the bank, what one of the unit is worth.
        units.append({"unit": text_at(unit, "unit_name"), "factor": 1 / multiplier})
    units = [unit for unit in units if unit["unit"]]
    needed = bool(units) and text_at(question, "unitgradingtype") not in ("", "0")
    if needed and number(question.findtext("unitpenalty"), 1.0) < 1:
        receipt.change(_("unit"), where, _("A missing or wrong unit makes an answer wrong here, not only worth less."))
    return "numeric", {"answers": answers, "units": units, "unit_needed": needed}


def _matching(question: Element, where: str, receipt: Receipt) -> tuple[str, dict]:
    pairs = [(words(pair), plain(pair.find("answer"))) for pair in question.findall("subquestion")]
    return "matching", matching_of(pairs)


def _ordering(question: Element, where: str, receipt: Receipt) -> tuple[str, dict]:
    answers = question.findall("answer")
    places = [number(answer.get("fraction"), 0.0) for answer in answers]
    if len(set(places)) == len(places):
        answers = [answer for _place, answer in sorted(zip(places, answers, strict=True), key=lambda pair: pair[0])]
    items = [{"key": letters(place), "text": words(answer)} for place, answer in enumerate(answers)]
    if text_at(question, "gradingtype") not in ("", "1", "RELATIVE_NEXT_EXCLUDE_LAST"):
        receipt.change(_("grading"), where, _("Here the share of neighbours in the right order counts."))
    return "ordering", {"items": items}


def _essay(question: Element, where: str, receipt: Receipt) -> tuple[str, dict]:
    if words(question.find("responsetemplate")):
        receipt.change(_("template"), where, _("The text that stood ready in the answer was left out."))
    if text_at(question, "minwordlimit") or text_at(question, "maxwordlimit"):
        receipt.change(_("limit"), where, _("Answers have no limit of words here."))
    return "essay", {
        "lines": int(max(1, min(100, number(question.findtext("responsefieldlines"), 8)))),
        "files_allowed": text_at(question, "attachments") not in ("", "0"),
        "for_grader": words(question.find("graderinfo")),
    }


def _description(question: Element, where: str, receipt: Receipt) -> tuple[str, dict]:
    return "description", {}


READERS: dict[str, Callable[[Element, str, Receipt], tuple[str, dict]]] = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "shortanswer": _short,
    "numerical": _numeric,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "description": _description,
    "cloze": read_cloze,
    "multianswer": read_cloze,
    "gapselect": read_gaps,
    "ddwtos": read_gaps,
}


def why_not(kind: str) -> str:
    """Why a type of Moodle's has no place in the bank."""
    if kind.startswith("calculated"):
        return _("Questions that are computed from a formula (%(kind)s) have no counterpart here.", kind=kind)
    if kind in ("random", "randomsamatch"):
        return _("It draws other questions at random (%(kind)s); a quiz does that here.", kind=kind)
    if kind in ("ddimageortext", "ddmarker", "hotspot"):
        return _("Questions in which people point at a picture (%(kind)s) have no counterpart here.", kind=kind)
    if kind in ("coderunner", "stack", "vplquestion"):
        return _("Its answers are checked by running a program (%(kind)s); that has no counterpart here.", kind=kind)
    return _("Questions of the type %(kind)s have no counterpart here.", kind=kind or "?")
