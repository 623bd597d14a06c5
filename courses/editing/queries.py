"""Every SELECT of the editor: what an author may edit, in which words, and what of it is not published yet."""

from sqlalchemy import Select, case, or_, select

from courses.models import Course, Lesson, LessonProgress, LessonRevision, LessonText, Module
from courses.queries import course_is_visible, courses_visible_to, lessons_visible_to
from lms.access import Viewer
from lms.database import db
from lms.people.models import User

DIFFERS = or_(
    LessonText.revision_id.is_(None),
    LessonText.draft_body != LessonRevision.body,
    LessonText.draft_title != LessonText.title,
    LessonText.draft_short_title != LessonText.short_title,
)


def courses_found_by(viewer: Viewer) -> Select:
    """The courses a person may know of; whether they may edit one is the policy's question."""
    return courses_visible_to(viewer)


def modules_found_by(viewer: Viewer, *, removed: bool = False) -> Select:
    statement = select(Module).join(Course, Course.id == Module.course_id).where(course_is_visible(viewer))
    return statement if removed else statement.where(Module.removed_at.is_(None))


def lessons_found_by(viewer: Viewer, *, removed: bool = False) -> Select:
    """An author knows every lesson of the courses they see, a reader the published ones they may read."""
    if not viewer.has_role("author"):
        return lessons_visible_to(viewer)
    statement = select(Lesson).join(Course, Course.id == Lesson.course_id).where(course_is_visible(viewer))
    return statement if removed else statement.where(Lesson.removed_at.is_(None))


def get_course(course_id: int) -> Course:
    return db.session.get_one(Course, course_id)


def texts_of(lesson_id: int) -> list[LessonText]:
    """The texts of a lesson, that of the course's own language first."""
    statement = (
        select(LessonText)
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .where(LessonText.lesson_id == lesson_id)
        .order_by(case((LessonText.language == Course.language, 0), else_=1), LessonText.language)
    )
    return list(db.session.scalars(statement))


def differs(text: LessonText) -> bool:
    """Whether the draft says something readers have not seen."""
    return bool(db.session.scalar(with_revision(select(DIFFERS)).where(LessonText.id == text.id)))


def changed_texts(course: Course):
    """The drafts readers have not seen, in the order of the course, with who wrote them."""
    statement = (
        with_revision(
            select(
                LessonText.id,
                LessonText.lesson_id,
                LessonText.language,
                LessonText.draft_title,
                LessonText.draft_saved_at,
                LessonText.revision_id,
                User.name.label("author_name"),
            )
        )
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .outerjoin(User, User.id == LessonText.draft_by)
        .where(Lesson.course_id == course.id, Lesson.removed_at.is_(None), Module.removed_at.is_(None), DIFFERS)
        .order_by(Module.position, Module.id, Lesson.position, Lesson.id, LessonText.language)
    )
    return db.session.execute(statement).all()


def read_to_the_end(lesson_id: int) -> list[int]:
    """Who came to the end of a lesson and is not done with it."""
    statement = select(LessonProgress.user_id).where(
        LessonProgress.lesson_id == lesson_id, LessonProgress.percent >= 100, LessonProgress.completed_at.is_(None)
    )
    return list(db.session.scalars(statement.order_by(LessonProgress.user_id)))


def texts_with_ids(course: Course, ids) -> list[LessonText]:
    """The texts of this course's lessons among these ids."""
    statement = (
        select(LessonText)
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .where(Lesson.course_id == course.id, Lesson.removed_at.is_(None), LessonText.id.in_(list(ids)))
        .order_by(LessonText.id)
    )
    return list(db.session.scalars(statement))


def with_revision(statement: Select) -> Select:
    return statement.select_from(LessonText).outerjoin(LessonRevision, LessonRevision.id == LessonText.revision_id)
