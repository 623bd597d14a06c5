"""The tables of ideas: where each stands, the steps that led there, and the votes of people."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

STAGES = ("proposed", "under_review", "planned", "done", "declined")
DECIDED = ("done", "declined")
ANSWERED = ("planned", *DECIDED)  # need a reason, and are told to who voted
BUDGET = 10  # votes a person has in a space for ideas that are not decided yet
MOST_ON_ONE = 3


class Idea(Base):
    """What a topic of the kind idea is besides a conversation; `vote_count` changes by delta with each vote."""

    __tablename__ = "ideas"

    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    stage: Mapped[str] = mapped_column(default="proposed")
    vote_count: Mapped[int] = mapped_column(default=0)


class IdeaStep(Base):
    """An idea came to a stage: who decided so, when and why."""

    __tablename__ = "idea_steps"

    id: Mapped[Id]
    topic_id: Mapped[int] = mapped_column(ForeignKey("ideas.topic_id"), index=True)
    stage: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    moved_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    moved_at: Mapped[datetime] = mapped_column(default=now)


class IdeaVote(Base):
    """A person’s votes on an idea. `cost` is what they still take from the budget: nothing once it was decided.

    A decision that is taken back leaves the votes where they are and asks nobody to pay for them again.
    """

    __tablename__ = "idea_votes"

    topic_id: Mapped[int] = mapped_column(ForeignKey("ideas.topic_id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    votes: Mapped[int]
    cost: Mapped[int]
    voted_at: Mapped[datetime] = mapped_column(default=now)
