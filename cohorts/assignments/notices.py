"""The sentences about work handed in that reach people, each in the reader's language; where peers have no names, none is told."""

from datetime import datetime, timedelta

from flask_babel import force_locale, gettext
from sqlalchemy import select

from cohorts.assignments import queries
from cohorts.assignments.comments.queries import who_talked
from cohorts.assignments.models import Feedback, PeerReview, PeerRound, Submission, SubmissionComment, SubmissionVersion
from cohorts.assignments.peers.queries import find_round
from cohorts.assignments.quizzes import closing_soon
from courses.assignments.queries import title_in
from courses.models import Lesson
from courses.opening.queries import what_keeps
from lms.database import db, now
from lms.jobs import every
from lms.markup import plain_text
from lms.moments import spoken
from lms.notifications.actions import notify, withdraw_thread
from lms.people.models import User
from lms.people.queries import viewer_of

AHEAD = timedelta(days=1)


def tell_feedback(submission: Submission, feedback: Feedback, *, by) -> None:
    """To who handed in. A reviewer without a name has none here either, and their words stay on the page."""
    round_ = find_round(submission.lesson_id, submission.cohort_id) if feedback.role == "peer" else None
    is_hidden = bool(round_ and round_.is_anonymous)
    reader = _reader(submission.user_id)
    with force_locale(reader.locale):
        excerpt = gettext("A review by a peer arrived.") if is_hidden else plain_text(feedback.html)[:200]
    notify(
        [submission.user_id], "graded", audience_id=submission.audience_id, actor=None if is_hidden else by,
        thread=submission.thread, thing=feedback.thing, title=_title(submission.lesson_id, reader.locale),
        url=f"/submissions/{submission.id}#feedback-{feedback.id}", excerpt=excerpt,
    )  # fmt: skip


def tell_comment(submission: Submission, said: SubmissionComment, *, by) -> None:
    """To who handed in, and to who judged it or talked about it before."""
    notify(
        who_talked(submission) | {submission.user_id}, "replied", audience_id=submission.audience_id, actor=by,
        thread=submission.thread, thing=said.thing, title=_title(submission.lesson_id, by.locale),
        url=f"/submissions/{submission.id}#comment-{said.id}", excerpt=said.body,
    )  # fmt: skip


def ask_to_review(round_: PeerRound, review: PeerReview) -> None:
    """To a reviewer; who wrote the work is not said."""
    reader = _reader(review.reviewer_id)
    audience_id = db.session.scalar(
        select(SubmissionVersion.audience_id).where(SubmissionVersion.id == review.version_id)
    )
    due_at = round_.ends_at if review.is_fallback else round_.due_at
    with force_locale(reader.locale):
        excerpt = gettext("Somebody waits for your review, until %(moment)s.", moment=spoken(due_at))
    notify(
        [reader.id], "peer_review", audience_id=audience_id, actor=None, thread=review.thread,
        thing=f"{review.thread}:{round(review.asked_at.timestamp())}", title=_title(round_.lesson_id, reader.locale),
        url=f"/peer-reviews/{review.id}", excerpt=excerpt,
    )  # fmt: skip


def tell_end(round_: PeerRound, submission: Submission) -> None:
    """To who handed in, when the reviews of their peers are over."""
    reader = _reader(submission.user_id)
    with force_locale(reader.locale):
        excerpt = gettext("The reviews by peers are over. See what came of yours.")
    notify(
        [reader.id], "graded", audience_id=submission.audience_id, actor=None, thread=submission.thread,
        thing=f"peer-round:{round_.id}:{submission.id}", title=_title(round_.lesson_id, reader.locale),
        url=f"/submissions/{submission.id}", excerpt=excerpt,
    )  # fmt: skip


def tell_more_time(cohort, lesson_id: int, user_id: int, due_at: datetime | None, *, by) -> None:
    """To who was given another day to hand in; what was said of a former day is gone, also when there is none now."""
    thread = f"more-time:{lesson_id}:{user_id}"
    withdraw_thread(thread)
    if due_at is None:
        return
    reader = _reader(user_id)
    with force_locale(reader.locale):
        excerpt = gettext("You can hand it in until %(moment)s without being late.", moment=spoken(due_at))
    notify(
        [reader.id], "extended", audience_id=cohort.audience_id, actor=by, thread=thread,
        thing=f"{thread}:{round(due_at.timestamp())}", title=_title(lesson_id, reader.locale),
        url=f"/lessons/{lesson_id}#task", excerpt=excerpt,
    )  # fmt: skip


@every(timedelta(minutes=10))
def remind_of_due_dates() -> None:
    """A day before it is due, once for each day it is due on, to who has not handed in and can open it by then.

    Who has to do something else first is told that too."""
    _remind(queries.due_soon, "assignment")
    _remind(closing_soon, "quiz-due")


def _remind(find, kind: str) -> None:
    """`find` gives what is due soon, of one kind."""
    rows = [row for language in ("en", "nl") for row in find(now(), AHEAD, language) if row.locale == language]
    lessons_of: dict[int, list] = {}
    for row in rows:
        lessons_of.setdefault(row.user_id, []).append(row.lesson_id)
    kept = {user_id: what_keeps(viewer_of(user_id), lesson_ids) for user_id, lesson_ids in lessons_of.items()}
    for row in rows:
        keeping = kept[row.user_id].get(row.lesson_id)
        if keeping == "later":
            continue
        with force_locale(row.locale):
            excerpt = (
                gettext("Hand it in before %(moment)s.", moment=spoken(row.due_at))
                if kind == "assignment"
                else gettext("Make it before it closes, %(moment)s.", moment=spoken(row.due_at))
            )
            if keeping:
                excerpt += " " + gettext("It opens when you have done what comes before it.")
        notify(
            [row.user_id], "due", audience_id=row.audience_id, actor=None, thread=f"{kind}:{row.lesson_id}",
            thing=f"due:{row.lesson_id}:{round(row.due_at.timestamp())}", title=row.title,
            url=f"/lessons/{row.lesson_id}#task", excerpt=excerpt,
        )  # fmt: skip


def _title(lesson_id: int, language: str) -> str:
    return db.session.scalar(select(title_in(language)).select_from(Lesson).where(Lesson.id == lesson_id)) or ""


def _reader(user_id: int):
    return db.session.execute(select(User.id, User.locale).where(User.id == user_id)).one()
