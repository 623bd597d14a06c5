"""Milestones: what a cohort reached is found by counting, told once in the name of who wants it, and tells of nobody."""

from datetime import timedelta

import pytest

from cohorts.models import Membership
from courses.actions import complete_lesson
from courses.models import Course
from discussions import actions as talk
from discussions.milestones.actions import find_milestones
from discussions.milestones.counting import FEWEST
from discussions.milestones.models import Milestone
from discussions.models import Topic
from discussions.moving.actions import merge_topics
from lms.database import db, now
from lms.jobs import run_periodic
from lms.notifications.models import Notification
from lms.people.models import User
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.discussions import make_question, make_reply, make_topic, space_of
from tests.factories.people import make_person
from tests.factories.practice import make_plan


@pytest.fixture
def lesson(cast):
    return make_lesson(make_module(make_course(), title="Listening"), title="Silence")


def cohort_of(lesson, **changes):
    return make_cohort(db.session.get_one(Course, lesson.course_id), **changes)


@pytest.fixture
def cohort(cast, lesson):
    cohort = cohort_of(lesson)
    for person in (cast.trainee, *(make_person(f"Peer {n}") for n in range(FEWEST - 1))):
        make_member(cohort, person, tell=False)
    db.session.commit()
    return cohort


def learners_of(cohort) -> list[int]:
    learning = db.select(Membership.user_id).filter_by(cohort_id=cohort.id, phase="trainee")
    return db.session.scalars(learning).all()


def membership_of(cohort, person) -> Membership:
    return db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=person.id)).one()


def finish(lesson, people):
    for person in people:
        complete_lesson(db.session.get_one(User, person), lesson)
    find_milestones()
    db.session.commit()


def celebrate(cast, cohort):
    return cast.facilitator.post(f"/cohorts/{cohort.id}/celebration")


def topics_of(cohort) -> list[Topic]:
    return db.session.scalars(db.select(Topic).filter_by(space_id=space_of(cohort).id)).all()


def test_a_module_that_everybody_finished_is_celebrated_once(cast, cohort, lesson):
    assert celebrate(cast, cohort).status_code == 303
    people = learners_of(cohort)
    finish(lesson, people[:-1])
    assert topics_of(cohort) == []
    finish(lesson, people[-1:])
    (topic,) = topics_of(cohort)
    assert topic.title == "Everybody has finished “Listening”."
    page = text_of(cast.trainee.get(f"/topics/{topic.id}"))
    assert "Leerkring counted this for all of us together, without names:" in page
    assert "Peer" not in page
    find_milestones()
    assert len(topics_of(cohort)) == 1
    shown = text_of(cast.trainee.get(f"/cohorts/{cohort.id}/milestones"))
    assert "Everybody has finished “Listening”." in shown
    assert "Read what people said" in shown


def test_what_a_small_group_finished_could_tell_of_somebody(cast, lesson):
    cohort = cohort_of(lesson)
    make_member(cohort, cast.trainee, tell=False)
    finish(lesson, [cast.trainee.id])
    assert db.session.scalars(db.select(Milestone)).all() == []


def test_without_a_host_it_is_kept_and_nobody_is_told(cast, cohort, lesson):
    finish(lesson, learners_of(cohort))
    assert topics_of(cohort) == []
    assert "Everybody has finished “Listening”." in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/milestones"))


def test_what_was_found_last_waits_for_a_host_and_is_celebrated_then(cast, cohort, lesson):
    long_ago = now() - timedelta(days=200)
    db.session.add(Milestone(cohort_id=cohort.id, kind="answered", number=25, reached_at=long_ago))
    finish(lesson, learners_of(cohort))
    waits = "2 milestones were reached; choose who celebrates them"
    assert waits in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/today"))
    celebrate(cast, cohort)
    (topic,) = topics_of(cohort)
    assert topic.title == "Everybody has finished “Listening”."
    assert "milestones were reached" not in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/today"))
    cast.facilitator.post(f"/cohorts/{cohort.id}/celebration/end")
    celebrate(cast, cohort)
    find_milestones()
    assert len(topics_of(cohort)) == 1, "what came before it stays untold, and nothing is told twice"


