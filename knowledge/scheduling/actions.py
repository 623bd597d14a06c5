"""Every write about when a draft is published: planning it, another moment, taking it back, and how it ended."""

from datetime import datetime

from knowledge.models import Article
from knowledge.scheduling import queries
from knowledge.scheduling.models import ArticleSchedule
from lms.database import db, now
from lms.jobs import enqueue
from lms.revisions.drafts import locked


class StaleSchedule(Exception):
    """Somebody else planned, changed or took back the publication since the page was opened."""


def schedule(article: Article, due_at: datetime, *, by, why: str = "", version: int = 0) -> ArticleSchedule:
    """Have the draft published at this moment, as it stands then; the last one to choose is its publisher.

    `version` is that of the plan they saw, 0 for none; StaleSchedule when it is another."""
    article = locked(article)
    plan = queries.find_open(article.id)
    words = {"due_at": due_at, "why": why.strip(), "by": by.id}
    if plan and all(getattr(plan, name) == value for name, value in words.items()):
        return plan
    if (plan.version if plan else 0) != version:
        raise StaleSchedule
    if plan is None:
        plan = ArticleSchedule(article_id=article.id, version=0)
        db.session.add(plan)
    for name, value in words.items():
        setattr(plan, name, value)
    plan.version, plan.made_at = version + 1, now()
    db.session.flush()
    enqueue("publish_scheduled", after=max(due_at - now(), due_at - due_at), schedule_id=plan.id)
    return plan


def end_open(article: Article, ending: str, problem: str = "") -> None:
    """Nothing is published by itself any more: it was done, taken back, or refused."""
    if plan := queries.find_open(article.id):
        plan.ending, plan.ended_at, plan.problem = ending, now(), problem
        db.session.flush()


def withdraw(article: Article) -> None:
    """Publish nothing by itself; the draft stays."""
    end_open(locked(article), "withdrawn")
