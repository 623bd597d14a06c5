"""Going on elsewhere: a person in another cohort, a cohort in another, and what each of them reads then."""

import re
from datetime import timedelta

import pytest

from cohorts.assignments.queries import find_submission
from cohorts.ground.actions import keep_answers
from cohorts.ground.models import IntakeQuestion
from cohorts.models import Cohort, Membership
from cohorts.practice.models import PracticePlan
from cohorts.roles.actions import offer_role
from cohorts.surveys.actions import open_round
from discussions.actions import close_topic
from discussions.bookmarks.actions import keep
from discussions.following.models import Follow
from discussions.milestones.models import Milestone
from discussions.models import Post, Topic
from discussions.reading.actions import mark_read
from discussions.reading.models import ReadingState
from discussions.reunions.actions import write_prompt
from lms.access import Audience, audiences_of
from lms.admin.models import AuditEntry
from lms.database import db, now
from lms.jobs import sweep
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.assignments import make_assignment, make_feedback, make_round, make_submission
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course
from tests.factories.discussions import make_reply, make_topic, space_of
from tests.factories.events import first_date, make_event
from tests.factories.insights import make_goal
from tests.factories.people import make_person
from tests.factories.practice import make_plan
from tests.factories.surveys import make_survey


@pytest.fixture
def course(cast):
    return make_course(by=cast.author.user)


@pytest.fixture
def spring(course, cast):
    cohort = make_cohort(course, name="Spring 2026")
    make_member(cohort, cast.trainee, tell=False)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    return cohort


@pytest.fixture
def autumn(course, cast):
    cohort = make_cohort(course, name="Autumn 2026")
    make_member(cohort, cast.alumna, tell=False)
    return cohort


@pytest.fixture
def said(spring, autumn, cast):
    """A conversation in either cohort."""
    talks = {
        "spring": make_topic(space=space_of(spring), author=cast.trainee.user, title="Listening in spring"),
        "autumn": make_topic(space=space_of(autumn), author=cast.alumna.user, title="Listening in autumn"),
    }
    db.session.commit()
    return {name: topic.id for name, topic in talks.items()}


def membership_of(cohort, person) -> Membership:
    return db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=person.id)).one()


def mark_in(page) -> str:
    return re.search(r'name="mark"[^>]*value="([^"]+)"', page.text)[1]


def move(cast, person, cohort, into, **changes):
    address = f"/cohorts/{cohort.id}/memberships/{membership_of(cohort, person).id}/move"
    page = cast.facilitator.get(f"{address}?into={into.id}")
    return cast.facilitator.post(address, {"into": into.id, "mark": mark_in(page), **changes})


def merge(cast, cohort, into, **changes):
    page = cast.facilitator.get(f"/cohorts/{cohort.id}/merging?into={into.id}")
    sent = {"into": into.id, "mark": mark_in(page), "events": "along", **changes}
    answer = cast.facilitator.post(f"/cohorts/{cohort.id}/merging", sent)
    while sweep():
        pass
    db.session.expire_all()
    return answer


def reads(person, topic_id) -> bool:
    return person.get(f"/topics/{topic_id}").status_code == 200


def readers(cast, submission) -> set[str]:
    names = ("trainee", "facilitator", "manager")
    return {name for name in names if submission.audience_id in audiences_of(getattr(cast, name).id)}


def audit_of(action) -> AuditEntry:
    return db.session.scalars(db.select(AuditEntry).where(AuditEntry.action == action)).one()


# ---- One person


def test_the_preview_says_what_will_happen(cast, spring, autumn, said):
    address = f"/cohorts/{spring.id}/memberships/{membership_of(spring, cast.trainee).id}/move"
    assert "Show what will happen" in text_of(cast.facilitator.get(address))
    page = text_of(cast.facilitator.get(f"{address}?into={autumn.id}"))
    assert "Trainee comes into Autumn 2026 as: trainee." in page
    assert "What was said in Autumn 2026 so far stays with its people of now." in page
    assert "Trainee still reads Spring 2026" in page
    assert "It is 1 conversation." in page