def test_a_host_who_leads_no_longer_opens_nothing(cast, cohort, lesson):
    celebrate(cast, cohort)
    make_member(cohort, cast.author, "facilitator", tell=False)
    membership_of(cohort, cast.facilitator).phase = "mentor"
    finish(lesson, learners_of(cohort))
    assert topics_of(cohort) == []


def test_answered_questions_and_years_are_counted(cast, lesson):
    cohort = cohort_of(lesson, starts_in=-800, ends_in=-700)
    make_member(cohort, cast.trainee, "alumnus", tell=False)
    for number in range(25):
        topic = make_question(space=space_of(cohort), author=cast.trainee.user, title=f"Question {number}?")
        talk.accept_answer(topic, make_reply(topic, author=cast.facilitator.user), by=cast.trainee.user)
    find_milestones()
    db.session.commit()
    kept = {(row.kind, row.number) for row in db.session.scalars(db.select(Milestone).filter_by(cohort_id=cohort.id))}
    assert kept == {("answered", 25), ("years", 1), ("years", 2)}
    page = text_of(cast.trainee.get(f"/cohorts/{cohort.id}/milestones"))
    assert "This cohort exists for 2 years." in page
    assert "25 of 100 questions answered" in page


def test_check_ins_of_few_people_are_not_counted_aloud(cast, cohort):
    plan = make_plan(cohort, cast.trainee, days_ago=40)
    page = text_of(cast.trainee.get(f"/cohorts/{cohort.id}/milestones"))
    assert "how it went in practice" not in page, plan


def test_the_daily_round_finds_them(cast, cohort, lesson):
    for person in learners_of(cohort):
        complete_lesson(db.session.get_one(User, person), lesson)
    db.session.commit()
    assert "discussions.milestones.actions.find_milestones" in run_periodic()
    assert db.session.scalars(db.select(Milestone.kind)).all() == ["module"]


def test_celebrating_ends_and_is_told_in_words(cast, cohort):
    celebrate(cast, cohort)
    address = f"/cohorts/{cohort.id}/milestones"
    assert "opens in the name of Facilitator" in text_of(cast.trainee.get(address))
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/celebration/end").status_code == 303
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/celebration/end").status_code == 303, "twice is once"
    assert "no conversation is opened about it" in text_of(cast.trainee.get(address))


def test_members_may_not_decide_and_outsiders_find_nothing(cast, cohort):
    assert cast.trainee.post(f"/cohorts/{cohort.id}/celebration").status_code == 403
    assert cast.trainee.post(f"/cohorts/{cohort.id}/celebration/end").status_code == 403
    for person in (cast.outsider, cast.admin):
        assert person.get(f"/cohorts/{cohort.id}/milestones").status_code == 404
        assert person.post(f"/cohorts/{cohort.id}/celebration").status_code == 404


def test_everybody_who_follows_the_cohort_is_told_as_of_any_conversation(cast, cohort, lesson):
    celebrate(cast, cohort)
    cast.trainee.post(f"/spaces/{space_of(cohort).id}/following", {"level": "watching"})
    finish(lesson, learners_of(cohort))
    told = db.session.scalars(db.select(Notification.user_id).where(Notification.reason == "started")).all()
    assert told == [cast.trainee.id]


def test_a_conversation_that_was_merged_is_still_found_from_what_it_celebrated(cast, cohort, lesson):
    celebrate(cast, cohort)
    finish(lesson, learners_of(cohort))
    (topic,) = topics_of(cohort)
    into = make_topic(space=space_of(cohort), author=cast.trainee.user)
    merge_topics(topic, into, interleaved=False, by=cast.facilitator.user, reason="One conversation.")
    db.session.commit()
    assert f'href="/topics/{into.id}"' in cast.trainee.get(f"/cohorts/{cohort.id}/milestones").text
