"""Every write of a learner: following a course, keeping a place, completing lessons and reading them again."""

from datetime import datetime

from sqlalchemy import and_, case, exists, select, update

from courses import queries
from courses.certificates.issuing import ask_for
from courses.models import Enrolment, Lesson, LessonProgress, LessonRevision, LessonText
from lms.database import db, insert, now
from lms.notifications.actions import mark_thread_done


def enrol(course_id: int, user_id: int, *, at: datetime | None = None) -> None:
    """The course is among a person's courses from now on; who left it finds everything as it was."""
    _write(
        Enrolment,
        {"course_id": course_id, "user_id": user_id, "enrolled_at": at or now()},
        on=("course_id", "user_id"),
        then={"left_at": None},
    )


def leave_course(course_id: int, user_id: int) -> None:
    """The course is no longer among a person's courses; what they completed is kept for when they come back."""
    which = (Enrolment.course_id == course_id, Enrolment.user_id == user_id, Enrolment.left_at.is_(None))
    db.session.execute(update(Enrolment).where(*which).values(left_at=now()))


def record_place(viewer, lesson, place: str, percent: int, *, at: datetime | None = None) -> None:
    """Keep the furthest place a person reached in a lesson; a glance at the top of it loses nothing."""
    moment, percent = at or now(), max(0, min(percent, 100))
    further = insert(LessonProgress).excluded.percent >= LessonProgress.percent
    _write(
        LessonProgress,
        {"user_id": viewer.id, "lesson_id": lesson.id, "started_at": moment, "place": place, "percent": percent},
        on=("user_id", "lesson_id"),
        then={
            "place": case((further, place), else_=LessonProgress.place),
            "percent": case((further, percent), else_=LessonProgress.percent),
        },
    )
    _note_activity(viewer, lesson, moment)


def complete_lesson(viewer, lesson, *, revision_id: int | None = None, at: datetime | None = None) -> None:
    """The person is done with the lesson, in the revision they read; doing so twice changes nothing."""
    moment = at or now()
    _keep_completion(viewer, lesson, revision_id, moment)
    enrol(lesson.course_id, viewer.id, at=moment)
    _note_activity(viewer, lesson, moment)
    settle_completions(lesson.course_id, viewer.id, at=moment)


def complete_afterwards(viewer, lesson, *, at: datetime | None = None) -> None:
    """What the person did before counts now, because somebody else decided something: they were not active by that, and
    who left the course stays away, with the lesson done for when they come back."""
    moment = at or now()
    _keep_completion(viewer, lesson, None, moment)
    if not queries.has_left(lesson.course_id, viewer.id):
        enrol(lesson.course_id, viewer.id, at=moment)
        settle_completions(lesson.course_id, viewer.id, at=moment)


def _keep_completion(viewer, lesson, revision_id: int | None, moment: datetime) -> None:
    if revision_id is None:
        revision_id = queries.find_revision_to_complete(lesson.id, viewer.locale)
    again = LessonProgress.completed_at.is_not(None)
    _write(
        LessonProgress,
        {
            "user_id": viewer.id,
            "lesson_id": lesson.id,
            "started_at": moment,
            "completed_at": moment,
            "revision_id": revision_id,
        },
        on=("user_id", "lesson_id"),
        then={
            "completed_at": case((again, LessonProgress.completed_at), else_=moment),
            "revision_id": case((again, LessonProgress.revision_id), else_=revision_id),
        },
    )


def reopen_lesson(viewer, lesson) -> None:
    """The person is not done with the lesson after all; a course completed before stays completed."""
    forget_completion(lesson.id, viewer.id)
    _note_activity(viewer, lesson, now())


def forget_completion(lesson_id: int, user_id: int) -> None:
    """The same because somebody else decided it: the person was not active by that."""
    which = (LessonProgress.user_id == user_id, LessonProgress.lesson_id == lesson_id)
    db.session.execute(update(LessonProgress).where(*which).values(completed_at=None, revision_id=None))


def reread_lesson(viewer, lesson) -> None:
    """The person has read what changed since they completed the lesson."""
    completed = LessonRevision.__table__.alias("completed")
    current = (
        select(LessonText.revision_id)
        .join(completed, completed.c.lesson_text_id == LessonText.id)
        .where(completed.c.id == LessonProgress.revision_id, LessonText.revision_id.is_not(None))
        .scalar_subquery()
    )
    db.session.execute(
        update(LessonProgress)
        .where(
            LessonProgress.user_id == viewer.id,
            LessonProgress.lesson_id == lesson.id,
            LessonProgress.completed_at.is_not(None),
            exists(current.element),
        )
        .values(revision_id=current)
    )
    mark_thread_done(viewer.id, f"lesson:{lesson.id}")
    _note_activity(viewer, lesson, now())


def settle_completions(course_id: int, user_id: int | None = None, *, at: datetime | None = None) -> int:
    """Complete the course for whoever is done with every lesson that counts; the number of people.

    Asked after a lesson is completed, and for everybody when other lessons count than before: one that comes back may be
    all there is, and done."""
    counted = queries.counted_lessons().where(Lesson.course_id == course_id)
    done = (
        select(LessonProgress.lesson_id)
        .where(
            LessonProgress.lesson_id == Lesson.id,
            LessonProgress.user_id == Enrolment.user_id,
            LessonProgress.completed_at.is_not(None),
        )
        .correlate(Lesson, Enrolment)
        .exists()
    )
    statement = update(Enrolment).where(
        Enrolment.course_id == course_id,
        Enrolment.completed_at.is_(None),
        counted.exists(),
        ~counted.where(~done).correlate(Enrolment).exists(),
    )
    if user_id is not None:
        statement = statement.where(Enrolment.user_id == user_id)
    statement = statement.values(completed_at=at or now()).returning(Enrolment.user_id)
    people = sorted(db.session.scalars(statement))
    ask_for(course_id, people)
    return len(people)


def _note_activity(viewer, lesson, moment: datetime) -> None:
    """What facilitators see of who is where; never earlier than what was known."""
    db.session.execute(
        update(Enrolment)
        .where(
            and_(Enrolment.course_id == lesson.course_id, Enrolment.user_id == viewer.id),
            (Enrolment.last_active_at.is_(None)) | (Enrolment.last_active_at <= moment),
        )
        .values(last_lesson_id=lesson.id, last_active_at=moment)
    )


def _write(table, values: dict, *, on: tuple[str, ...], then: dict) -> None:
    """Insert a row, or change the one that is there: two browsers of one person never collide."""
    db.session.flush()
    db.session.execute(insert(table).values(**values).on_conflict_do_update(index_elements=on, set_=then))
