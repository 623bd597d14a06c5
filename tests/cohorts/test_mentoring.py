"""Mentors from earlier cohorts: asked for a time and so many people, and thanked when it is over."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from cohorts.membership.actions import change_phase, remove_member
from cohorts.mentoring.actions import end_terms
from cohorts.mentoring.models import MentorTerm
from cohorts.models import Cohort, Membership
from cohorts.moving.actions import merge_cohort, move_person
from cohorts.moving.queries import preview_of_merge, preview_of_move
from cohorts.roles.actions import end_roles
from cohorts.roles.badges.models import RoleBadge
from cohorts.roles.models import EarnedRole
from courses.models import Course
from lms.access import ACADEMY
from lms.admin.models import AuditEntry
from lms.database import db, now
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import make_topic, space_of
from tests.open_badges import verified


@pytest.fixture
def earlier(cohort, cast) -> Cohort:
    """The alumna learned the same course a year ago."""
    earlier = make_cohort(db.session.get_one(Course, cohort.course_id), name="Last year", starts_in=-400, ends_in=-300)
    make_member(earlier, cast.alumna, "alumnus", tell=False)
    db.session.commit()
    return earlier


@pytest.fixture
def address(cohort, earlier, cast) -> str:
    assert earlier.id
    return f"/cohorts/{cohort.id}/mentors/{cast.alumna.id}"


def in_days(number: int) -> str:
    return (now().astimezone(ZoneInfo("Europe/Amsterdam")).date() + timedelta(days=number)).isoformat()


def ask(cast, address, **changes):
    sent = {"capacity": "3", "until": in_days(40), "words": "You told it so clearly."} | changes
    return cast.facilitator.post(address, sent)


def membership_of(cohort, person) -> Membership:
    return db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=person.id)).one()


def let_time_pass() -> None:
    db.session.execute(db.update(MentorTerm).values(until=now().date() - timedelta(days=2)))
    end_terms()
    db.session.commit()


def test_she_is_asked_for_a_time_and_says_yes(cast, cohort, address):
    people = cast.facilitator.get(f"/cohorts/{cohort.id}/people")
    assert f'href="{address}"' in people.text
    assert "Ask Alumna as a mentor" in text_of(cast.facilitator.get(address))
    assert ask(cast, address).status_code == 303
    topic = make_topic(cohort, author=cast.trainee.user)
    db.session.commit()
    assert cast.alumna.get(f"/topics/{topic.id}").status_code == 404, "until she said yes"
    page = text_of(cast.alumna.get(f"/cohorts/{cohort.id}/invitation"))
    assert "You are asked as a mentor" in page
    assert "for up to 3 people" in page
    assert "You told it so clearly." in page
    cast.alumna.post(f"/cohorts/{cohort.id}/invitation")
    assert membership_of(cohort, cast.alumna).phase == "mentor"
    assert cast.alumna.get(f"/topics/{topic.id}").status_code == 200
    assert "for up to 3 people" in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/members"))
    asked = db.session.scalars(db.select(AuditEntry).where(AuditEntry.action == "mentor asked")).one()
    assert asked.details["user_id"] == cast.alumna.id


def test_who_is_found_by_name_is_asked_for_the_usual_time(cast, cohort):
    def ask_by_name(person):
        return cast.facilitator.post(f"/cohorts/{cohort.id}/memberships", {"user_id": person.id, "phase": "mentor"})

    assert ask_by_name(cast.outsider).status_code == 303
    term = db.session.get(MentorTerm, membership_of(cohort, cast.outsider).id)
    assert (term.capacity, term.until) == (4, max(cohort.ends_on, now().date() + timedelta(days=30)))
    assert "for up to 4 people" in text_of(cast.outsider.get(f"/cohorts/{cohort.id}/invitation"))
    assert ask_by_name(cast.trainee).status_code == 303
    trainee = membership_of(cohort, cast.trainee)
    assert (trainee.phase, db.session.get(MentorTerm, trainee.id)) == ("trainee", None)


def test_she_may_say_no(cast, cohort, address):
    ask(cast, address)
    cast.alumna.post(f"/cohorts/{cohort.id}/invitation/refusal")
    assert membership_of(cohort, cast.alumna).phase == "left"
    let_time_pass()
    assert db.session.scalars(db.select(Notification).where(Notification.thing.contains(":thanks:"))).all() == []
    assert ask(cast, address).status_code == 303, "she may be asked again"
    assert membership_of(cohort, cast.alumna).phase == "invited"


def test_her_time_ends_by_itself_with_thanks(cast, cohort, earlier, address):
    own = make_topic(earlier, author=cast.alumna.user)
    ask(cast, address)
    cast.alumna.post(f"/cohorts/{cohort.id}/invitation")
    end_terms()
    assert membership_of(cohort, cast.alumna).phase == "mentor", "it is not over"
    let_time_pass()
    end_terms()
    assert membership_of(cohort, cast.alumna).phase == "left"
    assert membership_of(earlier, cast.alumna).phase == "alumnus"
    assert cast.alumna.get(f"/cohorts/{cohort.id}").status_code == 404
    assert cast.alumna.get(f"/topics/{own.id}").status_code == 200
    told = db.session.execute(
        db.select(Notification.user_id, Notification.title, Notification.url).where(
            Notification.thing.contains(":thanks:")
        )
    ).all()
    assert sorted(told) == sorted(
        [
            (cast.alumna.id, "Thank you for being a mentor of Spring 2026", f"/cohorts/{earlier.id}"),
            (cast.facilitator.id, "The time of Alumna as a mentor is over", f"/cohorts/{cohort.id}/people"),
        ]
    )
    assert "Thank you for being a mentor" in text_of(cast.alumna.get("/inbox"))


def test_who_never_answered_is_no_longer_asked(cast, cohort, address):
    ask(cast, address)
    let_time_pass()
    assert membership_of(cohort, cast.alumna).phase == "left"
    assert cast.alumna.get(f"/cohorts/{cohort.id}/invitation").status_code == 404


def test_the_term_changes_and_she_hears_it(cast, cohort, address):
    ask(cast, address)
    cast.alumna.post(f"/cohorts/{cohort.id}/invitation")
    assert "Alumna as a mentor" in text_of(cast.facilitator.get(address))
    assert ask(cast, address, capacity="5").status_code == 303
    assert db.session.scalars(db.select(MentorTerm.capacity)).one() == 5
    title = "Your time as a mentor of Spring 2026 changed"
    assert db.session.scalars(db.select(Notification.user_id).where(Notification.title == title)).all() == [
        cast.alumna.id
    ]


def test_bad_input_is_told_and_kept(cast, cohort, address):
    for changes, problem in (
        ({"capacity": "0"}, "Write a number of people between 1 and 50."),
        ({"capacity": "many"}, "Write a number of people between 1 and 50."),
        ({"until": in_days(-1)}, "Write a day that is still to come."),
        ({"until": ""}, "Write the last day as a mentor."),
        ({"until": in_days(2000)}, "Ask for at most three years"),
    ):
        answer = ask(cast, address, **changes)
        assert answer.status_code == 422
        assert problem in text_of(answer)
        assert "You told it so clearly." in answer.text
    assert db.session.scalars(db.select(MentorTerm)).all() == []


def test_only_who_runs_the_cohort_asks_and_only_alumni_of_the_course(cast, cohort, address):
    for person, status in ((cast.trainee, 403), (cast.outsider, 404), (cast.admin, 404)):
        assert person.get(address).status_code == status
        assert person.post(address, {}).status_code == status
    assert cast.facilitator.get(f"/cohorts/{cohort.id}/mentors/{cast.outsider.id}").status_code == 404
    assert space_of(cohort).id


def role_of(cast) -> EarnedRole:
    return db.session.scalars(db.select(EarnedRole).filter_by(user_id=cast.alumna.id)).one()


def test_what_she_said_yes_to_stands_among_her_roles_also_when_it_is_over(cast, cohort, address):
    ask(cast, address)
    assert db.session.scalars(db.select(EarnedRole)).all() == [], "she has not answered"
    cast.alumna.post(f"/cohorts/{cohort.id}/invitation")
    role = role_of(cast)
    assert (role.kind, role.until.isoformat(), role.answer, role.audience_id) == (
        "mentor",
        in_days(40),
        "accepted",
        None,
    )
    page = text_of(cast.alumna.get(f"/roles/{role.id}"))
    assert "Mentor of Spring 2026" in page
    assert "helps up to 3 people at a time" in page
    assert "Lay it down" not in page
    assert cast.alumna.post(f"/roles/{role.id}/end").status_code == 403
    assert cast.outsider.get(f"/roles/{role.id}").status_code == 404
    assert "Mentor" not in text_of(cast.outsider.get(f"/people/{cast.alumna.id}"))
    cast.alumna.post(f"/roles/{role.id}/showing", {"shown": "academy"})
    cast.alumna.post(f"/roles/{role.id}/badge", {"language": "en"})
    ask(cast, address, until=in_days(20), capacity="1")
    claims = verified(cast, cast.guest.get(f"/badges/{db.session.get_one(RoleBadge, role.id).code}/badge.jwt").text)
    assert claims["credentialSubject"]["achievement"]["criteria"]["narrative"].endswith("helps 1 person at a time.")
    assert claims["exp"] - claims["nbf"] == pytest.approx(21 * 86400, abs=3700)
    end_roles()
    let_time_pass()
    role = role_of(cast)
    assert (role.ended_because, role.audience_id) == ("over", ACADEMY)
    assert "Mentor" in text_of(cast.outsider.get(f"/people/{cast.alumna.id}"))
    assert cast.alumna.get(f"/roles/{role.id}/badge").status_code == 200
    thanks = db.select(Notification.title).where(
        Notification.user_id == cast.alumna.id, Notification.title.contains("Thank")
    )
    assert db.session.scalars(thanks).all() == ["Thank you for being a mentor of Spring 2026"], "once"


def test_who_became_a_mentor_before_there_were_such_roles_has_one_at_the_end(cast, cohort, address):
    ask(cast, address)
    cast.alumna.post(f"/cohorts/{cohort.id}/invitation")
    db.session.execute(db.delete(EarnedRole))
    let_time_pass()
    assert role_of(cast).ended_because == "over"


def test_the_role_goes_along_and_ends_with_another_part(cast, cohort, address):
    ask(cast, address)
    cast.alumna.post(f"/cohorts/{cohort.id}/invitation")
    beside = make_cohort(db.session.get_one(Course, cohort.course_id), name="Beside it")
    membership = membership_of(cohort, cast.alumna)
    move_person(membership, beside, mark=preview_of_move(cohort, membership, beside).mark, by=cast.facilitator.user)
    assert (role_of(cast).cohort_id, role_of(cast).ended_at) == (beside.id, None)
    change_phase(membership_of(beside, cast.alumna), "alumnus")
    assert role_of(cast).ended_because == "changed"


def test_who_leaves_before_has_it_no_more(cast, cohort, address):
    ask(cast, address)
    cast.alumna.post(f"/cohorts/{cohort.id}/invitation")
    remove_member(membership_of(cohort, cast.alumna), by=cast.facilitator.user)
    assert role_of(cast).ended_because == "left"


def test_the_role_stands_where_a_merged_cohort_goes_on(cast, cohort, address):
    ask(cast, address)
    cast.alumna.post(f"/cohorts/{cohort.id}/invitation")
    into = make_cohort(db.session.get_one(Course, cohort.course_id), name="Beside it")
    mark = preview_of_merge(cohort, into).mark
    merge_cohort(cohort, into, mark=mark, with_events=True, why_not="", by=cast.facilitator.user)
    assert (role_of(cast).cohort_id, role_of(cast).ended_at) == (into.id, None)
    let_time_pass()
    assert role_of(cast).ended_because == "over"
