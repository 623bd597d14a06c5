"""Every SELECT about the outline as its authors see it: drafts included, and what was removed lately."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import aliased

from courses.editing.queries import DIFFERS
from courses.kinds import KINDS, Kind
from courses.models import Course, Lesson, LessonRevision, LessonText, Module
from lms.database import db, now

UNDO_TERM = timedelta(days=30)


@dataclass
class TreeLesson:
    """A lesson in the editor's tree; `changed` counts its texts whose draft readers have not seen."""

    id: int
    number: str
    title: str
    is_published: bool
    minutes: int | None
    kind: Kind
    languages: list[str] = field(default_factory=list)
    changed: int = 0


@dataclass
class TreeModule:
    id: int
    number: int
    title: str
    titles: dict
    lessons: list[TreeLesson] = field(default_factory=list)


class Tree(NamedTuple):
    modules: list[TreeModule]

    @property
    def lessons(self) -> list[TreeLesson]:
        return [lesson for module in self.modules for lesson in module.lessons]

    @property
    def changed(self) -> int:
        return sum(lesson.changed for lesson in self.lessons)

    def find(self, lesson_id: int) -> TreeLesson | None:
        return next((lesson for lesson in self.lessons if lesson.id == lesson_id), None)


def get_tree(course: Course) -> Tree:
    """The outline as its authors see it: drafts included, removed things not; one statement."""
    statement = (
        select(
            Module.id.label("module_id"),
            Module.title.label("module_title"),
            Module.titles,
            Lesson.id,
            Lesson.published_at,
            Lesson.minutes,
            Lesson.kind,
            LessonText.language,
            LessonText.draft_title,
            LessonText.draft_short_title,
            case((DIFFERS, 1), else_=0).label("changed"),
        )
        .outerjoin(Lesson, and_(Lesson.module_id == Module.id, Lesson.removed_at.is_(None)))
        .outerjoin(LessonText, LessonText.lesson_id == Lesson.id)
        .outerjoin(LessonRevision, LessonRevision.id == LessonText.revision_id)
        .where(Module.course_id == course.id, Module.removed_at.is_(None))
        .order_by(
            Module.position,
            Module.id,
            Lesson.position,
            Lesson.id,
            case((LessonText.language == course.language, 0), else_=1),
            LessonText.language,
        )
    )
    modules: dict[int, TreeModule] = {}
    for row in db.session.execute(statement):
        module = modules.setdefault(
            row.module_id, TreeModule(row.module_id, len(modules) + 1, row.module_title, row.titles)
        )
        if row.id is None:
            continue
        if not module.lessons or module.lessons[-1].id != row.id:
            number = f"{module.number}.{len(module.lessons) + 1}"
            title = row.draft_short_title or row.draft_title
            is_published = row.published_at is not None
            module.lessons.append(TreeLesson(row.id, number, title, is_published, row.minutes, KINDS[row.kind]))
        lesson = module.lessons[-1]
        lesson.languages.append(row.language)
        lesson.changed += row.changed
    return Tree(list(modules.values()))


def find_module(course: Course, module_id: int) -> Module | None:
    """A module that stands in this course."""
    return db.session.scalars(
        select(Module).where(Module.id == module_id, Module.course_id == course.id, Module.removed_at.is_(None))
    ).one_or_none()


def removed_from(course: Course):
    """(modules, lessons) removed lately: what can still be brought back. Lessons of a removed module come with it."""
    since = now() - UNDO_TERM
    modules = select(Module.id, Module.title, Module.removed_at).where(
        Module.course_id == course.id, Module.removed_at > since
    )
    first_language = aliased(LessonText)
    title = (
        select(first_language.draft_title)
        .where(first_language.lesson_id == Lesson.id)
        .order_by(case((first_language.language == course.language, 0), else_=1))
        .limit(1)
        .scalar_subquery()
    )
    lessons = (
        select(Lesson.id, title.label("title"), Lesson.removed_at)
        .join(Module, Module.id == Lesson.module_id)
        .where(
            Lesson.course_id == course.id,
            Lesson.removed_at > since,
            or_(Module.removed_at.is_(None), Module.removed_at != Lesson.removed_at),
        )
    )
    return (
        db.session.execute(modules.order_by(Module.removed_at.desc())).all(),
        db.session.execute(lessons.order_by(Lesson.removed_at.desc())).all(),
    )
