"""Every write about a coffee: asking, offering times, choosing one, stepping back, saying whether it came to it."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, select

from cohorts.coffee import notices, queries
from cohorts.coffee.models import Coffee, CoffeeChoice, CoffeePerson, CoffeeSlot, CoffeeYes
from cohorts.coffee.policies import MOST_SLOTS
from lms.access import grant, make_audience, revoke
from lms.database import db, now
from lms.database import insert as insert_or
from lms.notifications.actions import mark_thread_done, withdraw
from lms.people.models import User


class Already(Exception):
    """These two are arranging a coffee; `coffee_id` is that one."""

    def __init__(self, coffee_id: int):
        super().__init__(coffee_id)
        self.coffee_id = coffee_id


class TooMany(Exception):
    """More times would stand open than people look through."""


def ask(
    person_id: int, *, by, intro: str, minutes: int, place: str, starts: list[datetime], at: datetime | None = None
) -> Coffee:
    """Ask somebody for a coffee at one of these times. Raises Already. `at` seeds the past, and then nobody is told."""
    db.session.execute(select(User.id).where(User.id == by.id).with_for_update())  # one asks one thing at a time
    if (found := queries.find_between(by.id, person_id)) is not None:
        raise Already(found)
    coffee = make_coffee(
        [by.id, person_id], asked_by=by.id, intro=intro.strip(), minutes=minutes, place=place.strip(), at=at
    )
    _add_slots(coffee, by.id, starts)
    if at is None:
        notices.tell_asked(coffee, by=by)
    return coffee


def make_coffee(user_ids, *, at: datetime | None = None, **values) -> Coffee:
    """A coffee of these people, which nobody else reads."""
    audience = make_audience("group")
    for user_id in user_ids:
        grant(audience.id, user_id)
    coffee = Coffee(
        audience_id=audience.id, uid=f"{uuid4()}@leerkring", created_at=at or now(), changed_at=at or now(), **values
    )
    db.session.add(coffee)
    db.session.flush()
    db.session.add_all(CoffeePerson(coffee_id=coffee.id, user_id=user_id) for user_id in user_ids)
    db.session.flush()
    return coffee


def offer(coffee: Coffee, *, by, starts: list[datetime], minutes: int, place: str, at: datetime | None = None) -> None:
    """More times; where one was agreed on, others instead of it. Raises TooMany."""
    _hold(coffee)
    moment = at or now()
    if coffee.state == "agreed":
        _drop_slots(coffee)
        coffee.state = "open"
        _touch(coffee)
    standing = {slot.starts_at for slot in queries.slots_of(coffee, moment)}
    if len(standing | set(starts)) > MOST_SLOTS:
        raise TooMany
    coffee.minutes, coffee.place, coffee.changed_at = minutes, place.strip(), moment
    found = _add_slots(coffee, by.id, starts)
    if found is not None:
        _agree(coffee, found, by=by, at=at)
    elif at is None:
        notices.tell_offered(coffee, by=by)
    _done(coffee, by, at)


def choose(coffee: Coffee, slot: CoffeeSlot, *, by, at: datetime | None = None) -> bool:
    """The person can at this time; True once everybody can, and so it is agreed."""
    _hold(coffee)
    if coffee.state != "open":
        return False
    is_agreed = _say_yes(coffee, slot, by.id)
    if is_agreed:
        _agree(coffee, slot, by=by, at=at)
    _done(coffee, by, at)
    return is_agreed


def step_back(coffee: Coffee, *, by, reason: str = "", at: datetime | None = None) -> None:
    """Of two it is off; of three the others go on."""
    _hold(coffee)
    if coffee.state not in ("open", "agreed"):
        return
    if len(queries.ids_in(coffee)) > 2:
        _take_out(coffee, by.id)
        if at is None:
            notices.tell_smaller(coffee, by=by)
        _agree_where_all_can(coffee, by=by, at=at)
        return
    coffee.state = "declined" if coffee.state == "open" else "cancelled"
    coffee.closed_at, coffee.closed_by, coffee.reason = at or now(), by.id, reason.strip()
    _touch(coffee)
    if at is None:
        notices.tell_off(coffee, by=by)
    _done(coffee, by, at)


def lapse(coffee: Coffee) -> None:
    """The last time that was offered has passed; whoever asked hears it."""
    _hold(coffee)
    if coffee.state == "open":
        coffee.state, coffee.closed_at = "lapsed", now()
        _touch(coffee)
        if not coffee.is_matched:
            notices.tell_lapsed(coffee)


def say_met(coffee: Coffee, *, by, said: str, at: datetime | None = None) -> None:
    """Whether it came to it; said once more, the last word holds."""
    person = db.session.get_one(CoffeePerson, (coffee.id, by.id))
    person.met, person.met_at = said, at or now()
    db.session.flush()
    _done(coffee, by, at)


def choose_who_asks(user_id: int, asked_by: str) -> None:
    choice_of(user_id).asked_by = asked_by
    db.session.flush()


def choice_of(user_id: int) -> CoffeeChoice:
    """What the person chose; a row of theirs is made when there is none."""
    choice = queries.find_choice(user_id)
    if choice is None:
        own = make_audience("group")
        grant(own.id, user_id)
        choice = CoffeeChoice(user_id=user_id, audience_id=own.id)
        db.session.add(choice)
        db.session.flush()
    return choice


def _add_slots(coffee: Coffee, user_id: int, starts: list[datetime]) -> CoffeeSlot | None:
    """The first of these times, if there is one, at which everybody can."""
    for start in sorted(set(starts)):
        slot = queries.find_slot_at(coffee, start)
        if slot is None:
            slot = CoffeeSlot(coffee_id=coffee.id, starts_at=start, offered_by=user_id)
            db.session.add(slot)
            db.session.flush()
        if _say_yes(coffee, slot, user_id):
            return slot
    return None


def _say_yes(coffee: Coffee, slot: CoffeeSlot, user_id: int) -> bool:
    db.session.execute(insert_or(CoffeeYes).values(slot_id=slot.id, user_id=user_id).on_conflict_do_nothing())
    return queries.yeses_of(slot) >= queries.ids_in(coffee)


def _agree(coffee: Coffee, slot: CoffeeSlot, *, by, at: datetime | None) -> None:
    coffee.state, coffee.starts_at = "agreed", slot.starts_at
    coffee.reminded_day_at = coffee.reminded_hour_at = coffee.asked_whether_met_at = None
    _touch(coffee)
    withdraw(notices.asked(coffee))
    if at is None:
        notices.tell_agreed(coffee, by=by)


def _take_out(coffee: Coffee, user_id: int) -> None:
    """Somebody is no longer one of them, and nor are the times only they could."""
    slots = select(CoffeeSlot.id).where(CoffeeSlot.coffee_id == coffee.id)
    db.session.execute(delete(CoffeeYes).where(CoffeeYes.user_id == user_id, CoffeeYes.slot_id.in_(slots)))
    db.session.delete(db.session.get_one(CoffeePerson, (coffee.id, user_id)))
    db.session.flush()
    orphans = slots.where(CoffeeSlot.id.not_in(select(CoffeeYes.slot_id)))
    db.session.execute(delete(CoffeeSlot).where(CoffeeSlot.id.in_(list(db.session.scalars(orphans)))))
    revoke(coffee.audience_id, user_id)
    _touch(coffee)


def _agree_where_all_can(coffee: Coffee, *, by, at: datetime | None) -> None:
    """What only one waited for who is gone is agreed by that."""
    ids = queries.ids_in(coffee)
    for slot in queries.slots_of(coffee, at or now()) if coffee.state == "open" else ():
        if slot.can >= ids:
            _agree(coffee, slot, by=by, at=at)
            return


def _drop_slots(coffee: Coffee) -> None:
    slots = select(CoffeeSlot.id).where(CoffeeSlot.coffee_id == coffee.id)
    db.session.execute(delete(CoffeeYes).where(CoffeeYes.slot_id.in_(slots)))
    db.session.execute(delete(CoffeeSlot).where(CoffeeSlot.coffee_id == coffee.id))


def _touch(coffee: Coffee) -> None:
    coffee.sequence += 1
    coffee.changed_at = now()
    db.session.flush()


def _done(coffee: Coffee, by, at: datetime | None) -> None:
    if at is None:
        mark_thread_done(by.id, coffee.thread)


def _hold(coffee: Coffee) -> None:
    """Two answers come one after the other."""
    db.session.flush()
    db.session.refresh(coffee, with_for_update=True)
