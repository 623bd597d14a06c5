"""What somebody did: counted for themselves, and shown kind by kind as they choose, from what each reader may read."""

import pytest

from discussions.reacting.actions import thank
from lms.database import db
from lms.people.deeds.models import ShownDeed
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import make_question, make_reply


@pytest.fixture
def answered(cast):
    """The mentor answered a question of the trainee in a cohort, and was thanked."""
    cohort = make_cohort()
    for person, phase in ((cast.trainee, "trainee"), (cast.mentor, "mentor")):
        make_member(cohort, person, phase)
    question = make_question(cohort, author=cast.trainee.user, title="What about silence?")
    answer = make_reply(question, author=cast.mentor.user, body="Count to five.")
    thank(answer, cast.trainee.user, sentence="It helped.")
    db.session.commit()
    return cohort


def test_each_sees_what_they_did_themselves(cast, answered):
    page = text_of(cast.mentor.get("/account/deeds"))
    assert "1 answer given" in page
    assert "thanked once" in page
    assert "What about silence?" in page
    assert "1 answer given" not in text_of(cast.trainee.get("/account/deeds"))
    assert cast.guest.get("/account/deeds").status_code == 303


def test_others_see_only_the_kinds_somebody_chose(cast, answered):
    page = f"/people/{cast.mentor.id}"
    assert "1 answer given" not in text_of(cast.trainee.get(page))
    assert cast.mentor.post("/account/deeds", {"kinds": ["replied"]}).status_code == 303
    seen = text_of(cast.trainee.get(page))
    assert "1 answer given" in seen
    assert "thanked once" not in seen
    assert "1 answer given" in text_of(cast.trainee.get("/people"))
    assert "1 answer given" not in text_of(cast.outsider.get(page)), "they do not read that cohort"
    cast.mentor.post("/account/deeds", {})
    assert "1 answer given" not in text_of(cast.trainee.get(page))


def test_nobody_is_looked_for_by_what_they_did_not_show(cast, answered):
    cast.mentor.post("/account/deeds", {"kinds": ["replied"]})
    found = cast.trainee.htmx_get("/people?about=silence", "results").get_data(as_text=True)
    assert f"/people/{cast.mentor.id}" not in found
    assert 'value="thanked"' not in cast.trainee.get("/people").get_data(as_text=True)


def test_a_kind_there_is_not_is_told(cast):
    assert cast.mentor.post("/account/deeds", {"kinds": ["verified", "x"]}).status_code == 422
    assert db.session.scalars(db.select(ShownDeed)).all() == []
