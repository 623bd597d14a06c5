"""Every write about posts: replying, editing with history, removing with undo."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, delete, insert, select, update
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from discussions import indexing, telling
from discussions.composing.actions import adopt_files
from discussions.following.actions import keep_following
from discussions.live.actions import announce_post
from discussions.mentions import Written, write
from discussions.models import Post, PostRevision, Topic
from discussions.moderation.holding import hold_listed
from discussions.moderation.log.actions import note_other_hand
from discussions.moderation.queries import find_review
from discussions.posts import standing
from discussions.reading.actions import note_own_post
from knowledge.links.outside import leads_to_articles
from knowledge.links.titles import keep_titles
from lms import writing
from lms.database import UtcDateTime, db, now
from lms.differences import words_apart
from lms.drafts.actions import forget_draft
from lms.jobs import every

SMALL_CORRECTION = timedelta(minutes=5)  # an author mends a slip that long without leaving a revision
SLIP = 15  # words; more are another text
UNDO = timedelta(days=30)


class Conflict(Exception):
    """Somebody else changed the post since the person began to edit it; `post` holds what it says now."""

    def __init__(self, post: Post):
        super().__init__(post.id)
        self.post = post


def write_first_post(topic: Topic, *, author, body: str, at: datetime) -> tuple[Post, Written]:
    """The opening post of a topic that was just made."""
    written = write(body, topic.audience_id)
    post = _add_post(topic, 1, author, body, written, at)
    keep_following(topic.id, author.id, "wrote")
    note_own_post(author, topic.id, 1, seen=None, at=at)
    return post, written


def reply(topic: Topic, *, author, body: str, at: datetime | None = None, seen: int | None = None) -> Post:
    """A new post at the end of the topic.

    `seen` is the last number its author had on screen; None when they know the whole topic. `at` seeds the past,
    and then nobody is told.
    """
    moment = at or now()
    written = write(body, topic.audience_id)
    topic, number = _take_number(topic, author, moment)
    post = _add_post(topic, number, author, body, written, moment)
    keep_following(topic.id, author.id, "wrote")
    note_own_post(author, topic.id, number, seen=seen, at=moment)
    indexing.index_post(topic, post, written.text, author)
    if at is None:
        forget_draft(author, f"topic:{topic.id}")
    if at is None and not hold_listed(topic, post, body):
        announce_post(topic)
        telling.tell_about(topic, post, written, author)
    return post


def edit_post(post: Post, *, body: str, version: int, by, title: str | None = None) -> None:
    """Other words for a post, and another title for its topic; Conflict when `version` is not the last one."""
    moment = now()
    topic = standing.hold_topic_of(post)
    before = (topic.title if post.is_opening else "", post.body)
    had_links = leads_to_articles(post.html)
    written = write(body, topic.audience_id, post.id)
    changed = db.session.execute(
        update(Post)
        .where(Post.id == post.id, Post.version == version, Post.deleted_at.is_(None))
        .values(body=body, html=written.html, version=version + 1)
        .execution_options(synchronize_session=False)
    )
    standing.reload_post(post)
    if changed.rowcount == 0:
        raise Conflict(post)
    if post.is_opening and title is not None and title.strip() != topic.title:
        topic.title = title.strip()
        indexing.retitle_replies(topic)
        telling.retitle_topic(topic)
    after = (topic.title if post.is_opening else "", body)
    if after != before and not _is_small_correction(post, topic, by, moment, before, after):
        _keep_revision(post, *before, version)
        post.edited_at, post.edited_by = moment, by.id
    db.session.flush()
    adopt_files(post, topic.audience_id, by=by)
    if written.titles or "[[" in before[1]:
        keep_titles(("post", post.id), written.titles, topic.audience_id)
    note_other_hand("post changed", topic, post, by)
    indexing.index_post(topic, post, written.text)
    if had_links and not leads_to_articles(post.html):
        indexing.follow_links(topic, post)
    telling.reword_post(post, written.text)
    if not hold_listed(topic, post, f"{topic.title}\n{body}" if post.is_opening else body, before="\n".join(before)):
        telling.tell_mentioned(topic, post, written, by=by)


def delete_post(post: Post, *, by) -> None:
    """A tombstone takes the post's place. A topic in which no post stands is gone too."""
    topic = standing.hold_topic_of(post)
    if post.deleted_at is None:
        standing.take_away(topic, post, by=by, at=now())
        note_other_hand("post removed", topic, post, by)


