"""Every SELECT about what changed in lessons since somebody completed them."""

from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from courses.models import Enrolment, Lesson, LessonProgress, LessonRevision, LessonText
from lms.access import Viewer
from lms.database import db
from lms.people.models import User

_read = aliased(LessonRevision)
_current = aliased(LessonRevision)


class Change(NamedTuple):
    """The words somebody completed, the words that stand there now, and every step between with its reason."""

    language: str
    old: LessonRevision
    new: LessonRevision
    steps: list


def find_change(viewer: Viewer, lesson_id: int) -> Change | None:
    """What one lesson says since this person completed it; None when they did not, or nothing changed."""
    return find_changes(viewer, [lesson_id]).get(lesson_id)


def find_changes(viewer: Viewer, lesson_ids: list[int]) -> dict[int, Change]:
    """The same for several lessons, by lesson: two statements, however many."""
    pairs = db.session.execute(
        select(LessonProgress.lesson_id, _read, _current, LessonText.language)
        .join(_read, _read.id == LessonProgress.revision_id)
        .join(LessonText, LessonText.id == _read.lesson_text_id)
        .join(_current, and_(_current.id == LessonText.revision_id, _current.id != _read.id))
        .where(
            LessonProgress.user_id == (viewer.id or 0),
            LessonProgress.lesson_id.in_(lesson_ids),
            LessonProgress.completed_at.is_not(None),
        )
    ).all()
    if not pairs:
        return {}
    steps = db.session.execute(
        select(
            LessonRevision.lesson_text_id,
            LessonRevision.number,
            LessonRevision.why,
            LessonRevision.published_at,
            User.name.label("author_name"),
        )
        .outerjoin(User, User.id == LessonRevision.published_by)
        .where(LessonRevision.lesson_text_id.in_([new.lesson_text_id for _id, _old, new, _language in pairs]))
        .order_by(LessonRevision.number)
    ).all()
    return {
        lesson_id: Change(
            language,
            old,
            new,
            [s for s in steps if s.lesson_text_id == new.lesson_text_id and old.number < s.number <= new.number],
        )
        for lesson_id, old, new, language in pairs
    }


def find_people_done(course_id: int) -> list[int]:
    """Everyone who completed the course and still follows it."""
    done = (Enrolment.completed_at.is_not(None), Enrolment.left_at.is_(None))
    statement = select(Enrolment.user_id).where(Enrolment.course_id == course_id, *done).order_by(Enrolment.user_id)
    return list(db.session.scalars(statement))


def find_people_to_tell(revision_id: int) -> list[int]:
    """Everyone who completed an earlier revision of the same words and still follows the course."""
    statement = (
        select(LessonProgress.user_id)
        .join(_read, _read.id == LessonProgress.revision_id)
        .join(_current, and_(_current.lesson_text_id == _read.lesson_text_id, _current.number > _read.number))
        .join(Lesson, Lesson.id == LessonProgress.lesson_id)
        .join(
            Enrolment,
            and_(
                Enrolment.course_id == Lesson.course_id,
                Enrolment.user_id == LessonProgress.user_id,
                Enrolment.left_at.is_(None),
            ),
        )
        .where(_current.id == revision_id, LessonProgress.completed_at.is_not(None))
        .order_by(LessonProgress.user_id)
    )
    return list(db.session.scalars(statement))
