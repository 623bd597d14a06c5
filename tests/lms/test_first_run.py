"""An empty academy begins with four steps; the first makes its administrator, the others can be skipped."""

import pytest

from lms.admin.models import Academy
from lms.database import db
from lms.people.models import Invitation, RoleGrant, User
from tests.cast import Browser, text_of

FOUNDER = {
    "academy": "Academie Noord",
    "name": "Noor Bos",
    "email": "noor@new.example",
    "password": "drie zwanen op een dak",
}


@pytest.fixture
def newcomer(app):
    """Somebody in front of an academy nobody administers."""
    db.session.get_one(Academy, 1).set_up_at = None
    db.session.commit()
    return Browser(app, None)


def founded(newcomer):
    assert newcomer.post("/first-run", FOUNDER).status_code == 303
    return newcomer


@pytest.mark.parametrize("address", ["/", "/sign-in", "/courses", "/knowledge"])
def test_everything_leads_to_the_first_step(newcomer, address):
    response = newcomer.get(address)
    assert response.status_code == 302
    assert response.location == "/first-run"


def test_the_first_step_makes_the_administrator_and_signs_in(newcomer):
    response = newcomer.post("/first-run", FOUNDER)
    assert response.location == "/first-run/look"
    founder = db.session.scalars(db.select(User).filter_by(email="noor@new.example")).one()
    assert db.session.scalars(db.select(RoleGrant.role).filter_by(user_id=founder.id)).all() == ["admin"]
    assert "Academie Noord" in text_of(newcomer.get("/first-run/look"))


@pytest.mark.parametrize(
    ("field", "value"),
    [("academy", ""), ("name", ""), ("email", "nowhere"), ("password", "short"), ("password", "welkom welkom welkom")],
)
def test_a_mistake_in_the_first_step_is_explained(newcomer, field, value):
    assert newcomer.post("/first-run", {**FOUNDER, field: value}).status_code == 422
    assert db.session.get_one(Academy, 1).set_up_at is None


def test_a_founded_academy_cannot_be_founded_again(cast):
    assert cast.guest.get("/first-run").status_code == 404
    assert cast.guest.post("/first-run", FOUNDER).status_code == 404
    assert cast.admin.post("/first-run", FOUNDER).status_code == 404


def test_nobody_founds_it_from_afar_without_the_key(app, newcomer, monkeypatch):
    afar = {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}}
    assert newcomer.get("/first-run", **afar).status_code == 404
    monkeypatch.setitem(app.config, "FIRST_RUN_KEY", "heron")
    assert newcomer.get("/first-run", **afar).status_code == 404
    assert newcomer.get("/first-run?key=heron", **afar).status_code == 200
    assert newcomer.post("/first-run", {**FOUNDER, "key": "heron"}, **afar).status_code == 303


def test_the_other_steps_keep_what_is_given(newcomer):
    founded(newcomer)
    assert newcomer.post("/first-run/look", {"colour": "#7a1f5c"}).location == "/first-run/language"
    assert newcomer.post("/first-run/look", {"colour": "purple"}).status_code == 422
    answer = newcomer.post("/first-run/language", {"locale": "nl", "timezone": "Europe/Amsterdam"})
    assert answer.location == "/first-run/course"
    assert newcomer.post("/first-run/language", {"locale": "xx", "timezone": "Europe/Amsterdam"}).status_code == 422
    assert newcomer.get("/first-run/course").status_code == 200
    assert newcomer.post("/first-run/people", {"people": "no address"}).status_code == 422
    assert newcomer.post("/first-run/people", {"people": "bas@new.example"}).location == "/"
    academy = db.session.get_one(Academy, 1)
    assert (academy.brand_colour, academy.locale) == ("#7a1f5c", "nl")
    assert db.session.scalars(db.select(Invitation.email)).all() == ["bas@new.example"]


@pytest.mark.parametrize("step", ["look", "language", "course", "people"])
def test_the_steps_are_for_administrators(cast, step):
    assert cast.admin.get(f"/first-run/{step}").status_code == 200
    assert cast.trainee.get(f"/first-run/{step}").status_code == 403
    assert cast.guest.get(f"/first-run/{step}").status_code == 303


def test_home_keeps_the_steps_until_somebody_else_comes_in(newcomer):
    founded(newcomer)
    others = db.select(User).where(User.email != "noor@new.example")
    assert "First steps" not in text_of(newcomer.get("/"))
    for user in db.session.scalars(others):
        user.is_active = False
    db.session.commit()
    assert "First steps" in text_of(newcomer.get("/"))
