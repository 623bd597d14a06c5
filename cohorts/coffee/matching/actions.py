"""Every write about being matched: taking part, pausing, stopping, and the round of a month."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import force_locale, gettext
from sqlalchemy import select

from cohorts.coffee import notices
from cohorts.coffee.actions import choice_of, make_coffee
from cohorts.coffee.matching import queries
from cohorts.coffee.matching.pairing import match
from cohorts.coffee.models import CoffeeChoice, CoffeeRound
from lms.database import db, now
from lms.database import insert as insert_or
from lms.jobs import enqueue, every, job
from lms.notifications.actions import notify
from lms.people.models import User

MORNING = time(9)  # of the first day of the month, where the academy is
CATCH_UP = 7  # day of the month up to which a round that was missed is still held


def take_part(user_id: int) -> None:
    """From the next first of the month on; also after a pause."""
    choice = choice_of(user_id)
    choice.is_matched, choice.paused_until = True, None
    db.session.flush()


def pause(user_id: int, months: int, *, at: datetime | None = None) -> None:
    """So many rounds are skipped; then it goes on by itself."""
    choice = choice_of(user_id)
    next_round = _month_after(first_of(at or now()))
    for _each in range(months):
        next_round = _month_after(next_round)
    choice.paused_until = next_round
    db.session.flush()


def stop(user_id: int) -> None:
    choice = choice_of(user_id)
    choice.is_matched, choice.paused_until = False, None
    db.session.flush()


@every(timedelta(minutes=30))
def begin_round() -> None:
    """On the first of the month at nine, where the academy is; a few days later when nothing ran then."""
    local = now().astimezone(ZoneInfo(queries.academy_zone()))
    month = local.date().replace(day=1)
    has_come = local.day > 1 or local.time() >= MORNING
    if has_come and local.day <= CATCH_UP and queries.find_round(month) is None:
        enqueue("coffee_round", month=month.isoformat())


@job("coffee_round")
def hold_round_of(month: str) -> None:
    hold_round(date.fromisoformat(month))


def hold_round(month: date, *, at: datetime | None = None) -> CoffeeRound | None:
    """Match everybody who takes part, once: None when this month was done before. `at` seeds the past."""
    claimed = insert_or(CoffeeRound).values(month=month, people=0, left_over=0, held_at=at or now())
    claimed = claimed.on_conflict_do_nothing().returning(CoffeeRound.id)
    round_id = db.session.scalar(claimed)
    if round_id is None:
        return None
    this_round = db.session.get_one(CoffeeRound, round_id)
    found = match(queries.community_of(month), seed=month.toordinal())
    for group in found.groups:
        coffee = make_coffee(group, round_id=round_id, at=at)
        if at is None:
            notices.tell_matched(coffee)
    if at is None:
        _tell_left(found.left, month)
    this_round.people, this_round.left_over = sum(map(len, found.groups)), len(found.left)
    db.session.flush()
    return this_round


def first_of(moment: datetime) -> date:
    """The first day of this month, where the academy is."""
    return moment.astimezone(ZoneInfo(queries.academy_zone())).date().replace(day=1)


def _month_after(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _tell_left(user_ids: list[int], month: date) -> None:
    """Nobody is dropped without a word."""
    rows = db.session.execute(
        select(User.id, User.locale, CoffeeChoice.audience_id)
        .join(CoffeeChoice, CoffeeChoice.user_id == User.id)
        .where(User.id.in_(user_ids))
    )
    for row in rows:
        with force_locale(row.locale):
            notify(
                [row.id], "coffee", audience_id=row.audience_id, actor=None, thread=f"coffees:{month:%Y-%m}",
                thing=f"coffee-alone:{month:%Y-%m}:{row.id}", title=gettext("No coffee this month"), url="/coffees",
                excerpt=gettext("There was nobody you could be matched with. You take part again next month by yourself."),
            )  # fmt: skip
