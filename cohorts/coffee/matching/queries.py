"""Every SELECT about being matched: who takes part this month, whom they met before, and the figures without names."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from cohorts.coffee.matching.pairing import LATELY, Community
from cohorts.coffee.models import Coffee, CoffeeChoice, CoffeePerson, CoffeeRound
from cohorts.models import INSIDE, Membership
from lms.admin.models import Academy
from lms.database import db
from lms.people.blocks.queries import pairs_apart
from lms.people.models import User

FEWEST = 5  # of fewer people no figure is shown
ROUNDS = 12  # that are shown


@dataclass(frozen=True)
class Figure:
    """Of one month: how many were matched, how many said whether they met, and how many did; None for fewer than five."""

    month: date
    people: int | None
    said: int | None
    met: int | None


@dataclass(frozen=True)
class Figures:
    """How many take part now, and what became of the last rounds."""

    taking_part: int | None
    rounds: list[Figure]


def academy_zone() -> str:
    return db.session.scalar(select(Academy.timezone).where(Academy.id == 1))


def find_round(month: date) -> CoffeeRound | None:
    return db.session.scalars(select(CoffeeRound).filter_by(month=month)).one_or_none()


def community_of(month: date) -> Community:
    """Who wants to be matched this month, with their cohorts and the rounds ago they last met somebody of these."""
    people = frozenset(db.session.scalars(_taking_part(month)))
    cohorts: dict[int, set[int]] = {}
    inside = select(Membership.user_id, Membership.cohort_id).where(
        Membership.phase.in_(INSIDE), Membership.user_id.in_(_taking_part(month))
    )
    for user_id, cohort_id in db.session.execute(inside):
        cohorts.setdefault(user_id, set()).add(cohort_id)
    of_each = {key: frozenset(ids) for key, ids in cohorts.items()}
    return Community(people, of_each, _met(month), frozenset(pairs_apart(people)))


def figures() -> Figures:
    """Counted anew each time; they name nobody."""
    taking_part = db.session.scalar(
        select(func.count())
        .select_from(CoffeeChoice)
        .join(User, User.id == CoffeeChoice.user_id)
        .where(CoffeeChoice.is_matched, User.is_active)
    )
    said = func.count(CoffeePerson.user_id).filter(CoffeePerson.met != "")
    met = func.count(CoffeePerson.user_id).filter(CoffeePerson.met == "yes")
    rows = db.session.execute(
        select(CoffeeRound.month, CoffeeRound.people, said, met)
        .outerjoin(Coffee, Coffee.round_id == CoffeeRound.id)
        .outerjoin(CoffeePerson, CoffeePerson.coffee_id == Coffee.id)
        .where(CoffeeRound.people > 0)
        .group_by(CoffeeRound.id, CoffeeRound.month, CoffeeRound.people)
        .order_by(CoffeeRound.month.desc())
        .limit(ROUNDS)
    )
    return Figures(_enough(taking_part), [Figure(row[0], *map(_enough, row[1:])) for row in rows])


def _taking_part(month: date):
    return (
        select(CoffeeChoice.user_id)
        .join(User, User.id == CoffeeChoice.user_id)
        .where(
            CoffeeChoice.is_matched,
            User.is_active,
            or_(CoffeeChoice.paused_until.is_(None), CoffeeChoice.paused_until <= month),
        )
    )


def _met(month: date) -> dict[frozenset[int], int]:
    """Months ago two people were last matched, or last agreed on a coffee of their own."""
    one, other = aliased(CoffeePerson), aliased(CoffeePerson)
    rows = db.session.execute(
        select(one.user_id, other.user_id, func.max(Coffee.created_at))
        .join(other, (other.coffee_id == one.coffee_id) & (other.user_id > one.user_id))
        .join(Coffee, Coffee.id == one.coffee_id)
        .where(or_(Coffee.round_id.is_not(None), Coffee.state == "agreed"))
        .where(one.user_id.in_(_taking_part(month)), other.user_id.in_(_taking_part(month)))
        .group_by(one.user_id, other.user_id)
    )
    return {frozenset((a, b)): min(LATELY, (month - last.date()).days // 30) for a, b, last in rows}


def _enough(count: int) -> int | None:
    return count if count >= FEWEST else None
