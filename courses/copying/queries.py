"""Every SELECT about copies: what a course or module holds, templates, and what is newer where a module came from."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from courses.assignments.models import Assignment, Rubric
from courses.models import Course, Enrolment, Lesson, LessonFile, LessonRevision, LessonText, Module
from courses.queries import course_is_visible, courses_visible_to
from courses.questions.models import Question, QuestionCategory, QuestionFile, QuestionTag, QuestionVersion
from courses.quizzes.models import Quiz, QuizSlot
from courses.tools.models import LessonTool
from lms.access import Viewer
from lms.database import db
from lms.files.models import File


class Origin(NamedTuple):
    """Where a module was copied from; `newer` are (id, title) of the lessons published there since."""

    module_id: int
    title: str
    course_id: int
    course_title: str
    copied_at: datetime
    is_removed: bool
    newer: list


def modules_of(course_id: int) -> list[Module]:
    live = select(Module).where(Module.course_id == course_id, Module.removed_at.is_(None))
    return list(db.session.scalars(live.order_by(Module.position, Module.id)))


def find_modules(course: Course, ids) -> list[Module]:
    """Those of this course among these ids, in their order there."""
    chosen = set(ids)
    return [module for module in modules_of(course.id) if module.id in chosen]


def lessons_of(modules: list[Module]) -> list[Lesson]:
    live = select(Lesson).where(Lesson.module_id.in_([module.id for module in modules]), Lesson.removed_at.is_(None))
    return list(db.session.scalars(live.order_by(Lesson.position, Lesson.id)))


def texts_of(lesson_ids) -> list[LessonText]:
    return list(
        db.session.scalars(select(LessonText).where(LessonText.lesson_id.in_(lesson_ids)).order_by(LessonText.id))
    )


def files_of(course_id: int) -> list[tuple[int, str, File]]:
    """(lesson id, what an image shows, file) of what the lessons of a course hold."""
    statement = (
        select(LessonFile.lesson_id, LessonFile.alt, File)
        .join(File, File.id == LessonFile.file_id)
        .join(Lesson, Lesson.id == LessonFile.lesson_id)
        .where(Lesson.course_id == course_id, File.deleted_at.is_(None))
        .order_by(File.id, LessonFile.lesson_id)
    )
    return [tuple(row) for row in db.session.execute(statement)]


def categories_of(course_id: int) -> list[QuestionCategory]:
    """Each after the one it stands in; what stands in a removed one is left out."""
    live = select(QuestionCategory).where(
        QuestionCategory.course_id == course_id, QuestionCategory.removed_at.is_(None)
    )
    rows = list(db.session.scalars(live.order_by(QuestionCategory.position, QuestionCategory.id)))
    placed, ids = [], {None}
    while fitting := [row for row in rows if row.parent_id in ids and row not in placed]:
        placed += fitting
        ids |= {row.id for row in fitting}
    return placed


def questions_in(course_id: int, *, category_ids, also) -> list[tuple[Question, QuestionVersion]]:
    """The questions that stand in these categories, and `also` those with these ids, removed or not; each as it is asked now."""
    statement = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.id == Question.version_id)
        .join(QuestionCategory, QuestionCategory.id == Question.category_id)
        .where(
            QuestionCategory.course_id == course_id,
            (Question.category_id.in_(list(category_ids)) & Question.removed_at.is_(None))
            | Question.id.in_(list(also)),
        )
        .order_by(Question.id)
    )
    return [tuple(row) for row in db.session.execute(statement)]


def tags_of(question_ids) -> list[QuestionTag]:
    return list(db.session.scalars(select(QuestionTag).where(QuestionTag.question_id.in_(list(question_ids)))))


def question_files_of(question_ids) -> list[tuple[int, str, File]]:
    statement = (
        select(QuestionFile.question_id, QuestionFile.alt, File)
        .join(File, File.id == QuestionFile.file_id)
        .where(QuestionFile.question_id.in_(list(question_ids)), File.deleted_at.is_(None))
        .order_by(File.id, QuestionFile.question_id)
    )
    return [tuple(row) for row in db.session.execute(statement)]


def quizzes_of(lesson_ids) -> list[Quiz]:
    return list(db.session.scalars(select(Quiz).where(Quiz.lesson_id.in_(list(lesson_ids)))))


def slots_of(lesson_ids) -> list[QuizSlot]:
    statement = select(QuizSlot).where(QuizSlot.lesson_id.in_(list(lesson_ids)))
    return list(db.session.scalars(statement.order_by(QuizSlot.lesson_id, QuizSlot.position, QuizSlot.id)))


def assignments_of(lesson_ids) -> list[tuple[Assignment, Rubric | None]]:
    statement = select(Assignment, Rubric).outerjoin(Rubric, Rubric.id == Assignment.rubric_id)
    return [tuple(row) for row in db.session.execute(statement.where(Assignment.lesson_id.in_(list(lesson_ids))))]


def tools_of(lesson_ids) -> list[LessonTool]:
    return list(db.session.scalars(select(LessonTool).where(LessonTool.lesson_id.in_(list(lesson_ids)))))


def templates_for(viewer: Viewer) -> list[Course]:
    """The templates an author may begin from."""
    statement = courses_visible_to(viewer).where(Course.is_template, Course.archived_at.is_(None))
    return list(db.session.scalars(statement.order_by(Course.title, Course.id)))


def others_for(viewer: Viewer, course: Course) -> list[Course]:
    """The other courses an author may take modules from, those in the archive last."""
    statement = courses_visible_to(viewer).where(Course.id != course.id)
    return list(db.session.scalars(statement.order_by(Course.archived_at.is_not(None), Course.title, Course.id)))


def is_followed(course: Course) -> bool:
    return bool(db.session.scalar(select(exists().where(Enrolment.course_id == course.id))))


def origins_of(viewer: Viewer, course_id: int) -> dict[int, Origin]:
    """Module → where it was copied from, as far as the viewer may know of that course; two statements at most."""
    copy, origin = aliased(Module), aliased(Module)
    rows = db.session.execute(
        select(copy.id, copy.copied_at, origin.id.label("origin_id"), origin.title, origin.removed_at,
               Course.id.label("course_id"), Course.title.label("course_title"))
        .join(origin, origin.id == copy.copied_from_id)
        .join(Course, Course.id == origin.course_id)
        .where(copy.course_id == course_id, copy.removed_at.is_(None), course_is_visible(viewer))
    ).all()  # fmt: skip
    newer = _newer_in([row.id for row in rows])
    return {
        row.id: Origin(
            row.origin_id, row.title, row.course_id, row.course_title, row.copied_at,
            row.removed_at is not None, newer.get(row.id, []),
        )
        for row in rows
    }  # fmt: skip


def _newer_in(copy_ids: list[int]) -> dict[int, list]:
    """Module that is a copy → (id, title) of the lessons published in its original since."""
    if not copy_ids:
        return {}
    copy = aliased(Module)
    statement = (
        select(copy.id, Lesson.id.label("lesson_id"), LessonText.title)
        .join(Lesson, Lesson.module_id == copy.copied_from_id)
        .join(LessonText, LessonText.lesson_id == Lesson.id)
        .join(LessonRevision, LessonRevision.id == LessonText.revision_id)
        .where(
            copy.id.in_(copy_ids),
            Lesson.removed_at.is_(None),
            Lesson.published_at.is_not(None),
            LessonRevision.published_at > copy.copied_at,
        )
        .order_by(Lesson.position, Lesson.id, LessonText.language)
    )
    newer: dict[int, dict] = {}
    for row in db.session.execute(statement):
        newer.setdefault(row.id, {}).setdefault(row.lesson_id, row.title)
    return {copy_id: list(lessons.items()) for copy_id, lessons in newer.items()}
