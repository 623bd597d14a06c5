"""An invitation is for one address, for a fortnight, and leads where it was meant to lead."""

import re
from datetime import timedelta

import pytest

from lms.admin.models import Academy
from lms.database import db, now
from lms.events import _listeners
from lms.people.accounts.queries import find_user_by_email
from lms.people.actions import (
    accept_join_request,
    deactivate_user,
    decline_join_request,
    invite,
    resend_invitation,
    revoke_invitation,
)
from lms.people.events import InvitationAccepted
from lms.people.models import Invitation, JoinRequest, RoleGrant
from lms.people.queries import token_hash
from tests.cast import text_of
from tests.factories.people import mails_sent

PASSWORD = "seven grey herons on a wet roof"
THEN = {"cohort_id": 3, "phase": "trainee", "title": "Spring 2026"}


@pytest.fixture
def heard():
    """Everything the rooms above heard of accepted invitations, without their reactions."""
    former, heard = _listeners[InvitationAccepted], []
    _listeners[InvitationAccepted] = [heard.append]
    yield heard
    _listeners[InvitationAccepted] = former


def link_of(invitation) -> str:
    mail = [mail for mail in mails_sent() if mail.to_address == invitation.email][-1]
    return re.search(r"/invitations/\S+", mail.text)[0]


@pytest.fixture
def link(cast):
    return link_of(invite("newcomer@test.example", "Nora New", "en", ["author"], THEN, cast.admin))


def accept(browser, link, **changes):
    return browser.post(link, {"name": "Nora New", "password": PASSWORD, **changes})


def test_the_page_says_who_invites_to_what(cast, link):
    words = text_of(cast.guest.get(link))
    assert "Admin invites you" in words
    assert "Spring 2026" in words
    assert "newcomer@test.example" in cast.guest.get(link).get_data(as_text=True)


def test_accepting_makes_an_account_with_its_roles_and_signs_in(cast, link, heard):
    response = accept(cast.guest, link)
    assert (response.status_code, response.location) == (303, "/")
    user = find_user_by_email("newcomer@test.example")
    roles = set(db.session.scalars(db.select(RoleGrant.role).where(RoleGrant.user_id == user.id)))
    assert (user.name, roles) == ("Nora New", {"author"})
    assert heard == [InvitationAccepted(user.id, THEN)]
    assert cast.guest.get("/account").status_code == 200


def test_the_account_speaks_the_language_its_owner_was_reading(cast, link, heard):
    cast.guest.post("/language", {"language": "nl", "next": link})
    accept(cast.guest, link)
    assert find_user_by_email("newcomer@test.example").locale == "nl"


def test_the_mail_speaks_the_language_of_the_invited(cast):
    invite("marie@test.example", "Marie", "nl", [], {}, cast.admin)
    mail = mails_sent()[-1]
    assert 'lang="nl"' in mail.html
    assert "http://127.0.0.1:8000/invitations/" in mail.text


def test_a_weak_password_or_no_name_is_refused(cast, link):
    assert accept(cast.guest, link, password="newcomernewcomer").status_code == 422
    assert accept(cast.guest, link, name=" \u200b ").status_code == 422
    assert find_user_by_email("newcomer@test.example") is None


def test_another_address_cannot_be_slipped_in(cast, link, heard):
    accept(cast.guest, link, email="admin2@evil.example")
    assert find_user_by_email("admin2@evil.example") is None
    assert find_user_by_email("newcomer@test.example")


def test_an_accepted_invitation_is_over(cast, link, heard):
    accept(cast.guest, link)
    cast.guest.post("/sign-out")
    assert cast.guest.get(link).status_code == 410
    assert "accepted already" in text_of(cast.guest.get(link))
    assert accept(cast.guest, link).status_code == 410


def test_an_expired_invitation_says_so(cast, link):
    invitation = db.session.scalars(db.select(Invitation)).one()
    assert timedelta(days=13, hours=23) < invitation.expires_at - now() <= timedelta(days=14)
    invitation.expires_at = now() - timedelta(seconds=1)
    assert "has expired" in text_of(cast.guest.get(link))
    assert accept(cast.guest, link).status_code == 410


def test_an_invitation_taken_back_says_so(cast, link):
    assert revoke_invitation(db.session.scalars(db.select(Invitation)).one(), by=cast.admin)
    assert "taken back" in text_of(cast.guest.get(link))
    assert accept(cast.guest, link).status_code == 410
    assert find_user_by_email("newcomer@test.example") is None


def test_an_invented_invitation_leads_nowhere(cast):
    assert cast.guest.get("/invitations/" + "x" * 43).status_code == 404
    assert accept(cast.guest, "/invitations/" + "x" * 43).status_code == 404


def test_sending_again_ends_the_old_link(cast, link):
    invitation = db.session.scalars(db.select(Invitation)).one()
    assert resend_invitation(invitation, by=cast.admin)
    new_link = link_of(invitation)
    assert new_link != link
    assert cast.guest.get(link).status_code == 404
    assert cast.guest.get(new_link).status_code == 200
    assert invitation.sent_times == 2


def test_an_expired_invitation_can_be_sent_again(cast, link):
    invitation = db.session.scalars(db.select(Invitation)).one()
    invitation.expires_at = now() - timedelta(days=1)
    assert resend_invitation(invitation, by=cast.admin)
    assert invitation.state(now()) == "open"


