"""First steps: who joined lately sees what is left to do, until it is done, put away, or a month has passed."""

from datetime import timedelta

import pytest

from cohorts.ground.actions import remove_question
from cohorts.ground.queries import questions_of
from cohorts.models import Membership
from discussions.following.actions import follow_space
from lms.database import db, now
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import make_question, make_reply, make_topic, space_of
from tests.factories.ground import tell

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
    tell(cohort, person, "Bees", sharing="me")
    assert person.get("/").text.count(" (done)") == 3, "also when it is kept to oneself"
    follow_space(person.user, space, "watching")
    db.session.commit()
    assert person.get("/").text.count(" (done)") == 4
    make_reply(make_question(space=space, author=cast.facilitator.user), author=person.user)
    db.session.commit()
    assert HEADING not in home(person)


def test_who_would_rather_share_nothing_is_not_asked_again(cast, cohort):
    step, page = "Tell the others something about yourself, if you like", f"/cohorts/{cohort.id}/common-ground"
    assert f'<a href="{page}">{step}</a>' in cast.trainee.get("/").text
    assert "Rather share nothing" in text_of(cast.trainee.get(page))
    assert cast.trainee.post(f"{page}/withdrawal").status_code == 303
    assert "Rather share nothing" not in text_of(cast.trainee.get(page))
    assert f">{step}</a>" not in cast.trainee.get("/").text


def test_a_cohort_that_asks_nothing_has_no_such_step(cast, cohort):
    for question in questions_of(cohort.id):
        remove_question(question)
    db.session.commit()
    assert ">Tell the others something about yourself, if you like</a>" not in cast.trainee.get("/").text


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
