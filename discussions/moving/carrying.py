"""What goes along when posts get another place: their numbers, what people read and follow, what they were told and typed."""

from sqlalchemy import bindparam, case, delete, func, literal, select, update

from discussions import indexing
from discussions.answering.held.actions import carry_held
from discussions.following.models import Follow
from discussions.milestones.models import Milestone
from discussions.models import MeToo, Post, Topic
from discussions.moving.numbers import Place, read_after_merge, read_after_split
from discussions.reading.models import ReadingState
from discussions.reunions.models import ReunionPrompt
from lms.database import db, insert
from lms.drafts.actions import carry_drafts
from lms.jobs import enqueue
from lms.notifications.actions import carry_thread
from lms.search.actions import change_audience, remove
from lms.writing import write_rows

AT_ONCE = 50  # posts found under another title in the same transaction; more are written afterwards

_PLACED = (
    update(Post.__table__)
    .where(Post.id == bindparam("post_id"))
    .values(topic_id=bindparam("to_topic"), number=bindparam("to_number"))
)


def place(places: dict[int, list[Place]]) -> None:
    """Give posts their numbers: topic → its posts in order. The numbers of a topic are dense, here as anywhere."""
    topics = {old.topic_id for order in places.values() for old in order}
    # Below zero first: on the way no two posts may have one number.
    db.session.execute(
        update(Post)
        .where(Post.topic_id.in_(topics))
        .values(number=-Post.number)
        .execution_options(synchronize_session=False)
    )
    rows = [
        {"post_id": old.id, "to_topic": topic_id, "to_number": number}
        for topic_id, order in places.items()
        for number, old in enumerate(order, 1)
    ]
    db.session.connection().execute(_PLACED, rows)
    forget_loaded_posts()


def forget_loaded_posts() -> None:
    """What the session remembers of posts is no longer so; it asks again when somebody needs it."""
    columns = [column.key for column in Post.__mapper__.column_attrs]
    for row in list(db.session.identity_map.values()):
        if isinstance(row, Post):
            db.session.expire(row, columns)


def merge_reading(topic: Topic, into: Topic, order: list[Place]) -> None:
    states: dict[int, dict[int, ReadingState]] = {}
    for state in db.session.scalars(select(ReadingState).where(ReadingState.topic_id.in_((topic.id, into.id)))):
        states.setdefault(state.user_id, {})[state.topic_id] = state
    rows = [
        {
            "user_id": user_id,
            "topic_id": into.id,
            "last_read": read_after_merge(order, {topic_id: state.last_read for topic_id, state in own.items()}),
            "seen_at": max(state.seen_at for state in own.values()),
        }
        for user_id, own in states.items()
    ]
    _write_reading(rows)
    db.session.execute(delete(ReadingState).where(ReadingState.topic_id == topic.id))


def split_reading(topic: Topic, new: Topic, stay: list[Place], go: list[Place]) -> None:
    states = db.session.scalars(select(ReadingState).where(ReadingState.topic_id == topic.id)).all()
    _write_reading(
        [
            {
                "user_id": state.user_id,
                "topic_id": there.id,
                "last_read": read_after_split(order, state.last_read),
                "seen_at": state.seen_at,
            }
            for state in states
            for there, order in ((topic, stay), (new, go))
        ]
    )


def merge_following(topic: Topic, into: Topic) -> None:
    """A choice outweighs what became so by itself; between two choices the one about the topic that stays.

    Who wrote in either of them wrote in what they became."""
    theirs = select(Follow.user_id, literal(into.id), Follow.level, Follow.reason, Follow.chosen)
    row = insert(Follow).from_select(
        ["user_id", "topic_id", "level", "reason", "chosen"], theirs.where(Follow.topic_id == topic.id)
    )
    outweighs = Follow.chosen.is_(False) & row.excluded.chosen.is_(True)
    is_stronger = (Follow.reason != "wrote") & (row.excluded.reason != "")
    db.session.execute(
        row.on_conflict_do_update(
            index_elements=["user_id", "topic_id"],
            set_={
                "level": case((outweighs, row.excluded.level), else_=Follow.level),
                "chosen": Follow.chosen | row.excluded.chosen,
                "reason": case((is_stronger, row.excluded.reason), else_=Follow.reason),
            },
        )
    )
    db.session.execute(delete(Follow).where(Follow.topic_id == topic.id))


