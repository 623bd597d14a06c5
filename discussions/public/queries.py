"""Every SELECT about public copies as guests find them: for sitemaps and cards, and what was taken back."""

from sqlalchemy import Select, cast, exists, null, select

from discussions.consent.models import YES, Consent, Proposal
from discussions.models import Topic
from discussions.sharing.queries import copies_visible_to, find_copy
from lms.access import GUEST, PUBLIC
from lms.database import UtcDateTime, db


def public_copies() -> Select:
    """Without a moment: when somebody said yes is told to nobody."""
    return copies_visible_to(GUEST).with_only_columns(Proposal.id, cast(null(), UtcDateTime()).label("updated_at"))


def find_public_copy(proposal_id: int) -> Proposal | None:
    return find_copy(GUEST, proposal_id)


def is_about_question(proposal: Proposal) -> bool:
    """Whether the conversation that was proposed is a question."""
    return db.session.scalar(select(Topic.kind).where(Topic.id == proposal.topic_id)) == "question"


def was_public(proposal_id: int) -> bool:
    """Whether guests read a copy of which nothing is shown any more: somebody had said yes."""
    statement = select(Proposal.id).where(
        Proposal.id == proposal_id,
        Proposal.kind == "copy",
        Proposal.audience_id == PUBLIC,
        exists().where(Consent.proposal_id == Proposal.id, Consent.answer.in_(YES)),
    )
    return db.session.scalar(statement) is not None
