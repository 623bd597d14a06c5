"""Administrators read a cohort only for a reason, for a limited time, and in sight of its members."""

from datetime import timedelta

import pytest

from cohorts.models import CohortVisit
from lms.access import Audience, AudienceMember, end_visits
from lms.admin.models import AuditEntry
from lms.database import db, now
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_member

SOUND = {"reason": "A member reported threats in a conversation", "hours": "2"}


def test_an_administrator_finds_no_cohort_without_a_visit(cast, cohort):
    assert cast.admin.get(f"/cohorts/{cohort.id}").status_code == 404
    assert "Open Spring 2026 for a reason" in text_of(cast.admin.get(f"/cohorts/{cohort.id}/visits"))


def test_a_visit_opens_the_cohort_in_sight_of_its_members(cast, cohort):
    assert cast.admin.post(f"/cohorts/{cohort.id}/visits", SOUND).status_code == 303
    assert cast.admin.get(f"/cohorts/{cohort.id}").status_code == 200
    page = text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))
    assert "An administrator is reading along." in page
    assert "Only the 2 people" in page
    members = text_of(cast.trainee.get(f"/cohorts/{cohort.id}/members"))
    assert "A member reported threats" in members
    assert "Admin" in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/audience"))
    told = db.session.scalars(db.select(Notification).where(Notification.thing.like("visit:%"))).all()
    assert [notification.user_id for notification in told] == [cast.facilitator.id]
    entry = db.session.scalars(db.select(AuditEntry).where(AuditEntry.action == "cohort visited")).one()
    assert (entry.actor_id, entry.audience_id) == (cast.admin.id, cohort.audience_id)
    assert "threats" not in str(entry.details)


def test_a_visit_ends_by_itself(cast, cohort):
    cast.admin.post(f"/cohorts/{cohort.id}/visits", SOUND)
    place = db.session.get_one(AudienceMember, (cast.admin.id, cohort.audience_id))
    place.until = now() - timedelta(seconds=1)
    assert cast.admin.get(f"/cohorts/{cohort.id}").status_code == 404
    end_visits()
    assert db.session.get(AudienceMember, (cast.admin.id, cohort.audience_id)) is None
    assert db.session.get_one(Audience, cohort.audience_id).size == 2


def test_an_administrator_who_is_done_ends_the_visit(cast, cohort):
    cast.admin.post(f"/cohorts/{cohort.id}/visits", SOUND)
    assert cast.trainee.post(f"/cohorts/{cohort.id}/visits/end").status_code == 403
    assert cast.admin.post(f"/cohorts/{cohort.id}/visits/end").status_code == 303
    assert cast.admin.get(f"/cohorts/{cohort.id}").status_code == 404
    assert db.session.scalar(db.select(CohortVisit.until)) <= now()
    assert "An administrator is reading along." not in text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))


def test_a_visitor_who_becomes_a_member_is_counted_once(cast, cohort):
    cast.admin.post(f"/cohorts/{cohort.id}/visits", SOUND)
    make_member(cohort, cast.admin, "mentor")
    assert db.session.get_one(Audience, cohort.audience_id).size == 3
    assert cast.admin.post(f"/cohorts/{cohort.id}/visits", SOUND).status_code == 403


@pytest.mark.parametrize(
    "values", [{"reason": ""}, {"reason": "why not"}, {"hours": "0"}, {"hours": "25"}, {"hours": "x"}]
)
def test_a_visit_needs_a_reason_and_an_end(cast, cohort, values):
    assert cast.admin.post(f"/cohorts/{cohort.id}/visits", SOUND | values).status_code == 422
    assert cast.admin.get(f"/cohorts/{cohort.id}").status_code == 404


def test_nobody_else_visits(cast, cohort):
    for person in (cast.manager, cast.facilitator):
        assert person.post(f"/cohorts/{cohort.id}/visits", SOUND).status_code == 403
    for person in (cast.outsider, cast.trainee, cast.author):
        assert person.post(f"/cohorts/{cohort.id}/visits", SOUND).status_code == 404
    assert cast.admin.post("/cohorts/999999/visits", SOUND).status_code == 404