def split_following(topic: Topic, new: Topic) -> None:
    """Who follows the whole follows both parts, each as they did."""
    same = select(Follow.user_id, literal(new.id), Follow.level, Follow.reason, Follow.chosen)
    columns = ["user_id", "topic_id", "level", "reason", "chosen"]
    db.session.execute(insert(Follow).from_select(columns, same.where(Follow.topic_id == topic.id)))


def merge_me_toos(topic: Topic, into: Topic) -> None:
    theirs = select(literal(into.id), MeToo.user_id, MeToo.at).where(
        MeToo.topic_id == topic.id, MeToo.user_id != into.author_id
    )
    row = insert(MeToo).from_select(["topic_id", "user_id", "at"], theirs)
    db.session.execute(row.on_conflict_do_nothing())
    db.session.execute(delete(MeToo).where(MeToo.topic_id == topic.id))
    topic.me_too_count = 0
    into.me_too_count = db.session.scalar(select(func.count()).where(MeToo.topic_id == into.id))


def merge_words(topic: Topic, into: Topic) -> None:
    """What people were told of the topic, and what they are typing in it."""
    carry_thread(f"topic:{topic.id}", to=f"topic:{into.id}", title=into.title)
    carry_drafts(f"topic:{topic.id}", f"topic:{into.id}")
    carry_held(topic.id, into.id)


def split_words(topic: Topic, new: Topic, go: list[Place]) -> None:
    urls = [address for place in go for address in (f"/posts/{place.id}", f"/posts/{place.id}/thanks")]
    carry_thread(f"topic:{topic.id}", to=f"topic:{new.id}", title=new.title, urls=urls)


def index_under(topic: Topic, places: list[Place], *, in_another_language: bool = False) -> None:
    """Find posts under the title of the topic they stand in now, and in its language alone."""
    if in_another_language:
        for place in places:
            remove("post", place.id)
    if len(places) > AT_ONCE:
        enqueue("retitle_replies", topic_id=topic.id)
    else:
        ids = [place.id for place in places]
        for post in db.session.scalars(select(Post).where(Post.id.in_(ids), Post.deleted_at.is_(None))).all():
            indexing.index_post(topic, post)
    indexing.index_topic(topic)


def index_for(topic: Topic, audience_id: int, *, in_another_language: bool) -> None:
    """Let a moved topic be found by those who read it now, and by nobody else, in this very transaction."""
    standing = select(Post.id).where(Post.topic_id == topic.id, Post.deleted_at.is_(None))
    if not in_another_language:
        change_audience(
            "post", list(db.session.scalars(standing.where(Post.number > 1))), audience_id, space_id=topic.space_id
        )
    else:
        remove("topic", topic.id)
        for post in db.session.scalars(select(Post).where(Post.id.in_(standing), Post.number > 1)).all():
            remove("post", post.id)
            indexing.index_post(topic, post)
    indexing.index_topic(topic)


def _write_reading(rows: list[dict]) -> None:
    if rows:
        write_rows(_read, rows)
        for row in list(db.session.identity_map.values()):
            if isinstance(row, ReadingState):
                db.session.expire(row)


def _read(insert):
    row = insert(ReadingState.__table__)
    return row.on_conflict_do_update(
        index_elements=["user_id", "topic_id"],
        set_={"last_read": row.excluded.last_read, "seen_at": row.excluded.seen_at, "set_at": None},
    )


def merge_occasions(topic: Topic, into: Topic) -> None:
    """What was celebrated or asked in it is now read where its posts went."""
    for table in (Milestone, ReunionPrompt):
        db.session.execute(update(table).where(table.topic_id == topic.id).values(topic_id=into.id))
