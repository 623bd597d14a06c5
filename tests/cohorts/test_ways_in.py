"""People come in: from the academy, by mail, by list with a preview, by link."""

import io
import re
from datetime import timedelta

import pytest

from cohorts.links.actions import LinkClosed, join_by_link, make_link
from cohorts.lists.actions import forget_lists
from cohorts.membership.queries import find_own_membership, is_member
from cohorts.models import InvitationLink, MemberList, Membership
from lms import jobs
from lms.database import db, now
from lms.mail import Mail
from lms.notifications.models import Notification
from lms.people.accounts.actions import deactivate_user
from lms.people.invitations.actions import accept_as_member, accept_as_newcomer
from lms.people.models import Invitation, User
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course

CSV = """name;email
Ana Oliveira;ana@new.example
Trainee;TRAINEE@test.example
Outsider;outsider@test.example
Nobody;not an address
Twice;ana@new.example
Away;editor@test.example
Asked;asked@new.example
"""


def people_page(cohort) -> str:
    return f"/cohorts/{cohort.id}/people"


# From the academy


def test_facilitators_find_people_of_the_academy_by_name(cast, cohort):
    page = text_of(cast.facilitator.get(people_page(cohort) + "?q=outs"))
    assert "Outsider" in page
    assert "Add as trainee" in page
    assert "Nobody of that name" in text_of(cast.facilitator.get(people_page(cohort) + "?q=zzzz"))


def test_search_answers_htmx_with_the_rows_alone(cast, cohort):
    response = cast.facilitator.htmx_get(people_page(cohort) + "?q=outs", "found")
    assert "Outsider" in text_of(response)
    assert "<html" not in response.get_data(as_text=True)


def test_facilitators_add_a_person(cast, cohort):
    values = {"user_id": cast.outsider.id, "phase": "trainee"}
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/memberships", values).status_code == 303
    assert cast.outsider.get(f"/cohorts/{cohort.id}").status_code == 200
    told = db.session.scalars(db.select(Notification).where(Notification.user_id == cast.outsider.id)).one()
    assert told.title == "Welcome to Spring 2026"


def test_alumni_of_earlier_cohorts_are_asked_as_mentors(cast):
    course = make_course()
    make_member(make_cohort(course, name="Autumn 2025", starts_in=-300, ends_in=-200), cast.alumna, "alumnus")
    cohort = make_cohort(course)
    assert "Alumna" in text_of(cast.facilitator.get(people_page(cohort)))
    values = {"user_id": cast.alumna.id, "phase": "mentor"}
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/memberships", values).status_code == 303
    own = find_own_membership(cast.alumna.viewer, cohort.id)
    assert (own.phase, own.invited_as) == ("invited", "mentor")
    assert "No answer yet" in text_of(cast.facilitator.get(people_page(cohort)))


def test_nonsense_adds_nobody(cast, cohort):
    address = f"/cohorts/{cohort.id}/memberships"
    assert cast.facilitator.post(address, {"user_id": cast.outsider.id, "phase": "king"}).status_code == 422
    assert cast.facilitator.post(address, {"user_id": "999999", "phase": "trainee"}).status_code == 404
    deactivate_user(cast.outsider.user)
    assert cast.facilitator.post(address, {"user_id": cast.outsider.id, "phase": "trainee"}).status_code == 404


def test_only_who_runs_a_cohort_lets_people_in(cast, cohort):
    for path in ("memberships", "lists", "links"):
        assert cast.trainee.post(f"/cohorts/{cohort.id}/{path}").status_code == 403
        assert cast.outsider.post(f"/cohorts/{cohort.id}/{path}").status_code == 404
    assert cast.trainee.get(people_page(cohort)).status_code == 403
    assert cast.outsider.get(people_page(cohort)).status_code == 404


# By list


def upload(cast, cohort, text=CSV, **values):
    file = (io.BytesIO(text.encode()), "people.csv")
    return cast.facilitator.post(
        f"/cohorts/{cohort.id}/lists",
        {"file": file, "list_phase": "trainee", **values},
        content_type="multipart/form-data",
    )


def outcomes(listing: MemberList) -> dict[str, str]:
    return {row["name"]: row["outcome"] for row in listing.rows}


