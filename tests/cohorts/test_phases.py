"""Before a cohort begins, and its last week: what is said then, and who is coming that chose to be shown."""

import pytest

from cohorts.models import Cohort
from cohorts.phases.models import PhaseText, Showing
from cohorts.phases.renewing import renew_phase_texts
from lms.database import db
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member


@pytest.fixture
def coming(cast) -> Cohort:
    """A cohort that begins in ten days: the trainee is in it, the alumna is invited."""
    cohort = make_cohort(starts_in=10, ends_in=60)
    make_member(cohort, cast.trainee, tell=False)
    make_member(cohort, cast.alumna, "invited", tell=False)
    db.session.commit()
    return cohort


def write(cast, cohort, phase="before", **changes):
    sent = {"body": "Bring **one** case.", "version": "0"} | changes
    return cast.facilitator.post(
        f"/cohorts/{cohort.id}/phases/{phase}", {f"{phase}-{name}": value for name, value in sent.items()}
    )


def test_before_it_begins_people_read_what_to_prepare(cast, coming):
    assert write(cast, coming).status_code == 303
    page = cast.trainee.get(f"/cohorts/{coming.id}")
    assert "Before we begin" in text_of(page)
    assert "<strong>one</strong>" in page.text
    assert "Introduce yourself" in text_of(page)
    assert f'href="/cohorts/{coming.id}/common-ground">See what you have in common' in page.text
    assert "<strong>one</strong>" in cast.alumna.get(f"/cohorts/{coming.id}/invitation").text
    assert cast.alumna.get(f"/cohorts/{coming.id}").status_code == 404


def test_only_who_chose_to_is_shown(cast, coming):
    assert "Who is coming" not in text_of(cast.alumna.get(f"/cohorts/{coming.id}/invitation"))
    for _time in range(2):
        assert cast.trainee.post(f"/cohorts/{coming.id}/showing").status_code == 303
    page = text_of(cast.alumna.get(f"/cohorts/{coming.id}/invitation"))
    assert "Who is coming, and chose to be shown: Trainee" in " ".join(page.split())
    assert "Show me no longer" in text_of(cast.trainee.get(f"/cohorts/{coming.id}"))
    cast.trainee.post(f"/cohorts/{coming.id}/showing/end")
    assert db.session.scalars(db.select(Showing)).all() == []
    assert "Who is coming" not in text_of(cast.alumna.get(f"/cohorts/{coming.id}/invitation"))


def test_the_last_week_says_what_stays(cast):
    cohort = make_cohort(starts_in=-30, ends_in=3)
    make_member(cohort, cast.trainee, tell=False)
    db.session.commit()
    write(cast, cohort, "last_week", body="We meet each spring.")
    page = text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))
    assert "The last week" in page
    assert "We meet each spring." in page
    assert "Plan what you will do at work" in page


@pytest.mark.parametrize(("starts_in", "ends_in"), [(-10, 30), (-60, -3)])
def test_in_between_and_afterwards_neither_stands_there(cast, starts_in, ends_in):
    cohort = make_cohort(starts_in=starts_in, ends_in=ends_in)
    make_member(cohort, cast.trainee, tell=False)
    write(cast, cohort)
    write(cast, cohort, "last_week")
    page = text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))
    assert "Before we begin" not in page
    assert "The last week" not in page


def test_afterwards_the_way_to_the_alumni_stands_there(cast):
    cohort = make_cohort(starts_in=-60, ends_in=-3)
    make_member(cohort, cast.trainee, tell=False)
    db.session.commit()
    assert "Alumni of all cohorts" in text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))


def test_who_writes_at_the_same_time_loses_nothing(cast, coming):
    write(cast, coming, body="Mine was first.")
    answer = write(cast, coming, body="Mine was second.")
    assert answer.status_code == 409
    assert "Mine was first." in text_of(answer)
    assert "Mine was second." in answer.text
    assert 'name="before-version" type="hidden" value="1"' in answer.text
    assert write(cast, coming, body="", version="1").status_code == 303
    assert db.session.scalars(db.select(PhaseText)).all() == [], "empty words are nothing"


def test_bad_input_is_told_and_kept(cast, coming):
    answer = write(cast, coming, body="x" * 5001)
    assert answer.status_code == 422
    assert "Keep it under 5,000 letters." in text_of(answer)
    assert cast.facilitator.post(f"/cohorts/{coming.id}/phases/after", {}).status_code == 404


def test_words_are_rendered_again(cast, coming):
    write(cast, coming)
    db.session.execute(db.update(PhaseText).values(renderer_version=0, html=""))
    assert renew_phase_texts(10) == 1
    assert "<strong>one</strong>" in db.session.scalars(db.select(PhaseText.html)).one()


def test_only_its_facilitators_write(cast, coming):
    address = f"/cohorts/{coming.id}/phases"
    for person, status in ((cast.trainee, 403), (cast.alumna, 404), (cast.admin, 404)):
        assert person.get(address).status_code == status
        assert person.post(f"{address}/before", {}).status_code == status
    assert cast.alumna.post(f"/cohorts/{coming.id}/showing").status_code == 404
