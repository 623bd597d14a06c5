"""Seeds earned roles and the spotlight: who was asked for what, and what people say of each other."""

from datetime import timedelta

from cohorts.roles.actions import accept, offer_role
from cohorts.roles.badges.actions import make_badge
from cohorts.spotlight.actions import decide, nominate
from demo.reading import Clock, load


def seed_recognition(clock: Clock, people, cohorts) -> None:
    content = load("recognition.yaml")
    for entry in content["roles"]:
        _seed_role(clock, people, cohorts.get(entry.get("cohort")), entry)
    for entry in content["spotlight"]:
        cohort, asked_at = cohorts[entry["cohort"]], clock.days_ago(entry["days_ago"])
        said = {"sentence": entry["sentence"], "may_leave": entry.get("may_leave", False)}
        praise = nominate(cohort, people[entry["of"]].id, **said, by=people[entry["by"]], at=asked_at)
        if shown := entry.get("shown"):
            decide(praise, cohort, shown)


def _seed_role(clock: Clock, people, cohort, entry: dict) -> None:
    person, offered_at = people[entry["person"]], clock.days_ago(entry["days_ago"])
    first = offered_at.date()
    term = {"begins_on": first, "until": first + timedelta(days=entry["lasts"])}
    words = {"kind": entry["kind"], "mandate": entry["mandate"]}
    role = offer_role(person.id, cohort, **words, **term, by=people[entry["by"]], at=offered_at)
    if shown := entry.get("shown"):
        accept(role, cohort, shown=shown, by=person, at=offered_at + timedelta(hours=5))
    if entry.get("badge"):
        make_badge(role, cohort, language=person.locale, shows_name=True, shows_cohort=cohort is not None, by=person)
