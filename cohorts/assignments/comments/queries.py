"""Every SELECT about what is said under a submission."""

from sqlalchemy import select

from cohorts.assignments.models import Feedback, Submission, SubmissionComment
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User


def comments_of(submission: Submission, viewer: Viewer) -> list:
    """(comment, name, photo key); one that was taken away leaves its place."""
    return db.session.execute(
        select(SubmissionComment, User.name, User.photo_key)
        .join(User, User.id == SubmissionComment.author_id)
        .where(SubmissionComment.submission_id == submission.id, visible(SubmissionComment.audience_id, viewer))
        .order_by(SubmissionComment.id)
        .limit(500)
    ).all()


def find_comment(submission: Submission, viewer: Viewer, comment_id: int) -> SubmissionComment | None:
    found = select(SubmissionComment).where(
        SubmissionComment.id == comment_id,
        SubmissionComment.submission_id == submission.id,
        visible(SubmissionComment.audience_id, viewer),
    )
    return db.session.scalars(found).one_or_none()


def who_talked(submission: Submission) -> set[int]:
    """Those who grade and said something before."""
    said = select(SubmissionComment.author_id).where(SubmissionComment.submission_id == submission.id)
    judged_it = select(Feedback.author_id).where(Feedback.submission_id == submission.id, Feedback.role == "staff")
    return set(db.session.scalars(said.union(judged_it)))
