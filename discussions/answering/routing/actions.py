"""Every write about asking people: asking the best two, passing it on, saying not now, and ending what became pointless."""

from discussions.answering.models import AnswerRequest
from discussions.answering.routing import queries
from discussions.answering.routing.weighing import in_order
from discussions.models import Topic
from discussions.posts.standing import hold_topic
from lms.database import db, insert, now
from lms.notifications.actions import notify, withdraw

AT_ONCE = 2  # people who are asked about one question at the same time


def ask_people(topic: Topic) -> int:
    """Ask those who know most until two are asked; how many were asked now."""
    hold_topic(topic.id)
    missing, asked = AT_ONCE - queries.count_open(topic.id), 0
    if missing <= 0:
        return 0
    for known in in_order(queries.people_to_ask(topic)):
        asked += ask(topic, known.user_id, known.because)
        if asked == missing:
            break
    return asked


def ask(topic: Topic, user_id: int, because: str, *, by=None) -> bool:
    """Ask one person, once; False when they were asked before, or turn out not to read the question any more."""
    claim = insert(AnswerRequest).values(
        topic_id=topic.id,
        user_id=user_id,
        because=because,
        asked_by=by.id if by else None,
        asked_at=now(),
        ending="",
    )
    request_id = db.session.scalar(claim.on_conflict_do_nothing().returning(AnswerRequest.id))
    if request_id is None:
        return False
    told = notify(
        [user_id],
        "asked",
        audience_id=topic.audience_id,
        actor=by,
        thread=f"topic:{topic.id}",
        thing=f"asked:{request_id}",
        title=topic.title,
        url=f"/topics/{topic.id}",
    )
    if not told:
        end(db.session.get_one(AnswerRequest, request_id), "lapsed")
    return bool(told)


def decline(topic: Topic, request: AnswerRequest, *, asks_others: bool) -> None:
    """Not now: nobody asks why, and the next one who knows is asked while the question is with those."""
    end(request, "declined")
    if asks_others:
        ask_people(topic)


def pass_on(topic: Topic, request: AnswerRequest, user_id: int, *, by) -> bool:
    """Somebody else is asked instead."""
    if not ask(topic, user_id, "passed on", by=by):
        return False
    end(request, "passed on")
    return True


def end(request: AnswerRequest, ending: str) -> None:
    """The request is dealt with, and what was said of it in an inbox with it."""
    request.ended_at, request.ending = now(), ending
    db.session.flush()
    withdraw(f"asked:{request.id}")


def end_pointless() -> None:
    """Requests whose question waits no longer, or whose person cannot or will not; in their place others are asked."""
    for request, waits in queries.requests_to_end():
        end(request, "lapsed")
        if waits and request.because != "passed on":
            ask_people(db.session.get_one(Topic, request.topic_id))
