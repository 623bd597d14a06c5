"""Coming in, phases, leaving: what each changes in what a person can read, and what it never touches."""

import pytest

from cohorts import actions
from cohorts.membership.queries import find_own_membership, history_of
from cohorts.models import Cohort, Membership
from courses.models import Course, Enrolment
from lms.access import ACADEMY, Audience
from lms.admin.models import AuditEntry
from lms.database import db
from lms.notifications.models import Notification
from lms.people.accounts.actions import give_role, take_role
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course
from tests.factories.discussions import make_topic


@pytest.fixture
def cohort(cast) -> Cohort:
    return make_cohort()


def course_of(cohort) -> Course:
    return db.session.get_one(Course, cohort.course_id)


def size_of(cohort) -> int:
    return db.session.scalar(db.select(Audience.size).where(Audience.id == cohort.audience_id))


def test_the_opener_is_the_first_facilitator(cast, cohort):
    assert find_own_membership(cast.facilitator.viewer, cohort.id).phase == "facilitator"
    assert db.session.get_one(Audience, cohort.audience_id).name == "Spring 2026"
    assert size_of(cohort) == 1


def test_who_comes_in_reads_cohort_and_course(cast, cohort):
    make_member(cohort, cast.trainee)
    assert cast.trainee.viewer.can_see(cohort.audience_id)
    assert cast.trainee.viewer.can_see(course_of(cohort).people_audience_id)
    assert db.session.scalar(db.select(Enrolment.user_id).where(Enrolment.user_id == cast.trainee.id))


def test_an_invited_person_reads_nothing_yet(cast, cohort):
    make_member(cohort, cast.mentor, "invited", invited_as="mentor")
    assert not cast.mentor.viewer.can_see(cohort.audience_id)
    assert cast.mentor.get(f"/cohorts/{cohort.id}").status_code == 404
    assert "You are invited to Spring 2026" in text_of(cast.mentor.get(f"/cohorts/{cohort.id}/invitation"))
    told = db.session.scalars(db.select(Notification).where(Notification.user_id == cast.mentor.id)).one()
    assert (told.reason, told.audience_id, told.url) == ("invited", ACADEMY, f"/cohorts/{cohort.id}/invitation")


def test_yes_to_an_invitation_leads_in_with_the_phase_that_was_asked(cast, cohort):
    make_member(cohort, cast.mentor, "invited", invited_as="mentor")
    assert cast.mentor.post(f"/cohorts/{cohort.id}/invitation").status_code == 303
    assert find_own_membership(cast.mentor.viewer, cohort.id).phase == "mentor"
    assert cast.mentor.get(f"/cohorts/{cohort.id}").status_code == 200
    assert cast.mentor.post(f"/cohorts/{cohort.id}/invitation").status_code == 403


def test_no_to_an_invitation_ends_it(cast, cohort):
    make_member(cohort, cast.mentor, "invited")
    assert cast.mentor.post(f"/cohorts/{cohort.id}/invitation/refusal").status_code == 303
    assert cast.mentor.get(f"/cohorts/{cohort.id}/invitation").status_code == 404


def test_nobody_answers_an_invitation_they_do_not_have(cast, cohort):
    make_member(cohort, cast.mentor, "invited")
    for path in ("invitation", "invitation/refusal"):
        assert cast.outsider.post(f"/cohorts/{cohort.id}/{path}").status_code == 404


def test_coming_in_twice_is_coming_in_once(cast, cohort):
    first = make_member(cohort, cast.trainee)
    again = make_member(cohort, cast.trainee, "mentor")
    assert again is first
    assert again.phase == "trainee"
    assert size_of(cohort) == 2


def test_leaving_takes_the_cohort_away_and_keeps_what_was_written(cast, cohort):
    make_member(cohort, cast.trainee)
    topic = make_topic(cohort, author=cast.trainee.user, title="My first shift")
    assert cast.trainee.post(f"/cohorts/{cohort.id}/departure").status_code == 303
    assert cast.trainee.get(f"/cohorts/{cohort.id}").status_code == 404
    assert not cast.trainee.viewer.can_see(course_of(cohort).people_audience_id)
    assert cast.facilitator.viewer.can_see(topic.audience_id)
    assert "My first shift" in text_of(cast.facilitator.get(f"/topics/{topic.id}"))
    assert topic.author_id == cast.trainee.id
    assert size_of(cohort) == 1