@pytest.fixture
def listing(cast, cohort) -> MemberList:
    deactivate_user(cast.editor.user)
    cast.facilitator.post(f"/cohorts/{cohort.id}/lists", {"addresses": "asked@new.example", "list_phase": "trainee"})
    earlier = db.session.scalars(db.select(MemberList)).one()
    cast.facilitator.post(f"/cohorts/{cohort.id}/lists/{earlier.id}/confirmation")
    assert upload(cast, cohort).status_code == 303
    return db.session.scalars(db.select(MemberList).order_by(MemberList.id.desc())).first()


def test_the_preview_says_what_will_happen_to_each_row_and_does_nothing(cast, cohort, listing):
    mails = db.session.scalar(db.select(db.func.count(Mail.id)))
    page = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/lists/{listing.id}"))
    assert outcomes(listing) == {
        "Ana Oliveira": "invite",
        "Trainee": "member",
        "Outsider": "add",
        "Nobody": "problem",
        "Twice": "problem",
        "Away": "closed",
        "Asked": "waiting",
    }
    for sentence in ("This is not a mail address.", "This address is in the list already.", "Will be invited by mail"):
        assert sentence in page
    assert not is_member(cast.outsider.viewer, cohort.id)
    assert db.session.scalar(db.select(db.func.count(Mail.id))) == mails


def test_what_was_previewed_is_what_happens(cast, cohort, listing):
    response = cast.facilitator.post(f"/cohorts/{cohort.id}/lists/{listing.id}/confirmation")
    assert response.status_code == 303
    assert is_member(cast.outsider.viewer, cohort.id)
    invited = db.session.scalars(db.select(Invitation.email).order_by(Invitation.email)).all()
    assert invited == ["ana@new.example", "asked@new.example"]
    results = {row["name"]: row["result"] for row in listing.rows}
    assert results.pop("Ana Oliveira") == results.pop("Outsider") == "done"
    assert set(results.values()) == {"nothing"}


def test_confirming_twice_happens_once(cast, cohort, listing):
    for _time in range(2):
        cast.facilitator.post(f"/cohorts/{cohort.id}/lists/{listing.id}/confirmation")
    sent = db.session.scalar(db.select(Invitation.sent_times).where(Invitation.email == "ana@new.example"))
    assert sent == 1


def test_a_row_whose_promise_no_longer_holds_is_left_alone_and_says_so(cast, cohort, listing):
    db.session.add(User(name="Ana", email="ana@new.example"))
    make_member(cohort, cast.outsider, "mentor")
    cast.facilitator.post(f"/cohorts/{cohort.id}/lists/{listing.id}/confirmation")
    results = {row["name"]: row["result"] for row in listing.rows}
    assert results["Ana Oliveira"] == results["Outsider"] == "changed"
    assert find_own_membership(cast.outsider.viewer, cohort.id).phase == "mentor"
    page = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/lists/{listing.id}"))
    assert "Something changed since the preview; nothing was done" in page


def test_a_long_list_goes_on_in_the_background(cast, cohort):
    addresses = "\n".join(f"person{number}@new.example" for number in range(95))
    cast.facilitator.post(f"/cohorts/{cohort.id}/lists", {"addresses": addresses, "list_phase": "trainee"})
    listing = db.session.scalars(db.select(MemberList)).one()
    address = f"/cohorts/{cohort.id}/lists/{listing.id}"
    cast.facilitator.post(f"{address}/confirmation")
    assert "40 of 95 done" in text_of(cast.facilitator.get(address))
    while jobs.sweep():
        pass
    db.session.refresh(listing)
    assert "All of it is done" in text_of(cast.facilitator.get(address))
    assert db.session.scalar(db.select(db.func.count(Invitation.id))) == 95


@pytest.mark.parametrize("values", [{"addresses": ""}, {"addresses": "  \n ; "}, {"addresses": "x" * 1_100_000}])
def test_a_list_of_nobody_is_refused_with_a_sentence(cast, cohort, values):
    response = cast.facilitator.post(f"/cohorts/{cohort.id}/lists", {"list_phase": "trainee", **values})
    assert response.status_code == 422
    assert db.session.scalar(db.select(db.func.count(MemberList.id))) == 0


def test_lists_of_another_cohort_are_not_found(cast, cohort, listing):
    other = make_cohort(name="Autumn 2026", by=cast.manager.user)
    assert cast.manager.get(f"/cohorts/{other.id}/lists/{listing.id}").status_code == 404
    assert cast.manager.post(f"/cohorts/{other.id}/lists/{listing.id}/confirmation").status_code == 404
    assert cast.trainee.get(f"/cohorts/{cohort.id}/lists/{listing.id}").status_code == 403


