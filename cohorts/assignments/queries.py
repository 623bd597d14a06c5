"""Every SELECT about submissions: those a person reads, the queue of who grades, and what stands beside one."""

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, case, exists, func, or_, select, tuple_

from cohorts.assignments.models import (
    Feedback,
    FeedbackRevision,
    PeerReview,
    Submission,
    SubmissionFile,
    SubmissionVersion,
)
from cohorts.assignments.peers.queries import STANDS
from cohorts.assignments.statements import MY_WORK, WAITING
from cohorts.models import INSIDE, Cohort, Membership
from cohorts.queries import cohorts_of
from courses.assignments.models import DueDate, Extension
from courses.assignments.queries import title_in
from courses.models import Lesson
from lms.access import Viewer, visible
from lms.database import db, now
from lms.people.models import User
from lms.reading import read

PAGE = 50
LAST = and_(SubmissionVersion.submission_id == Submission.id, SubmissionVersion.number == Submission.number)


def submissions_visible_to(viewer: Viewer) -> Select:
    """For its writer and who grades; a reviewer reads the version they were asked about, and nothing else of it."""
    return select(Submission).where(visible(Submission.audience_id, viewer))


def find_place(viewer: Viewer, course_id: int):
    """The cohort in which somebody follows a course, the running one first; None when they follow it alone."""
    mine = [row for row in cohorts_of(viewer) if row.course_id == course_id and row.phase in INSIDE]
    return max(mine, key=lambda row: (row.phase in ("facilitator", "mentor", "trainee"), row.ends_on), default=None)


def find_submission(lesson_id: int, user_id: int, cohort_id: int | None) -> Submission | None:
    which = Submission.cohort_id == cohort_id if cohort_id else Submission.cohort_id.is_(None)
    found = select(Submission).where(Submission.lesson_id == lesson_id, Submission.user_id == user_id, which)
    return db.session.scalars(found).one_or_none()


def my_work(viewer: Viewer, lesson_ids) -> dict[int, list]:
    """Submission → what was said of it, once at least; of what the viewer wrote for these lessons, the latest last."""
    found: dict[int, list] = {}
    for row in read(MY_WORK, viewer_id=viewer.id, lesson_ids=sorted(lesson_ids)):
        found.setdefault(row.submission_id, []).append(row)
    return found


def find_version(submission: Submission | None, number: int) -> SubmissionVersion | None:
    if submission is None:
        return None
    found = select(SubmissionVersion).filter_by(submission_id=submission.id, number=number)
    return db.session.scalars(found).one_or_none()


def versions_of(submission: Submission, viewer: Viewer) -> list[SubmissionVersion]:
    """What was handed in, the last first."""
    found = select(SubmissionVersion).where(
        SubmissionVersion.submission_id == submission.id,
        SubmissionVersion.submitted_at.is_not(None),
        visible(SubmissionVersion.audience_id, viewer),
    )
    return list(db.session.scalars(found.order_by(SubmissionVersion.number.desc())))


def links_to_files(version: SubmissionVersion) -> list[SubmissionFile]:
    return list(db.session.scalars(select(SubmissionFile).filter_by(version_id=version.id)))


def around(submission: Submission, viewer: Viewer, language: str):
    """Writer, cohort with the viewer's phase in it, lesson and more time for the writer, of one submission."""
    return db.session.execute(
        select(
            User.id, User.name, User.photo_key, Cohort, Membership.phase, Lesson.course_id,
            title_in(language).label("title"), Extension.due_at.label("extension"),
        )
        .select_from(Submission)
        .join(User, User.id == Submission.user_id)
        .join(Lesson, Lesson.id == Submission.lesson_id)
        .outerjoin(Cohort, Cohort.id == Submission.cohort_id)
        .outerjoin(Membership, and_(Membership.cohort_id == Cohort.id, Membership.user_id == viewer.id))
        .outerjoin(
            Extension, and_(Extension.lesson_id == Submission.lesson_id, Extension.user_id == Submission.user_id)
        )
        .where(Submission.id == submission.id)
    ).one()  # fmt: skip


def find_feedback(version: SubmissionVersion, author_id: int) -> Feedback | None:
    found = select(Feedback).filter_by(version_id=version.id, author_id=author_id)
    return db.session.scalars(found).one_or_none()


