"""The places where posts of a cohort can be shown, each with its readers."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from discussions.consent.policies import can_be_echo
from lms.access import ACADEMY, PUBLIC


@dataclass(frozen=True, slots=True)
class Place:
    """`name` is what the form sends; `lesson_id` is set for an echo."""

    name: str
    kind: str
    audience_id: int
    words: str
    lesson_id: int | None = None


def places_for(topic, cohort, course, moment: datetime) -> dict[str, Place]:
    """The nearest first: beside the lesson, all cohorts of the course, the academy, everyone."""
    people = course.people_audience_id
    places = [
        Place("course", "copy", people, _("For everyone in any cohort of %(course)s", course=course.title)),
        Place("academy", "copy", ACADEMY, _("For everyone with an account here")),
        Place("public", "copy", PUBLIC, _("For everyone, also without an account")),
    ]
    if can_be_echo(topic, cohort, moment):
        words = _("Beside the lesson it is about, for later cohorts of %(course)s", course=course.title)
        places.insert(0, Place("lesson", "echo", people, words, topic.lesson_id))
    return {place.name: place for place in places}
