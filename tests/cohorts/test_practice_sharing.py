"""Who reads a practice plan: its writer, a buddy who said yes, the cohort; what leaving does; and figures without names."""

import pytest

from cohorts import actions as cohorts
from cohorts.models import Cohort, Membership
from cohorts.practice import actions, sharing
from cohorts.practice.models import PracticePlan
from cohorts.practice.queries import find_check_in
from lms.access import Audience, AudienceMember
from lms.database import db, now
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.practice import WORDS, make_plan

NOT_ENOUGH = "Not enough data"


@pytest.fixture
def cohort(cast) -> Cohort:
    cohort = make_cohort()
    for person in (cast.trainee, cast.alumna):
        make_member(cohort, person, tell=False)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    return cohort


def reads(person, plan) -> bool:
    return person.get(f"/plans/{plan.id}").status_code == 200


def the_plan() -> PracticePlan:
    db.session.expire_all()
    return db.session.scalars(db.select(PracticePlan)).one()


def share(person, plan, sharing, buddy=None):
    sent = {**WORDS, "begins_on": plan.begins_on.isoformat(), "module": "0"}
    answer = person.post(f"/plans/{plan.id}/edit", {**sent, "sharing": sharing, "buddy": str(buddy.id if buddy else 0)})
    assert answer.status_code == 303


def test_a_private_plan_is_read_by_nobody_else(cast, cohort):
    plan = make_plan(cohort, cast.trainee)
    assert reads(cast.trainee, plan)
    for person in (cast.alumna, cast.mentor, cast.facilitator, cast.admin):
        assert not reads(person, plan)
        if person is not cast.admin:
            assert WORDS["what"] not in text_of(person.get(f"/cohorts/{cohort.id}/practice"))


def test_an_administrator_on_a_visit_reads_only_what_the_cohort_reads(cast, cohort):
    private, shared = make_plan(cohort, cast.trainee), make_plan(cohort, cast.alumna, sharing="cohort")
    cast.admin.post(f"/cohorts/{cohort.id}/visits", {"reason": "Checking a complaint", "hours": "1"})
    assert not reads(cast.admin, private)
    assert reads(cast.admin, shared)
    assert cast.admin.post(f"/plans/{shared.id}/notes", {"body": "Hm."}).status_code == 403
    assert NOT_ENOUGH not in text_of(cast.admin.get(f"/cohorts/{cohort.id}/practice"))


def test_a_buddy_reads_once_they_said_yes(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.mentor)
    assert not reads(cast.mentor, plan)
    assert "until Mentor says yes" in text_of(cast.trainee.get(f"/plans/{plan.id}"))
    assert "Trainee asks you to be their buddy" in text_of(cast.mentor.get("/"))
    asked = text_of(cast.mentor.get(f"/plans/{plan.id}/buddy"))
    assert "Trainee asks you to be their buddy" in asked
    assert WORDS["what"] not in asked
    for person in (cast.alumna, cast.facilitator, cast.trainee):
        assert person.get(f"/plans/{plan.id}/buddy").status_code == 404
        assert person.post(f"/plans/{plan.id}/buddy").status_code == 404
    for _twice in range(2):
        assert cast.mentor.post(f"/plans/{plan.id}/buddy").status_code == 303
    assert reads(cast.mentor, plan)
    assert "Only you and Trainee can read this." in text_of(cast.mentor.get(f"/plans/{plan.id}"))
    assert "Only you and Mentor can read this." in text_of(cast.trainee.get(f"/plans/{plan.id}"))
    for person in (cast.alumna, cast.facilitator):
        assert not reads(person, plan)
    assert cast.mentor.post(f"/plans/{plan.id}/notes", {"body": "And, did you?"}).status_code == 303


def test_somebody_outside_the_cohort_cannot_be_asked(cast, cohort):
    sent = {**WORDS, "begins_on": "2999-01-01", "module": "0", "sharing": "buddy", "buddy": str(cast.outsider.id)}
    assert cast.trainee.post(f"/cohorts/{cohort.id}/plans", sent).status_code == 422
    sent["buddy"] = str(cast.trainee.id)
    assert cast.trainee.post(f"/cohorts/{cohort.id}/plans", sent).status_code == 422


def test_who_says_no_reads_nothing_and_is_not_asked_again(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.mentor)
    assert cast.mentor.post(f"/plans/{plan.id}/buddy/refusal").status_code == 303
    assert not reads(cast.mentor, plan)
    assert cast.mentor.get(f"/plans/{plan.id}/buddy").status_code == 404
    assert "would rather not be your buddy" in text_of(cast.trainee.get(f"/plans/{plan.id}"))
    share(cast.trainee, plan, "buddy", cast.mentor)
    assert the_plan().buddy_state == "refused"
    share(cast.trainee, plan, "buddy", cast.alumna)
    assert the_plan().buddy_state == "asked"


def test_a_buddy_steps_back(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.mentor)
    sharing.accept(plan, by=cast.mentor.user)
    db.session.commit()
    assert cast.mentor.post(f"/plans/{plan.id}/buddy/refusal").status_code == 303
    assert not reads(cast.mentor, plan)
    assert reads(cast.trainee, plan)


def test_a_later_buddy_does_not_read_what_was_said_to_the_former(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.mentor)
    sharing.accept(plan, by=cast.mentor.user)
    actions.encourage(plan, author=cast.mentor.user, body="Between us.")
    db.session.commit()
    share(cast.trainee, plan, "buddy", cast.alumna)
    assert not reads(cast.mentor, plan)
    cast.alumna.post(f"/plans/{plan.id}/buddy")
    assert reads(cast.alumna, plan)
    assert "Between us." not in text_of(cast.alumna.get(f"/plans/{plan.id}"))
    assert "Between us." in text_of(cast.trainee.get(f"/plans/{plan.id}"))


