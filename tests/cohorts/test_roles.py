"""Earned roles: offered with a mandate and a term, accepted or declined, shown as the holder chooses, and over by themselves."""

from datetime import timedelta

import pytest

from cohorts.membership.actions import change_phase
from cohorts.models import Membership
from cohorts.roles import actions
from cohorts.roles.models import EarnedRole
from lms.access import ACADEMY
from lms.admin.models import AuditEntry
from lms.database import db, now
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member


def in_days(days: int) -> str:
    return (now().date() + timedelta(days=days)).isoformat()


def offer(by, person, cohort=None, **changes):
    sent = {
        "kind": "host",
        "place": cohort.id if cohort else 0,
        "mandate": "Welcome whoever comes in.",
        "begins_on": in_days(0),
        "until": in_days(90),
    }
    return by.post(f"/people/{person.id}/role", sent | changes)


def made() -> EarnedRole:
    return db.session.scalars(db.select(EarnedRole).order_by(EarnedRole.id.desc()).limit(1)).one()


def told(person) -> set[str]:
    about = db.select(Notification.title).filter_by(user_id=person.id, reason="recognised")
    return set(db.session.scalars(about))


@pytest.fixture
def role(cast, cohort):
    """The trainee is asked to be a host."""
    assert offer(cast.facilitator, cast.trainee, cohort).status_code == 303
    return made()


@pytest.fixture
def held(cast, role):
    cast.trainee.post(f"/roles/{role.id}/acceptance", {"shown": "cohort"})
    return made()


def test_it_is_offered_and_accepted(cast, cohort, role):
    assert "Facilitator asks you: Host of Spring 2026?" in told(cast.trainee)
    page = text_of(cast.trainee.get(f"/roles/{role.id}"))
    assert "Welcome whoever comes in." in page
    assert "Nobody shows a role here yet." in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/roles"))
    answer = cast.trainee.post(f"/roles/{role.id}/acceptance", {"shown": "cohort"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/roles/{role.id}")
    assert "Trainee said yes: Host of Spring 2026" in told(cast.facilitator)
    assert "Facilitator asks you: Host of Spring 2026?" not in told(cast.trainee), "what was asked is answered"
    assert "Welcome whoever comes in." in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/roles"))
    acts = set(db.session.scalars(db.select(AuditEntry.action)))
    assert {"role offered", "role accepted"} <= acts
    assert "Offered somebody a role" in text_of(cast.admin.get("/admin/audit"))


def test_a_no_is_kind_and_stays_between_the_two(cast, cohort, role):
    make_member(cohort, cast.mentor, "mentor")
    db.session.commit()
    sent = {"no-words": "I have a busy spring."}
    assert cast.trainee.post(f"/roles/{role.id}/refusal", sent).status_code == 303
    assert "Trainee said no: Host of Spring 2026" in told(cast.facilitator)
    assert "I have a busy spring." in text_of(cast.facilitator.get(f"/roles/{role.id}"))
    assert cast.mentor.get(f"/roles/{role.id}").status_code == 404
    assert "Trainee" not in text_of(cast.mentor.get(f"/cohorts/{cohort.id}/roles")).replace("Trainee, Men", "")
    assert "Roles" not in text_of(cast.mentor.get(f"/people/{cast.trainee.id}"))
    assert cast.trainee.post(f"/roles/{role.id}/acceptance", {"shown": "cohort"}).status_code == 303
    assert made().answer == "declined", "an answer is not given twice"
    assert offer(cast.facilitator, cast.trainee, cohort).status_code == 303, "they may be asked again"


@pytest.mark.parametrize(("shown", "to_cohort", "to_academy"), [("nobody", 0, 0), ("cohort", 1, 0), ("academy", 1, 1)])
def test_it_is_shown_as_its_holder_chooses(cast, cohort, role, shown, to_cohort, to_academy):
    make_member(cohort, cast.mentor, "mentor")
    db.session.commit()
    cast.trainee.post(f"/roles/{role.id}/acceptance", {"shown": "nobody"})
    assert cast.trainee.post(f"/roles/{role.id}/showing", {"shown": shown}).status_code == 303
    page = f"/people/{cast.trainee.id}"
    for person, sees in ((cast.mentor, to_cohort), (cast.outsider, to_academy), (cast.trainee, True)):
        assert ("Host" in text_of(person.get(page))) == bool(sees)
    assert "Spring 2026" not in text_of(cast.outsider.get(page)), "what the cohort is called is its own"
    assert ("Host" in text_of(cast.mentor.get(f"/cohorts/{cohort.id}/roles"))) == bool(to_cohort)
    assert "Trainee" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/roles")), "who leads knows whom they asked"


def test_it_is_laid_down_or_taken_back(cast, cohort, held):
    assert cast.trainee.post(f"/roles/{held.id}/end", {"end-words": "Thank you all."}).status_code == 303
    assert (made().ended_because, made().ended_words) == ("laid down", "Thank you all.")
    assert "Trainee laid down: Host of Spring 2026" in told(cast.facilitator)
    assert cast.facilitator.post(f"/roles/{held.id}/end").status_code == 303, "twice is once"
    assert made().ended_because == "laid down"
    assert "Nobody shows a role here yet." in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/roles"))
    assert offer(cast.facilitator, cast.trainee, cohort).status_code == 303
    assert cast.facilitator.post(f"/roles/{made().id}/end").status_code == 303
    assert "Facilitator asks you: Host of Spring 2026?" not in told(cast.trainee), "nobody is asked any more"


def test_what_was_taken_back_is_shown_to_nobody(cast, cohort, held):
    cast.trainee.post(f"/roles/{held.id}/showing", {"shown": "academy"})
    assert cast.facilitator.post(f"/roles/{held.id}/end", {"end-words": "We planned otherwise."}).status_code == 303
    assert "Ended: Host of Spring 2026" in told(cast.trainee)
    assert "We planned otherwise." in text_of(cast.trainee.get(f"/roles/{held.id}"))
    assert "Host" not in text_of(cast.outsider.get(f"/people/{cast.trainee.id}"))


def test_it_ends_by_itself_and_is_told_before(cast, cohort, held):
    actions.end_roles()
    assert not told(cast.trainee)
    held.until = now().date() + timedelta(days=10)
    actions.end_roles()
    actions.end_roles()
    assert len([title for title in told(cast.trainee) if title.startswith("Your role ends on")]) == 1
    assert [title for title in told(cast.facilitator) if title.startswith("Trainee: Host of Spring 2026 until")]
    assert held.ended_at is None
    held.until = now().date() - timedelta(days=2)
    actions.end_roles()
    assert (held.ended_because, held.answer) == ("over", "accepted")
    assert "Thank you: Host of Spring 2026" in told(cast.trainee)


def test_an_offer_without_an_answer_ends_in_silence(cast, cohort, role):
    role.until = now().date() - timedelta(days=2)
    actions.end_roles()
    assert made().ended_because == "over"
    assert not told(cast.trainee)
    db.session.commit()
    assert cast.trainee.post(f"/roles/{role.id}/acceptance", {"shown": "academy"}).status_code == 303
    assert made().answer == ""


def test_who_leaves_has_no_role_any_more(cast, cohort, held):
    membership = db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=cast.trainee.id)).one()
    change_phase(membership, "left")
    assert made().ended_because == "left"