def reviews_asked(version: SubmissionVersion, reviewer_id: int) -> list[PeerReview]:
    """The review somebody was asked for and gives with their feedback, if any; a late one too."""
    found = select(PeerReview).where(
        PeerReview.version_id == version.id, PeerReview.reviewer_id == reviewer_id, PeerReview.done_at.is_(None), STANDS
    )  # fmt: skip
    return list(db.session.scalars(found))


def feedback_visible_to(viewer: Viewer) -> Select:
    return select(Feedback).where(visible(Feedback.audience_id, viewer))


def feedback_of(submission: Submission, viewer: Viewer) -> list:
    """(feedback, number of its version, name and photo key of who gave it), the last version first."""
    return db.session.execute(
        select(Feedback, SubmissionVersion.number, User.name, User.photo_key)
        .join(SubmissionVersion, SubmissionVersion.id == Feedback.version_id)
        .join(User, User.id == Feedback.author_id)
        .where(Feedback.submission_id == submission.id, visible(Feedback.audience_id, viewer))
        .order_by(SubmissionVersion.number.desc(), Feedback.id)
    ).all()


def former_feedback(feedback_ids) -> dict[int, list[FeedbackRevision]]:
    """What feedback said before it was edited, the last first."""
    rows = db.session.scalars(
        select(FeedbackRevision)
        .where(FeedbackRevision.feedback_id.in_(list(feedback_ids)))
        .order_by(FeedbackRevision.id.desc())
    )
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(row.feedback_id, []).append(row)
    return found


def judged(submission_ids) -> dict[int, list]:
    """What grades are made from, per submission."""
    rows = db.session.execute(
        select(
            Feedback.submission_id, Feedback.role, Feedback.points, Feedback.most_points, Feedback.created_at,
            SubmissionVersion.number, User.name,
        )
        .join(SubmissionVersion, SubmissionVersion.id == Feedback.version_id)
        .join(User, User.id == Feedback.author_id)
        .where(Feedback.submission_id.in_(list(submission_ids)))
    )  # fmt: skip
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(row.submission_id, []).append(row)
    return found


def queue_of(
    viewer: Viewer, language: str, *, lesson_id: int | None, cohort_id: int | None, waiting: bool,
    after: int | None = None,
) -> list:  # fmt: skip
    """A page of what the viewer grades: what waits longest first, or everything, the newest first.

    The name of a cohort is for its people: an author who is not among them reads the work without it."""
    statement = (
        select(
            Submission.id, Submission.number, Submission.waits_since, Submission.user_id, User.name, User.photo_key,
            case((visible(Cohort.audience_id, viewer), Cohort.name)).label("cohort"), title_in(language).label("title"), SubmissionVersion.submitted_at,
            SubmissionVersion.due_at,
        )
        .join(SubmissionVersion, LAST)
        .join(User, User.id == Submission.user_id)
        .join(Lesson, Lesson.id == Submission.lesson_id)
        .outerjoin(Cohort, Cohort.id == Submission.cohort_id)
        .where(*_graded_by(viewer, lesson_id, cohort_id))
        .limit(PAGE + 1)
    )  # fmt: skip
    if waiting:
        statement = statement.where(Submission.waits_since.is_not(None)).order_by(Submission.waits_since, Submission.id)
    else:
        statement = statement.order_by(Submission.id.desc())
    if after is not None:
        last = select(Submission.waits_since, Submission.id).where(Submission.id == after)
        later = (
            tuple_(Submission.waits_since, Submission.id) > last.scalar_subquery() if waiting else Submission.id < after
        )
        statement = statement.where(later)
    return db.session.execute(statement).all()


def count_waiting(viewer: Viewer, cohort_id: int | None = None) -> int:
    """How much waits for the viewer to judge, everywhere or in one cohort."""
    which = (*_graded_by(viewer, None, cohort_id), Submission.waits_since.is_not(None))
    return db.session.scalar(select(func.count()).select_from(Submission).where(*which))


def neighbours(submission: Submission, viewer: Viewer, lesson_id: int | None) -> tuple[int | None, int | None]:
    """The ids of those that wait before and after this one; after one that does not wait the first that does."""
    waiting = select(Submission.id).where(*_graded_by(viewer, lesson_id), Submission.waits_since.is_not(None))
    waiting = waiting.where(Submission.id != submission.id)
    order = (Submission.waits_since, Submission.id)
    if submission.waits_since is None:
        return None, db.session.scalar(waiting.order_by(*order).limit(1))
    since, here = submission.waits_since, submission.id
    is_later = or_(Submission.waits_since > since, and_(Submission.waits_since == since, Submission.id > here))
    before = waiting.where(~is_later).order_by(Submission.waits_since.desc(), Submission.id.desc())
    return db.session.scalar(before.limit(1)), db.session.scalar(waiting.where(is_later).order_by(*order).limit(1))


