"""Every write about consent: proposing, answering, taking a yes back, and taking the whole back."""

from sqlalchemy import select

from discussions.consent import queries
from discussions.consent.finding import find_again
from discussions.consent.forgetting import forget_words
from discussions.consent.models import YES, Consent, Proposal
from discussions.models import Post, Topic
from discussions.posts.standing import hold_topic, hold_topic_of
from lms.database import db, now
from lms.markup import excerpt, plain_text
from lms.notifications.actions import notify, withdraw


class Refused(Exception):
    """What was chosen changed in the meantime."""


class AskedBefore(Exception):
    """About these posts their authors were asked before, for the same use; nobody is asked twice."""


class Changed(Exception):
    """The words are no longer those that the author saw."""


def propose(
    topic: Topic, post_ids, *, kind: str, cohort, audience_id: int, by, lesson_id: int | None = None,
    article_id: int | None = None, at=None,
) -> Proposal:  # fmt: skip
    """Ask each author about each of their posts. Until somebody says yes nothing is shown, and nothing is kept of the words."""
    topic = hold_topic(topic.id)
    chosen = select(Post).where(Post.id.in_(post_ids), Post.topic_id == topic.id, Post.deleted_at.is_(None))
    posts = db.session.scalars(chosen.order_by(Post.number)).all()
    if topic.deleted_at is not None or not posts or len(posts) != len(set(post_ids)):
        raise Refused
    proposal = Proposal(
        kind=kind,
        cohort_id=cohort.id if cohort else None,
        course_id=cohort.course_id if cohort else None,
        topic_id=topic.id,
        lesson_id=lesson_id,
        article_id=article_id,
        audience_id=audience_id,
        proposed_by=by.id,
        proposed_at=at or now(),
    )
    if queries.asked_posts(proposal.use, [post.id for post in posts]):
        raise AskedBefore
    db.session.add(proposal)
    db.session.flush()
    for position, post in enumerate(posts, 1):
        consent = Consent(
            proposal_id=proposal.id,
            post_id=post.id,
            person_id=post.author_id,
            use=proposal.use,
            position=position,
            asked_at=at or now(),
        )
        db.session.add(consent)
        db.session.flush()
        _ask(topic, post, consent, by, at)
    return proposal


def answer(consent: Consent, said: str, *, seal: str = "", at=None) -> None:
    """What the author says, for now; a yes is to the very words they saw, and a no leaves none."""
    post = db.session.get_one(Post, consent.post_id)
    hold_topic_of(post)  # whoever removes the post meanwhile waits, and then finds the words to forget
    proposal = _hold_proposal(consent.proposal_id)
    consent = _hold(consent.id)
    if proposal.retracted_at is not None:
        raise Refused
    title = words = ""
    if said in YES:
        if post.deleted_at is not None:
            raise Refused
        preview = queries.preview_of(post, proposal.cohort_id)
        if preview.seal != seal:
            raise Changed
        title, words = preview.title, preview.words
    consent.title, consent.words = title, words
    consent.answer, consent.answered_at, consent.withdrawn_at = said, at or now(), None
    db.session.flush()
    find_again(proposal.id, at=at)
    withdraw(_thing(consent.id))


def withdraw_consent(consent: Consent) -> None:
    """A yes ends at once, and with it all that was shown."""
    consent = _hold(consent.id)
    if consent.is_given:
        consent.withdrawn_at = now()
        db.session.flush()
        forget_words(Consent.id == consent.id)


def retract(proposal: Proposal) -> None:
    """Nothing of it is shown any more, no words of it are kept, and nobody is asked any more."""
    proposal = _hold_proposal(proposal.id)
    if proposal.retracted_at is not None:
        return
    proposal.retracted_at = now()
    db.session.flush()
    consents = db.session.scalars(select(Consent.id).where(Consent.proposal_id == proposal.id)).all()
    forget_words(Consent.proposal_id == proposal.id)
    for consent_id in consents:
        withdraw(_thing(consent_id))


def _ask(topic: Topic, post: Post, consent: Consent, by, at) -> None:
    notify(
        [post.author_id],
        "consent",
        audience_id=topic.audience_id,
        actor=by,
        thread=f"proposal:{consent.proposal_id}",
        thing=_thing(consent.id),
        title=topic.title,
        url=f"/consents/{consent.id}",
        excerpt=excerpt(plain_text(post.html)),
        at=at,
    )


def _hold(consent_id: int) -> Consent:
    return db.session.get_one(Consent, consent_id, with_for_update=True, populate_existing=True)


def _hold_proposal(proposal_id: int) -> Proposal:
    return db.session.get_one(Proposal, proposal_id, with_for_update=True, populate_existing=True)


def _thing(consent_id: int) -> str:
    return f"consent:{consent_id}"