def restore_post(post: Post, *, by) -> None:
    """Undo a removal, acceptance included; a topic that was gone comes back with its post."""
    topic = standing.hold_topic_of(post)
    if post.deleted_at is not None:
        standing.put_back(topic, post)
        note_other_hand("post restored", topic, post, by)


@every(timedelta(days=1))
def empty_old_tombstones() -> None:
    """After thirty days what was removed is gone for good: the words and their revisions.

    What nobody has decided about (hidden, and taken away by nobody) waits for that decision."""
    is_old = (Post.deleted_at < now() - UNDO, Post.body != "", Post.hidden_at.is_(None) | Post.deleted_by.is_not(None))
    gone = select(Post.id).where(*is_old)
    db.session.execute(delete(PostRevision).where(PostRevision.post_id.in_(gone)))
    waits = select(Post.topic_id).where(Post.hidden_at.is_not(None), Post.deleted_by.is_(None))
    ended = (Topic.deleted_at < now() - UNDO, Topic.title != "", Topic.id.not_in(waits))
    # The posts of a merged topic stand elsewhere; an echo of them still finds its passage by the quote.
    quote = case((Topic.merged_into_id.is_(None), ""), else_=Topic.anchor_quote)
    db.session.execute(update(Topic).where(*ended).values(title="", anchor_quote=quote))
    db.session.execute(update(Post).where(*is_old).values(body="", html=""))


# With the readers it has at that moment: it may have been moved since it was loaded.
_COUNTED = (
    "space_id",
    "audience_id",
    "last_number",
    "newest_number",
    "reply_count",
    "bumped_at",
    "last_poster_id",
    "first_answer_at",
)
_AT = bindparam("at", type_=UtcDateTime())
_TAKE_NUMBER = (
    update(Topic.__table__)
    .where(Topic.id == bindparam("topic_id"), Topic.merged_into_id.is_(None))
    .values(
        last_number=Topic.last_number + 1,
        newest_number=Topic.last_number + 1,
        reply_count=Topic.reply_count + 1,
        bumped_at=_AT,
        last_poster_id=bindparam("writer_id"),
        first_answer_at=case(
            (Topic.first_answer_at.is_(None) & (Topic.author_id != bindparam("writer_id")), _AT),
            else_=Topic.first_answer_at,
        ),
    )
    .returning(*(getattr(Topic, name) for name in _COUNTED))
)


_ADDED = insert(Post.__table__).returning(*Post.__table__.columns)


def _take_number(topic: Topic, author, moment: datetime) -> tuple[Topic, int]:
    """The next number, with the counters that move with it, in one statement that queues concurrent writers.

    Of a topic that was merged away while somebody wrote in it: the next number where it went on."""
    row = writing.write(_TAKE_NUMBER, topic_id=topic.id, writer_id=author.id, at=moment).one_or_none()
    if row is None:
        db.session.refresh(topic, ["merged_into_id"])
        return _take_number(db.session.get_one(Topic, topic.merged_into_id), author, moment)
    for name, value in zip(_COUNTED, row, strict=True):
        set_committed_value(topic, name, value)
    return topic, row.last_number


def _add_post(topic: Topic, number: int, author, body: str, written: Written, at: datetime) -> Post:
    values = {"topic_id": topic.id, "number": number, "author_id": author.id, "body": body, "html": written.html}
    post = Post(**writing.write(_ADDED, **values, created_at=at).one_or_none()._asdict())
    make_transient_to_detached(post)  # the row is there: finding out what to write took longer than writing it
    db.session.add(post)
    adopt_files(post, topic.audience_id, by=author)
    if written.titles:
        keep_titles(("post", post.id), written.titles, topic.audience_id)
    return post


def _is_small_correction(post: Post, topic: Topic, by, moment: datetime, before, after) -> bool:
    """A slip mended at once, before anybody wrote after it or asked for a look at it."""
    is_fresh = moment - post.created_at <= SMALL_CORRECTION and post.number == topic.last_number
    if by.id != post.author_id or not is_fresh:
        return False
    apart = sum(words_apart(old, new, most=SLIP) for old, new in zip(before, after, strict=True))
    return apart <= SLIP and find_review(post.id) is None


def _keep_revision(post: Post, title: str, body: str, version: int) -> None:
    db.session.add(
        PostRevision(
            post_id=post.id,
            number=version,
            title=title,
            body=body,
            written_at=post.edited_at or post.created_at,
            written_by=post.edited_by or post.author_id,
        )
    )
