"""The gradebook as its pages show it: what is graded, who learns, a grade for each pair, and what somebody asked to see of it."""

from dataclasses import dataclass, field
from datetime import datetime

from cohorts.grades.cells import EMPTY, Cell
from cohorts.grades.totals import Category, Total, total_of
from courses.kinds import Kind
from lms.people.queries import Face
from lms.search.words import fold


@dataclass(frozen=True, slots=True)
class Module:
    id: int
    number: int
    title: str

    @property
    def words(self) -> str:
        return f"{self.number}. {self.title}"


@dataclass(frozen=True, slots=True)
class Thing:
    """A quiz, an assignment or what else has grades. `number` (“1.2”) is empty when it was taken out of the course."""

    id: int
    number: str
    title: str
    short_title: str
    kind: Kind
    module: Module
    counts: str
    pass_percent: int
    due_at: datetime | None

    @property
    def is_gone(self) -> bool:
        return not self.number

    @property
    def name(self) -> str:
        return self.short_title or self.title


@dataclass(frozen=True, slots=True)
class Learner:
    """A person with a grade for each thing, by the id of its lesson."""

    id: int
    membership_id: int
    name: str
    face: Face
    phase: str
    cells: dict[int, Cell]
    total: Total

    def cell(self, thing: Thing) -> Cell:
        return self.cells.get(thing.id, EMPTY)


@dataclass(frozen=True, slots=True)
class Book:
    """`weighting` is the row that holds, None when nobody chose one; `is_chosen`: it says more than “all the same”."""

    things: list[Thing]
    learners: list[Learner]
    categories: list[Category]
    weighting: object = None

    @property
    def is_chosen(self) -> bool:
        return bool(self.weighting and self.weighting.categories)

    @property
    def modules(self) -> list[Module]:
        return list({thing.module.id: thing.module for thing in self.things}.values())

    @property
    def kinds(self) -> list[Kind]:
        return list({thing.kind.name: thing.kind for thing in self.things}.values())

    @property
    def waiting(self) -> int:
        return sum(cell.has_waiting for learner in self.learners for cell in learner.cells.values())

    @property
    def uncounted(self) -> list[Thing]:
        """What stands in no category."""
        counted = {number for category in self.categories for number in category.lessons}
        return [thing for thing in self.things if thing.id not in counted]

    def thing(self, lesson_id: int) -> Thing | None:
        return next((thing for thing in self.things if thing.id == lesson_id), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the book somebody wants to see; empty is everything."""

    module: int | None = None
    kind: str = ""
    phase: str = ""
    name: str = ""
    waiting: bool = False

    @property
    def is_anything(self) -> bool:
        return any((self.module, self.kind, self.phase, self.name, self.waiting))


@dataclass(frozen=True, slots=True)
class Shown:
    things: list[Thing]
    learners: list[Learner]
    values: dict = field(default_factory=dict)  # of the address that shows the same


def narrowed(book: Book, asked: Asked) -> Shown:
    """The rows and columns that were asked for; with `waiting` those in which something waits for a grade."""
    things = [
        thing
        for thing in book.things
        if asked.module in (None, thing.module.id) and asked.kind in ("", thing.kind.name)
    ]
    wanted = fold(asked.name)
    learners = [
        learner
        for learner in book.learners
        if asked.phase in ("", learner.phase) and (not wanted or wanted in fold(learner.name))
    ]
    if asked.waiting:
        learners = [one for one in learners if any(one.cell(thing).has_waiting for thing in things)]
        things = [thing for thing in things if any(one.cell(thing).has_waiting for one in learners)]
    values = {
        "module": asked.module,
        "kind": asked.kind or None,
        "phase": asked.phase or None,
        "name": asked.name or None,
        "waiting": "1" if asked.waiting else None,
    }
    return Shown(things, learners, {name: value for name, value in values.items() if value is not None})


def categories_of(weighting, things: list[Thing]) -> list[Category]:
    """Those somebody chose; else one that holds everything, so that each grade counts the same."""
    if weighting is None or not weighting.categories:
        return [Category("", 1, tuple(thing.id for thing in things))]
    shown = {thing.id for thing in things}
    return [
        Category(one["name"], one["weight"], tuple(number for number in one["lessons"] if number in shown))
        for one in weighting.categories
    ]


def learner_of(row, cells: dict[int, Cell], categories: list[Category]) -> Learner:
    """A row of people with what they did; cells that hold nothing are left out."""
    total = total_of(categories, {number: cell.percent for number, cell in cells.items()})
    face = Face.of(row.id, row.name, row.photo_key)
    return Learner(row.id, row.membership_id, row.name, face, row.phase, cells, total)
