"""Charters: whoever moderates a space says what it is for, everybody who reads it sees that, and its host hears of the day."""

from datetime import date, timedelta

import pytest

from cohorts.models import Membership
from discussions.alumni.actions import join_alumni
from discussions.charter.actions import ask_for_reviews
from discussions.charter.models import Charter
from discussions.models import Space
from lms.admin.models import AuditEntry
from lms.database import db, now
from lms.notifications.models import Notification
from lms.notifications.standing import still_standing
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import academy_space, space_of


def words(**changes) -> dict:
    later = (now() + timedelta(days=90)).date().isoformat()
    return {"purpose": "To try out\nwhat we learn.", "host_id": "0", "review_on": later, "version": "0", **changes}


def keep(person, space, **changes):
    return person.post(f"/spaces/{space.id}/charter", words(**changes))


def charter_of(space) -> Charter:
    return db.session.get(Charter, space.id, populate_existing=True)


def told() -> list[Notification]:
    db.session.commit()
    return db.session.scalars(db.select(Notification).where(Notification.reason == "charter")).all()


@pytest.fixture
def due(cast, cohort):
    """The charter of a cohort hosted by its facilitator, whose day has come."""
    space = space_of(cohort)
    keep(cast.facilitator, space, host_id=str(cast.facilitator.id))
    charter_of(space).review_on = now().date()
    db.session.commit()
    return space


def test_everybody_who_reads_a_cohort_sees_what_it_is_for(cast, cohort):
    space = space_of(cohort)
    assert "Say what this space is for" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}"))
    assert "Say what this space is for" not in text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))
    assert keep(cast.facilitator, space, host_id=str(cast.facilitator.id)).status_code == 303
    page = text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))
    assert "To try out what we learn." in page
    assert "Host: Facilitator." in page
    assert "Looked at again on" in page
    assert "Change it" not in page
    assert "Change it" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}"))
    assert "To try out" not in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/questions"))


def test_spaces_of_courses_and_of_the_academy_have_one_too(cast, cohort):
    course_space = db.session.scalars(db.select(Space).filter_by(kind="course", course_id=cohort.course_id)).one()
    for space in (academy_space(), course_space):
        db.session.commit()
        assert keep(cast.facilitator, space).status_code == 303
        assert "To try out what we learn." in text_of(cast.trainee.get(f"/spaces/{space.id}"))


def test_the_alumni_of_a_course_have_one_too(cast):
    ended = make_cohort(by=cast.facilitator.user, name="Last year", starts_in=-400, ends_in=-300)
    make_member(ended, cast.alumna, "alumnus", tell=False)
    for person in (cast.alumna, cast.facilitator):
        space = join_alumni(ended.course_id, person.id)
    db.session.commit()
    assert keep(cast.facilitator, space, host_id=str(cast.facilitator.id)).status_code == 303
    assert "Host: Facilitator." in text_of(cast.alumna.get(f"/spaces/{space.id}"))


def test_who_does_not_moderate_a_space_writes_none(cast, cohort):
    space = space_of(cohort)
    for person, status in ((cast.trainee, 403), (cast.mentor, 403), (cast.outsider, 404), (cast.admin, 404)):
        assert person.get(f"/spaces/{space.id}/charter").status_code == status
        assert keep(person, space).status_code == status
    assert charter_of(space) is None


def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(cast, cohort):
    space = space_of(cohort)
    wrong = (
        ({"purpose": " "}, "Write what it is for."),
        ({"purpose": "x" * 401}, "Keep it under 400 letters."),
        ({"review_on": date(2020, 1, 1).isoformat()}, "Choose a day after today"),
        ({"review_on": "soon"}, "Choose the day."),
        ({"host_id": str(cast.trainee.id)}, ""),
        ({"host_id": str(cast.mentor.id)}, ""),
    )
    for changes, said in wrong:
        answer = keep(cast.facilitator, space, **changes)
        assert answer.status_code == 422
        assert said in text_of(answer)
    assert "To try out" in keep(cast.facilitator, space, review_on="soon").text
    assert charter_of(space) is None


def test_who_comes_too_late_sees_both_texts(cast, cohort):
    space = space_of(cohort)
    assert keep(cast.facilitator, space, purpose="The first.").status_code == 303
    answer = keep(cast.facilitator, space, purpose="From another tab.")
    assert answer.status_code == 409
    assert "The first." in answer.text
    assert "From another tab." in answer.text
    assert keep(cast.facilitator, space, purpose="From another tab.", version="1").status_code == 303
    kept = db.select(AuditEntry).filter_by(action="charter kept", object_id=space.id).order_by(AuditEntry.id)
    assert [entry.details["version"] for entry in db.session.scalars(kept)] == [1, 2]


def test_its_host_hears_once_that_the_day_has_come(cast, cohort, due):
    for _time in range(2):
        ask_for_reviews()
    (notice,) = told()
    assert notice.user_id == cast.facilitator.id
    assert notice.url == f"/spaces/{due.id}/charter"
    assert still_standing(cast.facilitator.user, [notice]) == [notice]


def test_nobody_hears_before_the_day_or_of_what_was_looked_at(cast, cohort, due):
    ask_for_reviews()
    assert keep(cast.facilitator, due, version="1").status_code == 303
    assert told() == []
    ask_for_reviews()
    assert told() == []


def test_where_its_host_is_gone_whoever_leads_hears(cast, cohort, due):
    charter_of(due).host_id = cast.outsider.id
    db.session.commit()
    assert "Host:" not in text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))
    ask_for_reviews()
    leading = db.select(Membership.user_id).filter_by(cohort_id=cohort.id, phase="facilitator")
    assert {notice.user_id for notice in told()} == set(db.session.scalars(leading))
