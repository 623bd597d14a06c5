"""A cohort's own pages: the list, its tabs, who reads it, and what outsiders find."""

import pytest

from cohorts import actions
from lms.files.actions import store_upload
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import make_question
from tests.statements import counted_statements

TABS = ("", "/questions", "/lessons", "/files", "/members", "/audience")


@pytest.fixture
def cohort(cast):
    cohort = make_cohort()
    make_member(cohort, cast.trainee)
    make_member(cohort, cast.mentor, "mentor")
    return cohort


@pytest.mark.parametrize("tab", TABS)
def test_members_read_every_tab(cast, cohort, tab):
    response = cast.trainee.get(f"/cohorts/{cohort.id}{tab}")
    assert response.status_code == 200
    assert cohort.name in text_of(response)


@pytest.mark.parametrize("tab", TABS)
def test_outsiders_and_staff_find_no_cohort(cast, cohort, tab):
    for person in (cast.outsider, cast.author, cast.manager, cast.admin):
        assert person.get(f"/cohorts/{cohort.id}{tab}").status_code == 404
    assert cast.guest.get(f"/cohorts/{cohort.id}{tab}").status_code == 303


def test_the_page_says_who_reads_along(cast, cohort):
    page = text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))
    assert "Only the 3 people of this cohort can read what is said here." in page


def test_a_cohort_whose_training_ended_says_that_nothing_closed(cast):
    cohort = make_cohort(starts_in=-90, ends_in=-2)
    make_member(cohort, cast.alumna)
    page = text_of(cast.alumna.get(f"/cohorts/{cohort.id}"))
    assert "Nothing closed: the same two people, the same conversations, the same address." in page


def test_the_list_shows_my_cohorts_and_nobody_elses(cast, cohort):
    make_member(make_cohort(name="Autumn 2027"), cast.outsider)
    mine = text_of(cast.trainee.get("/cohorts"))
    assert "Spring 2026" in mine
    assert "Autumn 2027" not in mine
    assert "Spring 2026" not in text_of(cast.outsider.get("/cohorts"))


def test_staff_see_names_and_numbers_of_every_cohort(cast, cohort):
    for person in (cast.manager, cast.admin):
        page = text_of(person.get("/cohorts"))
        assert "All cohorts of the academy" in page
        assert "Spring 2026" in page
        assert "Facilitator" in page
    for person in (cast.author, cast.editor, cast.outsider):
        assert "Spring 2026" not in text_of(person.get("/cohorts"))


def test_files_are_those_of_the_cohort(cast, cohort):
    store_upload(b"a,b\n1,2\n", "hours.csv", audience_id=cohort.audience_id, by=cast.trainee)
    store_upload(b"a,b\n1,2\n", "elsewhere.csv", audience_id=make_cohort(name="Other").audience_id)
    page = text_of(cast.trainee.get(f"/cohorts/{cohort.id}/files"))
    assert "hours.csv" in page
    assert "elsewhere.csv" not in page


def test_hidden_fields_of_a_profile_stay_hidden_in_the_list_of_members(cast, cohort):
    cast.mentor.user.headline, cast.mentor.user.visibility = "Debt counsellor", {"headline": "nobody"}
    cast.trainee.user.headline = "Social worker"
    page = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/members"))
    assert "Social worker" in page
    assert "Debt counsellor" not in page


def test_the_page_costs_the_same_at_any_size(cast, cohort, many_people):
    address = f"/cohorts/{cohort.id}"
    make_question(cohort)
    with counted_statements() as small:
        cast.trainee.get(address)
    for user_id in many_people:
        actions.add_member(cohort, user_id, "trainee", tell=False)
        make_question(cohort)
    with counted_statements() as large:
        response = cast.trainee.get(address)
    assert small() == large() <= 12, large
    assert response.get_data(as_text=True).count('class="seat') == 15
