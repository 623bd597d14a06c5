"""The directory finds people by what they let the viewer see, and by nothing else."""

import pytest

from lms.access import ACADEMY, revoke
from lms.database import db
from lms.people.profiles import queries
from tests.cast import text_of
from tests.factories.people import make_group, make_person
from tests.statements import counted_statements


@pytest.fixture
def expert():
    person = make_person(
        "Wietske Postma",
        headline="Debt counsellor",
        organisation="Kredietbank Drenthe",
        region="Drenthe",
        about="Twenty years of phones.",
        ask_me_about="Shame and unopened letters",
    )
    db.session.commit()
    return person


def names(browser, address="/people") -> list[str]:
    page = browser.get(address).get_data(as_text=True)
    return [part.split("<")[0].split(">")[1] for part in page.split('<a class="name"')[1:]]


@pytest.mark.parametrize("words", ["wietske", "POSTMA", "debt", "kredietbank", "drenthe", "unopened letters", "phones"])
def test_people_are_found_by_what_they_tell(cast, expert, words):
    assert names(cast.trainee, f"/people?q={words}") == ["Wietske Postma"]


def test_every_word_must_fit(cast, expert):
    assert names(cast.trainee, "/people?q=debt+drenthe") == ["Wietske Postma"]
    assert names(cast.trainee, "/people?q=debt+utrecht") == []


def test_accents_and_capitals_do_not_matter(cast):
    make_person("Zoë Çelik")
    assert names(cast.trainee, "/people?q=zoe+celik") == ["Zoë Çelik"]


@pytest.mark.parametrize("words", ["%25", "_", "\\", "%00", "' OR 1=1 --", '"', "*"])
def test_signs_of_the_database_are_only_signs(cast, expert, words):
    response = cast.trainee.get("/people", query_string={"q": words})
    assert response.status_code == 200


@pytest.mark.parametrize("field", ["headline", "organisation", "region", "ask_me_about", "about"])
def test_a_hidden_field_is_neither_shown_nor_matched(cast, field):
    make_person("Hidden Person", **{field: "canaryword"}, visibility={field: "nobody"})
    for address in ("/people", "/people?q=canaryword", "/people?region=canaryword", "/people?organisation=canaryword"):
        page = cast.trainee.get(address).get_data(as_text=True)
        if "=" not in address:
            assert "canaryword" not in page
        else:
            assert "Hidden Person" not in page


def test_fields_for_cohorts_are_matched_for_cohorts(cast):
    person = make_person("Cohort Person", ask_me_about="canaryword", visibility={"ask_me_about": "cohort"})
    make_group(cast.mentor, person)
    assert names(cast.mentor, "/people?q=canaryword") == ["Cohort Person"]
    assert names(cast.outsider, "/people?q=canaryword") == []
    assert "canaryword" not in cast.outsider.get("/people").get_data(as_text=True)


def test_regions_offered_are_regions_seen(cast):
    make_person("A", region="Friesland")
    make_person("B", region="Secretland", visibility={"region": "nobody"})
    page = cast.trainee.get("/people").get_data(as_text=True)
    assert "<option>Friesland</option>" in page
    assert "Secretland" not in page


def test_region_and_organisation_narrow_the_list(cast, expert):
    make_person("Somebody Else", region="Utrecht", organisation="Gemeente Utrecht")
    assert names(cast.trainee, "/people?region=Drenthe") == ["Wietske Postma"]
    assert names(cast.trainee, "/people?organisation=gemeente") == ["Somebody Else"]


def test_a_cohort_of_ones_own_narrows_the_list(cast, expert):
    group = make_group(cast.trainee, expert, name="Spring 2026")
    assert names(cast.trainee, f"/people?group={group}") == ["Trainee", "Wietske Postma"]
    assert "Spring 2026" in text_of(cast.trainee.get("/people"))


def test_a_cohort_of_others_tells_nothing(cast, expert):
    group = make_group(expert, name="Their cohort")
    assert names(cast.outsider, f"/people?group={group}") == []
    assert "Their cohort" not in text_of(cast.outsider.get("/people"))


def test_pages_follow_each_other_by_name_without_gap_or_repetition(cast):
    for number in range(70):
        make_person(f"Person {number % 7}")
    everybody, address = [], "/people?q=person"
    while address:
        page = cast.trainee.get(address).get_data(as_text=True)
        everybody += [int(part.split('"')[0]) for part in page.split('href="/people/')[1:] if part[0].isdigit()]
        address = page.split('rel="next"')[0].rsplit('href="', 1)[-1].split('"')[0] if 'rel="next"' in page else None
        address = address and address.replace("&amp;", "&")
    shown = [person for person in everybody if person != cast.trainee.id]
    assert len(shown) == len(set(shown)) == 70


def test_the_ways_to_coffees_and_roles_stand_beside_it(cast):
    page = cast.trainee.get("/people").text
    assert 'href="/coffees"' in page
    assert 'href="/roles"' in page


def test_the_count_is_said_aloud(cast, expert):
    page = cast.trainee.get("/people?q=debt").get_data(as_text=True)
    assert 'role="status"' in page
    assert "1 of 10 people goes with “debt”" in text_of(cast.trainee.get("/people?q=debt"))


def test_htmx_gets_the_results_alone(cast, expert):
    fragment = cast.trainee.htmx_get("/people?q=debt", "results").get_data(as_text=True)
    assert "Wietske Postma" in fragment
    assert "<html" not in fragment


def test_nobody_found_says_what_to_do(cast):
    assert "Nobody goes with this" in text_of(cast.trainee.get("/people?q=nothinglikethis"))


def test_numbers_no_database_holds_lead_nowhere(cast):
    assert cast.trainee.get("/people/" + "9" * 30).status_code == 404
    assert cast.trainee.get("/people?after=" + "9" * 30).status_code == 200
    assert cast.trainee.get("/people?group=" + "9" * 30).status_code == 200


def test_guests_are_asked_to_sign_in(cast):
    assert cast.guest.get("/people?q=debt").location == "/sign-in?next=/people?q%3Ddebt"


def test_who_is_not_of_the_academy_sees_nobody(cast, expert):
    revoke(ACADEMY, cast.outsider.id)
    assert names(cast.outsider) == []
    assert queries.find_profile(cast.outsider.viewer, expert.id) is None


def test_the_list_costs_the_same_however_many_people(cast):
    def cost():
        cast.trainee.get("/healthz")
        with counted_statements() as count:
            assert cast.trainee.get("/people").status_code == 200
        return count()

    few = cost()
    for _number in range(100):
        make_person()
    assert cost() == few <= 6
