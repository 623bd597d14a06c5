"""First steps: who joined lately sees what is left to do, until it is done, put away, or a month has passed."""

from datetime import timedelta

import pytest

from cohorts.models import Membership
from discussions.following.actions import follow_space
from lms.database import db, now
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import make_question, make_reply, make_topic, space_of

HEADING = "Your first days in Spring 2026"


@pytest.fixture
def cohort(cast):
    cohort = make_cohort()
    make_member(cohort, cast.trainee, tell=False)
    db.session.commit()
    return cohort


def home(person) -> str:
    return text_of(person.get("/"))


def test_a_newcomer_sees_what_is_left(cast, cohort):
    page = home(cast.trainee)
    assert HEADING in page
    assert "Introduce yourself" in page
    assert "title=Hello" in cast.trainee.get("/").text
    form = cast.trainee.get(f"/cohorts/{cohort.id}/topics/new?kind=discussion&title=Hello%2C+I+am+Trainee")
    assert "Hello, I am Trainee" in form.text


def test_each_step_is_ticked_and_the_last_takes_all_away(cast, cohort):
    person, space = cast.trainee, space_of(cohort)
    person.user.headline = "Debt counsellor"
    topic = make_topic(space=space, author=person.user)
    make_reply(topic, author=person.user)  # answering oneself is no step
    db.session.commit()
    assert person.get("/").text.count(" (done)") == 2
    follow_space(person.user, space, "watching")
    db.session.commit()
    assert person.get("/").text.count(" (done)") == 3
    make_reply(make_question(space=space, author=cast.facilitator.user), author=person.user)
    db.session.commit()
    assert HEADING not in home(person)


def test_it_is_put_away_for_good(cast, cohort):
    assert cast.trainee.post("/welcome/end").status_code == 303
    assert cast.trainee.post("/welcome/end").status_code == 303, "twice is once"
    assert HEADING not in home(cast.trainee)


def test_after_a_month_and_for_others_there_is_none(cast, cohort):
    assert HEADING not in home(cast.facilitator)
    assert HEADING not in home(cast.outsider)
    db.session.execute(db.update(Membership).values(joined_at=now() - timedelta(days=31)))
    db.session.commit()
    assert HEADING not in home(cast.trainee)


def test_guests_are_asked_to_sign_in(cast, cohort):
    assert "/sign-in" in cast.guest.post("/welcome/end").location
