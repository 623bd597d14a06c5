"""Practice plans for tests, written the way their writers do."""

from datetime import timedelta

from cohorts.practice import actions
from cohorts.practice.models import PracticePlan
from lms.database import db, now
from lms.people.models import User

WORDS = {
    "what": "Count to five before I answer.",
    "occasion": "After every question.",
    "place": "At the counter.",
    "sign": "They go on by themselves.",
}


def make_plan(cohort, author, *, sharing: str = "me", buddy=None, days_ago: int = 0, **changes) -> PracticePlan:
    """A plan that began so many days ago; `author` and `buddy` are anything with an id."""
    return actions.write_plan(
        cohort,
        author=db.session.get_one(User, author.id),
        words={name: changes.pop(name, words) for name, words in WORDS.items()},
        begins_on=now().date() - timedelta(days=days_ago),
        sharing=sharing,
        buddy_id=buddy.id if buddy else None,
        **changes,
    )
