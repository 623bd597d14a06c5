"""Every write about ideas: proposing one, voting within the budget, and moving it on with a reason."""

from datetime import datetime

from flask_babel import force_locale
from sqlalchemy import delete, select, update

from discussions import telling
from discussions.ideas.models import ANSWERED, BUDGET, DECIDED, Idea, IdeaStep, IdeaVote
from discussions.ideas.queries import spent_votes
from discussions.ideas.words import outcome
from discussions.models import Space, Topic
from lms.database import db, insert, now
from lms.notifications.actions import withdraw
from lms.people.models import User


class TooFewVotes(Exception):
    """The person has fewer votes left in this space than they want to give; `left` says how many."""

    def __init__(self, left: int):
        super().__init__(left)
        self.left = left


def propose(topic: Topic) -> Idea:
    """A topic of the kind idea begins at the first stage."""
    idea = Idea(topic_id=topic.id)
    db.session.add(idea)
    db.session.flush()
    return idea


def vote(topic: Topic, by, votes: int, *, at: datetime | None = None) -> None:
    """The person gives this idea so many votes, instead of those they gave before; none takes them back."""
    _hold_budget(by.id)
    idea = _hold(topic.id)
    mine = select(IdeaVote.votes, IdeaVote.cost).where(IdeaVote.topic_id == topic.id, IdeaVote.user_id == by.id)
    had, cost = db.session.execute(mine).one_or_none() or (0, 0)
    more, left = votes - had, max(0, BUDGET - spent_votes(by.id, topic.space_id))
    if more > left:
        raise TooFewVotes(left)
    # What a decision gave back stays given back: only votes that are added cost something.
    cost = cost + more if more > 0 else min(cost, votes)
    _keep(topic.id, by.id, votes=votes, cost=0 if idea.stage in DECIDED else cost, voted_at=at or now())
    db.session.execute(
        update(Idea)
        .where(Idea.topic_id == topic.id)
        .values(vote_count=Idea.vote_count + more)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(idea)


def move_idea(topic: Topic, stage: str, *, by, reason: str = "", at: datetime | None = None) -> None:
    """The idea comes to a stage. A decision gives the votes back; it and a plan are told to everybody it concerns."""
    idea = _hold(topic.id)
    if idea.stage == stage and not reason:
        return
    _forget_outcome(topic.id)
    idea.stage = stage
    step = IdeaStep(topic_id=topic.id, stage=stage, reason=reason, moved_by=by.id, moved_at=at or now())
    db.session.add(step)
    db.session.flush()
    if stage in DECIDED:
        db.session.execute(update(IdeaVote).where(IdeaVote.topic_id == topic.id).values(cost=0))
    if stage in ANSWERED and at is None:
        voters = db.session.scalars(select(IdeaVote.user_id).where(IdeaVote.topic_id == topic.id)).all()
        telling.tell_outcome(topic, voters, _outcome(topic, stage, reason), thing=f"decided:{step.id}", by=by)


def _hold_budget(user_id: int) -> None:
    """Whoever votes on two ideas at once spends one after the other."""
    db.session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))


def _hold(topic_id: int) -> Idea:
    return db.session.get_one(Idea, topic_id, with_for_update=True, populate_existing=True)


def _keep(topic_id: int, user_id: int, **values) -> None:
    if not values["votes"]:
        db.session.execute(delete(IdeaVote).where(IdeaVote.topic_id == topic_id, IdeaVote.user_id == user_id))
        return
    row = insert(IdeaVote).values(topic_id=topic_id, user_id=user_id, **values)
    db.session.execute(row.on_conflict_do_update(index_elements=["topic_id", "user_id"], set_=values))


def _forget_outcome(topic_id: int) -> None:
    """What was said before does not hold any more, so nobody is told about it any more."""
    decided = select(IdeaStep.id).where(IdeaStep.topic_id == topic_id, IdeaStep.stage.in_(ANSWERED))
    for step_id in db.session.scalars(decided):
        withdraw(f"decided:{step_id}")


def _outcome(topic: Topic, stage: str, reason: str) -> str:
    """In the language of the space: one sentence goes to everybody."""
    with force_locale(db.session.get_one(Space, topic.space_id).language):
        return outcome(stage, reason)
