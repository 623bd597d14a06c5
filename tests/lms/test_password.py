"""A forgotten password is replaced by whoever reads the mail of the account, once, and every other browser is signed out."""

import re
from datetime import timedelta

import pytest

from lms.database import db, now
from lms.people.actions import deactivate_user, password_is_right, set_password
from lms.people.models import Session, Token
from lms.people.passwords.rules import why_refused
from lms.people.queries import token_hash
from tests.cast import Browser, text_of
from tests.factories.people import mails_sent

OLD = "a sentence only tests would write"
NEW = "seven grey herons on a wet roof"


@pytest.fixture
def link(app, cast) -> str:
    """The path of the link in the mail of a trainee who forgot their password."""
    cast.guest.post("/password/forgotten", {"email": "trainee@test.example"})
    return re.search(r"/password/reset/\S+", mails_sent()[-1].text)[0]


def test_the_link_in_the_mail_sets_a_new_password(cast, link):
    assert cast.guest.get(link).status_code == 200
    response = cast.guest.post(link, {"password": NEW})
    assert response.location == "/sign-in"
    assert password_is_right(cast.trainee.user, NEW)


def test_the_mail_speaks_the_language_of_its_reader(cast):
    cast.trainee.user.locale = "nl"
    cast.guest.post("/password/forgotten", {"email": "trainee@test.example"})
    mail = mails_sent()[-1]
    assert 'lang="nl"' in mail.html
    assert mail.to_address == "trainee@test.example"
    assert mail.text.count("http://127.0.0.1:8000/password/reset/") == 1


def test_an_unknown_address_gets_the_same_answer_and_no_mail(cast):
    known = cast.guest.post("/password/forgotten", {"email": "trainee@test.example"})
    mails_sent()
    unknown = cast.guest.post("/password/forgotten", {"email": "nobody@test.example"})
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert len(mails_sent()) == 1


def test_a_closed_account_gets_no_link(cast):
    deactivate_user(cast.trainee.user)
    cast.guest.post("/password/forgotten", {"email": "trainee@test.example"})
    assert mails_sent() == []


def test_asking_again_and_again_sends_no_flood(cast):
    for _attempt in range(9):
        assert cast.guest.post("/password/forgotten", {"email": "trainee@test.example"}).status_code == 303
    assert len(mails_sent()) == 5


def test_the_link_works_once(cast, link):
    cast.guest.post(link, {"password": NEW})
    assert cast.guest.get(link).status_code == 410
    assert cast.guest.post(link, {"password": "another wet roof with herons"}).status_code == 410
    assert password_is_right(cast.trainee.user, NEW)


def test_the_link_works_for_half_an_hour(cast, link):
    token = db.session.scalars(db.select(Token)).one()
    assert timedelta(minutes=29) < token.expires_at - now() <= timedelta(minutes=30)
    token.expires_at = now() - timedelta(seconds=1)
    assert "This link no longer works" in text_of(cast.guest.get(link))
    assert cast.guest.post(link, {"password": NEW}).status_code == 410


def test_a_newer_link_ends_the_older(cast, link):
    cast.guest.post("/password/forgotten", {"email": "trainee@test.example"})
    mails_sent()
    assert cast.guest.get(link).status_code == 410


def test_an_invented_link_leads_nowhere(cast):
    assert cast.guest.get("/password/reset/" + "x" * 43).status_code == 404
    assert cast.guest.post("/password/reset/" + "x" * 43, {"password": NEW}).status_code == 404


def test_only_a_hash_of_the_link_is_kept_in_its_table(link):
    secret = link.rsplit("/", 1)[1]
    assert db.session.scalars(db.select(Token.token_hash)).one() == token_hash(secret)


def test_a_new_password_signs_every_browser_out(cast, link):
    assert cast.trainee.get("/account").status_code == 200
    cast.guest.post(link, {"password": NEW})
    assert cast.trainee.get("/account").status_code == 303
    assert db.session.scalars(db.select(Session).where(Session.user_id == cast.trainee.id)).all() == []


def test_a_weak_password_is_refused_and_the_link_stays(cast, link):
    response = cast.guest.post(link, {"password": "short"})
    assert response.status_code == 422
    assert "at least 15 characters" in text_of(response)
    assert cast.guest.post(link, {"password": NEW}).status_code == 303


def test_changing_the_password_asks_the_current_one(cast):
    set_password(cast.trainee.user, OLD, but=None)
    db.session.commit()
    here = Browser(cast.app, cast.trainee.id)
    elsewhere = Browser(cast.app, cast.trainee.id)
    wrong = here.post("/account/password", {"current_password": "no such sentence", "new_password": NEW})
    assert wrong.status_code == 422
    assert "This is not your password." in text_of(wrong)
    right = here.post("/account/password", {"current_password": OLD, "new_password": NEW})
    assert right.location == "/account#password"
    assert password_is_right(cast.trainee.user, NEW)
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_the_field_allows_pasting_and_helps_password_managers(cast, link):
    page = cast.guest.get(link).get_data(as_text=True)
    assert 'autocomplete="new-password"' in page
    assert 'autocomplete="username"' in page
    assert "onpaste" not in page


@pytest.mark.parametrize(
    "password",
    [
        "fourteen signs",
        "passwordpassword",
        "Welkom01Welkom01!",
        "123456789012345",
        "qwertyuiopasdfghjkl",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "1qaz2wsx3edc4rfv",
        "wachtwoordwachtwoord1",
        "sanne.hoekstra2026!",
        "HoekstraSanne1998",
        "Academie Sociaal Domein 1",
        "correct horse battery staple",
        "x" * 1001,
    ],
)
def test_what_others_try_first_is_refused(app, password):
    with app.test_request_context():
        assert why_refused(
            password, email="sanne.hoekstra@demo.example", name="Sanne Hoekstra", academy="Academie Sociaal Domein"
        )


@pytest.mark.parametrize(
    "password",
    [
        "learning circle demo",
        "een paarse koe eet soep",
        "mijn hond heet boris",
        "🐢🦊🐙🦀🐳🦉🐝🦋🐌🐞🐜🦗🐍🦂🦎",
        "ночь улица фонарь аптека",
        "de fiets van tante jo staat buiten",
    ],
)
def test_any_sentence_of_ones_own_will_do(app, password):
    with app.test_request_context():
        assert why_refused(password, email="sanne@demo.example", name="Sanne Hoekstra", academy="Test Academy") is None


def test_an_accent_is_the_same_however_the_keyboard_writes_it(cast):
    set_password(cast.trainee.user, "caf\u00e9 de zeven herten")
    assert password_is_right(cast.trainee.user, "cafe\u0301 de zeven herten")
