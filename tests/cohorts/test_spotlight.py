"""The spotlight: a peer is named with a sentence, once a quarter, and shown only as they decide."""

import re

import pytest

from cohorts.membership.actions import change_phase
from cohorts.models import Membership
from cohorts.moving.actions import merge_cohort
from cohorts.moving.queries import preview_of_merge
from cohorts.spotlight.models import Praise
from courses.models import Course
from lms.database import db
from lms.notifications.models import Notification
from lms.people.blocks.actions import block
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member

SENTENCE = "Stayed an hour to practise with me."


@pytest.fixture
def circle(cast, cohort):
    """A cohort with a mentor who names the trainee, and an alumna who reads along."""
    make_member(cohort, cast.mentor, "mentor")
    make_member(cohort, cast.alumna)
    db.session.commit()
    return cohort


def name(cast, cohort, by=None, **changes):
    sent = {"person": cast.trainee.id, "sentence": SENTENCE} | changes
    return (by or cast.mentor).post(f"/cohorts/{cohort.id}/spotlight", sent)


def made() -> Praise:
    return db.session.scalars(db.select(Praise).order_by(Praise.id.desc()).limit(1)).one()


def decide(person, praise, shown: str):
    return person.post(f"/praises/{praise.id}/decision", {f"n{praise.id}-shown": shown})


def told(person) -> list[str]:
    about = db.select(Notification.title).filter_by(user_id=person.id, reason="praised")
    return list(db.session.scalars(about))


def test_whoever_is_named_decides_whether_it_is_shown(cast, circle):
    page = f"/cohorts/{circle.id}/spotlight"
    answer = name(cast, circle)
    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    assert told(cast.trainee) == ["Mentor names you for the spotlight of Spring 2026"]
    assert SENTENCE in text_of(cast.trainee.get(page))
    for person in (cast.alumna, cast.facilitator):
        assert SENTENCE not in text_of(person.get(page)), "nobody else reads it before"
    assert decide(cast.trainee, made(), "cohort").status_code == 303
    assert told(cast.trainee) == []
    assert SENTENCE in text_of(cast.alumna.get(page))
    home = text_of(cast.alumna.get(f"/cohorts/{circle.id}"))
    assert "In the spotlight Trainee" in home
    assert SENTENCE in text_of(cast.alumna.get(f"/people/{cast.trainee.id}"))
    assert SENTENCE not in text_of(cast.outsider.get(f"/people/{cast.trainee.id}"))
    decide(cast.trainee, made(), "nobody")
    assert SENTENCE not in text_of(cast.alumna.get(page))
    assert "In the spotlight" not in text_of(cast.alumna.get(f"/cohorts/{circle.id}"))


def test_outside_the_cohort_only_when_its_writer_lets_it_go_there(cast, circle):
    name(cast, circle)
    assert decide(cast.trainee, made(), "academy").status_code == 422
    assert cast.mentor.post(f"/praises/{made().id}/removal").status_code == 303
    name(cast, circle, may_leave="y")
    assert decide(cast.trainee, made(), "academy").status_code == 303
    page = text_of(cast.outsider.get(f"/people/{cast.trainee.id}"))
    assert SENTENCE in page
    assert "Spring 2026" not in page, "what the cohort is called is its own"


def test_each_names_one_person_a_quarter(cast, circle):
    name(cast, circle)
    answer = name(cast, circle, person=cast.alumna.id)
    assert answer.status_code == 422
    assert "You named somebody this quarter already." in text_of(answer)
    made().quarter = "2020-1"
    db.session.commit()
    assert name(cast, circle, person=cast.alumna.id).status_code == 303
    assert name(cast, circle, by=cast.facilitator).status_code == 303, "several may name the same person"


def test_bad_input_is_told_and_kept(cast, circle):
    for changes in (
        {"person": cast.mentor.id},
        {"person": cast.outsider.id},
        {"person": ""},
        {"person": "0"},
        {"sentence": " "},
        {"sentence": "x" * 301},
    ):
        answer = name(cast, circle, **changes)
        assert answer.status_code == 422, changes
        if "sentence" not in changes:
            assert SENTENCE in text_of(answer)
    assert db.session.scalars(db.select(Praise)).all() == []


