"""Seeds the goals of cohorts and of the academy, counted week by week as they would have been, and the words of reports."""

from datetime import timedelta

from demo.reading import Clock, load
from discussions.insights.figures.registry import FIGURES
from discussions.insights.goals import actions
from discussions.insights.goals.models import Goal, GoalCount, GoalStep
from discussions.insights.measuring import Span
from discussions.insights.periods import period_of, usual_report
from discussions.insights.reports.actions import write_words
from lms.access import STAFF
from lms.admin.queries import get_academy
from lms.database import db


def seed_insights(clock: Clock, people, cohorts) -> None:
    content = load("insights.yaml")
    for entry in content["goals"]:
        _goal(clock, entry, people, cohorts)
    actions.count_goals()
    for entry in content["reports"]:
        cohort = cohorts[entry["cohort"]] if "cohort" in entry else None
        zone = cohort.timezone if cohort else get_academy().timezone
        place = {"cohort_id": cohort.id if cohort else None, "audience_id": cohort.audience_id if cohort else STAFF}
        period = usual_report(zone, clock.moment, cohort and cohort.starts_on)
        for number, (language, words) in enumerate(entry["words"].items()):
            write_words(
                **place, period=period.key, language=language, words=words.strip(),
                version=number, by=people[entry["by"]],
            )  # fmt: skip


def _goal(clock: Clock, entry: dict, people, cohorts) -> Goal:
    cohort = cohorts[entry["cohort"]] if "cohort" in entry else None
    zone, owner, figure = cohort.timezone if cohort else get_academy().timezone, people[entry["owner"]], entry["figure"]

    def counted(moment):
        return FIGURES[figure].measure(Span(cohort, period_of(f"{entry['days']}d", zone, moment), moment))

    weeks = [clock.moment - timedelta(weeks=number) for number in range(entry["weeks"], 0, -1)]
    goal = actions.set_goal(
        cohort_id=cohort.id if cohort else None, audience_id=cohort.audience_id if cohort else STAFF, figure=figure,
        days=entry["days"], measure=counted(weeks[0]), is_shared=entry["is_shared"], by=owner,
        words={
            "target": float(entry["target"]),
            "due_on": (clock.moment + timedelta(days=entry["due_in"])).date(),
            "owner_id": owner.id,
            "why": entry["why"],
        },
    )  # fmt: skip
    db.session.execute(db.update(GoalCount).where(GoalCount.goal_id == goal.id).values(at=weeks[0]))
    db.session.execute(db.update(GoalStep).where(GoalStep.goal_id == goal.id).values(at=weeks[0]))
    goal.created_at = weeks[0]
    for moment in weeks[1:]:
        measure = counted(moment)
        db.session.add(GoalCount(goal_id=goal.id, at=moment, value=measure.value, n=measure.n, of=measure.of))
    if entry["note"]:
        actions.note_goal(goal, entry["note"], by=owner)
    db.session.flush()
    return goal
