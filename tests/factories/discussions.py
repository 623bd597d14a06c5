"""Makes spaces, topics and replies for tests, through the actions of discussions."""

from discussions import actions
from discussions.models import Space
from discussions.polls.actions import Terms
from lms.database import db
from lms.people.models import User
from tests.factories.cohorts import make_cohort


def academy_space() -> Space:
    """The space everybody in the academy reads."""
    return actions.found_academy_space()


def space_of(cohort) -> Space:
    """The space that opened together with the cohort."""
    return db.session.scalars(db.select(Space).filter_by(cohort_id=cohort.id)).one()


def make_topic(cohort=None, *, space=None, author=None, **changes):
    """A discussion by the trainee; in a new cohort unless told where."""
    if space is None:
        space = space_of(cohort or make_cohort())
    values = {"kind": "discussion", "title": "Three seconds of silence", "body": "They felt like thirty."}
    return actions.start_topic(space, author=author or _person("trainee"), **values | changes)


def make_question(cohort=None, **changes):
    """A question by the trainee that nobody has answered yet."""
    values = {"kind": "question", "title": "How long do you dare to wait?", "body": "I count to three and then talk."}
    return make_topic(cohort, **values | changes)


def make_idea(cohort=None, **changes):
    """An idea by the trainee that nobody has voted on yet."""
    values = {"kind": "idea", "title": "Meet online once a month", "body": "Then nobody travels two hours."}
    return make_topic(cohort, **values | changes)


def make_poll(cohort=None, *, options=("Monday", "Tuesday", "Thursday"), **changes):
    """A poll by the trainee that nobody has voted in yet; `terms` are given one by one."""
    names = ("method", "is_secret", "results", "closes_at")
    terms = Terms(list(options), **{name: changes.pop(name) for name in names if name in changes})
    values = {"kind": "poll", "title": "When do we meet?", "body": "I book the room.", "terms": terms}
    return make_topic(cohort, **values | changes)


def make_reply(topic, *, author=None, body="Count to five.", **changes):
    """A reply by the mentor."""
    return actions.reply(topic, author=author or _person("mentor"), body=body, **changes)


def _person(name: str) -> User:
    return db.session.scalars(db.select(User).filter_by(email=f"{name}@test.example")).one()