def test_a_role_of_the_academy(cast):
    assert "Offer a role" in text_of(cast.manager.get(f"/people/{cast.alumna.id}"))
    assert "Offer a role" not in text_of(cast.facilitator.get(f"/people/{cast.alumna.id}"))
    assert offer(cast.manager, cast.alumna, kind="ambassador").status_code == 303
    assert cast.facilitator.get(f"/roles/{made().id}").status_code == 404
    assert cast.alumna.post(f"/roles/{made().id}/acceptance", {"shown": "cohort"}).status_code == 422
    assert cast.alumna.post(f"/roles/{made().id}/acceptance", {"shown": "academy"}).status_code == 303
    assert made().audience_id == ACADEMY
    assert "Welcome whoever comes in." in text_of(cast.outsider.get("/roles"))
    assert "Alumna said yes: Ambassador of Test Academy" in told(cast.manager)


def test_bad_input_is_told_and_kept(cast, cohort):
    foreign = make_cohort(name="Elsewhere", by=cast.author.user)
    make_member(foreign, cast.trainee)
    db.session.commit()
    for changes in (
        {"kind": "king"},
        {"kind": ""},
        {"place": foreign.id},
        {"place": 0},
        {"mandate": " "},
        {"mandate": "x" * 601},
        {"begins_on": "soon"},
        {"begins_on": in_days(-9)},
        {"until": in_days(0)},
        {"until": in_days(999)},
    ):
        answer = offer(cast.facilitator, cast.trainee, cohort, **changes)
        assert answer.status_code == 422, changes
        if "mandate" not in changes:
            assert "Welcome whoever comes in." in text_of(answer)
    assert db.session.scalars(db.select(EarnedRole)).all() == []


def test_the_same_role_is_not_offered_twice_for_the_same_days(cast, cohort, held):
    answer = offer(cast.facilitator, cast.trainee, cohort)
    assert answer.status_code == 422
    assert "They have this role then, or are asked already." in text_of(answer)
    assert offer(cast.facilitator, cast.trainee, cohort, kind="verifier").status_code == 303
    after = {"begins_on": in_days(91), "until": in_days(180)}
    assert offer(cast.facilitator, cast.trainee, cohort, **after).status_code == 303, (
        "it can be offered again for later"
    )


def test_only_who_leads_offers_and_only_its_holder_answers(cast, cohort, role):
    make_member(cohort, cast.mentor, "mentor")
    db.session.commit()
    for person in (cast.mentor, cast.outsider, cast.author):
        assert person.get(f"/people/{cast.trainee.id}/role").status_code == 403
        assert offer(person, cast.trainee, cohort).status_code == 403
        assert person.get(f"/roles/{role.id}").status_code == 404
        assert person.post(f"/roles/{role.id}/acceptance", {"shown": "academy"}).status_code == 404
    assert offer(cast.manager, cast.trainee, cohort).status_code == 422, "no cohort of theirs"
    assert cast.facilitator.get(f"/people/{cast.facilitator.id}/role").status_code == 403
    assert cast.facilitator.post(f"/roles/{role.id}/acceptance", {"shown": "academy"}).status_code == 403
    assert cast.outsider.get(f"/cohorts/{cohort.id}/roles").status_code == 404
