"""When an assignment is done, and telling so to the one place where lessons are completed."""

from datetime import datetime

from sqlalchemy import exists, select

from cohorts.assignments import queries
from cohorts.assignments.grading import grade_of
from cohorts.assignments.models import Feedback, PeerReview, PeerRound, Submission
from courses.actions import complete_afterwards
from courses.assignments.queries import settings_of
from courses.events import CompletionRuleChanged
from courses.models import Lesson
from courses.opening.actions import record_score
from lms.database import db
from lms.people.models import User


def settle_completion(submission: Submission, *, complete=complete_afterwards, at: datetime | None = None) -> None:
    """Complete the lesson for its writer when the author's condition is met; asking again changes nothing.

    `complete` is how: its writer hands it in now, or others look at it afterwards."""
    if not submission.number:
        return
    settings = settings_of(submission.lesson_id)
    grade = grade_of(queries.judged([submission.id]).get(submission.id, []))
    if grade and grade.most:
        record_score(submission.user_id, submission.lesson_id, 100 * grade.points / grade.most)
    if settings.completed_by == "submitted" or _is_reviewed(submission):
        writer = db.session.get_one(User, submission.user_id)
        complete(writer, db.session.get_one(Lesson, submission.lesson_id), at=at)


def follow_rule(event: CompletionRuleChanged) -> None:
    """Whoever handed in, or was reviewed, did already what an assignment asks."""
    if event.kind == "assignment":
        which = (Submission.lesson_id == event.lesson_id, Submission.number > 0)
        if event.user_id is not None:
            which += (Submission.user_id == event.user_id,)
        for submission in db.session.scalars(select(Submission).where(*which).order_by(Submission.id)).all():
            settle_completion(submission)


def _is_reviewed(submission: Submission) -> bool:
    """Staff said something, all its peers did, or its round is over: a round always ends in a result."""
    by_staff = exists().where(Feedback.submission_id == submission.id, Feedback.role == "staff")
    asked = (PeerReview.submission_id == submission.id, PeerReview.released_at.is_(None))
    by_peers = exists().where(*asked) & ~exists().where(*asked, PeerReview.done_at.is_(None))
    is_over = exists().where(
        PeerRound.lesson_id == submission.lesson_id,
        PeerRound.cohort_id == (submission.cohort_id or 0),
        PeerRound.closed_at.is_not(None),
    )
    return db.session.scalar(select(by_staff | by_peers | is_over))
