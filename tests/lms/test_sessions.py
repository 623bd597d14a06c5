"""A signed-in person is found by the cookie in one statement; a stranger is not found at all."""

from datetime import timedelta

from lms.database import db, now
from lms.people.models import User


def test_healthz_answers_everybody(cast):
    assert cast.guest.get("/healthz").json == {"status": "ok"}
    assert cast.trainee.get("/healthz").json == {"status": "ok"}


def test_a_session_knows_its_roles_and_audiences(cast):
    viewer = cast.author.viewer
    assert viewer.roles == {"author"}
    assert viewer.audiences == {1, 2, 3}


def test_who_does_something_is_seen_to_be_here_and_who_only_looks_is_not(cast):
    user = db.session.get_one(User, cast.trainee.id)
    long_ago = user.last_seen_at = now() - timedelta(hours=1)
    db.session.commit()
    cast.trainee.get("/")
    assert db.session.get_one(User, cast.trainee.id).last_seen_at == long_ago
    cast.trainee.post("/language", {"language": "nl"})
    assert db.session.get_one(User, cast.trainee.id).last_seen_at > long_ago