def test_nobody_is_chosen_before_somebody_does(cast, circle):
    page = cast.alumna.get(f"/cohorts/{circle.id}/spotlight").get_data(as_text=True)
    assert re.search(r'<select[^>]*name="person"[^>]*>\s*<option([^>]*)value="">Choose somebody', page)
    assert re.search(r'<option selected[^>]*value="\d', page) is None


def test_words_are_taken_back_by_their_writer_or_out_by_who_leads(cast, circle):
    name(cast, circle)
    praise = made()
    address = f"/praises/{praise.id}/removal"
    assert cast.facilitator.post(address).status_code == 404, "what is not shown is between two"
    assert cast.trainee.post(address).status_code == 403
    decide(cast.trainee, praise, "cohort")
    assert cast.alumna.post(address).status_code == 404
    assert cast.facilitator.post(address).status_code == 303
    assert SENTENCE not in text_of(cast.trainee.get(f"/cohorts/{circle.id}/spotlight"))


def test_who_left_is_not_shown_there_and_still_decides(cast, circle):
    name(cast, circle, may_leave="y")
    praise = made()
    decide(cast.trainee, praise, "academy")
    membership = db.session.scalars(db.select(Membership).filter_by(cohort_id=circle.id, user_id=cast.trainee.id)).one()
    change_phase(membership, "left")
    db.session.commit()
    assert SENTENCE not in text_of(cast.alumna.get(f"/cohorts/{circle.id}/spotlight"))
    assert SENTENCE in text_of(cast.outsider.get(f"/people/{cast.trainee.id}"))
    answer = decide(cast.trainee, praise, "nobody")
    assert answer.headers["Location"].startswith(f"/people/{cast.trainee.id}")
    assert SENTENCE not in text_of(cast.outsider.get(f"/people/{cast.trainee.id}"))


def test_somebody_who_is_blocked_reaches_nobody(cast, circle):
    block(cast.trainee.user, cast.mentor.id)
    db.session.commit()
    assert name(cast, circle).status_code == 303, "they are answered as everybody is"
    assert told(cast.trainee) == []
    assert SENTENCE not in text_of(cast.trainee.get(f"/cohorts/{circle.id}/spotlight"))
    assert decide(cast.trainee, made(), "cohort").status_code == 404


def test_strangers_find_nothing(cast, circle):
    name(cast, circle)
    for person in (cast.outsider, cast.admin, cast.manager):
        assert person.get(f"/cohorts/{circle.id}/spotlight").status_code == 404
        assert name(cast, circle, by=person).status_code == 404
        assert decide(person, made(), "academy").status_code == 404
        assert person.post(f"/praises/{made().id}/removal").status_code == 404


def test_praise_of_two_cohorts_that_become_one_reaches_whom_it_is_about(cast, circle):
    other = make_cohort(db.session.get_one(Course, circle.course_id), name="Autumn")
    for person, phase in ((cast.trainee, "trainee"), (cast.mentor, "mentor")):
        make_member(other, person, phase, tell=False)
    db.session.commit()
    name(cast, circle)
    name(cast, other, sentence="Brought soup to the long day.")
    undecided = made()
    mark = preview_of_merge(other, circle).mark
    merge_cohort(other, circle, mark=mark, with_events=True, why_not="", by=cast.facilitator.user)
    db.session.commit()
    page = f"/cohorts/{circle.id}/spotlight"
    for person in (cast.trainee, cast.mentor):
        told_now = text_of(person.get(page))
        assert "Brought soup to the long day." in told_now
        assert SENTENCE in told_now
    assert decide(cast.trainee, undecided, "cohort").status_code == 303
    assert "Brought soup" in text_of(cast.alumna.get(page))
    assert name(cast, circle).status_code == 422
