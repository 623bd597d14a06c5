"""Every SELECT about sharing: what can be proposed of a conversation, how proposals stand, and the copies people read."""

from dataclasses import dataclass

from sqlalchemy import Select, exists, func, select

from cohorts.models import Cohort
from courses.models import Course
from discussions.consent.models import Consent, Proposal
from discussions.consent.queries import IS_SHOWN
from discussions.models import Post, Topic
from lms.access import Viewer, visible
from lms.database import db

PAGE = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal in numbers. Of those who did not say yes no more is known than how many."""

    proposal: Proposal
    asked: int
    shown: int


def cohort_of(cohort_id: int) -> tuple[Cohort, Course]:
    """The cohort in which a conversation stands, and its course."""
    statement = select(Cohort, Course).join(Course, Course.id == Cohort.course_id).where(Cohort.id == cohort_id)
    return db.session.execute(statement).one()


def proposals_about(topic_id: int) -> list[Standing]:
    """What was proposed of a conversation, the newest first."""
    return _standings(Proposal.topic_id == topic_id, Proposal.kind != "article")


def standing_of(proposal: Proposal) -> Standing:
    return _standings(Proposal.id == proposal.id)[0]


def copies_visible_to(viewer: Viewer) -> Select:
    """The copies a person reads, with at least one post in them."""
    return select(Proposal).where(
        Proposal.kind == "copy", visible(Proposal.audience_id, viewer), exists(_shown(Consent.id).correlate(Proposal))
    )


def find_copy(viewer: Viewer, proposal_id: int) -> Proposal | None:
    return db.session.scalars(copies_visible_to(viewer).where(Proposal.id == proposal_id)).one_or_none()


def newest_copies(viewer: Viewer, before: int | None, limit: int = PAGE + 1) -> list[Proposal]:
    """The copies a person reads, the newest first: a page, and one more where there is one."""
    statement = copies_visible_to(viewer).order_by(Proposal.id.desc()).limit(limit)
    return list(db.session.scalars(statement if before is None else statement.where(Proposal.id < before)))


def _standings(*which) -> list[Standing]:
    asked = select(func.count()).where(Consent.proposal_id == Proposal.id).correlate(Proposal).scalar_subquery()
    shown = _shown(func.count()).correlate(Proposal).scalar_subquery()
    rows = db.session.execute(select(Proposal, asked, shown).where(*which).order_by(Proposal.id.desc()).limit(PAGE))
    return [Standing(*row) for row in rows]


def _shown(column) -> Select:
    return (
        select(column)
        .select_from(Consent)
        .join(Post, Post.id == Consent.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Consent.proposal_id == Proposal.id, IS_SHOWN)
    )
