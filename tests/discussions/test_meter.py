"""The meter: where the academy chose it, a cohort sees this month beside its own months before, and nothing of anybody else."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from cohorts.models import Cohort
from cohorts.practice import actions as practice
from cohorts.practice.models import CheckIn, PracticePlan
from discussions import actions as talk
from discussions.meter.months import FORMER, months_of
from discussions.meter.queries import FEWEST, KINDS, counts_of
from discussions.models import Post, Space, Topic
from discussions.reacting.actions import thank
from discussions.reacting.models import Thanks
from lms.access import ACADEMY
from lms.admin.models import Academy, AuditEntry
from lms.database import db, now
from lms.people.models import User
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import make_question, make_reply, space_of
from tests.factories.people import make_person
from tests.factories.practice import make_plan
from tests.statements import counted_statements

TITLE = "This month, beside our own"
NOT_ENOUGH = "Not enough yet: once a whole month"
SETTINGS = {"name": "Academie Noord", "about": "", "locale": "en", "timezone": "Europe/Amsterdam"}


@pytest.fixture
def chosen(cast):
    """The academy has the meter."""
    db.session.get_one(Academy, 1).shows_meter = True
    db.session.commit()


@pytest.fixture
def cohort(cast) -> Cohort:
    """A cohort that was there for the whole month before this one, and for no other."""
    return cohort_since(cast, last_month())


def last_month() -> date:
    today = now().astimezone(ZoneInfo("Europe/Amsterdam")).date()
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def cohort_since(cast, starts_on: date) -> Cohort:
    cohort = make_cohort(by=cast.facilitator.user, starts_on=starts_on, ends_on=starts_on + timedelta(days=200))
    make_member(cohort, cast.trainee, tell=False)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    db.session.commit()
    return cohort


def answered(cast, cohort, at: datetime) -> tuple[Topic, Post]:
    topic = make_question(space=space_of(cohort), author=cast.trainee.user)
    reply = make_reply(topic, author=cast.mentor.user)
    talk.accept_answer(topic, reply, by=cast.trainee.user, at=at)
    return topic, reply


def told(cohort, person, at: datetime) -> PracticePlan:
    plan = make_plan(cohort, person, days_ago=400)
    check_in = db.session.scalars(db.select(CheckIn).filter_by(plan_id=plan.id).order_by(CheckIn.days).limit(1)).one()
    practice.answer(plan, check_in, said="did", sentence="It went well.", by=person, at=at)
    return plan


def page(person, cohort) -> str:
    return text_of(person.get(f"/cohorts/{cohort.id}"))


def test_this_month_stands_beside_the_month_before(cast, cohort, chosen):
    this, before = months_of(cohort, now())
    answered(cast, cohort, before.begins)
    _topic, reply = answered(cast, cohort, this.begins)
    thank(reply, cast.trainee.user, at=before.begins)
    thank(reply, cast.facilitator.user, at=this.begins)
    thank(reply, cast.mentor.user, at=this.begins)
    db.session.commit()
    response = cast.trainee.get(f"/cohorts/{cohort.id}")
    html, words = response.get_data(as_text=True), text_of(response)
    assert 'aria-label="Questions answered: This month 1, Before, on average 1"' in html
    assert 'aria-label="Thanks given: This month 2, Before, on average 1"' in html
    assert "More thanks were given than usual by now." in words
    assert f"Not enough yet: counted from {FEWEST} people on." in words, "practice could tell of somebody"
    assert 'aria-label="Our months, as a table"' in html


def test_a_quieter_month_is_encouraged(cast, cohort, chosen):
    answered(cast, cohort, months_of(cohort, now())[1].begins)
    db.session.commit()
    assert "Every answer, every word of thanks and every story from practice adds to it." in page(cast.trainee, cohort)


def test_it_names_nobody_and_shows_no_other_cohort(cast, cohort, chosen):
    answered(cast, cohort, months_of(cohort, now())[1].begins)
    other = make_cohort(name="Another cohort", by=cast.facilitator.user, starts_on=cohort.starts_on)
    make_member(other, cast.trainee, tell=False)
    for _number in range(3):
        answered(cast, other, months_of(cohort, now())[0].begins)
    db.session.commit()
    html = cast.trainee.get(f"/cohorts/{cohort.id}").get_data(as_text=True)
    section = html.split('aria-labelledby="meter"')[1].split("</section>")[0]
    assert "Questions answered: This month 0, Before, on average 1" in section
    for name in ("Trainee", "Mentor", "Facilitator", "Another cohort", "/people/"):
        assert name not in section


def test_a_cohort_without_months_before_reads_that_it_is_not_enough_yet(cast, chosen):
    cohort = cohort_since(cast, last_month() + timedelta(days=1))
    answered(cast, cohort, now())
    db.session.commit()
    assert NOT_ENOUGH in page(cast.trainee, cohort)


def test_months_in_which_nothing_happened_are_not_enough(cast, cohort, chosen):
    assert NOT_ENOUGH in page(cast.trainee, cohort)


def test_it_is_off_until_somebody_chooses_and_then_costs_nothing(cast, cohort):
    assert TITLE not in page(cast.trainee, cohort)
    with counted_statements() as off:
        page(cast.trainee, cohort)
    db.session.get_one(Academy, 1).shows_meter = True
    db.session.commit()
    with counted_statements() as on:
        assert TITLE in page(cast.trainee, cohort)
    assert on() == off() + 1, repr(on)


def test_administrators_choose_it(cast, cohort):
    assert cast.trainee.post("/admin/settings", SETTINGS | {"shows_meter": "y"}).status_code == 403
    wrong = cast.admin.post("/admin/settings", SETTINGS | {"name": " ", "shows_meter": "y"})
    assert wrong.status_code == 422
    assert 'checked id="shows_meter"' in wrong.get_data(as_text=True), "what was chosen is not lost"
    assert TITLE not in page(cast.trainee, cohort)
    assert cast.admin.post("/admin/settings", SETTINGS | {"shows_meter": "y"}).status_code == 303
    assert TITLE in page(cast.trainee, cohort)
    assert db.session.scalars(db.select(AuditEntry.action).filter_by(object_kind="academy")).all() == [
        "academy settings saved"
    ]
    assert cast.admin.post("/admin/settings", SETTINGS).status_code == 303
    assert TITLE not in page(cast.trainee, cohort)


def test_outsiders_see_neither_the_cohort_nor_its_months(cast, cohort, chosen):
    response = cast.outsider.get(f"/cohorts/{cohort.id}")
    assert response.status_code == 404
    assert TITLE not in text_of(response)


def test_it_speaks_dutch(cast, cohort, chosen):
    answered(cast, cohort, months_of(cohort, now())[1].begins)
    db.session.get_one(User, cast.trainee.id).locale = "nl"
    db.session.commit()
    words = page(cast.trainee, cohort)
    assert "Deze maand, naast onze eigen" in words
    assert "Elk antwoord, elk bedankje en elk verhaal uit de praktijk telt mee." in words


def test_practice_is_counted_from_enough_people_on(cast, cohort):
    months = months_of(cohort, now())
    for number in range(FEWEST - 1):
        told(cohort, make_person(f"Peer {number}"), months[number % 2].begins)
    assert counts_of(cohort.id, months)["practised"] is None
    told(cohort, make_person("One more"), months[0].begins)
    assert counts_of(cohort.id, months)["practised"] == [3, 2]


def test_only_what_stands_and_everybody_reads_is_counted(cast, cohort):
    months = months_of(cohort, now())
    narrow, _reply = answered(cast, cohort, months[0].begins)
    removed, _reply = answered(cast, cohort, months[0].begins)
    _topic, reply = answered(cast, cohort, months[0].begins)
    thank(reply, cast.trainee.user, at=months[0].begins)
    narrow.audience_id, removed.deleted_at, reply.deleted_at = ACADEMY, now(), now()
    db.session.flush()
    counted = counts_of(cohort.id, months)
    assert (counted["answered"], counted["thanked"]) == ([1, 0], [0, 0])


@pytest.mark.parametrize(
    ("starts_on", "moment", "firsts", "last"),
    [
        ("2026-01-01", "2026-03-31T12:00", ["2026-03-01", "2026-02-01", "2026-01-01"], "2026-01-31T23:00"),
        ("2026-01-02", "2026-03-10T12:00", ["2026-03-01", "2026-02-01"], "2026-02-10T23:00"),
        ("2026-02-01", "2026-03-31T12:00", ["2026-03-01", "2026-02-01"], "2026-02-28T23:00"),
        ("2026-03-05", "2026-03-31T21:59", ["2026-03-01"], "2026-03-31T22:00"),
        ("2026-03-05", "2026-03-31T22:00", ["2026-04-01"], "2026-04-01T22:00"),
        ("2026-03-01", "2026-03-31T22:00", ["2026-04-01", "2026-03-01"], "2026-03-01T23:00"),
        ("2026-10-01", "2026-11-26T12:00", ["2026-11-01", "2026-10-01"], "2026-10-26T23:00"),
    ],
)
def test_months_run_up_to_the_same_day_of_the_cohorts_calendar(starts_on, moment, firsts, last):
    zone = ZoneInfo("Europe/Amsterdam")
    cohort = SimpleNamespace(starts_on=date.fromisoformat(starts_on), zone=zone)
    months = months_of(cohort, datetime.fromisoformat(moment).replace(tzinfo=UTC))
    assert [month.first.isoformat() for month in months] == firsts
    assert months[-1].ends == datetime.fromisoformat(last).replace(tzinfo=UTC)


def test_a_long_cohort_looks_back_on_six_months():
    cohort = SimpleNamespace(starts_on=date(2020, 1, 1), zone=ZoneInfo("Europe/Amsterdam"))
    months = months_of(cohort, datetime(2026, 3, 10, 12, tzinfo=UTC))
    assert len(months) == FORMER + 1
    assert months[-1].first == date(2025, 9, 1)


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_what_a_plain_recount_finds(cast, seed):
    random, moment = Random(seed), now()
    cohorts = [make_cohort(name=f"Cohort {number}", starts_in=-random.randint(20, 300)) for number in range(2)]
    people = [make_person(f"Peer {number}") for number in range(7)]
    for cohort in cohorts:
        for person in random.sample(people, random.randint(3, 7)):
            told(cohort, person, moment - timedelta(days=random.uniform(0, 230)))
        for _number in range(12):
            topic, reply = answered(cast, cohort, moment - timedelta(days=random.uniform(0, 230)))
            for person in random.sample(people, 3):
                thank(reply, person, at=moment - timedelta(days=random.uniform(0, 230)))
            if random.random() < 0.2:
                random.choice((topic, reply)).deleted_at = moment
    db.session.flush()
    for cohort in cohorts:
        months = months_of(cohort, moment)
        with counted_statements() as count:
            found = counts_of(cohort.id, months)
        assert found == _recount(cohort, months)
        assert count() == 1


def _recount(cohort, months) -> dict:
    """The same, row by row."""
    acts = {kind: [] for kind in KINDS}
    space = db.session.scalars(db.select(Space).filter_by(cohort_id=cohort.id)).one()
    topics = {t.id: t for t in db.session.scalars(db.select(Topic).filter_by(space_id=space.id)) if not t.deleted_at}
    posts = {p.id for p in db.session.scalars(db.select(Post)) if p.topic_id in topics and not p.deleted_at}
    plans = {
        plan.id: plan.user_id for plan in db.session.scalars(db.select(PracticePlan).filter_by(cohort_id=cohort.id))
    }
    acts["answered"] = [(t.author_id, t.accepted_at) for t in topics.values() if t.accepted_post_id]
    acts["thanked"] = [(row.user_id, row.at) for row in db.session.scalars(db.select(Thanks)) if row.post_id in posts]
    acts["practised"] = [
        (plans[row.plan_id], row.answered_at)
        for row in db.session.scalars(db.select(CheckIn))
        if row.plan_id in plans and row.answered_at
    ]
    spans = [(month.begins, month.ends) for month in months]
    counts = {
        kind: [sum(begins <= at < ends for _who, at in rows) for begins, ends in spans] for kind, rows in acts.items()
    }
    practised = {who for who, at in acts["practised"] if any(begins <= at < ends for begins, ends in spans)}
    return counts if len(practised) >= FEWEST else counts | {"practised": None}
