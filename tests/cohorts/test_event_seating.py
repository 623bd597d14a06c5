"""Places at an event: never more than there are, given in the order of asking, whatever people do."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohorts.calendar import actions, seating
from cohorts.calendar.models import EventAnswer
from cohorts.membership.actions import remove_member
from lms.database import db
from lms.notifications.models import Notification
from lms.people.models import User
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.events import first_date, make_event

PEOPLE = 6


@pytest.fixture
def people(cast) -> list[User]:
    rows = [User(name=f"Person {number}", email=f"p{number}@test.example") for number in range(PEOPLE)]
    db.session.add_all(rows)
    db.session.flush()
    return rows


@pytest.fixture
def cohort(cast, people):
    cohort = make_cohort()
    for person in people:
        make_member(cohort, person, tell=False)
    return cohort


class Model:
    """The same rules said as simply as possible: one line of who wants to come, and who of it has a place."""

    def __init__(self, capacity: int | None):
        self.capacity, self.line, self.seated = capacity, [], set()  # line: [person, guests] in order of asking

    def taken(self, but=None) -> int:
        return sum(1 + guests for person, guests in self.line if person in self.seated and person != but)

    def fits(self, size: int, but=None) -> bool:
        return self.capacity is None or self.taken(but) + size <= self.capacity

    def waiting(self) -> list:
        return [person for person, _guests in self.line if person not in self.seated]

    def going(self, person, guests: int) -> bool:
        """False: there is no such room, and everything stays as it was."""
        own = next((entry for entry in self.line if entry[0] == person), None)
        if self.capacity is not None and 1 + guests > self.capacity:
            return False
        if own and person in self.seated:
            more = guests > own[1]
            if more and (self.waiting() or not self.fits(1 + guests, but=person)) and self.capacity is not None:
                return False
            own[1] = guests
        elif own:
            own[1] = guests
        else:
            self.line.append([person, guests])
        self.fill()
        return True

    def away(self, person) -> None:
        self.line = [entry for entry in self.line if entry[0] != person]
        self.seated.discard(person)
        self.fill()

    def room(self, capacity: int | None) -> bool:
        if capacity is not None and capacity < self.taken():
            return False
        self.capacity = capacity
        self.fill()
        return True

    def fill(self) -> None:
        for person, guests in self.line:
            if person in self.seated:
                continue
            if not self.fits(1 + guests):
                break
            self.seated.add(person)


person = st.integers(0, PEOPLE - 1)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("going"), person, st.integers(0, 3)),
        st.tuples(st.sampled_from(["maybe", "no", "withdraw"]), person, st.just(0)),
        st.tuples(st.just("room"), st.one_of(st.none(), st.integers(1, 6)), st.just(0)),
    ),
    max_size=25,
)


@given(capacity=st.one_of(st.none(), st.integers(1, 5)), steps=steps)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_places_are_never_given_twice_and_the_waiting_list_keeps_its_order(cast, cohort, people, capacity, steps):
    event = make_event(cohort, cast.facilitator, capacity=capacity, tell=False)
    day, model = first_date(event), Model(capacity)
    by = cast.facilitator.user
    for what, who, guests in steps:
        if what == "room":
            words = {name: getattr(event, name) for name in actions.WORDS} | {"capacity": who}
            if model.room(who):
                actions.change_event(event, words=words, by=by)
            else:
                with pytest.raises(seating.NoRoom):
                    actions.change_event(event, words=words, by=by)
        elif what == "withdraw":
            seating.withdraw(event, day, people[who].id)
            model.away(who)
        elif what == "going":
            if model.going(who, guests):
                seating.answer(event, day, people[who].id, "going", guests)
            else:
                with pytest.raises(seating.NoRoom):
                    seating.answer(event, day, people[who].id, "going", guests)
        else:
            seating.answer(event, day, people[who].id, what)
            model.away(who)
        rows = seating.answers_of(day)
        index = {each.id: number for number, each in enumerate(people)}
        assert event.capacity is None or seating.taken_on(day) <= event.capacity
        assert {index[row.user_id] for row in rows if row.answer == "going"} == model.seated
        assert [index[row.user_id] for row in rows if row.answer == "waiting"] == model.waiting()


def test_who_waits_moves_up_and_hears_it(cast, cohort, people):
    event = make_event(cohort, cast.facilitator, capacity=1)
    day = first_date(event)
    assert actions.answer(event, day, people[0], "going") == "going"
    assert actions.answer(event, day, people[1], "going") == "waiting"
    assert actions.answer(event, day, people[2], "going") == "waiting"
    actions.answer(event, day, people[0], "no")
    db.session.commit()
    told = db.session.scalars(db.select(Notification).where(Notification.reason == "meeting")).all()
    assert [(row.user_id, row.title) for row in told] == [(people[1].id, "You have a place: Practising together")]
    assert db.session.get_one(EventAnswer, (day.id, people[2].id)).answer == "waiting"


def test_who_leaves_the_cohort_leaves_their_place_to_others(cast, cohort, people):
    event = make_event(cohort, cast.facilitator, capacity=1)
    day = first_date(event)
    actions.answer(event, day, people[0], "going")
    actions.answer(event, day, people[1], "going")
    remove_member(make_member(cohort, people[0]))
    assert [(row.user_id, row.answer) for row in seating.answers_of(day)] == [(people[1].id, "going")]


def test_a_larger_room_lets_the_waiting_in_and_no_room_is_made_too_small(cast, cohort, people):
    event = make_event(cohort, cast.facilitator, capacity=2)
    day = first_date(event)
    for someone in people[:4]:
        actions.answer(event, day, someone, "going")
    words = {name: getattr(event, name) for name in actions.WORDS}
    with pytest.raises(seating.NoRoom):
        actions.change_event(event, words=words | {"capacity": 1}, by=cast.facilitator.user)
    actions.change_event(event, words=words | {"capacity": 3}, by=cast.facilitator.user)
    assert [row.answer for row in seating.answers_of(day)] == ["going", "going", "going", "waiting"]


def test_nobody_moves_up_when_it_has_begun(cast, cohort, people):
    event = make_event(cohort, cast.facilitator, capacity=1)
    day = first_date(event)
    actions.answer(event, day, people[0], "going")
    actions.answer(event, day, people[1], "going")
    day.starts_at -= timedelta(days=8)
    assert seating.withdraw(event, day, people[0].id) == []
