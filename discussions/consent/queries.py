"""Every SELECT about consent: what somebody is asked, what they said, and the words it is about."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, with_expression

from cohorts.models import Cohort, Membership
from courses.models import Course, LessonText
from discussions.consent.leaving_out import own_words, without_names
from discussions.consent.models import YES, Consent, Proposal
from discussions.models import Post, PostRevision, Topic
from discussions.queries import phase_in
from knowledge.models import Article
from lms.access import Audience, Viewer, visible
from lms.database import db
from lms.people.models import User

MOST = 200
# A yes that holds, about a post that still stands in a conversation that does; to be joined with Post and Topic.
IS_SHOWN = and_(
    Proposal.retracted_at.is_(None),
    Consent.answer.in_(YES),
    Consent.withdrawn_at.is_(None),
    Consent.words != "",
    Post.deleted_at.is_(None),
    Topic.deleted_at.is_(None),
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What readers elsewhere would see of a post; `seal` says whether two previews are the same."""

    title: str
    words: str

    @property
    def seal(self) -> str:
        return sha256(f"{self.title}\n\n{self.words}".encode()).hexdigest()

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.words)


def paragraphs(words: str) -> list[str]:
    return [paragraph for paragraph in words.split("\n\n") if paragraph]


def consents_of(viewer: Viewer) -> Select:
    """What a person is or was asked about their own posts, wherever those stand; nobody else finds it."""
    return (
        select(Consent)
        .join(Consent.proposal)
        .join(Consent.post)
        .options(contains_eager(Consent.proposal), contains_eager(Consent.post))
        .where(Consent.person_id == (viewer.id or 0))
    )


def list_consents(viewer: Viewer) -> list[Consent]:
    """What waits for an answer first, then the newest."""
    waits = and_(Consent.answer == "", Proposal.retracted_at.is_(None), Post.deleted_at.is_(None))
    return list(db.session.scalars(consents_of(viewer).order_by(waits.desc(), Consent.id.desc()).limit(MOST)))


def proposals_visible_to(viewer: Viewer) -> Select:
    """The proposals of the cohorts a person reads, each with their phase there. Of articles their writers know."""
    phase = with_expression(Proposal.viewer_phase, phase_in(Proposal.cohort_id, viewer.id or 0))
    return (
        select(Proposal)
        .options(phase)
        .join(Cohort, Cohort.id == Proposal.cohort_id)
        .where(Proposal.kind != "article", visible(Cohort.audience_id, viewer))
    )


def preview_of(post: Post, cohort_id: int | None) -> Preview:
    """The post as it would be shown now."""
    topic = db.session.get_one(Topic, post.topic_id)
    members = select(Membership.user_id).where(Membership.cohort_id == cohort_id)
    authors = select(Post.author_id).where(Post.topic_id == topic.id)
    names = db.session.scalars(select(User.name).where(or_(User.id.in_(members), User.id.in_(authors)))).all()
    since = max(post.created_at, post.edited_at or post.created_at)
    theirs = (Post.topic_id == topic.id, Post.author_id != post.author_id, Post.created_at < since)
    earlier = select(PostRevision.body).join(Post, Post.id == PostRevision.post_id).where(*theirs)
    others = [*db.session.scalars(select(Post.body).where(*theirs)), *db.session.scalars(earlier)]
    title = without_names(topic.title, names) if post.is_opening else ""
    return Preview(title, own_words(post.html, names=names, others=others))


def reads_post(viewer: Viewer, post_id: int) -> bool:
    """Whether somebody can still read where they wrote it; whoever left a cohort cannot."""
    where = select(Topic.audience_id).join(Post, Post.topic_id == Topic.id).where(Post.id == post_id)
    return viewer.can_see(db.session.scalars(where).one())


def asked_posts(use: str, post_ids) -> set[int]:
    """Which of these posts somebody was asked about before, for this use."""
    return set(db.session.scalars(select(Consent.post_id).where(Consent.use == use, Consent.post_id.in_(post_ids))))


def shown_posts(proposal_id: int):
    """What readers of a proposal see: titles, words, and the names of those who gave theirs."""
    statement = (
        select(
            Consent.position, Consent.title, Consent.words, Consent.person_id, name_of_consent().label("name")
        )  # fmt: skip
        .join(Proposal, Proposal.id == Consent.proposal_id)
        .join(Post, Post.id == Consent.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Consent.proposal_id == proposal_id, IS_SHOWN)
        .order_by(Consent.position)
    )
    return db.session.execute(statement).all()


def name_of_consent():
    """The author's name where they gave it, and otherwise nothing at all."""
    return (
        select(User.name)
        .where(User.id == Consent.person_id, Consent.answer == "named")
        .correlate(Consent)
        .scalar_subquery()
    )


def places_of(proposals) -> dict[int, tuple[Audience, str, str]]:
    """Proposal → (its readers, the title of its course, the title of its lesson or article)."""
    ids = [proposal.id for proposal in proposals]
    title = (
        select(LessonText.title)
        .where(LessonText.lesson_id == Proposal.lesson_id)
        .order_by(LessonText.id)
        .limit(1)
        .correlate(Proposal)
        .scalar_subquery()
    )
    article = func.coalesce(func.nullif(Article.title, ""), Article.draft_title)
    statement = (
        select(Proposal.id, Audience, Course.title, func.coalesce(title, article, ""))
        .join(Audience, Audience.id == Proposal.audience_id)
        .outerjoin(Course, Course.id == Proposal.course_id)
        .outerjoin(Article, Article.id == Proposal.article_id)
        .where(Proposal.id.in_(ids))
    )
    return {row[0]: (row[1], row[2], row[3]) for row in db.session.execute(statement)}