def test_addresses_nobody_confirmed_are_forgotten_after_a_day(cast, cohort, listing):
    listing.created_at = now() - timedelta(hours=25)
    forget_lists()
    assert db.session.scalar(db.select(db.func.count()).where(MemberList.id == listing.id)) == 0


# By mail


def invitation_to(cast, cohort, email="ana@new.example") -> Invitation:
    cast.facilitator.post(f"/cohorts/{cohort.id}/lists", {"addresses": f"Ana <{email}>", "list_phase": "trainee"})
    listing = db.session.scalars(db.select(MemberList).order_by(MemberList.id.desc())).first()
    cast.facilitator.post(f"/cohorts/{cohort.id}/lists/{listing.id}/confirmation")
    return db.session.scalars(db.select(Invitation).where(Invitation.email == email)).one()


def accept(invitation: Invitation) -> User:
    values = {"name": "Ana", "password": "learning circle demo", "locale": "en", "timezone": "Europe/Amsterdam"}
    user = accept_as_newcomer(invitation, **values)
    db.session.commit()
    return user


def test_accepting_an_invitation_by_mail_leads_into_the_cohort(cast, cohort):
    invitation = invitation_to(cast, cohort)
    assert "ana@new.example" in text_of(cast.facilitator.get(people_page(cohort)))
    user = accept(invitation)
    assert is_member(user, cohort.id)
    assert "Came in" in text_of(cast.facilitator.get(people_page(cohort)))


def test_invitations_are_sent_again_and_taken_back(cast, cohort):
    invitation = invitation_to(cast, cohort)
    address = f"/cohorts/{cohort.id}/invitations/{invitation.id}"
    assert cast.facilitator.post(f"{address}/resending").status_code == 303
    assert invitation.sent_times == 2
    assert cast.trainee.post(f"{address}/revocation").status_code == 403
    assert cast.outsider.post(f"{address}/revocation").status_code == 404
    assert cast.facilitator.post(f"{address}/revocation").status_code == 303
    assert invitation.revoked_at is not None
    assert "Send again" not in text_of(cast.facilitator.get(people_page(cohort)))


def test_invitations_to_another_cohort_are_not_ours(cast, cohort):
    invitation = invitation_to(cast, cohort)
    other = make_cohort(name="Autumn 2026", by=cast.manager.user)
    assert cast.manager.post(f"/cohorts/{other.id}/invitations/{invitation.id}/revocation").status_code == 404
    assert "ana@new.example" not in text_of(cast.manager.get(people_page(other)))


# By link


@pytest.fixture
def link(cast, cohort) -> tuple[InvitationLink, str]:
    found = make_link(cohort, phase="trainee", days=7, places=2, by=cast.facilitator.user)
    db.session.commit()
    return found


def test_a_link_is_shown_once_and_kept_as_a_hash(cast, cohort):
    cast.facilitator.post(f"/cohorts/{cohort.id}/links", {"link_phase": "trainee", "days": "7", "places": "3"})
    page = cast.facilitator.get(people_page(cohort)).get_data(as_text=True)
    secret = re.search(r"/join-cohort/([\w-]{40,})", page)[1]
    assert "/join-cohort/" not in cast.facilitator.get(people_page(cohort)).get_data(as_text=True)
    kept = db.session.scalars(db.select(InvitationLink)).one()
    assert secret not in (kept.token_hash, kept.hint)
    assert cast.outsider.get(f"/join-cohort/{secret}").status_code == 200


@pytest.mark.parametrize(
    "values",
    [
        {"days": "0"},
        {"days": "91"},
        {"days": "soon"},
        {"places": "0"},
        {"places": "many"},
        {"link_phase": "facilitator"},
    ],
)
def test_a_link_without_sense_is_refused(cast, cohort, values):
    sound = {"link_phase": "trainee", "days": "7", "places": ""}
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/links", sound | values).status_code == 422


def test_members_of_the_academy_come_in_by_link(cast, cohort, link):
    address = f"/join-cohort/{link[1]}"
    assert "Come in" in text_of(cast.outsider.get(address))
    assert cast.outsider.post(address).status_code == 303
    assert cast.outsider.get(f"/cohorts/{cohort.id}").status_code == 200
    assert link[0].used == 1
    assert cast.outsider.get(address).status_code == 303
    cast.outsider.post(address)
    assert link[0].used == 1


