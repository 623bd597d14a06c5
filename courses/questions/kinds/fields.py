"""The one description of what each kind of question holds: its check, the editor's form and what is rendered follow it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

TEXT, LINE, NUMBER, PERCENT, WHOLE, YES, CHOICE, ROWS, KEY = (
    "text", "line", "number", "percent", "whole", "yes", "choice", "rows", "key",
)  # fmt: skip
LONGEST = {TEXT: 10_000, LINE: 500, KEY: 40}


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a content, or of a row in it.

    `kind`: text (Markdown), line (plain words), number, percent (kept as a fraction), whole, yes, choice, key, or rows,
    of which each has `fields` and there are at least `least`. A row without fields is one plain line. `start` is what a new
    question begins with, `absent` what one means that says nothing, where that is another thing."""

    name: str
    kind: str
    label: LazyString | str = ""
    hint: LazyString | str = ""
    is_needed: bool = False
    fields: tuple["Part", ...] = ()
    least: int = 0
    begins_with: int = 0
    add: LazyString | str = ""
    choices: tuple = ()
    words: dict | None = None  # choice → what it is called
    start: object = None
    absent: object = None

    @property
    def empty(self):
        """What stands in a field that nobody filled."""
        if self.start is not None:
            return self.start
        return {ROWS: [], YES: False, NUMBER: None, PERCENT: 0.0, WHOLE: None}.get(self.kind, "")

    @property
    def unsaid(self):
        """What holds where a content says nothing about it."""
        return self.empty if self.absent is None else self.absent


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    word: LazyString
    purpose: LazyString
    icon: str
    fields: tuple[Part, ...]


_FEEDBACK = Part("feedback", TEXT, _l("Feedback on this answer"))
_SHARE = Part("fraction", PERCENT, _l("Share of the points, in %"), is_needed=True)
_KEY = Part("key", KEY)
_OPTION = (_KEY, Part("text", TEXT, _l("Option"), is_needed=True), _SHARE, _FEEDBACK)
_OPTIONS = Part(
    "options", ROWS, _l("Options"), _l("100 for a right one, 0 for a wrong one; what is partly right lies between."),
    fields=_OPTION, least=2, begins_with=3, add=_l("Add an option"),
)  # fmt: skip
_SEVERAL = Part(
    "options", ROWS, _l("Options"),
    _l("The right ones make 100 together, such as 50 and 50. A wrong one may cost something: write −50."),
    fields=_OPTION, least=2, begins_with=4, add=_l("Add an option"),
)  # fmt: skip
_SHUFFLE = Part("shuffle", YES, _l("Show the options to everybody in another order"), start=True)
_WORDS = Part(
    "answers", ROWS, _l("Accepted answers"),
    _l("A star stands for anything: “fiets*” accepts “fietsen” too. Write \\* for a star itself."),
    fields=(Part("text", LINE, _l("Answer"), is_needed=True), _SHARE, _FEEDBACK),
    least=1, begins_with=2, add=_l("Add an accepted answer"),
)  # fmt: skip
_CASE = Part("match_case", YES, _l("Capitals count"))
_ACCENTS = Part(
    "match_accents", YES, _l("Accents count"), _l("If they do not, “een” is the same as “één” and “cafe” as “café”."),
    start=False, absent=True,
)  # fmt: skip
_SPACES = Part(
    "spaces", CHOICE, _l("Spaces"), _l("At the beginning and the end they never count."),
    choices=("runs", "ignored", "exact"),
    words={
        "runs": _l("Several count as one"),
        "ignored": _l("Do not count at all"),
        "exact": _l("Count exactly as written"),
    },
    start="runs",
)  # fmt: skip
_ALIKE = (_CASE, _ACCENTS, _SPACES)
_NUMBERS = Part(
    "answers", ROWS, _l("Accepted numbers"),
    _l("Leave the number empty for feedback on any other number."),
    fields=(
        Part("value", NUMBER, _l("Number")),
        Part("tolerance", NUMBER, _l("May differ by"), start=0.0),
        _SHARE,
        _FEEDBACK,
    ),
    least=1, begins_with=1, add=_l("Add an accepted number"),
)  # fmt: skip
_UNITS = Part(
    "units", ROWS, _l("Units"),
    _l("An answer in this unit is multiplied to reach the unit of the numbers above: for those in metres, km has 1000."),
    fields=(
        Part("unit", LINE, _l("Unit"), is_needed=True),
        Part("factor", NUMBER, _l("Times"), is_needed=True, start=1.0),
    ),
    add=_l("Add a unit"),
)  # fmt: skip
_UNIT_NEEDED = Part("unit_needed", YES, _l("An answer without a unit is wrong"))

