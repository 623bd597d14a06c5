"""People come in with their own password, are kept out for a while after guessing, and leave when they say so."""

import time

import pytest

from lms.admin.models import Academy, AuditEntry
from lms.database import db
from lms.limits import limiter
from lms.people.actions import deactivate_user, set_password
from lms.people.models import Session
from lms.people.passwords.hashing import opens
from lms.people.queries import token_hash
from tests.cast import Browser, text_of
from tests.vectors import vectors

PASSWORD = "a sentence only tests would write"


@pytest.fixture(autouse=True)
def trainee_has_a_password(cast):
    limiter.reset()
    set_password(cast.trainee.user, PASSWORD, but=0)
    db.session.commit()


@pytest.fixture
def browser(app):
    return Browser(app, None)


def sign_in(browser, password=PASSWORD, email="trainee@test.example", **more):
    return browser.post("/sign-in", {"email": email, "password": password, **more})


def test_the_right_password_opens_the_academy(browser):
    response = sign_in(browser)
    assert (response.status_code, response.location) == (303, "/")
    assert browser.get("/account").status_code == 200


def test_address_may_be_typed_in_capitals_and_with_spaces(browser):
    assert sign_in(browser, email=" Trainee@Test.Example ").status_code == 303


def test_the_cookie_is_hidden_from_scripts_and_other_sites(browser):
    cookie = next(c for c in sign_in(browser).headers.getlist("Set-Cookie") if c.startswith("leerkring="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_only_a_hash_of_the_cookie_is_kept(browser):
    sign_in(browser)
    token = browser.client.get_cookie("leerkring").value
    kept = set(db.session.scalars(db.select(Session.token_hash)))
    assert token_hash(token) in kept
    assert token not in kept


def test_signing_in_again_gives_another_session_and_ends_the_old(browser):
    sign_in(browser)
    first = browser.client.get_cookie("leerkring").value
    sign_in(browser)
    second = browser.client.get_cookie("leerkring").value
    assert first != second
    assert token_hash(first) not in set(db.session.scalars(db.select(Session.token_hash)))


def test_a_form_from_before_signing_in_no_longer_works_after(browser):
    before = browser._form_token()
    sign_in(browser)
    assert browser.client.post("/sign-out", data={"csrf_token": before}).status_code == 400


def test_wrong_password_and_unknown_address_get_the_same_answer(browser):
    wrong = sign_in(browser, password="another sentence altogether")
    unknown = sign_in(browser, email="nobody@test.example")
    assert wrong.status_code == unknown.status_code == 422
    words = "Address and password do not belong together"
    assert words in text_of(wrong)
    assert words in text_of(unknown)
    assert PASSWORD not in wrong.get_data(as_text=True)


def test_a_closed_account_opens_for_nobody(browser, cast):
    deactivate_user(cast.trainee.user, by=cast.admin)
    assert sign_in(browser).status_code == 422


def test_empty_fields_are_refused_with_what_to_write(browser):
    response = browser.post("/sign-in", {"email": "", "password": ""})
    assert response.status_code == 422
    assert "Write the mail address of your account." in text_of(response)


def test_success_and_refusal_are_written_down_without_content(browser, cast):
    sign_in(browser, password="another sentence altogether")
    sign_in(browser)
    entries = db.session.scalars(db.select(AuditEntry).where(AuditEntry.action == "sign-in").order_by(AuditEntry.id))
    refused, done = entries
    assert (refused.result, refused.object_id, refused.actor_id) == ("refused", cast.trainee.id, None)
    assert (done.result, done.actor_id) == ("done", cast.trainee.id)
    assert "trainee@test.example" not in str([refused.details, done.details])


def test_ten_wrong_guesses_must_wait_and_say_how_long(browser):
    for _attempt in range(10):
        assert sign_in(browser, password="another sentence altogether").status_code == 422
    response = sign_in(browser)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 15 * 60
    assert "Too many tries" in text_of(response)


def test_guesses_elsewhere_do_not_keep_the_owner_out(app, browser):
    for _attempt in range(11):
        sign_in(browser, password="another sentence altogether")
    db.session.commit()
    owner = Browser(app, None)
    owner.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert sign_in(owner).status_code == 303


def test_right_passwords_cost_nothing(browser):
    for _attempt in range(12):
        assert sign_in(browser).status_code == 303


def test_next_leads_on_within_the_site(browser):
    assert sign_in(browser, next="/inbox?show=done").location == "/inbox?show=done"


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "\\\\evil",
    ],
)
def test_next_never_leads_elsewhere(browser, address):
    assert sign_in(browser, next=address).location == "/"