def test_inviting_to_the_same_twice_is_one_invitation(cast, link):
    again = invite("Newcomer@test.example", "Nora New", "en", ["author"], THEN, cast.admin)
    other = invite("newcomer@test.example", "Nora New", "en", [], {"cohort_id": 4}, cast.admin)
    assert again.sent_times == 2
    assert other.id != again.id
    assert db.session.scalar(db.select(db.func.count(Invitation.id))) == 2


def test_a_member_with_this_address_accepts_with_one_press(cast, heard):
    link = link_of(invite("trainee@test.example", "", "en", [], THEN, cast.admin))
    assert "Accept the invitation" in text_of(cast.trainee.get(link))
    assert cast.trainee.post(link).location == "/"
    assert heard == [InvitationAccepted(cast.trainee.id, THEN)]


def test_new_roles_of_a_member_change_the_session(cast, heard):
    link = link_of(invite("trainee@test.example", "", "en", ["editor"], {}, cast.admin))
    before = cast.trainee.client.get_cookie("leerkring").value
    cast.trainee.post(link)
    assert cast.trainee.client.get_cookie("leerkring").value != before
    assert cast.trainee.viewer.roles == {"editor"}
    assert cast.trainee.get("/account").status_code == 200


def test_who_has_an_account_signs_in_first(cast, heard):
    link = link_of(invite("trainee@test.example", "", "en", [], THEN, cast.admin))
    page = cast.guest.get(link).get_data(as_text=True)
    assert "/sign-in?next=/invitations/" in page
    assert 'name="password"' not in page
    assert accept(cast.guest, link).status_code == 403
    assert heard == []


def test_somebody_else_signed_in_cannot_accept(cast, link, heard):
    assert "You are signed in as Outsider" in text_of(cast.outsider.get(link))
    assert accept(cast.outsider, link).status_code == 403
    other = link_of(invite("trainee@test.example", "", "en", [], THEN, cast.admin))
    assert cast.outsider.post(other).status_code == 403
    assert heard == []


def test_a_closed_account_is_not_opened_by_an_invitation(cast, heard):
    link = link_of(invite("trainee@test.example", "", "en", [], THEN, cast.admin))
    deactivate_user(cast.trainee.user, by=cast.admin)
    assert "is closed" in text_of(cast.guest.get(link))
    assert accept(cast.guest, link).status_code == 410
    assert heard == []


def test_only_a_hash_of_the_link_is_kept_in_its_table(link):
    secret = link.rsplit("/", 1)[1]
    assert db.session.scalars(db.select(Invitation.token_hash)).one() == token_hash(secret)


class TestJoining:
    REQUEST = {"name": "Guus Guest", "email": "guus@test.example", "reason": "I work at a front desk."}

    @pytest.fixture(autouse=True)
    def open_door(self, cast):
        db.session.get_one(Academy, 1).allows_join_requests = True
        db.session.commit()

    def requests(self):
        return db.session.scalars(db.select(JoinRequest)).all()

    def test_a_guest_asks_and_is_told_what_happens(self, cast):
        response = cast.guest.post("/join", self.REQUEST)
        assert response.location == "/join/sent"
        assert "comes by mail" in text_of(cast.guest.get("/join/sent"))
        assert [(r.email, r.name) for r in self.requests()] == [("guus@test.example", "Guus Guest")]

    def test_asking_twice_is_asking_once(self, cast):
        for _attempt in range(2):
            assert cast.guest.post("/join", self.REQUEST).status_code == 303
        assert len(self.requests()) == 1

    def test_a_member_hears_by_mail_that_there_is_an_account(self, cast):
        assert cast.guest.post("/join", {**self.REQUEST, "email": "trainee@test.example"}).location == "/join/sent"
        assert self.requests() == []
        assert mails_sent()[-1].to_address == "trainee@test.example"

    def test_a_flood_of_requests_is_not_kept(self, cast):
        for number in range(15):
            cast.guest.post("/join", {**self.REQUEST, "email": f"guus{number}@test.example"})
        assert len(self.requests()) == 10

    @pytest.mark.parametrize("wrong", [{"name": ""}, {"email": "guus"}, {"email": "a@b.c\nBcc: x@y.z"}, {"reason": ""}])
    def test_a_request_without_its_parts_is_refused(self, cast, wrong):
        assert cast.guest.post("/join", {**self.REQUEST, **wrong}).status_code == 422
        assert self.requests() == []

    def test_accepting_sends_an_invitation(self, cast):
        cast.guest.post("/join", self.REQUEST)
        invitation = accept_join_request(self.requests()[0], cast.admin)
        assert (invitation.email, invitation.name) == ("guus@test.example", "Guus Guest")
        assert cast.guest.get(link_of(invitation)).status_code == 200

    def test_declining_tells_the_reason(self, cast):
        cast.guest.post("/join", self.REQUEST)
        decline_join_request(self.requests()[0], cast.admin, "This course is for counsellors; try the library.")
        mail = mails_sent()[-1]
        assert mail.to_address == "guus@test.example"
        assert "try the library" in mail.text

    def test_a_request_is_answered_once(self, cast):
        cast.guest.post("/join", self.REQUEST)
        accept_join_request(self.requests()[0], cast.admin)
        with pytest.raises(ValueError, match="answered before"):
            decline_join_request(self.requests()[0], cast.admin, "No.")

    def test_without_permission_there_is_no_such_page(self, cast):
        db.session.get_one(Academy, 1).allows_join_requests = False
        assert cast.guest.get("/join").status_code == 404
        assert cast.guest.post("/join", self.REQUEST).status_code == 404