GAP_FIELDS = {
    "short": (_WORDS, *_ALIKE),
    "numeric": (_NUMBERS, _UNITS, _UNIT_NEEDED),
    "single": (_OPTIONS,),
}
GAP_WORDS = {"short": _l("Gap for words"), "numeric": _l("Gap for a number"), "single": _l("Gap to choose for")}
_GAPS = Part(
    "gaps", ROWS, _l("Gaps"), _l("Where a gap stands in the text, write its name in double brackets: [[a]]."),
    fields=(
        Part("key", KEY, _l("Name of the gap"), is_needed=True),
        Part("kind", CHOICE, choices=tuple(GAP_FIELDS), start="short"),
        Part("weight", NUMBER, _l("Counts how many times"), start=1.0),
    ),
    least=1, begins_with=1, add=_l("Add a gap"),
)  # fmt: skip

QUESTION = Part("text", TEXT, _l("Question"), is_needed=True)
LANGUAGE = Part("language", CHOICE, _l("Language"), choices=("en", "nl"), start="en")
HINTS = Part("hints", ROWS, _l("Hints"), _l("Shown one by one, to who asks for them."), add=_l("Add a hint"))
OVERALL = (
    Part("feedback", TEXT, _l("Feedback to everybody"), _l("Shown to everybody, whatever they answered.")),
    Part("feedback_right", TEXT, _l("When it is right")),
    Part("feedback_partly", TEXT, _l("When it is partly right")),
    Part("feedback_wrong", TEXT, _l("When it is wrong")),
)


def _kind(name, word, purpose, icon, *fields, overall=OVERALL, hints=True) -> Kind:
    return Kind(name, word, purpose, icon, (QUESTION, *fields, *overall, *([HINTS] if hints else []), LANGUAGE))


KINDS = {
    kind.name: kind
    for kind in (
        _kind("single", _l("One choice"), _l("One option is right"), "circle-check", _OPTIONS, _SHUFFLE),
        _kind("multiple", _l("Several choices"), _l("Several options are right"), "list-checks", _SEVERAL, _SHUFFLE),
        _kind(
            "true_false", _l("True or false"), _l("A statement to judge"), "circle-question-mark",
            Part("answer", YES, _l("The statement is true")),
            Part("feedback_true", TEXT, _l("Feedback on “true”")),
            Part("feedback_false", TEXT, _l("Feedback on “false”")),
        ),
        _kind("short", _l("A few words"), _l("Typed, and compared with what you accept"), "pencil", _WORDS, *_ALIKE),
        _kind("numeric", _l("A number"), _l("With a tolerance, and units"), "sigma", _NUMBERS, _UNITS, _UNIT_NEEDED),
        _kind(
            "matching", _l("Matching"), _l("What belongs together"), "link",
            Part(
                "pairs", ROWS, _l("Pairs"),
                fields=(
                    _KEY,
                    Part("prompt", TEXT, _l("This"), is_needed=True),
                    Part("answer", LINE, _l("Belongs to"), is_needed=True),
                ),
                least=2, begins_with=3, add=_l("Add a pair"),
            ),
            Part("extra", ROWS, _l("Answers that fit nowhere"), add=_l("Add an answer that fits nowhere")),
        ),
        _kind(
            "ordering", _l("Order"), _l("Steps to put in their order"), "list-ordered",
            Part(
                "items", ROWS, _l("Steps"), _l("Write them in the right order."),
                fields=(_KEY, Part("text", TEXT, _l("Step"), is_needed=True)),
                least=2, begins_with=3, add=_l("Add a step"),
            ),
        ),
        _kind("cloze", _l("Fill in"), _l("Gaps in a text"), "square-pen", _GAPS),
        _kind(
            "essay", _l("Essay"), _l("A text that a person grades"), "file-text",
            Part("lines", WHOLE, _l("Lines to write on"), start=8),
            Part("files_allowed", YES, _l("Files may be added")),
            Part("for_grader", TEXT, _l("For who grades"), _l("What a good answer says. Only graders read it.")),
            overall=OVERALL[:1],
        ),
        _kind("description", _l("Text only"), _l("To read, without an answer"), "info", overall=(), hints=False),
    )
}  # fmt: skip