def test_history_tells_every_step_and_who_took_it(cast, cohort):
    membership = make_member(cohort, cast.trainee, by=cast.facilitator.user)
    actions.remove_member(membership, by=cast.trainee.user)
    make_member(cohort, cast.trainee, "mentor", by=cast.facilitator.user)
    steps = [(step.from_phase, step.to_phase, step.by_name) for step in reversed(history_of(membership.id))]
    assert steps == [("", "trainee", "Facilitator"), ("trainee", "left", "Trainee"), ("left", "mentor", "Facilitator")]
    assert db.session.scalar(db.select(db.func.count()).where(AuditEntry.action == "phase changed")) >= 3


def test_who_leaves_one_of_two_cohorts_keeps_the_course(cast, cohort):
    other = make_cohort(course_of(cohort), name="Autumn 2026")
    membership = make_member(cohort, cast.trainee)
    make_member(other, cast.trainee)
    actions.remove_member(membership)
    assert not cast.trainee.viewer.can_see(cohort.audience_id)
    assert cast.trainee.viewer.can_see(course_of(cohort).people_audience_id)


def test_authors_keep_the_course_when_they_leave(cast, cohort):
    actions.remove_member(make_member(cohort, cast.author))
    assert cast.author.viewer.can_see(course_of(cohort).people_audience_id)


def test_who_is_no_longer_an_author_keeps_the_courses_of_their_cohorts(cast, cohort):
    give_role(cast.trainee.id, "author")
    make_member(cohort, cast.trainee)
    elsewhere = make_course(title="Another course")
    take_role(cast.trainee.id, "author")
    assert cast.trainee.viewer.can_see(course_of(cohort).people_audience_id)
    assert not cast.trainee.viewer.can_see(elsewhere.people_audience_id)


def test_the_last_facilitator_cannot_leave(cast, cohort):
    response = cast.facilitator.post(f"/cohorts/{cohort.id}/departure")
    assert response.status_code == 422
    assert "Make somebody else a facilitator first" in text_of(response)
    make_member(cohort, cast.manager, "facilitator")
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/departure").status_code == 303


def test_outsiders_cannot_leave_what_they_are_not_in(cast, cohort):
    assert cast.outsider.post(f"/cohorts/{cohort.id}/departure").status_code == 404


def test_facilitators_change_phases(cast, cohort):
    membership = make_member(cohort, cast.trainee)
    address = f"/cohorts/{cohort.id}/memberships/{membership.id}"
    assert "Trainee" in text_of(cast.facilitator.get(address))
    assert cast.facilitator.post(address, {"phase": "mentor"}).status_code == 303
    assert membership.phase == "mentor"
    assert cast.facilitator.post(address, {"phase": "king"}).status_code == 422
    assert cast.trainee.post(address, {"phase": "facilitator"}).status_code == 403
    assert cast.outsider.post(address, {"phase": "facilitator"}).status_code == 404


def test_a_membership_belongs_to_its_cohort(cast, cohort):
    elsewhere = make_member(make_cohort(name="Elsewhere", by=cast.manager.user), cast.trainee)
    address = f"/cohorts/{cohort.id}/memberships/{elsewhere.id}"
    assert cast.facilitator.get(address).status_code == 404
    assert cast.facilitator.post(f"{address}/removal").status_code == 404
    assert elsewhere.phase == "trainee"


def test_facilitators_remove_a_member_but_not_the_last_of_themselves(cast, cohort):
    membership = make_member(cohort, cast.trainee)
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/memberships/{membership.id}/removal").status_code == 303
    assert membership.phase == "left"
    own = db.session.scalars(db.select(Membership).filter_by(user_id=cast.facilitator.id)).one()
    own_address = f"/cohorts/{cohort.id}/memberships/{own.id}"
    assert cast.facilitator.post(f"{own_address}/removal").status_code == 422
    assert cast.facilitator.post(own_address, {"phase": "mentor"}).status_code == 422
    assert own.phase == "facilitator"
