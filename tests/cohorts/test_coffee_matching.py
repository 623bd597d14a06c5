"""Being matched each month: taking part, pausing, the round and what becomes of it, and the figures without names."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cohorts.coffee import actions as coffees
from cohorts.coffee.matching import actions, queries
from cohorts.coffee.models import Coffee, CoffeeChoice, CoffeePerson, CoffeeRound
from cohorts.coffee.reminding import settle_coffees
from lms.admin.models import Academy
from lms.database import db, now
from lms.jobs import OutboxJob, sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from lms.people.accounts.actions import deactivate_user
from lms.people.blocks.actions import block
from lms.people.models import User
from lms.people.profiles.actions import save_profile
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.people import make_person
from tests.statements import counted_statements

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)


def take_part(*people) -> None:
    for person in people:
        actions.take_part(person.id)
    db.session.commit()


def pairs() -> dict[int, set[int]]:
    """The people of each coffee."""
    found: dict[int, set[int]] = {}
    for row in db.session.scalars(db.select(CoffeePerson)):
        found.setdefault(row.coffee_id, set()).add(row.user_id)
    return found


def told(person) -> list[str]:
    waiting = db.select(Notification.title).where(Notification.user_id == person.id)
    return list(db.session.scalars(waiting.order_by(Notification.id)))


def test_one_takes_part_pauses_goes_on_and_stops(cast):
    assert "You do not take part" in text_of(cast.trainee.get("/coffees"))
    for _again in range(2):
        assert cast.trainee.post("/coffees/matching").status_code == 303
    assert "You take part" in text_of(cast.trainee.get("/coffees"))
    assert cast.trainee.post("/coffees/matching/pause", {"months": "2"}).status_code == 422
    assert cast.trainee.post("/coffees/matching/pause", {"months": "1"}).status_code == 303
    assert "Paused until" in text_of(cast.trainee.get("/coffees"))
    assert cast.trainee.post("/coffees/matching").status_code == 303
    assert "You take part" in text_of(cast.trainee.get("/coffees"))
    assert cast.trainee.post("/coffees/matching/end").status_code == 303
    assert "You do not take part" in text_of(cast.trainee.get("/coffees"))


def test_a_round_matches_across_cohorts_once_and_everybody_hears_it(cast):
    here, there = make_cohort(), make_cohort(name="Of others")
    for cohort, people in ((here, (cast.trainee, cast.mentor)), (there, (cast.alumna, cast.outsider))):
        for person in people:
            make_member(cohort, person, tell=False)
    take_part(cast.trainee, cast.mentor, cast.alumna, cast.outsider)
    assert actions.hold_round(DECEMBER).people == 4
    assert actions.hold_round(DECEMBER) is None
    assert len(db.session.scalars(db.select(Coffee)).all()) == 2
    for group in pairs().values():
        assert len(group & {cast.trainee.id, cast.mentor.id}) == 1
    assert told(cast.trainee)[0].startswith("This month: a coffee with ")
    db.session.commit()
    while sweep():
        pass
    assert len(db.session.scalars(db.select(Mail)).all()) == 4
    coffee = db.session.scalars(db.select(Coffee)).first()
    mine = next(p for p in (cast.trainee, cast.mentor) if p.id in pairs()[coffee.id])
    page = text_of(mine.get(coffee.path))
    assert "matched by the academy" in page
    assert "Offer times" in text_of(mine.get("/"))
    assert cast.admin.get(coffee.path).status_code == 404


def test_the_next_month_brings_somebody_else_and_an_odd_one_makes_a_trio(cast):
    people = [cast.trainee, cast.mentor, cast.alumna, cast.outsider]
    take_part(*people)
    met = set()
    for number in range(3):
        moment = datetime(2026, 12, 1, 9, tzinfo=UTC) + timedelta(days=31 * number)
        actions.hold_round(actions.first_of(moment), at=moment)
    for group in pairs().values():
        assert frozenset(group) not in met
        met.add(frozenset(group))
    assert len(met) == 6
    take_part(cast.author)
    actions.hold_round(date(2027, 4, 1), at=datetime(2027, 4, 1, 9, tzinfo=UTC))
    assert sorted(map(len, pairs().values()))[-2:] == [2, 3]


def test_of_each_of_a_trio_it_says_what_they_have_in_common(cast):
    cohort = make_cohort()
    for person in (cast.trainee, cast.mentor):
        make_member(cohort, person, tell=False)
    for person in (cast.trainee, cast.outsider):
        save_profile(person.user, name=person.user.name, fields={"organisation": "City of Deventer"}, visibility={})
    take_part(cast.trainee, cast.mentor, cast.outsider)
    actions.hold_round(date(2027, 4, 1), at=datetime(2027, 4, 1, 9, tzinfo=UTC))
    (coffee,) = db.session.scalars(db.select(Coffee))
    page = text_of(cast.trainee.get(coffee.path))
    assert f"You are both in Motivational interviewing, {cohort.name}." in page.split("Mentor")[-1]
    assert "You both work at City of Deventer." in page
    assert "You both work at" not in text_of(cast.mentor.get(coffee.path))


def test_who_cannot_be_matched_is_told_and_takes_part_again(cast):
    take_part(cast.trainee)
    this_round = actions.hold_round(DECEMBER)
    assert (this_round.people, this_round.left_over) == (0, 1)
    assert told(cast.trainee) == ["No coffee this month"]
    db.session.commit()
    while sweep():
        pass
    assert "Only you can read this." in db.session.scalars(db.select(Mail)).one().text
    assert "No coffee this month" in cast.trainee.get("/inbox").text
    take_part(cast.alumna)
    assert actions.hold_round(JANUARY).people == 2


def test_who_pauses_closed_their_account_or_blocked_the_other_is_not_matched(cast):
    gone = make_person("Cleo Closed")
    take_part(cast.trainee, cast.alumna, cast.mentor, gone)
    deactivate_user(gone)
    block(cast.trainee.user, cast.alumna.id)
    actions.pause(cast.mentor.id, 1, at=datetime(2026, 11, 20, tzinfo=UTC))
    this_round = actions.hold_round(DECEMBER)
    assert (this_round.people, this_round.left_over) == (0, 2)
    assert told(cast.mentor) == []
    assert actions.hold_round(JANUARY).people == 3 - 1
    assert cast.mentor.id in next(iter(pairs().values()))


@pytest.mark.parametrize(
    ("moment", "begins"),
    [
        (datetime(2026, 11, 30, 23, 30, tzinfo=UTC), False),  # past midnight in Amsterdam, but not nine yet
        (datetime(2026, 12, 1, 7, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 1, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 5, 3, 0, tzinfo=UTC), True),  # nothing ran on the first
        (datetime(2026, 12, 9, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), False),
    ],
)
def test_it_begins_on_the_first_at_nine_where_the_academy_is(cast, monkeypatch, moment, begins):
    take_part(cast.trainee, cast.alumna)
    monkeypatch.setattr(actions, "now", lambda: moment)
    for _again in range(2):
        actions.begin_round()
        db.session.commit()
    while sweep():
        pass
    assert [row.month for row in db.session.scalars(db.select(CoffeeRound))] == [DECEMBER] * begins
    assert len(pairs()) == begins
    actions.begin_round()
    db.session.commit()
    asked = db.session.scalars(db.select(OutboxJob).filter_by(kind="coffee_round"))
    assert all(row.done_at for row in asked)  # and no more is asked for once it was held


def test_the_academy_elsewhere_begins_by_its_own_clock(cast, monkeypatch):
    db.session.get_one(Academy, 1).timezone = "America/New_York"
    db.session.flush()
    monkeypatch.setattr(actions, "now", lambda: datetime(2026, 12, 1, 13, 0, tzinfo=UTC))
    actions.begin_round()
    assert db.session.scalars(db.select(OutboxJob).filter_by(kind="coffee_round")).all() == []


def test_who_was_matched_is_asked_after_three_weeks_and_it_ends_after_four(cast):
    take_part(cast.trainee, cast.alumna)
    actions.hold_round(DECEMBER)
    coffee = db.session.scalars(db.select(Coffee)).one()
    db.session.commit()
    assert cast.trainee.post(f"{coffee.path}/meeting", {"met": "yes"}).status_code == 403
    coffee.created_at = now() - timedelta(days=22)
    for _again in range(2):
        settle_coffees()
    db.session.commit()
    assert told(cast.trainee)[-1] == "Did you meet? Your coffee with Alumna"
    coffee.created_at = now() - timedelta(days=29)
    settle_coffees()
    db.session.commit()
    assert coffee.state == "lapsed"
    assert cast.trainee.post(f"{coffee.path}/meeting", {"met": "no"}).status_code == 303
    assert "No time was found" not in " ".join(told(cast.trainee))


def test_figures_name_nobody_and_are_silent_about_fewer_than_five(cast):
    people = [getattr(cast, name) for name in ("trainee", "alumna", "mentor", "outsider")]
    take_part(*people)
    actions.hold_round(DECEMBER)
    db.session.commit()
    for person in (cast.manager, cast.facilitator, cast.admin):
        page = text_of(person.get("/coffees"))
        assert "Fewer than 5 people take part" in page
        assert "Trainee" not in page
    for person in (cast.trainee, cast.author, cast.editor):
        assert "take part in the matching" not in text_of(person.get("/coffees"))
    take_part(cast.author, cast.editor)
    actions.hold_round(JANUARY)
    in_january = db.select(CoffeePerson).join(Coffee).join(CoffeeRound).where(CoffeeRound.month == JANUARY)
    for row in db.session.scalars(in_january.limit(5)).all():
        coffee, person = db.session.get_one(Coffee, row.coffee_id), db.session.get_one(User, row.user_id)
        coffees.say_met(coffee, by=person, said="yes")
    db.session.commit()
    figures = queries.figures()
    assert figures.taking_part == 6
    assert [(row.month, row.people, row.said, row.met) for row in figures.rounds] == [
        (JANUARY, 6, 5, 5),
        (DECEMBER, None, None, None),
    ]
    assert "January 2027" in text_of(cast.manager.get("/coffees"))


def test_a_round_costs_the_same_statements_to_load_however_many_take_part(cast):
    take_part(cast.trainee, cast.alumna)
    counts = []
    for number in (2, 40):
        for n in range(number):
            actions.take_part(make_person(f"Somebody {number} {n}").id)
        db.session.commit()
        with counted_statements() as count:
            queries.community_of(DECEMBER)
        counts.append(count())
    assert counts[0] == counts[1] <= 4
    assert actions.hold_round(DECEMBER).people == 44


def test_a_choice_is_only_ones_own(cast):
    take_part(cast.trainee)
    choice = db.session.scalars(db.select(CoffeeChoice)).one()
    assert choice.audience_id in cast.trainee.viewer.audiences
    assert choice.audience_id not in cast.admin.viewer.audiences
