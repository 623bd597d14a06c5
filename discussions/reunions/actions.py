"""Every write about reunions: keeping the words, taking them away, and saying them when the moment has come."""

from datetime import timedelta

from sqlalchemy import select

from discussions.actions import start_topic
from discussions.models import Space
from discussions.reunions import queries
from discussions.reunions.models import ReunionPrompt
from lms.database import db, now
from lms.jobs import every


class StalePrompt(Exception):
    """Somebody else changed the words since the page was opened, or their moment has passed."""


def write_prompt(cohort, months: int, *, title: str, body: str, version: int, by) -> None:
    """Keep what is to be said; `version` is that of the words they saw, 0 for none."""
    prompt = queries.find_prompt(cohort.id, months, lock=True)
    if (prompt.version if prompt else 0) != version or (prompt and prompt.outcome):
        raise StalePrompt
    if prompt is None:
        prompt = ReunionPrompt(cohort_id=cohort.id, months=months, version=0)
        db.session.add(prompt)
    prompt.title, prompt.body, prompt.author_id = title, body, by.id
    prompt.version, prompt.written_at = version + 1, now()
    db.session.flush()


def remove_prompt(cohort_id: int, months: int) -> None:
    """Nothing is said at that moment; what was said stays."""
    prompt = queries.find_prompt(cohort_id, months, lock=True)
    if prompt and not prompt.outcome:
        db.session.delete(prompt)
        db.session.flush()


@every(timedelta(hours=1))
def send_prompts() -> None:
    """Say what waits for this moment, as an announcement, where people have fallen silent."""
    moment = now()
    for prompt, _cohort in queries.due_prompts(moment):
        space = db.session.scalars(select(Space).where(Space.cohort_id == prompt.cohort_id)).one()
        sender = queries.find_sender(prompt)
        if not queries.is_quiet(space, moment):
            prompt.outcome = "lively"
        elif sender is None:
            prompt.outcome = "alone"
        else:
            topic = start_topic(space, author=sender, kind="announcement", title=prompt.title, body=prompt.body)
            prompt.outcome, prompt.topic_id = "sent", topic.id
        prompt.decided_at = moment
        db.session.flush()
