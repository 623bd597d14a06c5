"""Who is stuck, decided on what is loaded: a lesson that takes days, or a week without a sign while more has opened."""

from dataclasses import dataclass
from datetime import datetime

from cohorts.progress.queries import Learner

DAYS_ON_A_LESSON = 3
DAYS_AWAY = 7


@dataclass(frozen=True, kw_only=True)
class Stuck:
    """People with one and the same reason: on a lesson for at least `days`, or away for `days`."""

    people: tuple[Learner, ...]
    days: int
    lesson_id: int | None = None
    number: str = ""
    title: str = ""
    heading: str = ""  # where all of them stopped


def find_stuck(cohort, learners: list[Learner], released: int, headings: dict, moment: datetime) -> list[Stuck]:
    """The largest groups first; nobody is stuck before the training or after it. `headings` name places in lessons."""
    if cohort.state(moment) != "running":
        return []
    on_a_lesson: dict[int, list[Learner]] = {}
    away: list[Stuck] = []
    for learner in learners:
        if learner.phase != "trainee" or learner.released_settled >= released:
            continue
        if learner.started_at and _days(learner.started_at, moment) >= DAYS_ON_A_LESSON:
            on_a_lesson.setdefault(learner.progress.last_lesson_id, []).append(learner)
        elif (days := days_away(cohort, learner, moment)) >= DAYS_AWAY:
            away.append(Stuck(people=(learner,), days=days))
    groups = [_group(people, headings, moment) for people in on_a_lesson.values()]
    return sorted(groups, key=lambda group: -len(group.people)) + sorted(away, key=lambda one: -one.days)


def days_away(cohort, learner: Learner, moment: datetime) -> int:
    """Whole days since a person last did something, not counting those before they could begin."""
    since = learner.progress.last_active_at or learner.joined_at
    return _days(max(since, cohort.starts_at), moment)


def _group(people: list[Learner], headings: dict, moment: datetime) -> Stuck:
    own = people[0].progress
    stops = {headings.get((own.last_lesson_id, learner.place), "") for learner in people}
    return Stuck(
        people=tuple(people),
        days=min(_days(learner.started_at, moment) for learner in people),
        lesson_id=own.last_lesson_id,
        number=own.last_lesson_number,
        title=own.last_lesson_title,
        heading=stops.pop() if len(stops) == 1 else "",
    )


def _days(since: datetime, moment: datetime) -> int:
    return (moment - since).days


def places_of(learners: list[Learner]) -> set[tuple[int, str]]:
    """The places whose heading is worth looking up."""
    return {(learner.progress.last_lesson_id, learner.place) for learner in learners if learner.place}