def people_of(cohort_id: int, lesson_id: int) -> list:
    """The trainees of a cohort, each with what they handed in and their own day; who did not hand in too."""
    return db.session.execute(
        select(
            User.id, User.name, User.photo_key, Submission.id.label("submission_id"), Submission.number,
            Submission.waits_since, SubmissionVersion.submitted_at, SubmissionVersion.due_at,
            Extension.due_at.label("extension"),
        )
        .select_from(Membership)
        .join(User, User.id == Membership.user_id)
        .outerjoin(
            Submission,
            and_(
                Submission.user_id == User.id, Submission.cohort_id == cohort_id, Submission.lesson_id == lesson_id,
                Submission.number > 0,
            ),
        )
        .outerjoin(SubmissionVersion, LAST)
        .outerjoin(Extension, and_(Extension.lesson_id == lesson_id, Extension.user_id == User.id))
        .where(Membership.cohort_id == cohort_id, Membership.phase.in_(("trainee", "alumnus")))
        .order_by(User.name, User.id)
    ).all()  # fmt: skip


def due_soon(moment: datetime, ahead: timedelta, language_of_title: str) -> list:
    """lesson, person, locale, audience and moment of who has to hand in within so long and did not yet."""
    due = func.coalesce(Extension.due_at, DueDate.due_at)
    handed_in = exists().where(
        Submission.lesson_id == Lesson.id, Submission.user_id == User.id, Submission.cohort_id == Cohort.id,
        Submission.number > 0,
    )  # fmt: skip
    return db.session.execute(
        select(
            Lesson.id.label("lesson_id"), title_in(language_of_title).label("title"), User.id.label("user_id"),
            User.locale, Cohort.audience_id, due.label("due_at"),
        )
        .select_from(DueDate)
        .join(Lesson, Lesson.id == DueDate.lesson_id)
        .join(Cohort, Cohort.audience_id == DueDate.audience_id)
        .join(Membership, and_(Membership.cohort_id == Cohort.id, Membership.phase == "trainee"))
        .join(User, User.id == Membership.user_id)
        .outerjoin(Extension, and_(Extension.lesson_id == Lesson.id, Extension.user_id == User.id))
        .where(due > moment, due <= moment + ahead, ~handed_in, Lesson.kind == "assignment")
        .where(Lesson.published_at.is_not(None), Lesson.removed_at.is_(None))
        .order_by(Lesson.id, User.id)
    ).all()  # fmt: skip


def waiting_for(viewer: Viewer, language: str, until: datetime) -> list:
    """What the viewer has to hand in by then or is late with, quizzes that close, and the work they are asked to review."""
    values = {
        "viewer_id": viewer.id, "audiences": sorted(viewer.audiences), "language": language, "moment": now(),
        "until": until,
    }  # fmt: skip
    return read(WAITING, **values).all()


def still_due(user_id: int, lesson_ids, moment: datetime) -> set[int]:
    """Of these assignments the ones this person has not handed in, and that are not due in the past."""
    handed_in = exists().where(Submission.lesson_id == Lesson.id, Submission.user_id == user_id, Submission.number > 0)
    due = func.coalesce(Extension.due_at, DueDate.due_at)
    found = (
        select(Lesson.id)
        .join(DueDate, DueDate.lesson_id == Lesson.id)
        .join(Cohort, Cohort.audience_id == DueDate.audience_id)
        .join(Membership, and_(Membership.cohort_id == Cohort.id, Membership.user_id == user_id))
        .outerjoin(Extension, and_(Extension.lesson_id == Lesson.id, Extension.user_id == user_id))
        .where(Lesson.id.in_(list(lesson_ids)), Membership.phase == "trainee", due > moment, ~handed_in)
    )
    return set(db.session.scalars(found))


def _graded_by(viewer: Viewer, lesson_id: int | None, cohort_id: int | None = None) -> tuple:
    """Others' submissions the viewer reads; a writer's own is nobody's to grade but others'."""
    which = [visible(Submission.audience_id, viewer), Submission.user_id != viewer.id, Submission.number > 0]
    which += [] if lesson_id is None else [Submission.lesson_id == lesson_id]
    return (*which, *([] if cohort_id is None else [Submission.cohort_id == cohort_id]))
