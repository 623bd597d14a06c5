"""Files of a cohort: members put them there, only the cohort opens them, removing can be undone."""

import io
from datetime import timedelta

import pytest

from lms.database import db, now
from lms.files.actions import UNDO, remove_file, store_upload
from lms.files.models import File
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member

NAME = "Intake form.txt"


@pytest.fixture
def cohort(cast):
    cohort = make_cohort()
    make_member(cohort, cast.trainee)
    make_member(cohort, cast.mentor, "mentor")
    make_member(cohort, cast.facilitator, "facilitator")
    return cohort


@pytest.fixture
def page(cohort):
    return f"/cohorts/{cohort.id}/files"


@pytest.fixture
def file(cohort, cast) -> File:
    return store_upload(b"Intake.", NAME, audience_id=cohort.audience_id, by=cast.trainee)


def share(person, page, *names, **form):
    return person.post(page, {"files": [(io.BytesIO(b"Intake."), name) for name in names], **form})


def test_member_shares_files_that_only_the_cohort_opens(cast, page):
    assert share(cast.trainee, page, NAME, "Map.txt").status_code == 303
    words = text_of(cast.mentor.get(page))
    assert NAME in words
    assert "Map.txt" in words
    address = f"/files/{db.session.query(File).filter_by(name=NAME).one().key}/file"
    assert cast.mentor.get(address).status_code == 200
    for person in (cast.outsider, cast.admin, cast.guest):
        assert person.get(address).status_code == 404


def test_outsider_finds_no_page_to_share_on(cast, page):
    assert share(cast.outsider, page, NAME).status_code == 404
    assert db.session.query(File).count() == 0


def test_administrator_on_a_visit_shares_nothing(cast, cohort, page):
    cast.admin.post(f"/cohorts/{cohort.id}/visits", {"reason": "A complaint has to be looked into.", "hours": "1"})
    assert share(cast.admin, page, NAME).status_code == 403


def test_nothing_chosen_is_explained(cast, page):
    answer = cast.trainee.post(page, {})
    assert answer.status_code == 422
    assert "Choose one or more files." in text_of(answer)


def test_a_form_sent_twice_shares_once(cast, page):
    key = "one press only, one form"
    for _ in range(2):
        share(cast.trainee, page, NAME, form_key=key)
    assert db.session.query(File).count() == 1


def test_whoever_shared_a_file_removes_it_and_takes_that_back(cast, page, file):
    cast.trainee.post(f"{page}/{file.key}/removal")
    assert NAME not in text_of(cast.mentor.get(page))
    assert cast.mentor.get(f"/files/{file.key}/file").status_code == 404
    assert f"{NAME} was removed." in text_of(cast.trainee.get(page))
    cast.trainee.post(f"{page}/{file.key}/restoration")
    assert NAME in text_of(cast.mentor.get(page))
    assert cast.mentor.get(f"/files/{file.key}/file").status_code == 200


def test_facilitator_removes_what_others_shared_and_members_do_not(cast, page, file):
    assert cast.mentor.post(f"{page}/{file.key}/removal").status_code == 403
    assert cast.facilitator.post(f"{page}/{file.key}/removal").status_code == 303
    assert cast.mentor.post(f"{page}/{file.key}/restoration").status_code == 404


def test_after_thirty_days_a_removal_stands(cast, page, file):
    remove_file(file)
    file.deleted_at = now() - UNDO - timedelta(minutes=1)
    assert cast.trainee.post(f"{page}/{file.key}/restoration").status_code == 404
    assert NAME not in text_of(cast.trainee.get(page))
