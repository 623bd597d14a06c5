"""Today: a facilitator sees who waits, who is stuck, who has fallen quiet and what is coming; nobody else does."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from cohorts.calendar.actions import plan_event
from cohorts.models import Membership
from cohorts.training.actions import set_rule
from courses.actions import record_place
from courses.models import Course, LessonProgress
from discussions.models import Post
from discussions.moderation.actions import flag
from lms.database import db, now
from tests.cast import text_of
from tests.factories.assignments import make_assignment, make_submission
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.discussions import make_question, make_reply, make_topic, space_of
from tests.factories.events import make_event
from tests.factories.people import make_person


@pytest.fixture
def lesson(cast):
    return make_lesson(make_module(make_course(), title="Listening"), title="Silence")


@pytest.fixture
def cohort(cast, lesson):
    cohort = make_cohort(db.session.get_one(Course, lesson.course_id), starts_in=-30, ends_in=10)
    for person in (cast.trainee, cast.mentor):
        make_member(cohort, person, "mentor" if person is cast.mentor else "trainee", tell=False)
    db.session.execute(db.update(Membership).values(joined_at=now() - timedelta(days=30)))
    db.session.commit()
    return cohort


def today(cast, cohort):
    return cast.facilitator.get(f"/cohorts/{cohort.id}/today")


def away(person, days=30, **profile):
    user = person.user
    user.last_seen_at = now() - timedelta(days=days)
    for name, value in profile.items():
        setattr(user, name, value)
    db.session.commit()


def words_to_begin_with(page) -> str:
    href = re.search(r'href="([^"]*)">Ask what they know', page.text)[1].replace("&amp;", "&")
    return parse_qs(urlsplit(href).query)["body"][0]


def test_who_waits_stands_first_until_answered(cast, cohort):
    topic = make_question(space=space_of(cohort), author=cast.trainee.user, title="How long do you wait?")
    db.session.commit()
    assert "How long do you wait?" in text_of(today(cast, cohort))
    make_reply(topic, author=cast.mentor.user)
    db.session.commit()
    assert "Every question has an answer. Well done." in text_of(today(cast, cohort))


def test_who_has_fallen_quiet_is_asked_what_they_know(cast, cohort):
    assert "Everybody was here lately." in text_of(today(cast, cohort))
    away(cast.mentor, ask_me_about="calls that end in anger")
    page = today(cast, cohort)
    assert "has not written here yet" in text_of(page)
    assert words_to_begin_with(page).startswith("Mentor, people may ask you about this: “calls that end in anger”")
    assert f'href="/people/{cast.mentor.id}/messages?body=' in page.text  # nobody else reads who fell quiet


def test_who_takes_no_messages_is_said_so(cast, cohort):
    away(cast.mentor, can_be_contacted=False)
    page = today(cast, cohort)
    assert "takes no messages" in text_of(page)
    assert "Ask what they know" not in text_of(page)


def test_who_never_came_stands_first_and_the_rest_is_behind_a_link(cast, cohort):
    away(cast.mentor)
    quiet = [make_person(name=f"Quiet {number}") for number in range(6)]
    for number, person in enumerate(quiet):
        person.last_seen_at = now() - timedelta(days=40 + number)
        make_member(cohort, person, "trainee", tell=False)
    quiet[5].last_seen_at = None
    db.session.execute(db.update(Membership).values(joined_at=now() - timedelta(days=30)))
    db.session.commit()
    page = text_of(today(cast, cohort))
    assert page.index("Quiet 5") < page.index("has never been here") < page.index("Quiet 0") < page.index("and 1 more")
    assert "Quiet 4" not in page
    everybody = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/today?quiet=all"))
    assert "Quiet 4" in everybody
    assert "more" not in everybody.partition("Fallen quiet")[2].partition("What is coming")[0]


def test_what_a_profile_hides_is_not_used(cast, cohort):
    away(cast.mentor, ask_me_about="calls that end in anger", visibility={"ask_me_about": "nobody"})
    page = today(cast, cohort)
    assert "calls that end in anger" not in page.text
    assert "what are you working on these days?" in words_to_begin_with(page)


def test_who_came_lately_or_was_here_lately_is_not_quiet(cast, cohort):
    away(cast.mentor, days=20)
    away(cast.trainee, days=40)
    db.session.execute(
        db.update(Membership).where(Membership.user_id == cast.trainee.id).values(joined_at=now() - timedelta(days=3))
    )
    db.session.commit()
    assert "Everybody was here lately." in text_of(today(cast, cohort))


def test_who_is_stuck_and_what_is_coming(cast, cohort, lesson):
    record_place(cast.trainee.user, lesson, "", percent=20)
    db.session.execute(db.update(LessonProgress).values(started_at=now() - timedelta(days=5)))
    later = make_module(db.session.get_one(Course, lesson.course_id), title="Asking")
    set_rule(cohort, later, "on_date", (now() + timedelta(days=3)).date(), None)
    make_event(cohort, cast.facilitator, days=2, title="Practising together")
    db.session.commit()
    page = text_of(today(cast, cohort))
    assert "Trainee is on" in page
    assert "Asking opens on" in page
    assert "Practising together" in page
    assert "The last day of the training:" in page


def test_proposals_reported_posts_and_work_of_this_cohort_wait(cast, cohort):
    topic = make_topic(space=space_of(cohort), author=cast.trainee.user, title="Silence")
    own = make_reply(topic, author=cast.facilitator.user)
    event = make_event(cohort, cast.trainee, state="proposed", kind="meetup", title="Walking in the dunes", tell=False)
    course = db.session.get_one(Course, cohort.course_id)
    other = make_cohort(course, name="Autumn")
    make_member(other, cast.alumna, tell=False)
    make_submission(make_assignment(other), other, cast.alumna)
    db.session.commit()
    flag(own, by=cast.mentor.user, reason="unkind")
    db.session.commit()
    page = text_of(today(cast, cohort))
    assert "Walking in the dunes" in page
    assert "to review" not in page, "one's own words are for others to judge"
    assert "piece of work" not in page, "it is another cohort's"
    assert "1 piece of work waits for you" in text_of(today(cast, other))
    flag(
        db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, number=1)).one(),
        by=cast.mentor.user,
        reason="unkind",
    )
    db.session.commit()
    page = text_of(today(cast, cohort))
    assert "1 post to review" in page
    plan_event(event, by=cast.facilitator.user)
    db.session.commit()
    assert "Proposals to meet" not in text_of(today(cast, cohort))


def test_only_the_facilitators_of_the_cohort(cast, cohort):
    for person, status in ((cast.trainee, 403), (cast.mentor, 403), (cast.outsider, 404), (cast.admin, 404)):
        assert person.get(f"/cohorts/{cohort.id}/today").status_code == status