def test_the_preview_says_what_who_moves_loses(cast, spring, autumn):
    page = f"/cohorts/{spring.id}/memberships/{membership_of(spring, cast.trainee).id}/move?into={autumn.id}"
    untouched = text_of(cast.facilitator.get(page))
    assert "common ground" not in untouched
    assert "they have in Spring 2026 ends." not in untouched
    today = now().date()
    offer_role(
        cast.trainee.id, spring, kind="ambassador", mandate="Tell others.", begins_on=today,
        until=today + timedelta(days=90), by=cast.facilitator.user,
    )  # fmt: skip
    question = db.session.scalars(db.select(IntakeQuestion).filter_by(cohort_id=spring.id)).first()
    keep_answers(spring, {question.id: ("Bees", "cohort")}, by=cast.trainee.user)
    db.session.commit()
    told = text_of(cast.facilitator.get(page))
    assert "1 role they have in Spring 2026 ends." in told
    assert "1 answer they share on the common ground is theirs alone until they share it again." in told


def test_the_preview_says_what_ends_with_a_cohort(cast, spring, autumn):
    page = f"/cohorts/{spring.id}/merging?into={autumn.id}"
    ends = (
        "1 round of a survey that is open closes", "1 survey that repeats stops", "1 goal ends",
        "Words for 1 reunion fall away, as Autumn 2026 has its own for that moment.",
    )  # fmt: skip
    untouched = text_of(cast.facilitator.get(page))
    assert not any(sentence in untouched for sentence in ends)
    for number in range(4):
        make_member(spring, make_person(f"Asked {number}"), tell=False)
    survey = make_survey(spring, cast.facilitator, rhythm="month")
    open_round(survey)
    make_goal(spring, by=cast.facilitator.user)
    for cohort, months in ((spring, 1), (spring, 3), (autumn, 1)):
        write_prompt(cohort, months, title="How is it?", body="Tell us.", version=0, by=cast.facilitator.user)
    db.session.commit()
    told = text_of(cast.facilitator.get(page))
    assert [sentence for sentence in ends if sentence not in told] == []


def test_who_moves_keeps_what_they_read_and_gains_nothing_said_before(cast, spring, autumn, said):
    mark_read(cast.trainee.user, db.session.get_one(Topic, said["spring"]), 1)
    assert move(cast, cast.trainee, spring, autumn).status_code == 303
    assert membership_of(spring, cast.trainee).phase == "former"
    assert membership_of(autumn, cast.trainee).phase == "trainee"
    assert reads(cast.trainee, said["spring"])
    assert not reads(cast.trainee, said["autumn"])
    assert reads(cast.alumna, said["autumn"])
    assert db.session.scalars(db.select(ReadingState).filter_by(user_id=cast.trainee.id)).one().last_read == 1
    new = make_topic(space=space_of(autumn), author=cast.alumna.user, title="Welcome in autumn")
    db.session.commit()
    assert reads(cast.trainee, new.id)
    assert "Welcome in autumn" in text_of(cast.trainee.get(f"/cohorts/{autumn.id}"))
    assert "Listening in autumn" not in text_of(cast.trainee.get(f"/cohorts/{autumn.id}"))
    page = text_of(cast.alumna.get(f"/cohorts/{autumn.id}"))
    assert "Welcome in autumn" in page
    assert "Listening in autumn" in page
    assert "Listening in autumn" not in text_of(cast.trainee.get("/search?q=listening"))
    assert "Listening in spring" in text_of(cast.trainee.get("/search?q=listening"))
    entry = audit_of("person moved to another cohort")
    assert entry.details["from_cohort_id"] == spring.id


def test_a_former_member_reads_along_in_sight_and_writes_nothing(cast, spring, autumn, said):
    move(cast, cast.trainee, spring, autumn)
    assert cast.trainee.post(f"/topics/{said['spring']}/replies", {"body": "Still here"}).status_code == 403
    assert "Went on in another cohort" in text_of(cast.mentor.get(f"/cohorts/{spring.id}/audience"))
    page = text_of(cast.trainee.get("/cohorts"))
    assert "Where you were before" in page
    announced = make_topic(space=space_of(spring), author=cast.facilitator.user, kind="announcement", title="We meet")
    told = db.session.scalars(db.select(Notification.user_id).filter_by(thread=f"topic:{announced.id}")).all()
    assert cast.mentor.id in told
    assert cast.trainee.id not in told, "they are not called to what its people do"
    assert cast.trainee.post(f"/cohorts/{spring.id}/departure").status_code == 303
    assert not reads(cast.trainee, said["spring"])


