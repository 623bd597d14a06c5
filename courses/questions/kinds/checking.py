"""What an author must mend in a question before it can be asked."""

import math
import re

from flask_babel import gettext as _
from flask_babel import ngettext

from courses.questions.kinds.cloze import gaps_in
from courses.questions.kinds.fields import (
    CHOICE,
    KEY,
    KINDS,
    LINE,
    LONGEST,
    NUMBER,
    PERCENT,
    ROWS,
    TEXT,
    WHOLE,
    YES,
    Part,
    walk,
)
from courses.questions.kinds.responses import NEARLY
from courses.questions.kinds.typing import folded, pieces_of

MOST_ROWS = 60
LARGEST = 1e15
KEY_SHAPE = re.compile(r"[\w-]{1,40}", re.ASCII)


def check(kind: str, content: dict) -> list[tuple[str, str]]:
    """(path, sentence) for each mistake, in the order of the form; none when the question can be asked."""
    if kind not in KINDS or not isinstance(content, dict):
        return [("kind", _("There is no such kind of question."))]
    problems = {}
    for path, field, value in walk(KINDS[kind].fields, content):
        if problem := _problem(field, value):
            problems.setdefault(path, problem)
    if not problems:
        for path, problem in _WHOLE_CHECKS.get(kind, _nothing)(content, ""):
            problems.setdefault(path, problem)
    return list(problems.items())


def _problem(field: Part, value) -> str | None:
    if field.kind == ROWS:
        return _problem_of_rows(field, value)
    if field.kind in (TEXT, LINE, KEY):
        if not isinstance(value, str):
            return _("Write this as a text.")
        if field.is_needed and not folded(value):
            return _("This may not stay empty.")
        if len(value) > LONGEST[field.kind]:
            return _("Keep this within %(max)d characters.", max=LONGEST[field.kind])
        if field.kind == KEY and not KEY_SHAPE.fullmatch(value):
            return _("Use letters, digits and hyphens only, such as “a”.")
    if field.kind in (NUMBER, PERCENT, WHOLE):
        return _problem_of_number(field, value)
    if field.kind == YES and not isinstance(value, bool):
        return _("Say yes or no.")
    if field.kind == CHOICE and value not in field.choices:
        return _("Choose one of these.")
    return None


def _problem_of_number(field: Part, value) -> str | None:
    if value is None:
        return _("This may not stay empty.") if field.is_needed else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return _("Write a number, such as 3.5.")
    if abs(value) > LARGEST:
        return _("This number is too large.")
    if field.kind == PERCENT and not -1 <= value <= 1:
        return _("Write a number from −100 to 100.")
    if field.kind == WHOLE and not (value == int(value) and 1 <= value <= 100):
        return _("Write a whole number from 1 to 100.")
    if field.name in ("tolerance", "weight") and value < 0:
        return _("Write a number that is not below zero.")
    if field.name == "factor" and value == 0:
        return _("Write a number other than zero.")
    return None


def _problem_of_rows(field: Part, value) -> str | None:
    if not isinstance(value, list) or any(isinstance(row, dict) != bool(field.fields) for row in value):
        return _("Write this as a list.")
    if len(value) < field.least:
        return ngettext("Write at least one.", "Write at least %(num)d.", field.least)
    if len(value) > MOST_ROWS:
        return _("Keep this within %(max)d.", max=MOST_ROWS)
    keys = [row.get("key") for row in value if isinstance(row, dict) and "key" in row]
    if len(set(map(str, keys))) < len(keys):
        return _("Two of these have the same name.")
    return None


def _nothing(content, path):
    return ()


def _single(content, path):
    if not any(option["fraction"] == 1 for option in content["options"]):
        yield f"{path}options", _("One option must be worth 100.")


def _multiple(content, path):
    total = sum(option["fraction"] for option in content["options"] if option["fraction"] > 0)
    if abs(total - 1) >= NEARLY:
        yield (
            f"{path}options",
            _("The right ones make %(total)s together; they must make 100.", total=f"{total * 100:g}"),
        )


def _short(content, path):
    for index, answer in enumerate(content["answers"]):
        if not "".join(pieces_of(answer["text"])).strip() and answer["fraction"] > 0:
            yield f"{path}answers.{index}.text", _("A star alone accepts anything; give it 0 points.")
    if not any(answer["fraction"] == 1 for answer in content["answers"]):
        yield f"{path}answers", _("One answer must be worth 100.")


def _numeric(content, path):
    if not any(answer["fraction"] == 1 and answer.get("value") is not None for answer in content["answers"]):
        yield f"{path}answers", _("One number must be worth 100.")
    for index, unit in enumerate(content.get("units", [])):
        if unit["unit"].strip()[:1] in "0123456789.,+-'":
            yield f"{path}units.{index}.unit", _("A unit begins with a letter or a sign such as € or %%.")
    if content.get("unit_needed") and not content.get("units"):
        yield f"{path}unit_needed", _("Write the units first.")


def _matching(content, path):
    answers = {folded(pair["answer"]) for pair in content["pairs"]} | set(map(folded, content.get("extra", [])))
    if len(answers) < 2:
        yield f"{path}pairs", _("There must be at least two different answers.")
    for index, extra in enumerate(content.get("extra", [])):
        if any(folded(extra) == folded(pair["answer"]) for pair in content["pairs"]):
            yield f"{path}extra.{index}", _("This one fits a pair.")


def _cloze(content, path):
    standing, named = gaps_in(content["text"]), [gap["key"] for gap in content["gaps"]]
    for key in dict.fromkeys(standing):
        if key not in named:
            yield "text", _("There is no gap named “%(name)s” below.", name=key)
        elif standing.count(key) > 1:
            yield "text", _("[[%(name)s]] stands in the text more than once.", name=key)
    for index, gap in enumerate(content["gaps"]):
        if gap["key"] not in standing:
            yield f"gaps.{index}.key", _("Write [[%(name)s]] in the text, where this gap stands.", name=gap["key"])
        yield from _WHOLE_CHECKS[gap["kind"]](gap, f"gaps.{index}.")
    if not any(gap.get("weight", 1) for gap in content["gaps"]):
        yield "gaps", _("At least one gap must count.")


_WHOLE_CHECKS = {
    "single": _single,
    "multiple": _multiple,
    "short": _short,
    "numeric": _numeric,
    "matching": _matching,
    "cloze": _cloze,
}
