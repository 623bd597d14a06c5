"""Writing GIFT that reads back as the same questions, and saying before what GIFT has no place for."""

import re
from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from courses.questions.interchange.choosing import percent
from courses.questions.interchange.gift.signs import escape
from courses.questions.interchange.items import (
    COMMON,
    PLUGIN_FILE,
    Item,
    alike_losses,
    every_text,
    without_missing_files,
)

NO_PLACE = frozenset({"ordering", "cloze"})


def write_gift(items: Iterable[Item]) -> str:
    """The questions GIFT can hold, in order, under their categories."""
    lines, category = [], None
    for item in items:
        if item.kind in NO_PLACE:
            continue
        if item.category != category and (item.category or category):
            lines.append(f"$CATEGORY: {escape('/'.join(['$course$', 'top', *map(_slashed, item.category)]))}\n")
        category = item.category
        lines.append(_question(item))
    return "\n".join(lines)


def losses(item: Item) -> list[str]:
    """What of this question GIFT cannot carry; a sentence for each, none when all of it comes along."""
    if item.kind in NO_PLACE:
        return [_("GIFT has no questions of this kind; it is left out.")]
    return list(_losses(item, item.content))


def _losses(item: Item, content: dict) -> Iterator[str]:
    if item.points != 1 and item.kind != "description":
        yield _("GIFT knows no points.")
    if any(content.get(name) for name in COMMON - {"feedback"}):
        yield _("GIFT knows no hints, and no feedback on answers that are right, partly right or wrong.")
    if content.get("explained_at"):
        yield _("The link to the lesson that explains it stays behind.")
    if PLUGIN_FILE.search(repr(content)):
        yield _("GIFT holds no images or files.")
    if item.kind in ("single", "multiple") and not content["shuffle"]:
        yield _("GIFT does not say that the options stay in this order.")
    if item.kind == "short" and content["match_case"]:
        yield _("GIFT does not say that capitals count.")
    if item.kind == "short":
        yield from alike_losses(content)
    if item.kind == "numeric" and content["units"]:
        yield _("GIFT knows no units.")
    if item.kind == "essay" and (content["lines"] != 8 or content["files_allowed"] or content["for_grader"]):
        yield _("GIFT keeps of an essay only what is asked.")
    answers = [answer["text"] for answer in content["answers"]] if item.kind == "short" else []
    for pair in content.get("pairs", ()):
        answers += [pair["prompt"], pair["answer"]]
    if any("->" in answer for answer in [*answers, *content.get("extra", ())]):
        yield _("An arrow (->) in an answer means something else in GIFT.")


def _question(item: Item) -> str:
    content = every_text(item.content, lambda text: without_missing_files(text, (), []))
    notes = [("id", item.key)] if item.key else []
    notes += [("tag", tag) for tag in item.tags] + [("lang", content["language"])]
    noted = " ".join(f"[{name}:{_noted(value)}]" for name, value in notes)
    head = f"// {noted}\n::{escape(item.name)}::[markdown]{escape(content['text'])}"
    answers = _ANSWERS[item.kind](content)
    if answers is None:
        return f"{head}\n"
    overall = f"####{_part(content['feedback'])}" if content.get("feedback") else ""
    return f"{head}{{{answers}{overall}}}\n"


def _choice(content: dict, *, is_single: bool) -> str:
    lines = []
    for option in content["options"]:
        is_right = is_single and option["fraction"] == 1
        weight = "" if is_right or not option["fraction"] else f"%{percent(option['fraction'])}%"
        lines.append(f"\n\t{'=' if is_right else '~'}{_answer(weight, option['text'], is_right, option['feedback'])}")
    return "".join([*lines, "\n"])


def _true_false(content: dict) -> str:
    right, wrong = ("true", "false") if content["answer"] else ("false", "true")
    wrong, right = _part(content.get(f"feedback_{wrong}", "")), _part(content.get(f"feedback_{right}", ""))
    said = f"#{wrong}#{right}" if right else f"#{wrong}" if wrong else ""
    return f"{'TRUE' if content['answer'] else 'FALSE'}{said}"


def _short(content: dict) -> str:
    lines = []
    for answer in content["answers"]:
        weight = "" if answer["fraction"] == 1 else f"%{percent(answer['fraction'])}%"
        lines.append(f"\n\t={_answer(weight, answer['text'], True, answer['feedback'])}")
    return "".join([*lines, "\n"])


def _numeric(content: dict) -> str:
    lines = ["#"]
    for answer in content["answers"]:
        feedback = f"#{_part(answer['feedback'])}" if answer["feedback"] else ""
        if answer["value"] is None and not answer["fraction"]:
            lines.append(f"\n\t~{feedback}")
            continue
        number = "*" if answer["value"] is None else f"{answer['value']!r}:{answer['tolerance'] or 0.0!r}"
        weight = "" if answer["fraction"] == 1 else f"%{percent(answer['fraction'])}%"
        lines.append(f"\n\t={weight}{number}{feedback}")
    return "".join([*lines, "\n"])


def _matching(content: dict) -> str:
    pairs = [f"\n\t={_part(pair['prompt'])} -> {_part(pair['answer'])}" for pair in content["pairs"]]
    return "".join([*pairs, *(f"\n\t= -> {_part(extra)}" for extra in content.get("extra", ())), "\n"])


def _answer(weight: str, text: str, is_right: bool, feedback: str) -> str:
    # A text that begins like a weight needs one before it.
    weight = weight or ((f"%{100 if is_right else 0}%") if text.lstrip().startswith("%") else "")
    return f"{weight}{_part(text)}" + (f"#{_part(feedback)}" if feedback else "")


def _part(text: str) -> str:
    """A text within a question; one that begins with a bracket says its format, lest the bracket be read as one."""
    return f"{'[markdown]' if text.startswith('[') else ''}{escape(text)}"


def _slashed(name: str) -> str:
    return name.replace("/", "//")


def _noted(value: str) -> str:
    """A value within the brackets of a comment."""
    return re.sub(r"[\\\]]", r"\\\g<0>", value)


_ANSWERS = {
    "single": lambda content: _choice(content, is_single=True),
    "multiple": lambda content: _choice(content, is_single=False),
    "true_false": _true_false,
    "short": _short,
    "numeric": _numeric,
    "matching": _matching,
    "essay": lambda content: "",
    "description": lambda content: None,
}