def test_a_full_link_lets_nobody_in(cast, cohort, link):
    for person in (cast.outsider, cast.mentor):
        cast_response = person.post(f"/join-cohort/{link[1]}")
        assert cast_response.status_code == 303
    response = cast.alumna.post(f"/join-cohort/{link[1]}")
    assert response.status_code == 422
    assert "Its last place is taken" in text_of(response)
    assert not is_member(cast.alumna.viewer, cohort.id)


def test_an_expired_link_lets_nobody_in(cast, cohort, link):
    link[0].expires_at = now() - timedelta(seconds=1)
    assert "It has expired" in text_of(cast.outsider.get(f"/join-cohort/{link[1]}"))
    assert cast.outsider.post(f"/join-cohort/{link[1]}").status_code == 422
    assert cast.guest.post(f"/join-cohort/{link[1]}/requests", {"name": "A", "email": "a@b.example"}).status_code == 422


def test_a_link_taken_back_lets_nobody_in_and_those_who_came_stay(cast, cohort, link):
    cast.outsider.post(f"/join-cohort/{link[1]}")
    assert cast.trainee.post(f"/cohorts/{cohort.id}/links/{link[0].id}/revocation").status_code == 403
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/links/{link[0].id}/revocation").status_code == 303
    assert cast.mentor.post(f"/join-cohort/{link[1]}").status_code == 422
    assert is_member(cast.outsider.viewer, cohort.id)


def test_a_link_of_another_cohort_cannot_be_taken_back_here(cast, cohort, link):
    other = make_cohort(name="Autumn 2026", by=cast.manager.user)
    assert cast.manager.post(f"/cohorts/{other.id}/links/{link[0].id}/revocation").status_code == 404


def test_a_made_up_link_is_not_found(cast, cohort):
    for person in (cast.outsider, cast.guest):
        assert person.get("/join-cohort/nothing").status_code == 404
    assert cast.outsider.post("/join-cohort/nothing").status_code == 404


def test_a_guest_confirms_an_address_and_is_in(cast, cohort, link):
    response = cast.guest.post(f"/join-cohort/{link[1]}/requests", {"name": "Ana", "email": " Ana@New.example "})
    assert response.status_code == 303
    assert "Look in your mail" in text_of(cast.guest.get(response.location))
    invitation = db.session.scalars(db.select(Invitation)).one()
    assert (invitation.email, invitation.invited_by) == ("ana@new.example", cast.facilitator.id)
    user = accept(invitation)
    assert is_member(user, cohort.id)
    assert link[0].used == 1


def test_a_guest_with_an_account_gets_a_mail_that_leads_in_too(cast, cohort, link):
    cast.guest.post(f"/join-cohort/{link[1]}/requests", {"name": "O", "email": "outsider@test.example"})
    accept_as_member(db.session.scalars(db.select(Invitation)).one(), cast.outsider.user)
    assert is_member(cast.outsider.viewer, cohort.id)


def test_a_guest_who_comes_too_late_has_an_account_and_the_facilitators_decide(cast, cohort, link):
    cast.guest.post(f"/join-cohort/{link[1]}/requests", {"name": "Ana", "email": "ana@new.example"})
    for person in (cast.outsider, cast.mentor):
        person.post(f"/join-cohort/{link[1]}")
    user = accept(db.session.scalars(db.select(Invitation)).one())
    assert not is_member(user, cohort.id)
    told = db.session.scalars(db.select(Notification).where(Notification.user_id == cast.facilitator.id)).all()
    assert "Ana could not come into Spring 2026" in [notification.title for notification in told]


def test_an_address_given_in_time_counts_when_confirmed_later(cast, cohort, link):
    cast.guest.post(f"/join-cohort/{link[1]}/requests", {"name": "Ana", "email": "ana@new.example"})
    link[0].expires_at = now() - timedelta(minutes=1)
    assert is_member(accept(db.session.scalars(db.select(Invitation)).one()), cohort.id)


@pytest.mark.parametrize("values", [{"name": "", "email": "a@b.example"}, {"name": "Ana", "email": "no address"}])
def test_a_guest_hears_what_to_write(cast, cohort, link, values):
    assert cast.guest.post(f"/join-cohort/{link[1]}/requests", values).status_code == 422


def test_the_database_decides_who_gets_the_last_place(cast, cohort, link):
    link[0].places = 1
    join_by_link(link[0], cast.outsider.user)
    with pytest.raises(LinkClosed):
        join_by_link(link[0], cast.mentor.user)
    assert db.session.scalar(db.select(db.func.count(Membership.id)).where(Membership.cohort_id == cohort.id)) == 3
