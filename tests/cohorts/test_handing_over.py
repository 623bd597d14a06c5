"""Handing a cohort over: offered with what is open in it, accepted or refused, and both are told."""

import pytest

from cohorts.handing_over.models import HandOver
from cohorts.models import Membership
from discussions.milestones.models import Celebration
from discussions.reunions.actions import write_prompt
from lms.admin.models import AuditEntry
from lms.database import db
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_member
from tests.factories.discussions import make_question
from tests.factories.events import make_event
from tests.factories.insights import make_goal


@pytest.fixture
def heir(cast):
    """The author may lead cohorts as well."""
    return cast.author


def offer(cast, cohort, to, **changes):
    sent = {"person": to.id, "stays": "mentor", "words": "They are a kind group."} | changes
    return cast.facilitator.post(f"/cohorts/{cohort.id}/hand-over", sent)


def made() -> HandOver:
    return db.session.scalars(db.select(HandOver).order_by(HandOver.id.desc())).first()


def phase_of(cohort, person) -> str:
    which = {"cohort_id": cohort.id, "user_id": person.id}
    return db.session.scalars(db.select(Membership.phase).filter_by(**which)).one_or_none() or ""


def told(person) -> list[str]:
    return list(db.session.scalars(db.select(Notification.title).filter_by(user_id=person.id)))


def test_it_is_offered_with_what_is_open_and_accepted(cast, cohort, heir):
    make_question(cohort, author=cast.trainee.user, title="What about silence?")
    event = make_event(cohort, cast.facilitator)
    db.session.commit()
    assert "1 question waits for an answer" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/hand-over"))
    answer = offer(cast, cohort, heir)
    address = f"/hand-overs/{made().id}"
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    assert "Facilitator asks you to lead Spring 2026" in told(heir)
    page = text_of(heir.get(address))
    assert "1 question waits for an answer" in page
    assert "1 meeting to come, 1 of them hosted by who hands over" in page
    assert "They are a kind group." in page
    assert "What about silence?" not in page
    assert heir.get(f"/cohorts/{cohort.id}").status_code == 404
    answer = heir.post(f"{address}/acceptance")
    assert answer.headers["Location"] == f"/cohorts/{cohort.id}/today"
    assert heir.get(f"/cohorts/{cohort.id}/today").status_code == 200
    assert (phase_of(cohort, heir), phase_of(cohort, cast.facilitator)) == ("facilitator", "mentor")
    db.session.refresh(event)
    assert event.host_id == heir.id
    assert "You lead Spring 2026 from now on" in told(heir)
    assert "Author leads Spring 2026 from now on" in told(cast.facilitator)
    acts = set(db.session.scalars(db.select(AuditEntry.action)))
    assert {"cohort offered to another facilitator", "cohort handed over"} <= acts
    assert "Took over a cohort" in text_of(cast.admin.get("/admin/audit"))


