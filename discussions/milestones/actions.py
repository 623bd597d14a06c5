"""Every write about milestones: keeping what was found, celebrating it, and saying in whose name."""

from datetime import datetime, timedelta

from flask_babel import force_locale, gettext
from sqlalchemy import select

from cohorts.events import CohortHandedOver
from cohorts.models import Cohort, Membership
from courses.models import Module
from discussions.actions import start_topic
from discussions.milestones import queries
from discussions.milestones.counting import reached_by
from discussions.milestones.models import Celebration, Milestone
from discussions.milestones.words import milestone_words
from discussions.models import Space, Topic
from lms.database import db, now
from lms.jobs import every
from lms.people.models import User


def celebrate_in_name_of(host, cohort_id: int, *, at: datetime | None = None) -> None:
    """From now on what the cohort reaches is celebrated, in this facilitator's name; another gives way.

    What was found last is celebrated at once, if nobody did. `at` seeds the past."""
    celebration = db.session.get(Celebration, cohort_id) or Celebration(cohort_id=cohort_id)
    celebration.host_id, celebration.since = host.id, at or now()
    db.session.add(celebration)
    db.session.flush()
    if found := queries.latest_uncelebrated(cohort_id):
        topic = _celebrate(cohort_id, [(one.kind, one.number) for one in found], at)
        for one in found:
            one.topic_id = topic.id if topic else None
        db.session.flush()


def hand_over(event: CohortHandedOver) -> None:
    """Who leads the cohort now celebrates in the place of who did."""
    celebration = db.session.get(Celebration, event.cohort_id)
    if celebration is not None and celebration.host_id == event.from_id:
        celebration.host_id, celebration.since = event.to_id, now()
        db.session.flush()


def celebrate_no_more(cohort_id: int) -> None:
    """What is reached is kept and shown; nobody is told."""
    if celebration := db.session.get(Celebration, cohort_id):
        db.session.delete(celebration)
        db.session.flush()


@every(timedelta(days=1))
def find_milestones() -> None:
    """Keep what cohorts reached since yesterday; where it is celebrated, one conversation tells of all of it."""
    moment, known = now(), queries.known_milestones()
    for cohort_id, reached in sorted(reached_by(moment).items()):
        new = sorted(one for one in reached if (cohort_id, *one) not in known)
        if new:
            topic = _celebrate(cohort_id, new)
            db.session.add_all(
                Milestone(
                    cohort_id=cohort_id,
                    kind=kind,
                    number=number,
                    reached_at=moment,
                    topic_id=topic.id if topic else None,
                )
                for kind, number in new
            )
    db.session.flush()


def _celebrate(cohort_id: int, reached: list[tuple[str, int]], at: datetime | None = None) -> Topic | None:
    """The conversation in the host's name; None when the cohort has none, or its host runs it no longer."""
    host = _host(cohort_id)
    if host is None:
        return None
    space = db.session.scalars(select(Space).where(Space.cohort_id == cohort_id)).one()
    with force_locale(db.session.get_one(Cohort, cohort_id).language):
        sentences = [_sentence(kind, number) for kind, number in reached]
        title = sentences[0] if len(sentences) == 1 else gettext("What we reached together")
        parts = [
            gettext("Leerkring counted this for all of us together, without names:"),
            "\n".join(f"* {sentence}" for sentence in sentences),
            gettext("What did you notice on the way here? Tell it below, or leave a reaction."),
        ]
    return start_topic(space, author=host, kind="discussion", title=title, body="\n\n".join(parts), at=at)


def _host(cohort_id: int) -> User | None:
    leads = (Membership.cohort_id == Celebration.cohort_id) & (Membership.user_id == Celebration.host_id)
    statement = (
        select(User)
        .join(Celebration, Celebration.host_id == User.id)
        .join(Membership, leads)
        .where(Celebration.cohort_id == cohort_id, Membership.phase == "facilitator", User.is_active)
    )
    return db.session.scalars(statement).one_or_none()


def _sentence(kind: str, number: int) -> str:
    module = db.session.get_one(Module, number) if kind == "module" else None
    return milestone_words(kind, number, module and module.title, module and module.titles)
