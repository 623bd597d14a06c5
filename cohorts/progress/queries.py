"""Every SELECT of the facilitators' view: how far each person is, and where they stopped."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, or_, select, union

from cohorts.assignments.models import Submission
from cohorts.models import Membership
from courses.models import Lesson, LessonProgress, LessonText, ModuleRelease
from courses.opening.queries import waiting_lessons
from courses.queries import PersonProgress, counted_lessons, progress_of
from courses.quizzes.models import QuizAnswer, QuizAttempt
from lms.database import db
from lms.people.models import User
from lms.people.queries import photo_url

NOWHERE = PersonProgress(0, 0, 0, None, "", "", None, None)


@dataclass(frozen=True, kw_only=True)
class Learner:
    """A trainee or alumnus with their progress; `started_at` and `place` are of the lesson they have not finished."""

    id: int
    name: str
    photo_url: str | None
    phase: str
    joined_at: datetime
    progress: PersonProgress
    released_settled: int  # of the lessons that opened: done, handed in to be judged, or waiting for something else
    locale: str
    started_at: datetime | None
    place: str


def learners_of(cohort, moment: datetime) -> list[Learner]:
    """Everybody who follows or followed the training, the furthest last; five statements for any number of people."""
    rows = db.session.execute(
        select(User.id, User.name, User.photo_key, User.locale, Membership.phase, Membership.joined_at)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.cohort_id == cohort.id, Membership.phase.in_(("trainee", "alumnus")))
        .order_by(User.name)
    ).all()
    ids = [row.id for row in rows]
    progress = progress_of(cohort.course_id, ids)
    settled, unfinished = _settled_of_released(cohort, ids, moment), _unfinished(cohort, ids)
    learners = []
    for row in rows:
        own = progress.get(row.id, NOWHERE)
        started = unfinished.get((row.id, own.last_lesson_id))
        learners.append(
            Learner(
                id=row.id,
                name=row.name,
                photo_url=photo_url(row.photo_key),
                phase=row.phase,
                joined_at=row.joined_at,
                progress=own,
                released_settled=settled.get(row.id, 0),
                locale=row.locale,
                started_at=started.started_at if started else None,
                place=started.place if started else "",
            )
        )
    return sorted(learners, key=lambda learner: (learner.progress.percent, learner.name))


def count_released(cohort, moment: datetime) -> int:
    """How many lessons that count have opened for this cohort."""
    return db.session.scalar(select(func.count()).select_from(_released(cohort, moment).subquery()))


def headings_at(lesson_places: set[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """(lesson, place) → the heading it stands under, in whichever language the place was kept."""
    texts = db.session.execute(
        select(LessonText.lesson_id, LessonText.blocks, LessonText.headings).where(
            LessonText.lesson_id.in_({lesson_id for lesson_id, _place in lesson_places}),
            LessonText.revision_id.is_not(None),
        )
    )
    found: dict[tuple[int, str], str] = {}
    for lesson_id, blocks, headings in texts:
        titles, heading = {title for _level, title, _slug in headings}, ""
        for key, words in blocks:
            heading = words if words in titles else heading
            if heading and (lesson_id, key) in lesson_places:
                found[lesson_id, key] = heading
    return found


def _released(cohort, moment: datetime):
    release = (
        select(ModuleRelease.opens_at)
        .where(ModuleRelease.module_id == Lesson.module_id, ModuleRelease.audience_id == cohort.audience_id)
        .correlate(Lesson)
        .scalar_subquery()
    )
    return counted_lessons().where(Lesson.course_id == cohort.course_id, or_(release.is_(None), release <= moment))


def _settled_of_released(cohort, user_ids: list[int], moment: datetime) -> dict[int, int]:
    released = _released(cohort, moment)
    done = select(LessonProgress.user_id, LessonProgress.lesson_id).where(
        LessonProgress.user_id.in_(user_ids),
        LessonProgress.completed_at.is_not(None),
        LessonProgress.lesson_id.in_(released),
    )
    handed_in = select(Submission.user_id, Submission.lesson_id).where(
        Submission.user_id.in_(user_ids), Submission.waits_since.is_not(None), Submission.lesson_id.in_(released)
    )
    answered = (
        select(QuizAttempt.user_id, QuizAttempt.lesson_id)
        .join(QuizAnswer, QuizAnswer.attempt_id == QuizAttempt.id)
        .where(QuizAttempt.user_id.in_(user_ids), QuizAnswer.needs_grading, QuizAttempt.lesson_id.in_(released))
    )
    settled = union(done, handed_in, answered, waiting_lessons(user_ids, released)).subquery()
    rows = db.session.execute(select(settled.c.user_id, func.count()).group_by(settled.c.user_id))
    return dict(rows.all())


def _unfinished(cohort, user_ids: list[int]) -> dict:
    """Where people are in what they began; what waits for somebody's judgement is not theirs to go on with."""
    handed_in = exists().where(
        Submission.user_id == LessonProgress.user_id,
        Submission.lesson_id == LessonProgress.lesson_id,
        Submission.waits_since.is_not(None),
    )
    answered = exists().where(
        QuizAttempt.user_id == LessonProgress.user_id,
        QuizAttempt.lesson_id == LessonProgress.lesson_id,
        QuizAnswer.attempt_id == QuizAttempt.id,
        QuizAnswer.needs_grading,
    )
    rows = db.session.execute(
        select(LessonProgress.user_id, LessonProgress.lesson_id, LessonProgress.started_at, LessonProgress.place)
        .join(Lesson, Lesson.id == LessonProgress.lesson_id)
        .where(
            Lesson.course_id == cohort.course_id,
            LessonProgress.user_id.in_(user_ids),
            LessonProgress.completed_at.is_(None),
            ~handed_in,
            ~answered,
        )
    )
    return {(row.user_id, row.lesson_id): row for row in rows}
