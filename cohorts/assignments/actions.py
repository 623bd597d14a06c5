"""Every write about work handed in: keeping a draft, handing in, feedback with its history, and talk about it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from cohorts.assignments import notices, queries
from cohorts.assignments.files import SUBMISSION_FILES, called
from cohorts.assignments.models import (
    Feedback,
    FeedbackRevision,
    Submission,
    SubmissionComment,
    SubmissionFile,
    SubmissionVersion,
)
from cohorts.assignments.peers.rounds import join_round, take_late
from cohorts.assignments.policies import UNDO
from cohorts.assignments.readers import make_audiences, settle_readers
from cohorts.assignments.settling import settle_completion
from courses.actions import complete_lesson
from courses.assignments import actions as assignments
from courses.assignments.queries import due_for, extension_of, find_rubric, settings_of
from courses.assignments.rubrics import most_points, points_of
from courses.quizzes.actions import closing_moves
from lms.access import AudienceMember
from lms.database import db, now
from lms.jobs import every
from lms.markup import render
from lms.notifications.actions import mark_thread_done, withdraw
from lms.people.models import User

BROWSERS_COUNT_FROM = datetime(2024, 1, 1, tzinfo=UTC)  # as drafts.js does: seconds since then
MARGIN = 2


def sequence_now() -> int:
    return int((now() - BROWSERS_COUNT_FROM).total_seconds())


def open_draft(lesson_id: int, writer, cohort_id: int | None) -> tuple[Submission, SubmissionVersion]:
    """What the person is writing; after handing in it goes on from what was handed in."""
    submission = queries.find_submission(lesson_id, writer.id, cohort_id)
    draft = queries.find_version(submission, submission.number + 1) if submission else None
    if draft is not None:
        return submission, draft
    # Two first saves at once: the second waits here for the first, and goes on from what it made.
    db.session.execute(select(User.id).where(User.id == writer.id).with_for_update(key_share=True))
    submission = queries.find_submission(lesson_id, writer.id, cohort_id)
    if submission is None:
        submission = Submission(
            lesson_id=lesson_id, user_id=writer.id, cohort_id=cohort_id, **make_audiences(writer.id)
        )
        db.session.add(submission)
        db.session.flush()
    draft = queries.find_version(submission, submission.number + 1)
    if draft is None:
        last = queries.find_version(submission, submission.number)
        draft = SubmissionVersion(
            submission_id=submission.id, audience_id=submission.own_audience_id, number=submission.number + 1,
            body=last.body if last else "", links=last.links if last else [],
        )  # fmt: skip
        db.session.add(draft)
        db.session.flush()
        for held in queries.links_to_files(last) if last else ():
            db.session.add(SubmissionFile(version_id=draft.id, file_id=held.file_id, alt=held.alt))
        db.session.flush()
    return submission, draft


def keep_draft(
    lesson_id: int, writer, cohort_id: int | None, *, body: str, links: list[str], sequence: int
) -> bool:  # fmt: skip
    """Keep what is typed; False when something later was kept or handed in already."""
    former = queries.find_submission(lesson_id, writer.id, cohort_id)
    last = queries.find_version(former, former.number) if former else None
    if last and sequence <= last.sequence:
        return False
    _submission, draft = open_draft(lesson_id, writer, cohort_id)
    if sequence < draft.sequence:
        return False
    keep_words(draft, body=body, links=links, sequence=sequence)
    return True


def keep_words(draft: SubmissionVersion, *, body: str, links: list[str], sequence: int | None = None) -> None:
    """What a button sent counts as written now."""
    draft.body, draft.links, draft.saved_at = body, links, now()
    draft.sequence = max(draft.sequence, sequence_now() if sequence is None else sequence)
    db.session.flush()


def add_file(draft: SubmissionVersion, data: bytes, name: str, *, is_anonymous: bool, by) -> None:
    """Keep a file with what is being written; where peers see no names its own name goes too."""
    place = len(queries.links_to_files(draft)) + 1
    SUBMISSION_FILES.add(draft, data, called(name, place) if is_anonymous else name, alt=name, by=by)


def submit(submission: Submission, draft: SubmissionVersion, *, cohort, writer, at: datetime | None = None) -> None:
    """Hand in what was written. Former versions stay with what was said about them. `at` seeds the past."""
    moment, settings = at or now(), settings_of(submission.lesson_id)
    draft.submitted_at = moment
    draft.due_at = due_for(submission.lesson_id, cohort.audience_id if cohort else None, writer.id)
    draft.rubric_id = settings.rubric_id
    draft.html = render(draft.body, profile="post").html
    draft.audience_id = submission.work_audience_id
    # A late copy of this draft is older than what was handed in.
    draft.sequence = max(draft.sequence, sequence_now() + MARGIN)
    submission.number = draft.number
    submission.waits_since = moment
    db.session.flush()
    settle_readers(submission)
    SUBMISSION_FILES.settle_of([draft.id])
    mark_thread_done(writer.id, f"assignment:{submission.lesson_id}")
    if cohort and settings.peer_reviews:
        join_round(submission, draft, cohort)
    settle_completion(submission, complete=complete_lesson, at=moment)


def set_due_date(cohort, lesson_id: int, due_at: datetime | None) -> None:
    """By when the cohort hands in, or a quiz closes for it; None: at any time, or when its author said."""
    people = select(AudienceMember.user_id).where(AudienceMember.audience_id == cohort.audience_id)
    with closing_moves(lesson_id, people):
        assignments.set_due_date(lesson_id, cohort.audience_id, due_at)


def give_more_time(cohort, lesson_id: int, user_id: int, due_at: datetime | None, *, by) -> None:
    """Another day for one person, or none of their own; whether what they handed in is late is judged by it, and they hear of it."""
    former = extension_of(lesson_id, user_id)
    with closing_moves(lesson_id, [user_id]):
        assignments.extend(lesson_id, user_id, due_at, by=by)
    submission = queries.find_submission(lesson_id, user_id, cohort.id)
    if submission is not None and submission.number:
        handed_in = (SubmissionVersion.submission_id == submission.id, SubmissionVersion.submitted_at.is_not(None))
        judged_by = due_for(lesson_id, cohort.audience_id, user_id)
        db.session.execute(update(SubmissionVersion).where(*handed_in).values(due_at=judged_by))
    if due_at != former:
        notices.tell_more_time(cohort, lesson_id, user_id, due_at, by=by)


def give_feedback(
    submission: Submission, version: SubmissionVersion, *, author, role: str, choices: list, comments: list, body: str,
    at: datetime | None = None,
) -> Feedback:  # fmt: skip
    """What somebody says about a version; saying it again keeps what they said before. `at` seeds the past."""
    moment, rubric = at or now(), find_rubric(version.rubric_id)
    feedback = queries.find_feedback(version, author.id)
    is_first = feedback is None
    if is_first:
        feedback = Feedback(
            submission_id=submission.id, version_id=version.id, audience_id=submission.audience_id,
            author_id=author.id, role=role, rubric_id=version.rubric_id, created_at=moment,
        )  # fmt: skip
        db.session.add(feedback)
    else:
        db.session.add(
            FeedbackRevision(
                feedback_id=feedback.id,
                choices=feedback.choices,
                comments=feedback.comments,
                points=feedback.points,
                body=feedback.body,
                html=feedback.html,
                written_at=feedback.edited_at or feedback.created_at,
            )  # fmt: skip
        )
        feedback.edited_at = moment
    feedback.choices, feedback.comments = choices, comments
    feedback.points = points_of(rubric.criteria, choices) if rubric else None
    feedback.most_points = most_points(rubric.criteria) if rubric else None
    feedback.body, feedback.html = body.strip(), render(body.strip(), profile="post").html
    if role == "staff" and version.number == submission.number:
        submission.waits_since = None
    for asked in queries.reviews_asked(version, author.id) if role != "self" else ():
        asked.done_at = moment
        mark_thread_done(author.id, asked.thread)
        if asked.released_at:
            take_late(asked)
    db.session.flush()
    settle_completion(submission, at=moment)
    if at is None and is_first and role != "self":
        notices.tell_feedback(submission, feedback, by=author)
    return feedback


def rate(feedback: Feedback, *, rating: int, words: str) -> None:
    feedback.rating, feedback.rating_words = rating, words.strip()
    db.session.flush()


def comment(submission: Submission, *, author, body: str, at: datetime | None = None) -> SubmissionComment:
    """A sentence between the writer and those who grade. `at` seeds the past, and then nobody is told."""
    said = SubmissionComment(
        submission_id=submission.id,
        audience_id=submission.audience_id,
        author_id=author.id,
        body=body.strip(),
        created_at=at or now(),
    )
    db.session.add(said)
    db.session.flush()
    if at is None:
        notices.tell_comment(submission, said, by=author)
    return said


def remove_comment(said: SubmissionComment) -> None:
    """Gone for everybody; its writer may bring it back for thirty days."""
    said.removed_at = now()
    db.session.flush()
    withdraw(said.thing)


def restore_comment(said: SubmissionComment) -> None:
    said.removed_at = None
    db.session.flush()


@every(timedelta(days=1))
def empty_removed_comments() -> None:
    """After thirty days the words of what was removed are gone for good."""
    gone = SubmissionComment.removed_at < now() - UNDO
    db.session.execute(update(SubmissionComment).where(gone, SubmissionComment.body != "").values(body=""))