@pytest.mark.parametrize("stays", ["mentor", "facilitator"])
def test_goals_and_celebrating_go_to_who_leads_then(cast, cohort, heir, stays):
    goal = make_goal(cohort, by=cast.facilitator.user)
    cast.facilitator.post(f"/cohorts/{cohort.id}/celebration")
    write_prompt(cohort, 1, title="How is it?", body="Tell us.", version=0, by=cast.facilitator.user)
    db.session.commit()
    offer(cast, cohort, heir, stays=stays)
    address = f"/hand-overs/{made().id}"
    for page in (text_of(heir.get(address)), text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/hand-over"))):
        assert "1 goal that who hands over sees to" in page
        assert "Celebrating what the group reaches, so far in the name of who hands over" in page
        assert "Words for 1 moment after the training" in page
    heir.post(f"{address}/acceptance")
    db.session.refresh(goal)
    leads = cast.facilitator if stays == "facilitator" else heir
    assert goal.owner_id == leads.id
    assert db.session.get_one(Celebration, cohort.id, populate_existing=True).host_id == leads.id
    history = text_of(heir.get(f"/goals/{goal.id}"))
    assert ("Handed over with the cohort" in history) == (stays == "mentor")


def test_yes_pressed_twice_is_one(cast, cohort, heir):
    offer(cast, cohort, heir)
    address = f"/hand-overs/{made().id}/acceptance"
    assert [heir.post(address).status_code, heir.post(address).status_code] == [303, 303]
    assert db.session.scalar(db.select(db.func.count()).where(AuditEntry.action == "cohort handed over")) == 1


@pytest.mark.parametrize(("stays", "phase"), [("facilitator", "facilitator"), ("mentor", "mentor"), ("left", "left")])
def test_who_hands_over_becomes_what_they_chose(cast, cohort, heir, stays, phase):
    offer(cast, cohort, heir, stays=stays)
    heir.post(f"/hand-overs/{made().id}/acceptance")
    assert phase_of(cohort, cast.facilitator) == phase


def test_a_mentor_of_the_cohort_can_take_over(cast, cohort):
    make_member(cohort, cast.mentor, "mentor")
    db.session.commit()
    offer(cast, cohort, cast.mentor)
    cast.mentor.post(f"/hand-overs/{made().id}/acceptance")
    assert phase_of(cohort, cast.mentor) == "facilitator"


def test_no_leaves_everything_as_it_was(cast, cohort, heir):
    offer(cast, cohort, heir)
    assert heir.post(f"/hand-overs/{made().id}/refusal").status_code == 303
    assert phase_of(cohort, cast.facilitator) == "facilitator"
    assert phase_of(cohort, heir) == ""
    assert "Author will not lead Spring 2026" in told(cast.facilitator)
    assert offer(cast, cohort, heir).status_code == 303, "they may be asked again"


def test_an_offer_taken_back_is_over(cast, cohort, heir):
    offer(cast, cohort, heir)
    address = f"/hand-overs/{made().id}"
    assert cast.facilitator.post(f"{address}/withdrawal").status_code == 303
    assert cast.facilitator.post(f"{address}/withdrawal").status_code == 303, "twice is once"
    assert heir.post(f"{address}/acceptance").status_code == 303
    assert phase_of(cohort, heir) == ""
    assert "Taken back." in text_of(heir.get(address))
    assert "asks you to lead" not in " ".join(told(heir))


def test_who_leads_no_more_cannot_hand_over(cast, cohort, heir):
    make_member(cohort, cast.manager, "facilitator")
    offer(cast, cohort, heir)
    cast.facilitator.post(f"/cohorts/{cohort.id}/departure")
    heir.post(f"/hand-overs/{made().id}/acceptance")
    assert phase_of(cohort, heir) == ""
    assert made().outcome == "withdrawn"


def test_bad_input_is_told_and_kept(cast, cohort, heir):
    for changes in ({"person": cast.alumna.id}, {"person": ""}, {"stays": "king"}, {"words": "x" * 1001}):
        answer = offer(cast, cohort, heir, **changes)
        assert answer.status_code == 422
    assert db.session.scalars(db.select(HandOver)).all() == []
    offer(cast, cohort, heir)
    again = offer(cast, cohort, heir)
    assert again.status_code == 422
    assert "This person is asked already." in text_of(again)


def test_only_its_facilitators_offer_and_only_both_see_it(cast, cohort, heir):
    address = f"/cohorts/{cohort.id}/hand-over"
    for person, status in ((cast.trainee, 403), (cast.alumna, 404), (cast.admin, 404)):
        assert person.get(address).status_code == status
        assert person.post(address, {}).status_code == status
    offer(cast, cohort, heir)
    address = f"/hand-overs/{made().id}"
    assert cast.facilitator.post(f"{address}/acceptance").status_code == 403
    assert heir.post(f"{address}/withdrawal").status_code == 403
    for person in (cast.trainee, cast.manager, cast.admin):
        assert person.get(address).status_code == 404
        assert person.post(f"{address}/acceptance").status_code == 404
