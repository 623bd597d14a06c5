"""Everybody reads in their own language: members in the one they chose, guests in theirs, and mails in their reader's."""

import pytest
from flask_babel import gettext

from lms.admin.models import Academy
from lms.database import db


def language(response) -> str:
    return response.get_data(as_text=True).split('<html lang="')[1][:2]


def test_a_guest_reads_what_the_browser_asks_for(cast):
    assert language(cast.guest.get("/sign-in", headers={"Accept-Language": "nl-NL,nl;q=0.9,en;q=0.5"})) == "nl"
    assert language(cast.guest.get("/sign-in", headers={"Accept-Language": "en-GB"})) == "en"


def test_a_browser_that_speaks_neither_reads_the_language_of_the_academy(cast):
    db.session.get_one(Academy, 1).locale = "nl"
    assert language(cast.guest.get("/sign-in", headers={"Accept-Language": "fr"})) == "nl"


def test_a_guest_chooses_and_the_browser_remembers(cast):
    response = cast.guest.post("/language", {"language": "nl", "next": "/sign-in?next=/inbox"})
    assert (response.status_code, response.location) == (303, "/sign-in?next=/inbox")
    assert language(cast.guest.get("/sign-in", headers={"Accept-Language": "en"})) == "nl"


def test_a_member_chooses_for_every_browser(cast):
    cast.trainee.post("/language", {"language": "nl", "next": "/account"})
    assert cast.trainee.user.locale == "nl"
    assert language(cast.trainee.get("/account", headers={"Accept-Language": "en"})) == "nl"


@pytest.mark.parametrize("language", ["", "fr", "nl; DROP", "../nl"])
def test_other_languages_are_refused(cast, language):
    assert cast.guest.post("/language", {"language": language, "next": "/"}).status_code == 400


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_choosing_a_language_leads_nowhere_else(cast, address):
    assert cast.guest.post("/language", {"language": "nl", "next": address}).location == "/"


def test_dates_are_said_in_the_time_zone_of_the_reader(cast):
    cast.trainee.post("/account/settings", {"locale": "en", "timezone": "Asia/Tokyo", "theme": "auto"})
    assert "+09:00" in cast.trainee.get("/account").get_data(as_text=True)


def test_jobs_without_a_reader_do_not_fail(app):
    assert gettext("Sign in") == "Sign in"