def test_who_leaves_and_comes_back_reads_what_they_read(cast, spring, autumn, said):
    move(cast, cast.trainee, spring, autumn)
    cast.alumna.post(f"/cohorts/{autumn.id}/departure")
    assert not reads(cast.alumna, said["autumn"])
    make_member(db.session.get_one(Cohort, autumn.id), cast.alumna)
    db.session.commit()
    assert reads(cast.alumna, said["autumn"])
    newcomer = make_member(db.session.get_one(Cohort, autumn.id), cast.outsider)
    db.session.commit()
    assert newcomer.phase == "trainee"
    assert not reads(cast.outsider, said["autumn"])


def test_nothing_is_closed_where_nothing_was_said(cast, spring, autumn):
    audience = autumn.audience_id
    move(cast, cast.trainee, spring, autumn)
    assert db.session.get_one(Cohort, autumn.id).audience_id == audience


def test_work_and_plans_go_along_for_the_readers_they_have(cast, spring, autumn):
    make_member(autumn, cast.manager, "facilitator", tell=False)
    lesson = make_assignment(spring)
    submission = make_submission(lesson, spring, cast.trainee)
    make_feedback(submission, cast.facilitator)
    plan = make_plan(spring, cast.trainee, sharing="cohort")
    db.session.commit()
    move(cast, cast.trainee, spring, autumn)
    submission = find_submission(lesson.id, cast.trainee.id, autumn.id)
    assert readers(cast, submission) == {"trainee", "facilitator"}, "who leads the new cohort has not been handed it"
    plan = db.session.get_one(PracticePlan, plan.id)
    assert (plan.cohort_id, plan.sharing, plan.audience_id) == (autumn.id, "me", plan.own_audience_id)
    make_submission(lesson, db.session.get_one(Cohort, autumn.id), cast.trainee)
    db.session.commit()
    submission = find_submission(lesson.id, cast.trainee.id, autumn.id)
    assert submission.number == 2
    assert readers(cast, submission) == {"trainee", "facilitator", "manager"}


def test_who_reviews_goes_on_after_the_round(cast, spring, autumn):
    lesson = make_assignment(spring, peer_reviews=1)
    make_submission(lesson, spring, cast.trainee)
    make_round(lesson, spring)
    db.session.commit()
    address = f"/cohorts/{spring.id}/memberships/{membership_of(spring, cast.trainee).id}/move"
    page = cast.facilitator.get(f"{address}?into={autumn.id}")
    assert "They take part in a round of peer reviews." in text_of(page)
    assert "Do this" not in text_of(page)
    merging = cast.facilitator.get(f"/cohorts/{spring.id}/merging?into={autumn.id}")
    assert "A round of peer reviews is under way." in text_of(merging)


def test_a_changed_situation_shows_a_new_preview(cast, spring, autumn, said):
    address = f"/cohorts/{spring.id}/memberships/{membership_of(spring, cast.trainee).id}/move"
    mark = mark_in(cast.facilitator.get(f"{address}?into={autumn.id}"))
    cast.facilitator.post(
        f"/cohorts/{spring.id}/memberships/{membership_of(spring, cast.trainee).id}", {"phase": "mentor"}
    )
    answer = cast.facilitator.post(address, {"into": autumn.id, "mark": mark})
    assert answer.status_code == 409
    assert "Something changed since you looked." in text_of(answer)
    assert "as: mentor." in text_of(answer)
    assert cast.facilitator.post(address, {"into": autumn.id, "mark": mark_in(answer)}).status_code == 303


