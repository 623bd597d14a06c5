"""Who is stuck, as home, the page of today and that of progress show it, and how a facilitator writes to each of them alone."""

from datetime import datetime
from urllib.parse import urlencode

from flask_babel import force_locale, gettext

from cohorts.progress.queries import Learner, count_released, headings_at, learners_of
from cohorts.progress.stuck import Stuck, find_stuck, places_of
from cohorts.words import first_names
from lms.access import Viewer
from lms.numbers import in_words
from lms.people.messages.policies import can_write
from lms.people.messages.queries import others_among


def stuck_in(cohort, moment: datetime) -> list[Stuck]:
    return stuck_among(cohort, learners_of(cohort, moment), count_released(cohort, moment), moment)


def stuck_among(cohort, learners: list[Learner], released: int, moment: datetime) -> list[Stuck]:
    places = places_of(learners)
    return find_stuck(cohort, learners, released, headings_at(places) if places else {}, moment)


def shown_with(viewer: Viewer, groups: list[Stuck]) -> dict:
    """What `_stuck.html` needs besides a group; a way to write only to who takes messages."""
    people = [person.id for group in groups for person in group.people]
    others = others_among(viewer, people) if people else {}
    return {
        "first_names": first_names,
        "in_words": in_words,
        "takes_messages": {user_id for user_id, other in others.items() if can_write(viewer, other)},
        "letter_to": letter_to,
    }


def letter_to(person: Learner, group: Stuck) -> str:
    """Where a message to this person begins, with words in their language: an offer, never a reproach."""
    with force_locale(person.locale):
        name = first_names([person])
        if group.lesson_id:
            lesson = f"{group.number} {group.title}"
            words = gettext(
                "Hi %(name)s, how is it going with “%(lesson)s”? What would help you to go on?",
                name=name,
                lesson=lesson,
            )
        else:
            words = gettext("Hi %(name)s, how are you? I would like to know what would help you to go on.", name=name)
    return f"/people/{person.id}/messages?{urlencode({'body': words})}#body"
