"""Every write about the outline. Positions are dense, from 1, among what is not removed; removal can be undone."""

from sqlalchemy import select

from courses.actions import settle_completions
from courses.editing import indexing
from courses.models import Course, Lesson, Module
from courses.opening.actions import refuse_circle
from lms.admin.audit import audit
from lms.database import db, now


class StaleOrder(Exception):
    """The order sent does not hold exactly what stands there now."""


def rename_module(module: Module, title: str, *, titles: dict | None = None) -> None:
    """Another name for a module; `titles` holds its names in other languages."""
    module.title = title
    if titles is not None:
        module.titles = {language: name for language, name in titles.items() if name and name != title}
    db.session.flush()


def move_module(module: Module, step: int) -> None:
    """One place up (-1) or down (+1)."""
    modules = _modules(_course(module.course_id))
    here = modules.index(module)
    modules.insert(max(0, min(here + step, len(modules) - 1)), modules.pop(here))
    _number(modules)


def move_lesson(lesson: Lesson, step: int) -> None:
    """One place up or down; past the edge of its module it goes into the neighbouring one."""
    modules = _modules(_course(lesson.course_id))
    home = next(index for index, module in enumerate(modules) if module.id == lesson.module_id)
    lessons = _lessons(lesson.module_id)
    target = lessons.index(lesson) + step
    if 0 <= target < len(lessons):
        lessons.remove(lesson)
        lessons.insert(target, lesson)
        _number(lessons)
    elif 0 <= home + step < len(modules):
        neighbour = modules[home + step]
        place_lesson(lesson, neighbour, 1 if step > 0 else None)


def place_lesson(lesson: Lesson, module: Module, position: int | None = None) -> None:
    """Put a lesson at a position of a module of the same course, at the end when none is given.

    Raises Circle when there it would wait for itself."""
    if module.course_id != lesson.course_id:
        raise ValueError("a lesson stays in its course")
    left = [other for other in _lessons(lesson.module_id) if other.id != lesson.id]
    lesson.module_id = module.id
    _number(left)
    lessons = [other for other in _lessons(module.id) if other.id != lesson.id]
    lessons.insert(len(lessons) if position is None else position - 1, lesson)
    _number(lessons)
    refuse_circle(lesson.course_id)


def put_modules_in_order(course: Course, ids: list[int]) -> None:
    """All modules of the course in this order; exactly those it has, or nothing changes."""
    _number(_ordered(_modules(_course(course.id)), ids))


def put_lessons_in_order(module: Module, ids: list[int]) -> None:
    """All lessons of the module in this order, and what is brought into it from another module of its course."""
    course = _course(module.course_id)
    brought = select(Lesson).where(
        Lesson.id.in_(ids), Lesson.course_id == course.id, Lesson.module_id != module.id, Lesson.removed_at.is_(None)
    )
    incoming = db.session.scalars(brought).all()
    order = _ordered([*_lessons(module.id), *incoming], ids)
    for lesson in incoming:
        place_lesson(lesson, module)
    _number(order)


def remove_lesson(lesson: Lesson, *, by, why: str = "") -> None:
    """Take a lesson out of the course: nobody finds it, everything about it is kept. `why` is for those who did it."""
    _course(lesson.course_id)
    lesson.removed_at, lesson.removed_because = now(), why.strip()
    _number(_lessons(lesson.module_id))
    indexing.forget_lesson(lesson)
    settle_completions(lesson.course_id)
    audit("lesson removed", actor=by, object_kind="lesson", object_id=lesson.id)


def restore_lesson(lesson: Lesson, *, by) -> None:
    """Undo the removal: back where it stood, or at the end of the last module when its own is gone."""
    course = _course(lesson.course_id)
    module = db.session.get_one(Module, lesson.module_id)
    if module.removed_at:
        module = next(iter(_modules(course)[-1:]), module)
        if module.removed_at:
            restore_module(module, by=by)
    lesson.removed_at, lesson.removed_because = None, ""
    place_lesson(lesson, module, lesson.position)
    _find_again(lesson)
    settle_completions(course.id)
    audit("lesson restored", actor=by, object_kind="lesson", object_id=lesson.id)


def remove_module(module: Module, *, by) -> None:
    """Take a module out with its lessons; undoing brings back the same lessons."""
    course = _course(module.course_id)
    moment = now()
    for lesson in _lessons(module.id):
        lesson.removed_at = moment
        indexing.forget_lesson(lesson)
    module.removed_at = moment
    _number(_modules(course))
    settle_completions(course.id)
    audit("module removed", actor=by, object_kind="module", object_id=module.id)


def restore_module(module: Module, *, by) -> None:
    """Undo the removal of a module, with the lessons that left together with it."""
    course = _course(module.course_id)
    moment, module.removed_at = module.removed_at, None
    others = [other for other in _modules(course) if other.id != module.id]
    others.insert(module.position - 1, module)
    _number(others)
    together = select(Lesson).where(Lesson.module_id == module.id, Lesson.removed_at == moment)
    for lesson in db.session.scalars(together.order_by(Lesson.position, Lesson.id)).all():
        lesson.removed_at = None
        _find_again(lesson)
    _number(_lessons(module.id))
    settle_completions(course.id)
    audit("module restored", actor=by, object_kind="module", object_id=module.id)


def _course(course_id: int) -> Course:
    """Two authors reordering one course do so one after the other."""
    return db.session.get_one(Course, course_id, with_for_update=True)


def _modules(course: Course) -> list[Module]:
    live = select(Module).where(Module.course_id == course.id, Module.removed_at.is_(None))
    return list(db.session.scalars(live.order_by(Module.position, Module.id)))


def _lessons(module_id: int) -> list[Lesson]:
    live = select(Lesson).where(Lesson.module_id == module_id, Lesson.removed_at.is_(None))
    return list(db.session.scalars(live.order_by(Lesson.position, Lesson.id)))


def _ordered(rows: list, ids: list[int]) -> list:
    by_id = {row.id: row for row in rows}
    if sorted(by_id) != sorted(ids):
        raise StaleOrder
    return [by_id[row_id] for row_id in ids]


def _number(rows: list) -> None:
    for position, row in enumerate(rows, start=1):
        row.position = position
    db.session.flush()


def _find_again(lesson: Lesson) -> None:
    db.session.flush()
    if lesson.published_at:
        indexing.index_lesson(lesson)
