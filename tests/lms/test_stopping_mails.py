"""Stopping mails from the mail itself: one click without a session, and nothing by merely looking."""

import re

import pytest

from lms.database import db
from lms.notifications.actions import notify, wants_mail
from lms.notifications.stopping.tokens import stop_path
from tests.cast import text_of
from tests.factories.people import mails_sent, make_group

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def address(cast) -> str:
    """Where the header of a mail about a mention leads."""
    group = make_group(cast.trainee, cast.mentor)
    notify(
        [cast.trainee.id], "mentioned", audience_id=group, actor=cast.mentor.user, thread="circle:1", thing="post:1",
        title="T", url="/x",
    )  # fmt: skip
    (mail,) = mails_sent()
    return re.fullmatch(r"<http://127\.0\.0\.1:8000(/mails/stop/[^>]+)>", mail.headers["List-Unsubscribe"])[1]


def is_mailed(cast, reason="mentioned") -> bool:
    return wants_mail(cast.trainee.user.mail_reasons, reason)


def test_one_click_stops_these_mails_without_a_session_or_form_token(cast, address):
    response = cast.app.test_client().post(address, data=ONE_CLICK)
    db.session.expire_all()
    assert response.status_code == 200
    assert not is_mailed(cast)
    assert is_mailed(cast, "answered")


def test_looking_changes_nothing(cast, address):
    for _scanner in range(2):
        response = cast.guest.get(address)
        assert response.status_code == 200
        assert "Stop these mails?" in text_of(response)
        assert cast.guest.client.head(address).status_code == 200
    assert is_mailed(cast)


def test_it_can_be_undone_on_the_page(cast, address):
    response = cast.guest.post(address)
    assert "You get these mails no more" in text_of(response)
    cast.guest.post(f"{address}/undo")
    assert is_mailed(cast)


def test_the_page_speaks_the_language_of_the_reader_and_gives_no_address_away(cast, address):
    cast.trainee.user.locale = "nl"
    page = text_of(cast.guest.get(address))
    assert "Stoppen met deze mails?" in page
    assert "trainee@test.example" not in page


def test_a_digest_is_stopped_and_comes_back_as_it_was(cast):
    cast.trainee.user.digest = "daily"
    address = stop_path(cast.trainee.user, ["digest:daily"])
    cast.guest.post(address, ONE_CLICK)
    assert cast.trainee.user.digest == "never"
    cast.guest.post(f"{address}/undo")
    assert cast.trainee.user.digest == "daily"


@pytest.mark.parametrize("change", ["x", "-", ""])
def test_a_token_we_did_not_sign_leads_nowhere(cast, address, change):
    forged = address[:-3] + change + "AAA"
    assert cast.guest.get(forged).status_code == 404
    assert cast.guest.post(forged, ONE_CLICK).status_code == 404
    assert is_mailed(cast)
