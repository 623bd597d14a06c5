"""How refreshers react: what somebody who wants them answered right in a quiz comes back too."""

from courses.events import AttemptGraded
from courses.refreshers import queries
from courses.refreshers.actions import collect
from courses.refreshers.policies import is_on


def keep_what_was_mastered(event: AttemptGraded) -> None:
    found = queries.find_choice(event.user_id)
    if found is not None and is_on(found.choice):
        collect(event.user_id)