def test_sharing_wider_shows_the_plan_and_not_what_others_said_before(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.mentor)
    sharing.accept(plan, by=cast.mentor.user)
    actions.encourage(plan, author=cast.mentor.user, body="Between us.")
    db.session.commit()
    share(cast.trainee, plan, "cohort")
    assert reads(cast.alumna, plan)
    assert "Between us." not in text_of(cast.alumna.get(f"/plans/{plan.id}"))
    assert "Between us." in text_of(cast.trainee.get(f"/plans/{plan.id}"))


def test_sharing_narrower_takes_back_what_others_were_told(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort", what="Ask about the heron.")
    for person in (cast.mentor, cast.alumna):
        actions.encourage(plan, author=person.user, body="How?")
    assert "heron" in text_of(cast.mentor.get("/inbox?show=to_do"))
    share(cast.trainee, plan, "me")
    assert not reads(cast.mentor, plan)
    for show in ("to_do", "following", "done"):
        assert "heron" not in text_of(cast.mentor.get(f"/inbox?show={show}"))


def test_who_leaves_takes_their_plan_along(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort", days_ago=31)
    actions.encourage(plan, author=cast.mentor.user, body="Said in the cohort.")
    membership = db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=cast.trainee.id)).one()
    cohorts.remove_member(membership)
    db.session.commit()
    for person in (cast.mentor, cast.facilitator):
        assert not reads(person, plan)
    page = text_of(cast.trainee.get(f"/plans/{plan.id}"))
    assert WORDS["what"] in page
    assert "Said in the cohort." not in page
    assert cohort.name not in page
    assert cast.trainee.get(f"/plans/{plan.id}/edit").status_code == 403
    assert cast.trainee.post(f"/plans/{plan.id}/check-ins/30", {"d30-answer": "did"}).status_code == 403
    assert "Open now" not in page
    assert f"/plans/{plan.id}" not in cast.trainee.get("/").get_data(as_text=True)
    assert cast.trainee.post(f"/plans/{plan.id}/removal").status_code == 303


def test_a_buddy_who_leaves_the_cohort_reads_no_more(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.alumna)
    sharing.accept(plan, by=cast.alumna.user)
    waits = make_plan(cohort, cast.mentor, sharing="buddy", buddy=cast.alumna)
    membership = db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=cast.alumna.id)).one()
    cohorts.remove_member(membership)
    db.session.commit()
    assert not reads(cast.alumna, plan)
    assert cast.alumna.get(f"/plans/{waits.id}/buddy").status_code == 404
    assert (plan.buddy_id, waits.buddy_id) == (None, None)


def test_audiences_of_plans_count_their_people(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.mentor)
    sharing.accept(plan, by=cast.mentor.user)
    for audience_id, size in ((plan.own_audience_id, 1), (plan.audience_id, 2)):
        members = db.session.scalars(db.select(AudienceMember.user_id).filter_by(audience_id=audience_id)).all()
        assert db.session.get_one(Audience, audience_id).size == len(members) == size


def answered(cohort, person, said: str, days: int = 30, **plan):
    plan = make_plan(cohort, person, days_ago=days + 1, **plan)
    actions.answer(plan, find_check_in(plan, days), said=said, sentence="", by=person)


def figures(cast, cohort) -> str:
    db.session.commit()
    return text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/practice"))


def test_figures_of_fewer_than_five_are_not_told(cast, cohort, many_people):
    people = [type("Person", (), {"id": user_id}) for user_id in many_people[:5]]
    for person in people:
        make_member(cohort, person, tell=False)
    assert "Nobody has said yet how it went." in figures(cast, cohort)
    for person in people[:4]:
        answered(cohort, person, "did")
    silent = make_plan(cohort, cast.trainee, days_ago=31)
    find_check_in(silent, 30).asked_at = now()
    page = figures(cast, cohort)
    assert NOT_ENOUGH in page
    assert " of the " not in page.split("Who practised")[1].split("Shared with you")[0]
    answered(cohort, people[4], "not_yet")
    answered(cohort, people[4], "not_yet")  # a second plan makes no second person
    page = figures(cast, cohort)
    assert "6 people were asked, 5 said how it went, and 4 of them did it, wholly or partly." in page
    assert "80 %" in page
    assert "Person 00" not in page
    assert WORDS["what"] not in page


def test_figures_are_for_facilitators(cast, cohort):
    for person in (cast.trainee, cast.mentor):
        assert "Who practised" not in text_of(person.get(f"/cohorts/{cohort.id}/practice"))
    assert "Who practised" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/practice"))


def test_figures_leave_out_who_left_and_what_was_removed(cast, cohort, many_people):
    people = [type("Person", (), {"id": user_id}) for user_id in many_people[:6]]
    members = [make_member(cohort, person, tell=False) for person in people]
    for person in people:
        answered(cohort, person, "partly")
    assert "6 people were asked, 6 said how it went" in figures(cast, cohort)
    cohorts.remove_member(members[0])
    assert "5 people were asked, 5 said how it went" in figures(cast, cohort)
    plan = db.session.scalars(db.select(PracticePlan).filter_by(user_id=people[1].id)).one()
    actions.remove_plan(plan)
    assert NOT_ENOUGH in figures(cast, cohort)


def test_nobody_is_told_of_a_plan_nobody_else_reads(cast, cohort):
    plan = make_plan(cohort, cast.trainee, days_ago=31)
    actions.answer(plan, find_check_in(plan, 30), said="did", sentence="Twice.", by=cast.trainee.user)
    assert db.session.query(Notification).filter(Notification.thread == plan.thread).all() == []
