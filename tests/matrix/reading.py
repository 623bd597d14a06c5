"""Reads the tables of this folder, and asks the application what they decide."""

import re
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import tests.matrix
from lms.limits import limiter
from tests.world import EVERYBODY, MISSING, World

TABLES = [
    import_module(f"tests.matrix.{module.name}")
    for module in iter_modules(tests.matrix.__path__)
    if module.name != "reading"
]
COLUMNS = ("own", "foreign", "missing", "crossed")
MARKS = "s+x."
LEGEND = "guest, trainee, alumna, mentor, facilitator, author, editor, manager, admin, outsider"

# What stands in an address: (of A, of B) as the world calls it.
USUAL = {
    "article_id": ("article", "staff_article"),
    "cohort_id": ("cohort", "other_cohort"),
    "collection_id": ("collection", "staff_collection"),
    "course_id": ("course", "other_course"),
    "import_id": ("course_import",),
    "invitation_id": ("invitation", "other_invitation"),
    "key": ("file", "other_file"),
    "lesson_id": ("lesson", "other_lesson"),
    "link_id": ("link", "other_link"),
    "list_id": ("list", "other_list"),
    "mail_id": ("mail",),
    "membership_id": ("membership", "other_membership"),
    "module_id": ("module", "other_module"),
    "notification_id": ("notification", "other_notification"),
    "post_id": ("post", "other_post"),
    "request_id": ("join_request",),
    "secret": ("invitation_secret",),
    "session_id": ("trainee_session", "outsider_session"),
    "stop_token": ("stop_token",),
    "space_id": ("space", "other_space"),
    "thread": ("announcement", "other_announcement"),
    "token": ("token", "other_token"),
    "topic_id": ("topic", "other_topic"),
    "user_id": ("trainee", "outsider"),
}
for _table in TABLES:
    USUAL |= getattr(_table, "USUAL", {})
# What is no object but a choice: always the same.
CHOICES = {"kind": "pages", "name": "file", "who": "academy", "number": 1, "months": 3}


@dataclass
class Line:
    """One line of a table: a method, a rule and what is decided about it."""

    method: str
    rule: str
    variant: str
    marks: dict[str, str]
    data: object = field(default_factory=dict)
    objects: dict = field(default_factory=dict)
    answers: object = None

    @property
    def name(self) -> str:
        return f"{self.method} {self.rule}{self.variant and f' @{self.variant}'}"

    @property
    def placeholders(self) -> list[str]:
        return [name for name in re.findall(r"<(\w+)>", self.rule) if name not in CHOICES]

    def address(self, world: World, which: str) -> str:
        """The address with the objects of this column; `first-missing` for an address whose first object is nobody's."""
        names = re.findall(r"<(\w+)>", self.rule)
        last = next((name for name in reversed(names) if name not in ("kind", "months", "name", "who")), "")
        address = self.rule
        for position, name in enumerate(names):
            is_asked_otherwise = name == last or which in ("own", "foreign")
            value = self._value(world, name, which if is_asked_otherwise else "own")
            if which == "first-missing":
                value = self._value(world, name, "missing" if position == 0 else "own")
            address = address.replace(f"<{name}>", str(value))
        for key, value in self.objects.items():
            if key == "?":
                address += f"?{value}"
            elif key.startswith("?"):
                address += f"{key}{MISSING if which == 'missing' else getattr(world, value[which == 'foreign'])}"
        return address

    def _value(self, world: World, name: str, which: str):
        if name in CHOICES:
            return 999 if which == "missing" and name == "number" else CHOICES[name]
        if which == "missing":
            return "nothing-at-all" if name in ("key", "secret", "token", "stop_token", "thread") else MISSING
        value = getattr(world, self.objects.get(name, USUAL[name])[which in ("foreign", "crossed")])
        return f"topic:{value}" if name == "thread" else value

    def body(self, world: World, which: str) -> dict:
        return dict(self.data(world, which) if callable(self.data) else self.data)

    def statuses_of(self, role: str) -> tuple[int, ...]:
        """What those who may are answered, besides success."""
        answer = self.answers.get(role, ()) if isinstance(self.answers, dict) else self.answers or ()
        return (answer,) if isinstance(answer, int) else answer


def read(table: ModuleType) -> list[Line]:
    data, objects, answers = (getattr(table, name, {}) for name in ("DATA", "OBJECTS", "ANSWERS"))
    lines = []
    for number, row in enumerate(table.TABLE.splitlines(), 1):
        if not row.strip():
            continue
        found = re.fullmatch(r"(GET|POST|PUT|PATCH|DELETE) +(\S+)(?: @(\S+))?((?: +\S+)+)", row)
        where = f"{table.__name__}, line {number} of its table: {row}"
        assert found, f"{where}\nis no line"
        method, rule, variant, columns = found.groups()
        marks = {which: column for which, column in zip(COLUMNS, columns.split(), strict=False) if column != "-"}
        for column in marks.values():
            assert len(column) == len(EVERYBODY), f"{where}\nneeds one mark for each of {LEGEND}: {column}"
            assert set(column) <= set(MARKS), f"{where}\nknows the marks {MARKS}: {column}"
        name = f"{method} {rule}{variant and f' @{variant}' or ''}"
        lines.append(
            Line(
                method,
                rule,
                variant or "",
                marks,
                data.get(name, {}),
                objects.get(name, {}),
                answers.get(name),
            )  # fmt: skip
        )
    names = [line.name for line in lines]
    strays = ({*data, *objects, *answers} - set(names)) | {n for n in names if names.count(n) > 1}
    assert not strays, f"{table.__name__}: these lines do not exist, or stand twice: {sorted(strays)}"
    return lines


LINES = [line for table in TABLES for line in read(table)]


def short(rule: str) -> str:
    """A rule as the tables write it: without its converters."""
    return re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", r"<\1>", rule)


def rules_of(app) -> set[str]:
    """Every method and rule of the application, as the tables write them."""
    return {
        f"{method} {short(rule.rule)}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def mark_of(response, allowed: tuple[int, ...] = ()) -> str:
    """What an answer means; a status that is none of the four when it means nothing we decided."""
    status = response.status_code
    if status in (301, 302, 303, 307, 308) and response.headers["Location"].partition("?")[0] == "/sign-in":
        return "s"
    if status in allowed or status < 400:
        return "+"
    return {403: "x", 404: "."}.get(status, f"({status})")


def forget_limits() -> None:
    """Every line begins with all its tries."""
    limiter.reset()