def test_only_who_leads_both_lets_somebody_go_on(cast, spring, autumn, said, course):
    address = f"/cohorts/{spring.id}/memberships/{membership_of(spring, cast.trainee).id}/move"
    for person, status in ((cast.mentor, 403), (cast.outsider, 404), (cast.admin, 404)):
        assert person.get(address).status_code == status
        assert person.post(address, {"into": autumn.id}).status_code == status
    strange = make_cohort(course, name="Of others", by=cast.manager.user)
    db.session.commit()
    assert cast.facilitator.get(f"{address}?into={strange.id}").status_code == 404
    assert cast.facilitator.post(address, {"into": strange.id, "mark": "x"}).status_code == 422
    own = f"/cohorts/{spring.id}/memberships/{membership_of(spring, cast.facilitator).id}/move"
    assert cast.facilitator.get(own).status_code == 403


# ---- A whole cohort


def test_a_cohort_goes_on_and_nobody_reads_more_of_before(cast, spring, autumn, said):
    make_reply(db.session.get_one(Topic, said["spring"]), author=cast.mentor.user)
    kept = db.session.scalars(db.select(Post).filter_by(topic_id=said["spring"], number=1)).one()
    keep(cast.mentor.user, kept, note="", remind_at=None)
    db.session.commit()
    assert merge(cast, spring, autumn).status_code == 303
    assert {membership_of(autumn, cast.trainee).phase, membership_of(autumn, cast.mentor).phase} == {
        "trainee",
        "mentor",
    }
    assert [reads(person, said["spring"]) for person in (cast.trainee, cast.mentor, cast.alumna)] == [True, True, False]
    assert [reads(person, said["autumn"]) for person in (cast.trainee, cast.mentor, cast.alumna)] == [
        False,
        False,
        True,
    ]
    page = text_of(cast.trainee.get(f"/cohorts/{autumn.id}"))
    assert "Listening in spring" in page
    assert "Listening in autumn" not in page
    page = text_of(cast.alumna.get(f"/cohorts/{autumn.id}"))
    assert "Listening in spring" not in page
    assert cast.trainee.post(f"/topics/{said['spring']}/replies", {"body": "We go on here"}).status_code == 303
    assert "Listening in spring" in text_of(cast.trainee.get("/search?q=listening"))
    assert "Listening in autumn" not in text_of(cast.trainee.get("/search?q=listening"))
    assert "Listening in spring" in text_of(cast.mentor.get("/bookmarks"))
    assert db.session.scalars(db.select(Follow).filter_by(user_id=cast.mentor.id, topic_id=said["spring"])).one()


def test_what_is_said_after_is_for_all(cast, spring, autumn, said):
    merge(cast, spring, autumn)
    new = make_topic(space=space_of(autumn), author=cast.trainee.user, title="All together")
    db.session.commit()
    assert all(reads(person, new.id) for person in (cast.trainee, cast.mentor, cast.alumna, cast.facilitator))
    assert not reads(cast.outsider, new.id)
    cohort = db.session.get_one(Cohort, autumn.id)
    assert db.session.get_one(Audience, cohort.audience_id).size == 4


def test_old_addresses_lead_on(cast, spring, autumn, said):
    merge(cast, spring, autumn)
    for tail in ("", "/members", "/questions?show=mine", "/events"):
        answer = cast.trainee.get(f"/cohorts/{spring.id}{tail}")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/cohorts/{autumn.id}{tail}")
    assert cast.alumna.get(f"/cohorts/{spring.id}").status_code == 404
    assert "Spring 2026" not in text_of(cast.trainee.get("/cohorts"))
    late = make_member(db.session.get_one(Cohort, spring.id), cast.outsider)
    assert late.cohort_id == autumn.id, "who comes by an old invitation comes in there"


def test_what_was_reached_and_moderated_before_is_shown_to_who_was_there(cast, spring, autumn, said):
    db.session.add(Milestone(cohort_id=spring.id, kind="answered", number=10))
    close_topic(db.session.get_one(Topic, said["spring"]), by=cast.facilitator.user)
    db.session.commit()
    merge(cast, spring, autumn)
    reached, log = f"/cohorts/{autumn.id}/milestones", f"/spaces/{space_of(autumn).id}/log"
    for person, is_there in ((cast.trainee, True), (cast.facilitator, True), (cast.alumna, False)):
        assert ("Spring 2026" in text_of(person.get(reached))) is is_there
        assert ("closed a conversation" in text_of(person.get(log))) is is_there


