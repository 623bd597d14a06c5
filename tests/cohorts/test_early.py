"""Giving one person everything now: by whoever leads the cohort, undone with one click, written down, told to the person."""

import pytest

from cohorts.actions import set_rule
from cohorts.models import Membership
from courses import actions as learning
from courses.models import Course, Module
from courses.opening.models import EarlyOpening
from courses.opening.queries import lessons_not_open_to
from lms.admin.models import AuditEntry
from lms.database import db
from lms.notifications.models import Notification
from tests.cast import text_of as words_of
from tests.factories.cohorts import make_member
from tests.factories.courses import make_lesson, make_module
from tests.factories.opening import opens_after


@pytest.fixture
def lessons(cohort):
    """One that is open, one that waits for it, and one whose module opens in a year."""
    course = db.session.get_one(Course, cohort.course_id)
    now_open, later = make_module(course, title="Listening"), make_module(course, title="Talking")
    first, second = make_lesson(now_open, title="Hearing"), make_lesson(now_open, title="Answering")
    third = make_lesson(later, title="Closing", body="Leave well.")
    opens_after(second, first)
    set_rule(cohort, later, "days_after", days=365)
    return first, second, third


@pytest.fixture
def membership(cast, cohort):
    return next(one for one in memberships(cohort) if one.user_id == cast.trainee.id)


def memberships(cohort):
    return db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id)).all()


def address(cohort, membership, act=""):
    return f"/cohorts/{cohort.id}/memberships/{membership.id}{act}"


def test_one_click_gives_everything_and_one_takes_it_back(cast, cohort, lessons, membership):
    _first, second, third = lessons
    make_member(cohort, cast.mentor, "trainee")
    page = words_of(cast.facilitator.get(address(cohort, membership)))
    assert "Give Trainee everything now" in page
    assert "Opens when you have completed" in page
    for lesson in (second, third):
        assert cast.trainee.get(f"/lessons/{lesson.id}").status_code == 403
    answer = cast.facilitator.post(address(cohort, membership, "/opening"))
    assert answer.location == address(cohort, membership) + "#opening"
    for lesson in (second, third):
        assert cast.trainee.get(f"/lessons/{lesson.id}").status_code == 200
        assert cast.mentor.get(f"/lessons/{lesson.id}").status_code == 403
    assert lessons_not_open_to(cast.trainee.viewer) == []
    page = words_of(cast.facilitator.get(address(cohort, membership)))
    assert "Every lesson is open for Trainee" in page
    assert "Everything was opened early." in page
    cast.facilitator.post(address(cohort, membership, "/closing"))
    for lesson in (second, third):
        assert cast.trainee.get(f"/lessons/{lesson.id}").status_code == 403
    assert db.session.scalars(db.select(EarlyOpening)).all() == []


def test_the_person_hears_and_sees_it_and_it_is_written_down(cast, cohort, lessons, membership):
    cast.facilitator.post(address(cohort, membership, "/opening"))
    cast.facilitator.post(address(cohort, membership, "/opening"))
    told = db.session.scalars(db.select(Notification).filter_by(reason="given")).one()
    assert told.user_id == cast.trainee.id
    assert "Every lesson of Motivational interviewing is open for you" in words_of(
        cast.trainee.get("/inbox?show=following")
    )
    assert "opened every lesson for you" in words_of(cast.trainee.get(f"/courses/{cohort.course_id}"))
    cast.facilitator.post(address(cohort, membership, "/closing"))
    actions = db.session.scalars(db.select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert [one for one in actions if "early" in one] == ["given early", "early opening taken back"]
    assert "Opened lessons early for one person" in words_of(cast.admin.get("/admin/audit"))


def test_a_module_or_a_lesson_alone(cast, cohort, lessons, membership):
    _first, second, third = lessons
    cast.facilitator.post(address(cohort, membership, "/opening"), {"module": third.module_id})
    assert cast.trainee.get(f"/lessons/{third.id}").status_code == 200
    assert cast.trainee.get(f"/lessons/{second.id}").status_code == 403
    cast.facilitator.post(address(cohort, membership, "/opening"), {"lesson": second.id})
    assert cast.trainee.get(f"/lessons/{second.id}").status_code == 200
    assert "opened early for you" in words_of(cast.trainee.get(f"/courses/{cohort.course_id}"))
    page = words_of(cast.facilitator.get(address(cohort, membership)))
    assert "“1.2 Answering” was opened early." in page
    assert "“2. Talking” was opened early." in page


def test_what_was_begun_meanwhile_stays(cast, cohort, lessons, membership):
    second = lessons[1]
    cast.facilitator.post(address(cohort, membership, "/opening"))
    learning.complete_lesson(cast.trainee.viewer, second)
    cast.facilitator.post(address(cohort, membership, "/closing"))
    assert cast.trainee.get(f"/lessons/{second.id}").status_code == 200


def test_only_who_leads_the_cohort_gives(cast, cohort, lessons, membership):
    make_member(cohort, cast.mentor, "mentor")
    for person, status in ((cast.trainee, 403), (cast.mentor, 403), (cast.outsider, 404), (cast.author, 404)):
        for act in ("/opening", "/closing"):
            assert person.post(address(cohort, membership, act)).status_code == status
    own = next(one for one in memberships(cohort) if one.user_id == cast.facilitator.id)
    assert cast.facilitator.post(address(cohort, own, "/opening")).status_code == 403
    assert db.session.scalars(db.select(EarlyOpening)).all() == []


def test_nothing_of_another_course_is_given(cast, cohort, lessons, membership):
    foreign = make_lesson(make_module(), title="Elsewhere")
    module = db.session.get_one(Module, foreign.module_id)
    for asked in ({"lesson": foreign.id}, {"module": module.id}, {"lesson": 987_654}):
        assert cast.facilitator.post(address(cohort, membership, "/opening"), asked).status_code == 404
    assert db.session.scalars(db.select(EarlyOpening)).all() == []


def test_the_schedule_says_what_else_must_be_done(cast, cohort, lessons):
    page = words_of(cast.facilitator.get(f"/cohorts/{cohort.id}/schedule"))
    assert "1.2: After completing “1.1 Hearing”." in page
    assert "both must be so" in page
