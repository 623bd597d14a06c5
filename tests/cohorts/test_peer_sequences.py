"""Groups in which anybody is late, stays away, steps back or leaves: each submission is reviewed, or was by the end asked about."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohorts.assignments import actions
from cohorts.assignments.models import Feedback, PeerReview, PeerRound, Submission, SubmissionVersion
from cohorts.assignments.peers.allocation import reviews_for
from cohorts.assignments.peers.queries import people_behind, submissions_in
from cohorts.assignments.peers.rounds import keep_rounds_going, step_back
from cohorts.assignments.queries import find_submission
from cohorts.membership.actions import remove_member
from cohorts.models import Membership
from courses.assignments.actions import set_due_date
from courses.models import LessonProgress
from lms.database import db, now
from lms.notifications.models import Notification
from lms.people.models import User
from tests.factories.assignments import make_assignment, make_submission
from tests.factories.cohorts import make_cohort, make_member

WHEN = ("in time", "late", "after the day", "never")
DOES = ("reviews", "reviews one", "nothing", "steps back", "leaves")
MOSTLY, LARGEST = 6, 30  # a small group has the most ways to go wrong


@st.composite
def groups(draw):
    size = draw(st.integers(2, MOSTLY) | st.integers(2, LARGEST))
    people = [(draw(st.sampled_from(WHEN)), draw(st.sampled_from(DOES))) for _ in range(size)]
    return people, draw(st.integers(1, 3)), draw(st.booleans()), draw(st.booleans())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(groups())
def test_each_submission_has_its_reviews_or_a_fallback_by_the_deadline(cast, group):
    people, wanted, has_mentor, mentors_review = group
    cohort = make_cohort()
    if has_mentor:
        make_member(cohort, cast.mentor, "mentor", tell=False)
    lesson = make_assignment(cohort, peer_reviews=wanted, completed_by="reviewed")
    users = [_person(place) for place in range(len(people))]
    for user in users:
        make_member(cohort, user, tell=False)
    set_due_date(lesson.id, cohort.audience_id, now() - timedelta(minutes=1))

    _hand_in(lesson, cohort, users, people, "in time")
    keep_rounds_going()
    _hand_in(lesson, cohort, users, people, "late")
    keep_rounds_going()
    for user, (_when, does) in zip(users, people, strict=True):
        _take_part(cohort, user, does)
    round_ = db.session.scalars(db.select(PeerRound).filter_by(lesson_id=lesson.id)).one_or_none()
    if round_ is None:
        assert not [when for when, _does in people if when in ("in time", "late")]
        return

    _is_over(round_, "due_at")
    in_time_for_it = {row.user_id for row in submissions_in(round_)}
    if round_.closed_at is None:
        _hand_in(lesson, cohort, users, people, "after the day")
        in_time_for_it = {row.user_id for row in submissions_in(round_)}
    # Whoever hands in once all is reviewed and over waits for nobody.
    _hand_in(lesson, cohort, users, people, "after the day")
    writers = submissions_in(round_)
    goal = min(reviews_for(len(writers), wanted), len(people_behind(round_)))
    for row in writers:
        reviews = _standing(row.id)
        assert all(review.reviewer_id != row.user_id for review in reviews)
        assert len({review.reviewer_id for review in reviews}) == len(reviews)
        assert all(review.done_at or review.is_fallback for review in reviews)
        if round_.closed_at is None:
            assert len(reviews) >= goal, "somebody is neither reviewed nor is anybody asked to"
    if mentors_review:
        for reviewer_id in people_behind(round_):
            for review in _asked_of(reviewer_id):
                _review(review)
        assert all(
            sum(bool(one.done_at) for one in _standing(row.id)) >= goal for row in writers if not round_.closed_at
        )

    _is_over(round_, "ends_at")
    assert round_.closed_at is not None
    assert (
        db.session.scalars(db.select(PeerReview).filter_by(round_id=round_.id, done_at=None, released_at=None)).all()
        == []
    )
    for row in submissions_in(round_):
        progress = db.session.get(LessonProgress, (row.user_id, lesson.id))
        assert progress is not None
        assert progress.completed_at is not None
        told = db.select(Notification).filter_by(user_id=row.user_id, thread=f"submission:{row.id}", reason="graded")
        assert db.session.scalars(told).all() or row.user_id not in in_time_for_it
    given_reviews = db.session.scalars(db.select(PeerReview).where(PeerReview.done_at.is_not(None))).all()
    for review in given_reviews:
        said = db.select(Feedback).filter_by(version_id=review.version_id, author_id=review.reviewer_id)
        assert len(db.session.scalars(said).all()) == 1


def _person(place: int) -> User:
    user = User(name=f"Person {place}", email=f"{place}.{now().timestamp()}@test.example")
    db.session.add(user)
    db.session.flush()
    return user


def _hand_in(lesson, cohort, users, people, when) -> None:
    for user, (theirs, _does) in zip(users, people, strict=True):
        is_here = db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=user.id)).one().phase
        if theirs == when and is_here == "trainee" and find_submission(lesson.id, user.id, cohort.id) is None:
            make_submission(lesson, cohort, user)
    db.session.commit()


def _take_part(cohort, user, does) -> None:
    asked = _asked_of(user.id)
    if does == "reviews":
        for review in asked:
            _review(review)
    elif does == "reviews one" and asked:
        _review(asked[0])
    elif does == "steps back" and asked:
        step_back(asked[0])
    elif does == "leaves":
        remove_member(db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=user.id)).one())
    db.session.commit()


def _review(review: PeerReview) -> None:
    actions.give_feedback(
        db.session.get_one(Submission, review.submission_id),
        db.session.get_one(SubmissionVersion, review.version_id),
        author=db.session.get_one(User, review.reviewer_id),
        role="peer",
        choices=[0, 0],
        comments=["", ""],
        body="Well heard.",
    )


def _asked_of(user_id: int) -> list[PeerReview]:
    found = db.select(PeerReview).filter_by(reviewer_id=user_id, done_at=None, released_at=None)
    return list(db.session.scalars(found.order_by(PeerReview.id)))


def _standing(submission_id: int) -> list[PeerReview]:
    found = db.select(PeerReview).filter_by(submission_id=submission_id, released_at=None)
    return list(db.session.scalars(found))


def _is_over(round_: PeerRound, name: str) -> None:
    setattr(round_, name, now() - timedelta(minutes=1))
    db.session.commit()
    keep_rounds_going()
    db.session.commit()
    db.session.refresh(round_)
