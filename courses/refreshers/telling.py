"""The line about refreshers in a digest that is written anyway; there is no mail about refreshers alone."""

from courses.refreshers import policies, queries, words
from courses.refreshers.screens import AT_ONCE
from lms.database import now
from lms.notifications.asides import aside
from lms.people.queries import viewer_of


@aside
def questions_to_keep_fresh(reader) -> tuple[str, str] | None:
    found = queries.find_choice(reader.id)
    if found is None or not policies.is_on(found.choice):
        return None
    due = min(queries.count_due(viewer_of(reader.id), now()), AT_ONCE)
    return (words.to_keep_fresh(due), "/refreshers") if due else None
