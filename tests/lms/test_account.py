"""People decide about their own account: language, mails, address, browsers; administrators close and reopen it."""

import re

import pytest

from lms.admin.models import AuditEntry
from lms.database import db
from lms.people.accounts.queries import is_last_administrator
from lms.people.actions import (
    deactivate_user,
    give_role,
    reactivate_user,
    set_password,
    start_session,
    take_role,
)
from lms.people.models import Session
from lms.search.queries import search
from tests.cast import Browser, text_of
from tests.factories.people import mails_sent, make_person

PASSWORD = "a sentence only tests would write"
SETTINGS = {"locale": "nl", "timezone": "Asia/Tokyo", "theme": "dark"}


@pytest.fixture
def trainee(cast) -> Browser:
    """A trainee who knows their password."""
    set_password(cast.trainee.user, PASSWORD, but=cast.trainee.viewer.session_id)
    db.session.commit()
    return Browser(cast.app, cast.trainee.id)


def test_guests_have_no_account_page(cast):
    assert cast.guest.get("/account").location == "/sign-in?next=/account"


def test_settings_are_kept_and_change_the_page(cast):
    assert cast.trainee.post("/account/settings", SETTINGS).location == "/account"
    page = cast.trainee.get("/account").get_data(as_text=True)
    assert '<html lang="nl" data-theme="dark" data-shortcuts="off">' in page
    assert cast.trainee.user.timezone == "Asia/Tokyo"


@pytest.mark.parametrize("wrong", [{"locale": "xx"}, {"timezone": "Mars/Base"}, {"theme": "pink"}, {"locale": ""}])
def test_settings_nobody_offered_are_refused(cast, wrong):
    assert cast.trainee.post("/account/settings", {**SETTINGS, **wrong}).status_code == 422
    assert cast.trainee.user.timezone == "Europe/Amsterdam"


def test_another_language_is_found_in_that_language(cast):
    cast.trainee.post("/account/settings", SETTINGS)
    assert [hit.language for hit in search(cast.outsider.viewer, "trainee").hits] == ["nl"]


def test_which_mails_follow_is_a_choice(cast):
    page = cast.trainee.get("/account").get_data(as_text=True)
    assert re.search(r'<input checked[^>]*value="mentioned"', page)
    assert not re.search(r'<input checked[^>]*value="following"', page)
    cast.trainee.post("/account/mail", {"reasons": ["following", "thanked"]})
    chosen = {reason for reason, wanted in cast.trainee.user.mail_reasons.items() if wanted}
    assert chosen == {"following", "thanked"}


def test_a_reason_nobody_knows_is_refused(cast):
    assert cast.trainee.post("/account/mail", {"reasons": ["gossip"]}).status_code == 422


class TestSessions:
    def test_this_browser_is_marked_and_others_are_named(self, cast):
        start_session(cast.trainee.user, user_agent="Mozilla/5.0 (iPhone) Version/18 Safari/604", address="192.0.2.1")
        words = text_of(cast.trainee.get("/account"))
        assert "this browser" in words
        assert "Safari on iPhone" in words
        assert "192.0.2.1" in words

    def test_another_browser_can_be_signed_out(self, cast):
        elsewhere = Browser(cast.app, cast.trainee.id)
        session_id = max(db.session.scalars(db.select(Session.id).where(Session.user_id == cast.trainee.id)))
        if session_id == max(db.session.scalars(db.select(Session.id))):
            assert cast.alumna.post(f"/account/sessions/{session_id}/end").status_code == 404
        here = Browser(cast.app, cast.trainee.id)
        assert here.post(f"/account/sessions/{session_id}/end").location == "/account#sessions"
        assert elsewhere.get("/account").status_code == 303
        assert here.get("/account").status_code == 200

    def test_ending_this_browser_is_signing_out(self, cast):
        browser = Browser(cast.app, cast.trainee.id)
        session_id = max(db.session.scalars(db.select(Session.id)))
        assert browser.post(f"/account/sessions/{session_id}/end").location == "/sign-in"
        assert browser.get("/account").status_code == 303

    def test_sign_out_everywhere_else(self, cast):
        elsewhere, here = Browser(cast.app, cast.trainee.id), Browser(cast.app, cast.trainee.id)
        assert here.post("/account/sessions/end").status_code == 303
        assert here.get("/account").status_code == 200
        assert elsewhere.get("/account").status_code == 303

    def test_nobody_ends_a_session_of_somebody_else(self, cast):
        theirs = Browser(cast.app, cast.alumna.id)
        session_id = max(db.session.scalars(db.select(Session.id)))
        assert cast.trainee.post(f"/account/sessions/{session_id}/end").status_code == 404
        assert theirs.get("/account").status_code == 200

    def test_a_session_ends_by_itself(self, cast):
        assert cast.trainee.get("/account").status_code == 200
        session = db.session.scalars(db.select(Session).where(Session.user_id == cast.trainee.id)).one()
        session.expires_at = session.created_at
        assert cast.trainee.get("/account").status_code == 303


