"""Every write about peer reviews: beginning a round, asking people, replacing them, and the deadline that always ends it."""

import random
from datetime import timedelta

from sqlalchemy import select, update

from cohorts.assignments import notices
from cohorts.assignments.files import hide_names
from cohorts.assignments.models import PeerReview, PeerRound, Submission, SubmissionVersion
from cohorts.assignments.peers import queries
from cohorts.assignments.peers.allocation import Allocation, allocate
from cohorts.assignments.readers import settle_readers
from cohorts.assignments.settling import settle_completion
from courses.assignments.queries import settings_of
from lms.database import db, now
from lms.jobs import every
from lms.notifications.actions import withdraw_thread

BEHIND = timedelta(days=3)  # how long mentors and facilitators have for what peers left


def begin_round(lesson_id: int, cohort, *, at=None) -> PeerRound:
    """Ask everybody who handed in so far to review; `at` seeds the past."""
    settings, moment = settings_of(lesson_id), at or now()
    due_at = moment + timedelta(days=settings.review_days)
    round_ = PeerRound(
        lesson_id=lesson_id,
        cohort_id=cohort.id,
        wanted=settings.peer_reviews,
        is_anonymous=settings.is_anonymous,
        started_at=moment,
        due_at=due_at,
        ends_at=due_at + BEHIND,
    )
    db.session.add(round_)
    db.session.flush()
    reallocate(round_, tell=at is None)
    return round_


def join_round(submission: Submission, version: SubmissionVersion, cohort) -> None:
    """Who hands in while peers review takes part; what is not reviewed yet is reviewed in its last version."""
    round_ = queries.find_round(submission.lesson_id, cohort.id)
    if round_ is None or round_.closed_at is not None:
        return
    waiting = (PeerReview.submission_id == submission.id, PeerReview.done_at.is_(None))
    db.session.execute(update(PeerReview).where(*waiting).values(version_id=version.id))
    reallocate(round_)


def step_back(review: PeerReview) -> None:
    """Somebody cannot review, or a facilitator sees that they do not: others take over all they have not done."""
    round_ = db.session.get_one(PeerRound, review.round_id)
    moment = now()
    theirs = (PeerReview.round_id == round_.id, PeerReview.reviewer_id == review.reviewer_id)
    db.session.execute(
        update(PeerReview)
        .where(*theirs, PeerReview.done_at.is_(None))
        .values(stepped_back_at=moment, released_at=moment)
    )
    reallocate(round_)


def take_late(review: PeerReview) -> None:
    """A review that came after others were asked counts; who is not needed for that work any more need not."""
    review.released_at = None
    reallocate(db.session.get_one(PeerRound, review.round_id))


def leave_rounds(cohort_id: int) -> None:
    """Somebody left the cohort: what they would have reviewed is for others."""
    for round_ in queries.open_rounds(cohort_id):
        reallocate(round_)


def reallocate(round_: PeerRound, *, tell: bool = True) -> None:
    """Bring who reviews what up to date with who is there; see `allocation.allocate`."""
    db.session.flush()
    db.session.refresh(round_, with_for_update=True)
    submissions = {row.user_id: row for row in queries.submissions_in(round_)}
    reviews = {(row.writer_id, row.PeerReview.reviewer_id): row.PeerReview for row in queries.reviews_in(round_)}
    absent = {review.reviewer_id for review in reviews.values() if review.stepped_back_at}
    writers = sorted(submissions)
    random.Random(round_.id).shuffle(writers)
    is_late = round_.fallback_at is not None
    plan = allocate(
        writers,
        set() if is_late else set(writers) - absent,
        round_.wanted,
        done={pair for pair, review in reviews.items() if review.done_at},
        going={pair for pair, review in reviews.items() if review.done_at is None and review.released_at is None},
        fallbacks=[one for one in queries.people_behind(round_) if one not in absent],
    )
    _apply(round_, plan, submissions, reviews, tell)


def _apply(round_: PeerRound, plan: Allocation, submissions: dict, reviews: dict, tell: bool) -> None:
    moment, wanted = now() if tell else round_.started_at, plan.peers | plan.fallbacks
    for pair, review in reviews.items():
        if pair not in wanted and review.done_at is None and review.released_at is None:
            review.released_at = moment
            withdraw_thread(review.thread)
    asked = []
    for pair in sorted(wanted):
        review, submission = reviews.get(pair), submissions[pair[0]]
        if review is not None and review.released_at is None:
            continue
        if review is None:
            review = PeerReview(round_id=round_.id, submission_id=submission.id, reviewer_id=pair[1])
            db.session.add(review)
        review.released_at, review.asked_at, review.is_fallback = None, moment, pair in plan.fallbacks
        review.version_id = submission.version_id
        if round_.is_anonymous:
            hide_names(submission.version_id)
        asked.append(review)
    db.session.flush()
    for submission in submissions.values():
        settle_readers(db.session.get_one(Submission, submission.id))
    if tell:
        for review in asked:
            notices.ask_to_review(round_, review)


@every(timedelta(minutes=10))
def keep_rounds_going() -> None:
    """Begin rounds whose work is due, bring in the people behind the peers in time, and end what is over."""
    moment = now()
    for lesson_id, cohort in queries.due_to_begin(moment):
        begin_round(lesson_id, cohort)
    for round_ in queries.past_due(moment):
        round_.fallback_at = moment
        reallocate(round_)
        if not queries.is_waiting(round_):
            end_round(round_)
    for round_ in queries.past_end(moment):
        end_round(round_)


def end_round(round_: PeerRound) -> None:
    """The end, with what there is: who was reviewed has a result, and who was not is not kept waiting."""
    round_.closed_at = now()
    open_ones = select(PeerReview).where(
        PeerReview.round_id == round_.id, PeerReview.done_at.is_(None), PeerReview.released_at.is_(None)
    )
    for review in db.session.scalars(open_ones).all():
        review.released_at = round_.closed_at
        withdraw_thread(review.thread)
    db.session.flush()
    for row in queries.submissions_in(round_):
        submission = db.session.get_one(Submission, row.id)
        settle_readers(submission)
        settle_completion(submission)
        notices.tell_end(round_, submission)
