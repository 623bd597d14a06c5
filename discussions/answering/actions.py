"""Every write about the ladder: moving questions up when their time has come, handing one over, setting a ladder."""

from datetime import datetime, timedelta

from discussions.answering import queries
from discussions.answering.held.actions import send_first
from discussions.answering.ladder import EXPERIENCE, LATE, ladder_of
from discussions.answering.models import AnswerLadder, LadderPlace
from discussions.answering.routing.actions import ask_people, end, end_pointless
from discussions.answering.routing.queries import open_requests
from discussions.following.queries import followers_of
from discussions.models import Space, Topic
from discussions.moderation.queries import leaders_of
from lms.database import db, insert, now
from lms.jobs import enqueue_many, every, job
from lms.notifications.actions import notify, withdraw


@every(timedelta(minutes=5))
def look_at_ladders() -> None:
    """Find the questions whose time on a rung is over, and ask others where somebody asked cannot answer."""
    moment = now()
    end_pointless()
    for topic, place, named in queries.questions_without_owner():
        _own(topic, place, queries.manager_of(topic, named))
    due = [
        {"topic_id": row.id}
        for row in queries.questions_to_move(moment)
        if ladder_of(row).rung_at(row.created_at, moment) > row.rung
    ]
    if due:
        enqueue_many("move_up", due)


@job("move_up")
def move_up(topic_id: int) -> None:
    """Bring one question to the rung on which it belongs by now. Done twice, the second time finds it there."""
    row, moment = queries.find_on_ladder(topic_id), now()
    if row is None:
        return
    rung = ladder_of(row).rung_at(row.created_at, moment)
    if rung <= row.rung or not _claim(topic_id, rung, moment):
        return
    topic = db.session.get_one(Topic, topic_id, populate_existing=True)
    if send_first(topic):
        return
    if rung == EXPERIENCE:
        ask_people(topic)
        return
    for request in open_requests(topic_id):
        end(request, "lapsed")
    place = queries.find_place(topic_id)
    if place.owner_id is None:
        _own(topic, place, queries.manager_of(topic, row.manager_id))
    if rung == LATE:
        _tell_unanswered(topic, leaders_of(topic) - {topic.author_id, place.owner_id}, "late")


def hand_over(topic: Topic, user_id: int, *, by) -> None:
    """From now on somebody else sees to the question, and hears so."""
    row = insert(LadderPlace).values(topic_id=topic.id, rung=0, moved_at=now())
    db.session.execute(row.on_conflict_do_nothing())
    place = queries.find_place(topic.id)
    if place.owner_id != user_id:
        withdraw(f"owner:{topic.id}")
        _own(topic, place, user_id, by=by)


def save_ladder(
    space: Space, *, peers: int, experience: int, manager: int, manager_id: int | None, in_office_hours: bool
) -> None:
    """Other times for the questions of a space; also for those that wait already, which never go a rung down."""
    ladder = queries.find_ladder(space.id)
    if ladder is None:
        ladder = AnswerLadder(space_id=space.id)
        db.session.add(ladder)
    ladder.peers_hours, ladder.experience_hours, ladder.manager_hours = peers, experience, manager
    ladder.manager_id, ladder.in_office_hours = manager_id, in_office_hours
    db.session.flush()


def _claim(topic_id: int, rung: int, moment: datetime) -> bool:
    """Whether this very call brings the question to the rung; of two at once only one does."""
    row = insert(LadderPlace).values(topic_id=topic_id, rung=rung, moved_at=moment)
    moved = row.on_conflict_do_update(
        index_elements=["topic_id"],
        set_={"rung": row.excluded.rung, "moved_at": row.excluded.moved_at},
        where=LadderPlace.rung < row.excluded.rung,
    )
    return db.session.scalar(moved.returning(LadderPlace.topic_id)) is not None


def _own(topic: Topic, place: LadderPlace, user_id: int | None, *, by=None) -> None:
    place.owner_id = user_id
    db.session.flush()
    if user_id is not None:
        _tell_unanswered(topic, {user_id}, "owner", by=by)


def _tell_unanswered(topic: Topic, people: set[int], thing: str, *, by=None) -> None:
    if by is None:
        levels = followers_of(topic)
        people = {user_id for user_id in people if levels.get(user_id) != "muted"}
    notify(
        sorted(people),
        "unanswered",
        audience_id=topic.audience_id,
        actor=by,
        thread=f"topic:{topic.id}",
        thing=f"{thing}:{topic.id}",
        title=topic.title,
        url=f"/topics/{topic.id}",
    )