def test_everybody_hears_what_it_means(cast, spring, autumn, said):
    merge(cast, spring, autumn)
    told = dict(db.session.execute(
        db.select(Notification.user_id, Notification.title).where(Notification.thing.contains(":merged:"))
    ).all())  # fmt: skip
    assert told == {
        cast.trainee.id: "Spring 2026 goes on in Autumn 2026",
        cast.mentor.id: "Spring 2026 goes on in Autumn 2026",
        cast.alumna.id: "The people of Spring 2026 come along in Autumn 2026",
    }
    assert audit_of("cohorts merged").details["into_cohort_id"] == autumn.id


@pytest.mark.parametrize(("choice", "state"), [("along", "planned"), ("cancel", "cancelled")])
def test_meetings_go_along_or_are_cancelled_as_decided(cast, spring, autumn, choice, state):
    planned = make_event(spring, cast.facilitator)
    hosted = make_event(spring, cast.trainee, title="Tea among us")
    kept = make_event(autumn, cast.facilitator)
    make_topic(space=space_of(autumn), author=cast.alumna.user)
    db.session.commit()
    preview = text_of(cast.facilitator.get(f"/cohorts/{spring.id}/merging?into={autumn.id}"))
    assert "Tea among us" in preview
    merge(cast, spring, autumn, events=choice)
    db.session.refresh(planned)
    assert (planned.state, planned.cohort_id) == (state, autumn.id)
    assert first_date(hosted)
    status = 200 if choice == "along" else 404
    assert cast.alumna.get(f"/events/{planned.id}").status_code == status
    assert cast.trainee.get(f"/events/{kept.id}").status_code == 200
    assert cast.alumna.get(f"/events/{hosted.id}").status_code == 404
    assert cast.trainee.get(f"/events/{hosted.id}").status_code == 200


def test_who_led_one_cohort_does_not_read_work_of_the_other(cast, spring, autumn):
    make_member(autumn, cast.manager, "facilitator", tell=False)
    lesson = make_assignment(spring)
    theirs = make_submission(lesson, spring, cast.trainee)
    ours = make_submission(lesson, autumn, cast.alumna)
    make_member(spring, cast.editor, "facilitator", tell=False)
    db.session.commit()
    merge(cast, spring, autumn)
    for submission, name in ((theirs, "manager"), (ours, "editor")):
        db.session.refresh(submission)
        assert submission.cohort_id == autumn.id
        assert submission.audience_id not in audiences_of(getattr(cast, name).id)
        assert submission.audience_id in audiences_of(cast.facilitator.id)
    assert "Trainee" in text_of(cast.manager.get(f"/cohorts/{autumn.id}/grades"))


def test_a_merger_pressed_twice_or_after_a_change_happens_once(cast, spring, autumn, said):
    page = cast.facilitator.get(f"/cohorts/{spring.id}/merging?into={autumn.id}")
    sent = {"into": autumn.id, "mark": mark_in(page), "events": "along", "form_key": "k" * 20}
    make_member(db.session.get_one(Cohort, spring.id), cast.outsider, tell=False)
    db.session.commit()
    answer = cast.facilitator.post(f"/cohorts/{spring.id}/merging", sent)
    assert answer.status_code == 409
    assert "Outsider" in text_of(answer)
    sent["mark"] = mark_in(answer)
    assert cast.facilitator.post(f"/cohorts/{spring.id}/merging", sent).status_code == 303
    again = cast.facilitator.post(f"/cohorts/{spring.id}/merging", sent)
    assert (again.status_code, again.headers["Location"]) == (303, f"/cohorts/{autumn.id}")
    assert cast.facilitator.post(f"/cohorts/{autumn.id}/merging", {"mark": ""}).status_code == 422


def test_only_who_leads_both_merges(cast, spring, autumn):
    db.session.commit()
    for person, status in ((cast.mentor, 403), (cast.outsider, 404), (cast.admin, 404)):
        assert person.get(f"/cohorts/{spring.id}/merging").status_code == status
        assert person.post(f"/cohorts/{spring.id}/merging", {"into": autumn.id}).status_code == status
