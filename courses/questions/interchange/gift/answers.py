"""What stands between the braces of a GIFT question: it decides which kind of question it is."""

import re
from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _

from courses.questions.interchange.choosing import fraction_of, matching_of, options_of, settle_multiple, within
from courses.questions.interchange.gift.parts import Part
from courses.questions.interchange.items import Refused
from lms.interchange.receipts import Receipt

WEIGHT = re.compile(r"\s*%\s*([+-]?\d{1,4}(?:[.,]\d{1,20})?)\s*%")
TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?=#|\Z)", re.I)
NUMBER = r"[+-]?\s*(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:\s*[eE]\s*[+-]?\d+)?"
NUMERIC = re.compile(rf"\s*({NUMBER})\s*(?:(\.\.|:)\s*({NUMBER})\s*)?\Z")


def read_answers(inside: str | None, form: str, where: str, receipt: Receipt) -> tuple[str, dict, str]:
    """(kind, its own fields, overall feedback in Markdown)."""
    if inside is None:
        return "description", {}, ""
    inside, overall = _overall(inside, form)
    if not inside.strip():
        return "essay", {"lines": 8, "files_allowed": False, "for_grader": ""}, overall
    if inside.lstrip().startswith("#"):
        return "numeric", _numeric(inside.lstrip()[1:], form), overall
    if TRUTH.match(inside):
        return "true_false", _true_false(inside, form), overall
    if "~" in inside:
        return *_choice(inside, form, where, receipt), overall
    answers = _split(inside, "=")
    if all("->" in answer for _mark, answer in answers):
        return "matching", _matching(answers, form, where, receipt), overall
    return "short", _short(answers, form), overall


def _overall(inside: str, form: str) -> tuple[str, str]:
    before, mark, after = inside.partition("####")
    return before, Part.of(after, form).markdown() if mark else ""


def _split(inside: str, marks: str) -> list[tuple[str, str]]:
    """(mark, what follows it) of each answer; an answer without a mark counts as right."""
    pieces = re.split(f"([{marks}])", inside)
    found = [("=", pieces[0])] if pieces[0].strip() else []
    return [*found, *zip(pieces[1::2], pieces[2::2], strict=True)]


def _weighed(mark: str, answer: str) -> tuple[float, str, str]:
    """(fraction, text, feedback) as written."""
    weight = WEIGHT.match(answer)
    if weight:
        fraction, answer = fraction_of(weight[1]), answer[weight.end() :]
    else:
        fraction = 1.0 if mark == "=" else 0.0
    text, _mark, feedback = answer.partition("#")
    return within(fraction), text, feedback


def _true_false(inside: str, form: str) -> dict:
    """The first feedback is for who answers wrong, the second for who answers right: so Moodle reads it."""
    truth = TRUTH.match(inside)
    answer = truth[1].upper().startswith("T")
    wrong, _mark, right = inside[truth.end() :].removeprefix("#").partition("#")
    wrong, right = Part.of(wrong, form).markdown(), Part.of(right, form).markdown()
    return {
        "answer": answer,
        "feedback_true": right if answer else wrong,
        "feedback_false": wrong if answer else right,
    }


def _choice(inside: str, form: str, where: str, receipt: Receipt) -> tuple[str, dict]:
    answers = _split(inside, "=~")
    is_single = any(mark == "=" for mark, _answer in answers)
    read = []
    for mark, answer in answers:
        fraction, text, feedback = _weighed(mark, answer)
        read.append((Part.of(text, form).markdown(), fraction, Part.of(feedback, form).markdown()))
    options = options_of(read)
    if not is_single:
        settle_multiple(options, where, receipt)
    return "single" if is_single else "multiple", {"options": options, "shuffle": True}


def _matching(answers, form: str, where: str, receipt: Receipt) -> dict:
    pairs = []
    for _mark, answer in answers:
        prompt, _arrow, text = answer.partition("->")
        text, hash_mark, feedback = text.partition("#")
        if feedback.strip():
            receipt.change(_("feedback"), where, _("Feedback on a single pair is not kept in a matching question."))
        pairs.append((Part.of(prompt, form).markdown(), Part.of(text, form).plain()))
    return matching_of(pairs)


def _short(answers, form: str) -> dict:
    found = []
    for mark, answer in answers:
        fraction, text, feedback = _weighed(mark, answer)
        text = Part.of(text, form).plain()
        found.append({"text": text, "fraction": max(0.0, fraction), "feedback": Part.of(feedback, form).markdown()})
    return {"answers": found, "match_case": False}


def _numeric(inside: str, form: str) -> dict:
    answers = []
    for mark, answer in _split(inside, "=~"):
        fraction, text, feedback = _weighed(mark, answer)
        value, tolerance = _range(text, is_other=mark == "~")
        answers.append(
            {
                "value": value,
                "tolerance": tolerance,
                "fraction": max(0.0, fraction),
                "feedback": Part.of(feedback, form).markdown(),
            }
        )
    return {"answers": answers, "units": [], "unit_needed": False}


def _range(text: str, *, is_other: bool) -> tuple[float | None, float]:
    """(value, tolerance) of “3”, “3:0.1” or “2.9..3.1”; no value for “*”, any other number."""
    if text.strip() == "*" or (is_other and not text.strip()):
        return None, 0.0
    found = NUMERIC.match(text)
    if not found:
        raise Refused(_("“%(text)s” is not a number.", text=Part.of(text, "plain").plain()[:60]))
    first = number_of(found[1])
    if not found[2]:
        return float(first), 0.0
    second = number_of(found[3])
    if found[2] == ":":
        return float(first), abs(float(second))
    return float((first + second) / 2), abs(float((second - first) / 2))


def number_of(written: str) -> Decimal:
    try:
        return Decimal(re.sub(r"\s", "", written).replace(",", "."))
    except InvalidOperation as error:
        raise Refused(_("“%(text)s” is not a number.", text=written[:60])) from error
