"""Opening a cohort, its words and dates, its schedule; sentences that say what to write."""

import pytest

from cohorts import actions
from cohorts.dates import NoSuchDay, parse_day
from cohorts.models import Cohort, ScheduleRule
from lms.access import Audience
from lms.database import db
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_module

SOUND = {
    "name": "Voorjaar 2026",
    "starts_on": "2026-03-02",
    "ends_on": "26 June 2026",
    "timezone": "Europe/Amsterdam",
    "language": "nl",
    "welcome": "Fijn dat je er bent. **Lees** eerst.",
}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-06-30", (2026, 6, 30)),
        ("30 June 2026", (2026, 6, 30)),
        ("30 juni 2026", (2026, 6, 30)),
        ("June 30, 2026", (2026, 6, 30)),
        (" 1  mrt. 2026 ", (2026, 3, 1)),
        ("1-2-2026", (2026, 2, 1)),
        ("29 feb 2028", (2028, 2, 29)),
    ],
)
def test_days_are_understood_as_people_write_them(app, words, day):
    found = parse_day(words)
    assert (found.year, found.month, found.day) == day


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("31 June 2026", "June has 30 days. Write a date such as 30 June 2026."),
        ("2027-02-29", "February has 28 days. Write a date such as 28 February 2027."),
        ("next week", "Write a date such as 30 June 2026."),
        ("2026-13-01", "Write a date such as 30 June 2026."),
        ("30 June 0026", "Write a year between 1990 and 2100."),
    ],
)
def test_a_day_that_is_none_is_answered_with_what_to_write(app, words, sentence):
    with app.test_request_context(), pytest.raises(NoSuchDay, match=sentence):
        parse_day(words)


def test_a_facilitator_opens_a_cohort(cast):
    course = make_course()
    make_module(course)
    address = f"/courses/{course.id}/cohorts/new"
    assert cast.facilitator.get(address).status_code == 200
    response = cast.facilitator.post(address, SOUND)
    assert response.status_code == 303
    cohort = db.session.scalars(db.select(Cohort)).one()
    assert (cohort.name, cohort.ends_on.isoformat(), cohort.language) == ("Voorjaar 2026", "2026-06-26", "nl")
    assert "<strong>Lees</strong>" in cohort.welcome_html
    assert db.session.get_one(Audience, cohort.audience_id).name == "Voorjaar 2026"
    assert response.location == f"/cohorts/{cohort.id}/schedule"


def test_pressing_twice_opens_one_cohort(cast):
    course = make_course()
    for _time in range(2):
        cast.facilitator.post(f"/courses/{course.id}/cohorts/new", {**SOUND, "form_key": "the same"})
    assert db.session.scalar(db.select(db.func.count(Cohort.id))) == 1


