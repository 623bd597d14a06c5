"""Every SELECT about proposals: those a person may know of, and who hears of a new one."""

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import aliased

from discussions.proposing.models import ArticleProposal
from knowledge.policies import can_keep_knowledge
from lms.access import Viewer
from lms.database import db
from lms.people.models import RoleGrant, User

PAGE = 50
MOST = 200
_decider = aliased(User)


def proposals_visible_to(viewer: Viewer) -> Select:
    """What somebody proposed themselves; to editors, what was not taken back: its sentence was written for them."""
    is_own = ArticleProposal.proposed_by == (viewer.id or 0)
    is_for_them = ArticleProposal.state != "withdrawn" if can_keep_knowledge(viewer) else false()
    return select(ArticleProposal).where(or_(is_own, is_for_them))


def open_about(topic_id: int) -> ArticleProposal | None:
    which = (ArticleProposal.topic_id == topic_id, ArticleProposal.state == "open")
    return db.session.scalars(select(ArticleProposal).where(*which)).one_or_none()


def list_open():
    """What waits for the editors, the longest first."""
    return db.session.execute(
        _lines().where(ArticleProposal.state == "open").order_by(ArticleProposal.id).limit(MOST)
    ).all()


def list_decided(before: int | None = None):
    """What was taken up or declined, the newest first: a page, and one more where there is one."""
    statement = (
        _lines()
        .where(ArticleProposal.state.in_(("taken", "declined")))
        .order_by(ArticleProposal.id.desc())
        .limit(PAGE + 1)
    )
    return db.session.execute(statement if before is None else statement.where(ArticleProposal.id < before)).all()


def count_open() -> int:
    return db.session.scalar(select(func.count()).where(ArticleProposal.state == "open"))


def who_decides() -> list:
    """(id, locale) of the editors; where there are none, of who administers."""
    for role in ("editor", "admin"):
        holders = select(RoleGrant.user_id).where(RoleGrant.role == role)
        people = select(User.id, User.locale).where(User.is_active, User.id.in_(holders)).order_by(User.id)
        if found := db.session.execute(people).all():
            return found
    return []


def known_to(viewer: Viewer, article_proposal_ids) -> set[int]:
    """Of these proposals those a person may still read."""
    known = proposals_visible_to(viewer).where(ArticleProposal.id.in_(list(article_proposal_ids)))
    return {proposal.id for proposal in db.session.scalars(known)}


def _lines() -> Select:
    return (
        select(
            ArticleProposal.id,
            ArticleProposal.about,
            ArticleProposal.state,
            ArticleProposal.reason,
            ArticleProposal.proposed_at,
            User.name.label("proposer"),
            _decider.name.label("decider"),
        )
        .join(User, User.id == ArticleProposal.proposed_by)
        .outerjoin(_decider, _decider.id == ArticleProposal.decided_by)
    )
