"""Seeds how cohorts go on: words before and after, mentors for a time, the alumni of a course, and an offer to lead."""

from datetime import timedelta

from cohorts.handing_over.actions import offer_cohort
from cohorts.membership.queries import find_own_membership
from cohorts.mentoring.actions import ask_mentor
from cohorts.mentoring.as_role import take_on
from cohorts.mentoring.models import MentorTerm
from cohorts.models import Cohort
from cohorts.phases.actions import keep_text, show
from cohorts.phases.models import PHASES
from cohorts.roles.actions import show as show_role
from demo.learning import SeededCourse
from demo.reading import ZONE, Clock, load
from discussions.alumni.actions import join_alumni
from discussions.charter.actions import keep_charter
from discussions.merging.queries import space_of
from discussions.models import Space
from lms.database import db
from lms.people.models import User


def seed_alumni(people: dict[str, User], courses: dict[str, SeededCourse]) -> dict[str, Space]:
    """The spaces of alumni by key, with everybody who joined them."""
    spaces = {}
    for entry in load("through_time.yaml")["alumni"]:
        for key in entry["people"]:
            spaces[entry["key"]] = join_alumni(courses[entry["course"]].course.id, people[key].id)
    return spaces


def seed_passing(clock: Clock, people: dict[str, User], cohorts: dict[str, Cohort]) -> None:
    content = load("through_time.yaml")
    for entry in content["phases"]:
        _seed_words(people, cohorts[entry["cohort"]], entry)
    for entry in content["mentors"]:
        _seed_mentor(clock, people, cohorts[entry["cohort"]], entry)
    for entry in content["offers"]:
        offer_cohort(
            cohorts[entry["cohort"]],
            people[entry["to"]].id,
            stays=entry["stays"],
            words=entry["words"],
            by=people[entry["from"]],
        )
    for entry in content["charters"]:
        keep_charter(
            space_of(cohorts[entry["cohort"]].id),
            purpose=entry["purpose"].strip(),
            host_id=people[entry["host"]].id,
            review_on=(clock.moment + timedelta(days=entry["review_in_days"])).date(),
            version=0,
            by=people[entry["by"]],
        )


def _seed_words(people: dict[str, User], cohort: Cohort, entry: dict) -> None:
    for phase in PHASES:
        if phase in entry:
            keep_text(cohort.id, phase, body=entry[phase], version=0, by=people[entry["by"]])
    for key in entry.get("shown", ()):
        show(find_own_membership(people[key], cohort.id).id)


def _seed_mentor(clock: Clock, people: dict[str, User], cohort: Cohort, entry: dict) -> None:
    person, by = people[entry["person"]], people[entry["by"]]
    until = clock.moment.astimezone(ZONE).date() + timedelta(days=entry["until_days"])
    term = {"capacity": entry["capacity"], "until": until, "words": entry["words"].strip()}
    if entry.get("asked"):
        membership = ask_mentor(cohort, person.id, by=by, **term)
        db.session.get_one(MentorTerm, membership.id).asked_at = clock.days_ago(entry["asked_days_ago"])
    else:
        # As it was agreed on then; the action of today would tell the mentor today.
        membership = find_own_membership(person, cohort.id)
        agreed = {"asked_by": by.id, "asked_at": clock.days_ago(entry["asked_days_ago"])}
        db.session.add(kept := MentorTerm(membership_id=membership.id, **term, **agreed))
        begins_on = kept.asked_at.astimezone(ZONE).date()
        show_role(take_on(kept, cohort, person.id, begins_on=begins_on), cohort, "academy")
    db.session.flush()
