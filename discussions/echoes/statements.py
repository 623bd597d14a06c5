"""The statement behind the echoes beside a lesson, built once, and the condition that there are any."""

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.orm import aliased

from cohorts.models import INSIDE, Cohort, Membership
from discussions.consent.models import Consent, Proposal
from discussions.consent.queries import IS_SHOWN, name_of_consent
from discussions.models import Post, Topic
from discussions.statements import AUDIENCES

_source = aliased(Cohort)
_later = aliased(Cohort)
_member = aliased(Membership)
# What the conversation was about when it was proposed, wherever its posts went since.
_about = aliased(Topic)
# The reader is in a cohort of the same course that began later than the one that said it.
_IS_LATER = exists().where(
    _source.id == Proposal.cohort_id,
    _later.course_id == Proposal.course_id,
    _later.starts_on > _source.starts_on,
    _member.cohort_id == _later.id,
    _member.user_id == bindparam("viewer_id"),
    _member.phase.in_(INSIDE),
)
# A lesson that went to another course takes no echoes along.
_IS_BESIDE = and_(
    Proposal.kind == "echo",
    Proposal.lesson_id == bindparam("lesson_id"),
    Proposal.course_id == bindparam("course_id"),
    Proposal.retracted_at.is_(None),
    Proposal.audience_id.in_(AUDIENCES),
)
ECHOES = (
    select(
        Proposal.id,
        Consent.title,
        Consent.words,
        name_of_consent().label("name"),
        _about.anchor_key,
        _about.anchor_lost,
        _about.anchor_language,
        _about.anchor_quote,
    )  # fmt: skip
    .join(Consent, Consent.proposal_id == Proposal.id)
    .join(Post, Post.id == Consent.post_id)
    .join(Topic, Topic.id == Post.topic_id)
    .outerjoin(_about, and_(_about.id == Proposal.topic_id, _about.lesson_id == Proposal.lesson_id))
    .where(_IS_BESIDE, IS_SHOWN, _IS_LATER)
    .order_by(Proposal.id, Consent.position)
)
# Asked along with the spaces of a lesson, so that a lesson without echoes costs no statement more.
HAS_ECHOES = exists().where(_IS_BESIDE).correlate_except(Proposal).label("has_echoes")
