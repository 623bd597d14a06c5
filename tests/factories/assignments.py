"""Assignments and what is handed in for them, made through the actions a person would cause."""

from cohorts.assignments import actions
from cohorts.assignments.models import PeerRound, Submission
from cohorts.assignments.peers import rounds
from cohorts.assignments.queries import find_version
from cohorts.models import Cohort
from courses.assignments.actions import change_assignment
from courses.models import Course, Lesson
from lms.database import db
from lms.people.models import User
from tests.factories.courses import make_lesson, make_module

CRITERIA = [
    {"name": "Listening", "levels": [[3, "Asks open questions"], [1, "Asks now and then"], [0, "Tells"]]},
    {"name": "Language", "levels": [[2, "Their words"], [0, "Our words"]]},
]


def make_assignment(
    cohort: Cohort, *, criteria=CRITERIA, by=None, title="A conversation of yours", **settings
) -> Lesson:
    """A published assignment in the course of a cohort."""
    course = db.session.get_one(Course, cohort.course_id)
    lesson = make_lesson(make_module(course), title=title, kind="assignment", body="Write down a conversation.")
    usual = {"completed_by": "submitted", "peer_reviews": 0, "is_anonymous": True, "review_days": 7, "asks_self": False}
    change_assignment(lesson, criteria=criteria, by=by or _author(), **usual | settings)
    return lesson


def make_submission(lesson: Lesson, cohort: Cohort | None, writer, *, body="I asked, she told.", at=None) -> Submission:
    """Handed in; once more makes a new version. `writer` is anything with an id."""
    person = db.session.get_one(User, writer.id)
    submission, draft = actions.open_draft(lesson.id, person, cohort.id if cohort else None)
    actions.keep_words(draft, body=body, links=[])
    actions.submit(submission, draft, cohort=cohort, writer=person, at=at)
    return submission


def make_feedback(submission: Submission, author, *, body="Well heard.", role="staff", choices=(0, 0), **changes):
    return actions.give_feedback(
        submission, find_version(submission, submission.number), author=db.session.get_one(User, author.id), role=role,
        choices=list(choices), comments=["She tells more after the second one.", ""], body=body, **changes,
    )  # fmt: skip


def make_round(lesson: Lesson, cohort: Cohort) -> PeerRound:
    return rounds.begin_round(lesson.id, cohort)


def _author() -> User:
    return db.session.scalars(db.select(User).where(User.email == "author@test.example")).one()