def fields_of_row(field: Part, row) -> tuple[Part, ...]:
    """The fields of a row; those of a gap are also the ones of its kind."""
    if field.name == "gaps" and isinstance(row, dict):
        return field.fields + GAP_FIELDS.get(row.get("kind"), ())
    return field.fields


def walk(fields, content: dict, path: str = "") -> Iterator[tuple[str, Part, object]]:
    """(path, field, value) of everything in a content, rows and what is in them included."""
    for field in fields:
        value = content.get(field.name, field.unsaid)
        yield f"{path}{field.name}", field, value
        if field.kind != ROWS or not isinstance(value, list):
            continue
        for index, row in enumerate(value):
            below = f"{path}{field.name}.{index}"
            if not field.fields:
                yield below, Part(field.name, TEXT if field is HINTS else LINE, is_needed=True), row
            elif isinstance(row, dict):
                yield from walk(fields_of_row(field, row), row, f"{below}.")


def texts_of(kind: str, content: dict) -> dict[str, str]:
    """The Markdown texts of a content by their path."""
    found = walk(KINDS[kind].fields, content)
    return {path: text for path, field, text in found if field.kind == TEXT and isinstance(text, str) and text.strip()}


def blank(kind: str, language: str = "en") -> dict:
    """The content with which a new question of this kind begins."""
    content = {field.name: _blank_rows(field) if field.kind == ROWS else field.empty for field in KINDS[kind].fields}
    return content | {"language": language, "explained_at": None}


def unsaid(kind: str) -> dict:
    """What a content of this kind means where it says nothing, as far as a new one begins otherwise."""
    return {field.name: field.absent for field in KINDS[kind].fields if field.absent is not None}


def blank_row(field: Part, kind: str = ""):
    """An empty row; `kind` is that of a new gap."""
    if not field.fields:
        return ""
    row = {"kind": kind} if kind else {}
    for part in fields_of_row(field, {"kind": kind or "short"}):
        row.setdefault(part.name, _blank_rows(part) if part.kind == ROWS else part.empty)
    return row


def _blank_rows(field: Part) -> list:
    rows = [blank_row(field) for _ in range(field.begins_with)]
    if field.begins_with and any(part.kind == PERCENT for part in field.fields):
        rows[0]["fraction"] = 1.0
    return give_keys(field, rows)


def give_keys(field: Part, rows: list) -> list:
    """Rows that are known by a key get the next letter that is free."""
    if not any(part.kind == KEY for part in field.fields):
        return rows
    taken = {row.get("key") for row in rows}
    letters = (f"{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{n // 26 or ''}" for n in range(10_000))
    free = (key for key in letters if key not in taken)
    for row in rows:
        if not row.get("key"):
            row["key"] = next(free)
    return rows