class TestMailAddress:
    NEW = {"new_email": "Tess@Test.example", "address_password": PASSWORD}

    def link(self):
        mail = mails_sent()[-1]
        return mail, re.search(r"/account/address/\S+", mail.text)[0]

    def test_it_changes_when_the_new_address_answers(self, cast, trainee):
        assert trainee.post("/account/address", self.NEW).status_code == 303
        assert trainee.user.email == "trainee@test.example"
        mail, link = self.link()
        assert mail.to_address == "tess@test.example"
        assert "trainee@test.example" in text_of(cast.guest.get(link))
        assert cast.guest.post(link).status_code == 303
        assert trainee.user.email == "tess@test.example"

    def test_opening_the_link_alone_changes_nothing(self, cast, trainee):
        trainee.post("/account/address", self.NEW)
        cast.guest.get(self.link()[1])
        assert trainee.user.email == "trainee@test.example"

    def test_the_old_address_is_told(self, cast, trainee):
        trainee.post("/account/address", self.NEW)
        cast.guest.post(self.link()[1])
        mail = mails_sent()[-1]
        assert mail.to_address == "trainee@test.example"
        assert "tess@test.example" in mail.text

    def test_it_asks_the_password(self, trainee):
        assert trainee.post("/account/address", {**self.NEW, "address_password": "wrong"}).status_code == 422
        assert mails_sent() == []

    def test_the_link_works_once(self, cast, trainee):
        trainee.post("/account/address", self.NEW)
        link = self.link()[1]
        cast.guest.post(link)
        assert cast.guest.post(link).status_code == 410
        assert cast.guest.get(link).status_code == 410

    def test_an_invented_link_leads_nowhere(self, cast):
        assert cast.guest.get("/account/address/" + "x" * 43).status_code == 404
        assert cast.guest.post("/account/address/" + "x" * 43).status_code == 404

    def test_an_address_with_an_account_cannot_be_taken_or_found_out(self, cast, trainee):
        taken = trainee.post("/account/address", {**self.NEW, "new_email": "alumna@test.example"})
        assert taken.status_code == 303
        assert mails_sent() == []

    def test_whoever_is_first_keeps_the_address(self, cast, trainee):
        trainee.post("/account/address", self.NEW)
        link = self.link()[1]
        make_person("Tess", email="tess@test.example")
        db.session.commit()
        assert cast.guest.post(link).status_code == 409
        assert trainee.user.email == "trainee@test.example"

    def test_nonsense_is_refused(self, trainee):
        assert trainee.post("/account/address", {**self.NEW, "new_email": "tess@nowhere"}).status_code == 422

    def test_guessing_the_password_inside_an_account_ends(self, trainee):
        for _attempt in range(10):
            trainee.post("/account/address", {**self.NEW, "address_password": "wrong"})
        response = trainee.post("/account/address", self.NEW)
        assert response.status_code == 422
        assert "Too many tries" in text_of(response)


class TestClosing:
    def test_a_closed_account_is_signed_out_and_unfindable(self, cast):
        assert cast.trainee.get("/account").status_code == 200
        assert [hit.url for hit in search(cast.outsider.viewer, "trainee").hits] == [f"/people/{cast.trainee.id}"]
        deactivate_user(cast.trainee.user, by=cast.admin)
        assert cast.trainee.get("/account").status_code == 303
        assert search(cast.outsider.viewer, "trainee").hits == ()
        assert "Trainee" not in text_of(cast.outsider.get("/people"))

    def test_it_is_written_down_by_whom(self, cast):
        deactivate_user(cast.trainee.user, by=cast.admin)
        entry = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
        assert (entry.action, entry.actor_id, entry.object_id) == (
            "account deactivated",
            cast.admin.id,
            cast.trainee.id,
        )

    def test_opened_again_it_is_found_again(self, cast):
        deactivate_user(cast.trainee.user, by=cast.admin)
        assert reactivate_user(cast.trainee.user, by=cast.admin)
        assert len(search(cast.outsider.viewer, "trainee").hits) == 1
        assert Browser(cast.app, cast.trainee.id).get("/account").status_code == 200

    def test_closing_twice_is_closing_once(self, cast):
        assert deactivate_user(cast.trainee.user, by=cast.admin)
        assert not deactivate_user(cast.trainee.user, by=cast.admin)

    def test_the_last_administrator_is_known(self, cast):
        assert is_last_administrator(cast.admin.id)
        assert not is_last_administrator(cast.trainee.id)
        give_role(cast.author.id, "admin", by=cast.admin)
        assert not is_last_administrator(cast.admin.id)


def test_a_change_of_roles_ends_the_sessions_of_before(cast):
    assert cast.trainee.get("/account").status_code == 200
    give_role(cast.trainee.id, "editor", by=cast.admin)
    assert cast.trainee.get("/account").status_code == 303
    again = Browser(cast.app, cast.trainee.id)
    assert again.viewer.roles == {"editor"}
    take_role(cast.trainee.id, "editor", by=cast.admin)
    assert again.get("/account").status_code == 303


def test_nobody_signs_themselves_out_by_changing_their_own_roles(cast):
    cast.admin.get("/account")
    session_id = db.session.scalar(db.select(Session.id).where(Session.user_id == cast.admin.id))

    class Self:
        id = cast.admin.id

    Self.session_id = session_id
    give_role(cast.admin.id, "editor", by=Self)
    assert cast.admin.get("/account").status_code == 200
