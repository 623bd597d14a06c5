"""The outline of a course as one person sees it: modules, lessons with their state, and where to go on."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from courses.kinds import KINDS, Kind
from courses.opening.statements import BY_COURSE, BY_LESSON, BY_MODULE
from courses.policies import is_open, reads_ahead
from lms.access import Viewer


@dataclass(frozen=True, slots=True)
class Need:
    """What is to be done before something opens: a lesson or a module, completed or with at least `percent`."""

    lesson_id: int | None
    module_id: int | None
    percent: int | None


class Step(NamedTuple):
    """A lesson in the outline. `state`: done, started, open, closed (not for you), or locked: later, until the day of its
    module, or waiting, until what `needs` says is done (where that was asked for). `is_given`: opened early for this person, by itself."""

    id: int
    number: str
    title: str
    short_title: str
    language: str
    languages: tuple[str, ...]
    minutes: int | None
    is_required: bool
    audience_id: int
    published_at: datetime
    state: str
    percent: int
    started_at: datetime | None
    completed_at: datetime | None
    is_changed: bool
    kind: Kind = KINDS["page"]
    needs: tuple[Need, ...] = ()
    is_given: bool = False

    @property
    def name(self) -> str:
        return self.short_title or self.title

    @property
    def is_readable(self) -> bool:
        return self.state not in ("later", "waiting", "closed")

    @property
    def is_done(self) -> bool:
        return self.completed_at is not None

    @property
    def ring(self) -> int:
        """Of a lesson that was started: never empty, and not closed before it is done."""
        return max(5, min(self.percent, 95))

    @property
    def minutes_left(self) -> int | None:
        return minutes_left(self.minutes, 100 if self.is_done else self.percent)


@dataclass(frozen=True, slots=True)
class Part:
    """A module with the lessons published in it; `opens_at` and `needs` are set while they keep it from this person."""

    id: int
    number: int
    title: str
    opens_at: datetime | None
    steps: list[Step] = field(default_factory=list)
    needs: tuple[Need, ...] = ()
    is_given: bool = False

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def minutes(self) -> int:
        return sum(step.minutes or 0 for step in self.steps)


@dataclass(frozen=True, slots=True)
class Progress:
    """Lessons that count and lessons done; a course once completed stays so, `new` counts what was added since."""

    done: int
    total: int
    completed_at: datetime | None = None
    new: int = 0

    @property
    def percent(self) -> int:
        return percent_of(self.done, self.total)

    @property
    def ring(self) -> int:
        """What the ring shows: closed for good once the course was completed."""
        return 100 if self.completed_at else self.percent

    @property
    def is_started(self) -> bool:
        return self.done > 0 or self.completed_at is not None


@dataclass(frozen=True, slots=True)
class Outline:
    """`is_given`: all of the course was opened early for this person."""

    parts: list[Part]
    is_given: bool = False

    @property
    def steps(self) -> list[Step]:
        return [step for part in self.parts for step in part.steps]

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts)

    @property
    def languages(self) -> list[str]:
        return sorted({language for step in self.steps for language in step.languages})

    def progress(self, completed_at: datetime | None = None) -> Progress:
        counted = [step for step in self.steps if step.is_required]
        undone = [step for step in counted if not step.is_done]
        new = sum(step.published_at > completed_at for step in undone) if completed_at else 0
        return Progress(len(counted) - len(undone), len(counted), completed_at, new)

    def part_of(self, lesson_id: int) -> Part | None:
        return next((part for part in self.parts if any(step.id == lesson_id for step in part.steps)), None)

    def part(self, module_id: int) -> Part | None:
        return next((part for part in self.parts if part.id == module_id), None)

    def needs_of(self, lesson_id: int) -> tuple[Need, ...]:
        """Everything that keeps a lesson from this person, of its module and of its own."""
        part, step = self.part_of(lesson_id), self.step(lesson_id)
        return (*part.needs, *step.needs) if part and step else ()

    def step(self, lesson_id: int) -> Step | None:
        return next((step for step in self.steps if step.id == lesson_id), None)

    def before(self, lesson_id: int) -> Step | None:
        return self._neighbour(lesson_id, -1)

    def after(self, lesson_id: int) -> Step | None:
        return self._neighbour(lesson_id, +1)

    def resume(self, last_lesson_id: int | None = None) -> Step | None:
        """Where to go on: the lesson last left unfinished, else the next one that is open; None when all is done."""
        undone = [step for step in self.steps if step.is_readable and not step.is_done]
        started = [step for step in undone if step.started_at]
        if started:
            return max(started, key=lambda step: (step.id == last_lesson_id, step.started_at))
        return next((step for step in undone if step.is_required), None) or next(iter(undone), None)

    def _neighbour(self, lesson_id: int, direction: int) -> Step | None:
        readable = [step for step in self.steps if step.is_readable or step.id == lesson_id]
        place = next((index for index, step in enumerate(readable) if step.id == lesson_id), None)
        if place is None or not 0 <= place + direction < len(readable):
            return None
        return readable[place + direction]


def arrange(
    rows, viewer: Viewer, *, language: str, course_language: str, people_audience_id: int, moment, unmet=()
) -> Outline:
    """The outline from its rows: one for each language of each lesson, in the order of the course.

    `unmet` are the conditions the person has not met yet, as courses.opening.queries finds them."""
    ahead, audiences = reads_ahead(viewer, people_audience_id), viewer.audiences
    needs: dict[tuple, tuple[Need, ...]] = {}
    for row in unmet:
        target = (row.module_id, row.lesson_id)
        needs[target] = (*needs.get(target, ()), Need(row.after_lesson_id, row.after_module_id, row.percent))
    modules: dict[int, list] = {}
    lessons: dict[int, list] = {}
    for row in rows:
        modules.setdefault(row.module_id, []).append(row)
        if row.id is not None:
            lessons.setdefault(row.id, []).append(row)
    parts: dict[int, Part] = {}
    for module_id, own in modules.items():
        first = own[0]
        given = {row.given for row in own}
        is_given = not given.isdisjoint((BY_COURSE, BY_MODULE))
        opened = ahead or is_given or is_open(first.opens_at, moment)
        parts[module_id] = Part(
            module_id,
            len(parts) + 1,
            json.loads(first.module_titles).get(language) or first.module_title,
            None if opened else first.opens_at,
            needs=needs.get((module_id, None), ()) if any(row.is_waiting for row in own) and not ahead else (),
            is_given=BY_MODULE in given,
        )
    for texts in lessons.values():
        part = parts[texts[0].module_id]
        own = needs.get((None, texts[0].id), ())
        part.steps.append(_step(texts, part, own, audiences, language, course_language, ahead=ahead))
    return Outline(list(parts.values()), is_given=any(row.given == BY_COURSE for row in rows))


def percent_of(done: int, total: int) -> int:
    """Whole percents; 0 and 100 are said only of nothing and of every single one."""
    if done <= 0 or total <= 0:
        return 0
    return 100 if done >= total else max(1, min(99, round(done * 100 / total)))


def minutes_left(minutes: int | None, percent: int) -> int | None:
    """At least one while anything is left; None when nobody said how long the lesson takes."""
    if minutes is None:
        return None
    return max(1, round(minutes * (100 - percent) / 100)) if percent < 100 else 0


def _step(texts: list, part: Part, needs, audiences, language: str, course_language: str, *, ahead: bool) -> Step:
    text = min(texts, key=lambda row: (row.language != language, row.language != course_language, row.language))
    done = text.completed_at is not None
    # The revision somebody completed belongs to one of the languages; it is the newest of that one, or it changed.
    changed = done and text.read_revision_id is not None and text.read_revision_id not in {t.revision_id for t in texts}
    if text.audience_id not in audiences:
        state = "closed"
    elif part.opens_at is not None and text.given is None:
        state = "later"
    elif text.is_waiting and not ahead:
        state = "waiting"
    else:
        state = "done" if done else "started" if text.started_at else "open"
    return Step(
        id=text.id,
        number=f"{part.number}.{len(part.steps) + 1}",
        title=text.title,
        short_title=text.short_title,
        language=text.language,
        languages=tuple(sorted(row.language for row in texts)),
        minutes=text.minutes,
        is_required=text.is_required,
        audience_id=text.audience_id,
        published_at=text.published_at,
        state=state,
        percent=text.percent or 0,
        started_at=text.started_at,
        completed_at=text.completed_at,
        is_changed=changed and state == "done",
        kind=KINDS[text.kind],
        needs=needs if text.is_waiting and not ahead else (),
        is_given=text.given == BY_LESSON,
    )