def test_who_may_open_a_cohort(cast):
    address = f"/courses/{make_course().id}/cohorts/new"
    for person in (cast.author, cast.admin):
        assert person.get(address).status_code == 200
    for person in (cast.trainee, cast.editor, cast.manager):
        assert person.get(address).status_code == 403
        assert person.post(address, SOUND).status_code == 403
    hidden = make_course(published=False)
    assert cast.trainee.get(f"/courses/{hidden.id}/cohorts/new").status_code == 404


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": "  "}, "Give the cohort a name"),
        ({"starts_on": ""}, "Write the first day of the training."),
        ({"ends_on": "31 June 2026"}, "June has 30 days. Write a date such as 30 June 2026."),
        ({"ends_on": "2026-03-01"}, "The last day lies before the first."),
        ({"ends_on": "2032-03-01"}, "at most three years"),
        ({"timezone": "Europe/Atlantis"}, "Not a valid choice"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_kept(cast, values, sentence):
    response = cast.facilitator.post(f"/courses/{make_course().id}/cohorts/new", SOUND | values)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert db.session.scalar(db.select(db.func.count(Cohort.id))) == 0


def test_settings_are_for_who_runs_the_cohort(cast, cohort):
    for page in ("settings", "schedule"):
        assert cast.facilitator.get(f"/cohorts/{cohort.id}/{page}").status_code == 200
        assert cast.trainee.get(f"/cohorts/{cohort.id}/{page}").status_code == 403
        assert cast.trainee.post(f"/cohorts/{cohort.id}/{page}", SOUND).status_code == 403
        assert cast.outsider.get(f"/cohorts/{cohort.id}/{page}").status_code == 404
        assert cast.outsider.post(f"/cohorts/{cohort.id}/{page}", SOUND).status_code == 404


def test_another_name_names_the_audience_too(cast, cohort):
    response = cast.facilitator.post(f"/cohorts/{cohort.id}/settings", {**SOUND, "version": cohort.version})
    assert response.status_code == 303
    assert db.session.get_one(Audience, cohort.audience_id).name == "Voorjaar 2026"
    assert "Voorjaar 2026" in text_of(cast.trainee.get("/cohorts"))


def test_two_people_at_once_hear_of_each_other(cast, cohort):
    values = {**SOUND, "version": cohort.version}
    cast.facilitator.post(f"/cohorts/{cohort.id}/settings", values)
    response = cast.facilitator.post(f"/cohorts/{cohort.id}/settings", {**values, "name": "Herfst"})
    assert response.status_code == 409
    assert "Somebody else changed this cohort meanwhile" in text_of(response)
    assert "Herfst" in response.get_data(as_text=True)
    assert cohort.name == "Voorjaar 2026"


def test_moving_the_end_into_the_past_ends_the_training_at_once(cast, cohort):
    values = {**SOUND, "starts_on": "2026-01-05", "ends_on": "2026-02-05", "version": cohort.version}
    cast.facilitator.post(f"/cohorts/{cohort.id}/settings", values)
    page = text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))
    assert "The training ended on 5 February" in page
    assert cohort.ended_at is not None


def rule_of(cohort, module) -> tuple:
    rule = db.session.get_one(ScheduleRule, (cohort.id, module.id))
    return rule.rule, rule.opens_on and rule.opens_on.isoformat(), rule.days


def test_the_schedule_is_kept_per_module(cast):
    course = make_course()
    first, second, third = (make_module(course, title=title) for title in ("One", "Two", "Three"))
    cohort = make_cohort(course)
    values = {
        f"module-{first.id}-rule": "at_once",
        f"module-{first.id}-days": "nonsense that does not matter",
        f"module-{second.id}-rule": "on_date",
        f"module-{second.id}-opens_on": "1 April 2026",
        f"module-{third.id}-rule": "days_after",
        f"module-{third.id}-days": "14",
    }
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/schedule", values).status_code == 303
    assert rule_of(cohort, first) == ("at_once", None, None)
    assert rule_of(cohort, second) == ("on_date", "2026-04-01", None)
    assert rule_of(cohort, third) == ("days_after", None, 14)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"rule": "on_date", "opens_on": ""}, "Write the date this module opens."),
        ({"rule": "on_date", "opens_on": "31 April 2026"}, "April has 30 days."),
        ({"rule": "days_after", "days": ""}, "Write a number of days between 0 and 1098."),
        ({"rule": "days_after", "days": "-3"}, "Write a number of days between 0 and 1098."),
    ],
)
def test_a_rule_without_sense_is_answered_with_a_sentence(cast, values, sentence):
    course = make_course()
    module = make_module(course)
    cohort = make_cohort(course)
    values = {f"module-{module.id}-{name}": value for name, value in values.items()}
    response = cast.facilitator.post(f"/cohorts/{cohort.id}/schedule", values)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert rule_of(cohort, module) == ("at_once", None, None)


def test_lessons_say_when_their_module_opens(cast):
    course = make_course()
    module = make_module(course, title="Listening")
    cohort = make_cohort(course)
    make_member(cohort, cast.trainee)
    actions.set_rule(cohort, module, "days_after", days=45)
    assert "Opens " in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/lessons"))