def test_no_known_redirect_trick_leads_elsewhere(browser):
    for vector in vectors("redirect/own_next_param.jsonl", "redirect/payloadsallthethings.jsonl"):
        location = sign_in(browser, next=vector).location
        assert location.startswith("/"), vector
        assert not location.startswith(("//", "/\\")), vector
        assert not any(ord(sign) < 33 for sign in location), vector


def test_guests_who_open_a_page_come_back_to_it(browser):
    response = browser.get("/people?q=debt")
    assert response.status_code == 303
    assert response.location == "/sign-in?next=/people?q%3Ddebt"
    assert 'value="/people?q=debt"' in browser.get(response.location).get_data(as_text=True)


def test_who_is_signed_in_is_not_asked_again(cast):
    assert cast.author.get("/sign-in?next=/inbox").location == "/inbox"


def test_signing_out_ends_the_session(browser):
    sign_in(browser)
    token = browser.client.get_cookie("leerkring").value
    assert browser.post("/sign-out").location == "/sign-in"
    browser.client.set_cookie("leerkring", token)
    assert browser.get("/account").status_code == 303


def test_guests_can_press_sign_out_without_harm(browser):
    assert browser.post("/sign-out").status_code == 303


def test_sign_in_needs_the_token_of_its_form(browser):
    response = browser.client.post("/sign-in", data={"email": "trainee@test.example", "password": PASSWORD})
    assert response.status_code == 400


class TestDemo:
    @pytest.fixture(autouse=True)
    def demo_academy(self, cast):
        db.session.get_one(Academy, 1).is_demo = True
        cast.mentor.user.email = "mentor@demo.example"
        cast.mentor.user.door = {"en": "Knows where to begin", "nl": "Weet waar je begint"}
        db.session.commit()

    def test_the_door_shows_a_button_for_each_role(self, browser):
        page = browser.get("/sign-in").get_data(as_text=True)
        assert page.count('action="/sign-in/demo"') == 1
        assert "Knows where to begin" in page
        assert 'href="/courses"' in page

    def test_the_door_speaks_dutch(self, browser):
        page = browser.get("/sign-in", headers={"Accept-Language": "nl"}).get_data(as_text=True)
        assert "Weet waar je begint" in page

    def test_one_press_signs_in_without_password(self, browser, cast):
        assert browser.post("/sign-in/demo", {"role": "mentor"}).location == "/"
        assert cast.mentor.user.name in text_of(browser.get("/account"))

    def test_one_press_changes_who_you_are(self, cast):
        assert cast.trainee.post("/sign-in/demo", {"role": "mentor"}).status_code == 303
        assert "mentor@demo.example" in text_of(cast.trainee.get("/account"))

    @pytest.mark.parametrize("role", ["", "trainee", "root", "mentor@demo.example"])
    def test_nobody_plays_another_role(self, browser, role):
        assert browser.post("/sign-in/demo", {"role": role}).status_code == 404


def test_a_real_academy_has_no_such_buttons(browser, cast):
    cast.mentor.user.email = "mentor@demo.example"
    assert browser.post("/sign-in/demo", {"role": "mentor"}).status_code == 404
    assert "/sign-in/demo" not in browser.get("/sign-in").get_data(as_text=True)


def test_an_unknown_address_takes_as_long_as_a_wrong_password(cast):
    def fastest(password_hash):
        times = []
        for _attempt in range(4):
            began = time.perf_counter()
            assert not opens(password_hash, "another sentence altogether")
            times.append(time.perf_counter() - began)
        return min(times)

    assert fastest(None) > fastest(cast.trainee.user.password_hash) / 3
