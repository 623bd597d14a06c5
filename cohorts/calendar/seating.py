"""Who comes to a date: places are given in the order of asking, and who waits moves up by themselves."""

from sqlalchemy import select

from cohorts.calendar.models import Event, EventAnswer, EventDate
from lms.database import db, now

MOST_GUESTS = 10


class NoRoom(Exception):
    """There are not that many places; `places` is how many there are for this person, themselves included."""

    def __init__(self, places: int):
        super().__init__(places)
        self.places = places


def answer(event: Event, day: EventDate, user_id: int, said: str, guests: int = 0) -> tuple[str, list[int]]:
    """What became of the answer (`waiting` when all places are given), and who moved up because of it.

    Raises NoRoom for more guests than there are places; what the person had said before then stands."""
    hold(day)
    rows = answers_of(day)
    own = next((row for row in rows if row.user_id == user_id), None)
    taken = sum(row.seats for row in rows if row.answer == "going" and row is not own)
    waits = any(row.answer == "waiting" and row is not own for row in rows)
    guests = guests if said == "going" else 0
    room = None if event.capacity is None else event.capacity - taken
    had_place = own is not None and own.answer == "going"
    if said == "going" and room is not None:
        if 1 + guests > event.capacity:
            raise NoRoom(event.capacity)
        # Who has a place brings more guests only where nobody waits for one.
        if had_place and 1 + guests > (most := own.seats if waits else room):
            raise NoRoom(most)
    if own is None:
        own = EventAnswer(date_id=day.id, user_id=user_id, answer="")
        db.session.add(own)
    if said == "going" and own.answer not in ("going", "waiting"):
        day.last_number += 1
        own.number = day.last_number
    fits = room is None or had_place or (1 + guests <= room and not waits)
    own.answer = ("going" if fits else "waiting") if said == "going" else said
    own.guests, own.answered_at = guests, now()
    db.session.flush()
    moved = move_up(event, day)
    return own.answer, [mover for mover in moved if mover != user_id]


def withdraw(event: Event, day: EventDate, user_id: int) -> list[int]:
    """The person's answer goes; who moved up."""
    hold(day)
    for row in answers_of(day):
        if row.user_id == user_id:
            db.session.delete(row)
    db.session.flush()
    return move_up(event, day)


def move_up(event: Event, day: EventDate) -> list[int]:
    """Give the places that are free to who waits longest; nobody overtakes, also not with fewer guests."""
    moved = []
    if event.state != "planned" or day.cancelled_at or day.has_begun(now()):
        return moved
    rows = answers_of(day)
    taken = sum(row.seats for row in rows if row.answer == "going")
    for row in sorted((row for row in rows if row.answer == "waiting"), key=lambda row: row.number):
        if event.capacity is not None and taken + row.seats > event.capacity:
            break
        row.answer = "going"
        taken += row.seats
        moved.append(row.user_id)
    db.session.flush()
    return moved


def taken_on(day: EventDate) -> int:
    return sum(row.seats for row in answers_of(day) if row.answer == "going")


def answers_of(day: EventDate) -> list[EventAnswer]:
    return list(db.session.scalars(select(EventAnswer).filter_by(date_id=day.id).order_by(EventAnswer.number)))


def hold(day: EventDate) -> None:
    """Answers to one date come one after the other, so that the last place is given once."""
    db.session.flush()
    db.session.refresh(day, with_for_update=True)
