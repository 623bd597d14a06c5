"""Badges of roles: made by the holder, checked by anybody who has the address, and honest about an early end."""

import json
from datetime import timedelta

import pytest

from cohorts.roles.actions import accept, offer_role
from cohorts.roles.badges.models import RoleBadge
from cohorts.roles.models import EarnedRole
from lms.database import db, now
from tests.cast import text_of
from tests.open_badges import check_shape, fetched, verified


@pytest.fixture
def role(cast, cohort) -> EarnedRole:
    term = {"begins_on": now().date(), "until": now().date() + timedelta(days=90)}
    made = offer_role(
        cast.trainee.id, cohort, kind="host", mandate="Welcome whoever comes in.", **term, by=cast.facilitator.user
    )
    accept(made, cohort, shown="nobody", by=cast.trainee.user)
    db.session.commit()
    return made


def make(cast, role, **changes) -> RoleBadge:
    assert cast.trainee.post(f"/roles/{role.id}/badge", {"language": "en"} | changes).status_code == 303
    return db.session.get_one(RoleBadge, role.id)


def token_of(cast, badge) -> str:
    response = cast.guest.get(f"/badges/{badge.code}/badge.jwt")
    assert response.mimetype == "application/vc+jwt"
    return response.get_data(as_text=True)


def test_it_is_an_open_badge_that_others_can_verify(cast, role):
    assert "Make the badge" in text_of(cast.trainee.get(f"/roles/{role.id}/badge"))
    badge = make(cast, role)
    claims = verified(cast, token_of(cast, badge))
    check_shape(claims)
    assert claims["exp"] - claims["nbf"] == pytest.approx(91 * 86400, abs=3700)
    achievement = claims["credentialSubject"]["achievement"]
    assert (achievement["name"], achievement["achievementType"]) == ("Host", "CommunityService")
    assert achievement["criteria"]["narrative"] == "Welcome whoever comes in."
    assert json.loads(cast.guest.get(f"/badges/{badge.code}/badge.json").data)["id"] == claims["id"]
    assert fetched(cast, claims["credentialStatus"]["id"])["revokedCredential"] == []


def test_it_names_only_what_its_holder_chose(cast, role):
    badge = make(cast, role)
    page = text_of(cast.guest.get(f"/badges/{badge.code}"))
    assert "Valid" in page
    assert "Welcome whoever comes in." in page
    for kept in ("Trainee", "Spring 2026"):
        assert kept not in page
        assert kept not in json.dumps(verified(cast, token_of(cast, badge)))
    code = badge.code
    badge = make(cast, role, shows_name="y", shows_cohort="y", language="nl")
    assert badge.code == code
    page = text_of(cast.guest.get(f"/badges/{code}"))
    claims = verified(cast, token_of(cast, badge))
    for told in ("Trainee", "Spring 2026"):
        assert told in page
        assert told in json.dumps(claims)
    assert claims["credentialSubject"]["achievement"]["inLanguage"] == "nl"


@pytest.mark.parametrize(("who", "words"), [("trainee", "Ended on"), ("facilitator", "Taken back on")])
def test_an_early_end_is_told_to_who_checks_it(cast, role, who, words):
    badge = make(cast, role)
    getattr(cast, who).post(f"/roles/{role.id}/end", {"end-words": "Between us."})
    page = text_of(cast.guest.get(f"/badges/{badge.code}"))
    assert words in page
    assert "Between us." not in page
    revoked = json.loads(cast.guest.get(f"/badges/{badge.code}/status").data)["revokedCredential"]
    assert [one["id"] for one in revoked] == [verified(cast, token_of(cast, badge))["id"]]
    made_again = cast.trainee.post(f"/roles/{role.id}/badge", {"language": "en"})
    assert made_again.status_code == (403 if who == "facilitator" else 303)


def test_an_end_on_its_day_revokes_nothing(cast, role):
    badge = make(cast, role)
    role.ended_at, role.ended_because = now(), "over"
    db.session.commit()
    assert "Ended on" in text_of(cast.guest.get(f"/badges/{badge.code}"))
    assert json.loads(cast.guest.get(f"/badges/{badge.code}/status").data)["revokedCredential"] == []


def test_taken_back_it_is_found_no_more(cast, role):
    code = make(cast, role).code
    assert cast.trainee.post(f"/roles/{role.id}/badge/removal").status_code == 303
    assert cast.trainee.post(f"/roles/{role.id}/badge/removal").status_code == 303, "twice is once"
    for part in ("", "/badge.jwt", "/badge.json", "/status"):
        assert cast.guest.get(f"/badges/{code}{part}").status_code == 404
    assert make(cast, role).code != code


def test_only_its_holder_makes_one_and_only_after_a_yes(cast, cohort, role):
    for person, status in ((cast.facilitator, 403), (cast.outsider, 404), (cast.admin, 404)):
        assert person.get(f"/roles/{role.id}/badge").status_code == status
        assert person.post(f"/roles/{role.id}/badge", {"language": "en"}).status_code == status
        assert person.post(f"/roles/{role.id}/badge/removal").status_code == status
    role.answer = ""
    db.session.commit()
    assert cast.trainee.post(f"/roles/{role.id}/badge", {"language": "en"}).status_code == 403


def test_a_language_we_do_not_speak_is_explained(cast, role):
    answer = cast.trainee.post(f"/roles/{role.id}/badge", {"language": "fr"})
    assert answer.status_code == 422
    assert db.session.get(RoleBadge, role.id) is None
