"""Seeds what cohorts and the academy are asked, and what some of them said without their name."""

from datetime import timedelta

from cohorts.surveys import actions, queries
from cohorts.surveys.making.actions import begin, change_terms
from cohorts.surveys.models import Survey
from demo.reading import Clock, load
from lms.database import db
from lms.people.models import User


def seed_surveys(clock: Clock, people: dict[str, User], cohorts) -> None:
    for entry in load("surveys.yaml"):
        by, cohort = people[entry["by"]], cohorts.get(entry.get("cohort"))
        first = max((one["days_ago"] for one in entry.get("rounds", ())), default=3) + 1
        survey = begin(cohort, by=by, language=entry["language"], ready=entry["ready"], at=clock.days_ago(first))
        terms = {name: entry.get(name, getattr(survey, name)) for name in ("title", "intro", "rhythm", "days")}
        change_terms(survey, **terms)
        for one in entry.get("rounds", ()):
            _seed_round(clock, survey, **one)


def _seed_round(clock: Clock, survey: Survey, *, days_ago: int, answers: list[list]) -> None:
    opened_at, questions = clock.days_ago(days_ago), queries.questions_of(survey)
    current = actions.open_round(survey, at=opened_at)
    who = [db.session.get_one(User, user_id) for user_id in queries.people_asked(survey)]
    at = min(opened_at + timedelta(hours=5), clock.moment)
    for person, said in zip(who[1:], zip(*answers, strict=True), strict=False):
        sheet = {
            question.id: one if isinstance(one, str) else (one - 1,)
            for question, one in zip(questions, said, strict=True)
            if one is not None
        }
        actions.answer(survey, current.id, sheet, by=person, at=at)
    if current.closes_at <= clock.moment:
        actions.close_round(survey, at=current.closes_at)
