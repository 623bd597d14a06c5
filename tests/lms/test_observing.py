"""Every response carries its headers and request id; logs hold numbers and ids, nobody's words."""

import json
import logging

import pytest

from lms.observing import JsonFormatter
from lms.pages import local_address

ADDRESSES = ["/sign-in", "/courses", "/healthz", "/nowhere", "/brand.css"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_response_carries_the_headers(cast, address):
    headers = cast.guest.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Cookie" in headers["Vary"]
    assert headers["X-Request-ID"]


def test_private_pages_are_never_stored(cast):
    assert cast.trainee.get("/").headers["Cache-Control"] == "no-store"


def test_a_given_request_id_is_kept_and_a_hostile_one_is_not(cast):
    assert cast.guest.get("/healthz", headers={"X-Request-ID": "abcdefgh-1"}).headers["X-Request-ID"] == "abcdefgh-1"
    assert cast.guest.get("/healthz", headers={"X-Request-ID": "<script>"}).headers["X-Request-ID"] != "<script>"


def test_readyz_names_what_it_checked(cast):
    assert cast.guest.get("/readyz").json == {"status": "ok", "database": "ok", "queue": "ok", "files": "ok"}


def test_readyz_says_what_is_away(app, cast, monkeypatch):
    monkeypatch.setattr(app.extensions["storage"], "root", app.extensions["storage"].root / "gone")
    response = cast.guest.get("/readyz")
    assert response.status_code == 503
    assert response.json["files"] == "FileNotFoundError"


def test_logs_are_json_without_words_people_wrote(app, cast, caplog):
    with caplog.at_level(logging.INFO, "leerkring.request"):
        cast.trainee.get("/search?q=heron")
    line = json.loads(JsonFormatter().format(caplog.records[-1]))
    assert line["rule"] == "/search"
    assert line["user"] == cast.trainee.id
    assert line["status"] == 200
    assert "heron" not in json.dumps(line)


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "",
        None,
        "evil",
    ],
)
def test_no_address_leads_off_the_site(address):
    assert local_address(address) == "/"


def test_own_addresses_are_kept():
    assert local_address("/topics/7?from=21#post-30") == "/topics/7?from=21#post-30"
