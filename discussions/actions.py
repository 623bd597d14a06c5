"""Every write about spaces and topics: opening, starting, answering, closing, pinning, sharing a question."""

from datetime import datetime

from sqlalchemy import delete, select, update

from discussions import indexing, telling
from discussions.asking.actions import reverse_deflections
from discussions.following.actions import follow, follow_no_longer, keep_following
from discussions.ideas.actions import propose
from discussions.models import MeToo, Post, Space, Topic
from discussions.moderation.holding import hold_listed
from discussions.moderation.log.actions import note
from discussions.polls.actions import Terms, open_poll
from discussions.posts.actions import delete_post, edit_post, reply, restore_post, write_first_post
from discussions.posts.standing import count_topic, hold_topic, reload_post
from discussions.reacting.actions import thank, unthank
from discussions.reading.actions import mark_all_read, mark_read
from knowledge.stories.queries import story_writer
from lms.access import ACADEMY
from lms.admin.models import Academy
from lms.database import db, insert, now
from lms.drafts.actions import forget_draft
from lms.notifications.actions import withdraw

__all__ = [
    "accept_answer",
    "close_topic",
    "delete_post",
    "edit_post",
    "follow",
    "found_academy_space",
    "mark_all_read",
    "mark_read",
    "open_space",
    "pin_topic",
    "rename_space",
    "reopen_topic",
    "reply",
    "restore_post",
    "say_me_too",
    "start_topic",
    "take_back_me_too",
    "thank",
    "unpin_topic",
    "unthank",
    "withdraw_answer",
]


def found_academy_space(title: str = "") -> Space:
    """The space of the whole academy, called as the academy is unless it gets a title; safe to ask for twice."""
    academy = db.session.get(Academy, 1)
    language = academy.locale if academy else "en"
    space = db.session.scalars(select(Space).where(Space.kind == "academy").order_by(Space.id).limit(1)).one_or_none()
    if space is None:
        return open_space("academy", audience_id=ACADEMY, title=title, language=language)
    space.title, space.language = title or space.title, language
    return space


def open_space(
    kind: str,
    *,
    audience_id: int,
    title: str,
    language: str,
    cohort_id: int | None = None,
    course_id: int | None = None,
) -> Space:
    """A new place to talk for one audience."""
    space = Space(
        kind=kind,
        audience_id=audience_id,
        title=title,
        language=language,
        cohort_id=cohort_id,
        course_id=course_id,
    )
    db.session.add(space)
    db.session.flush()
    return space


def rename_space(*, cohort_id: int, title: str) -> None:
    """A cohort's space is called as the cohort is."""
    db.session.execute(update(Space).where(Space.cohort_id == cohort_id).values(title=title))


def start_topic(
    space: Space,
    *,
    author,
    kind: str,
    title: str,
    body: str,
    terms: Terms | None = None,
    lesson_id: int | None = None,
    article_id: int | None = None,
    event_id: int | None = None,
    question_id: int | None = None,
    anchor_key: str = "",
    anchor_quote: str = "",
    anchor_language: str = "",
    draft_place: str = "",
    at: datetime | None = None,
) -> Topic:
    """A new conversation with its opening post, a poll with its `terms`. `at` seeds the past, and then nobody is told."""
    moment = at or now()
    topic = Topic(
        space_id=space.id,
        audience_id=space.audience_id,
        kind=kind,
        title=title.strip(),
        author_id=author.id,
        last_poster_id=author.id,
        created_at=moment,
        bumped_at=moment,
        lesson_id=lesson_id,
        article_id=article_id,
        event_id=event_id,
        question_id=question_id,
        anchor_key=anchor_key,
        anchor_quote=anchor_quote,
        anchor_language=anchor_language,
        last_number=1,
        newest_number=1,
    )
    db.session.add(topic)
    db.session.flush()
    count_topic(topic, +1)
    if kind == "idea":
        propose(topic)
    if terms is not None:
        open_poll(topic, terms)
    post, written = write_first_post(topic, author=author, body=body, at=moment)
    if article_id and (writer_id := story_writer(article_id, topic.audience_id)) not in (None, author.id):
        keep_following(topic.id, writer_id, "story")
    indexing.index_post(topic, post, written.text, author)
    if kind == "question":
        reverse_deflections(author, topic.title, moment)
    if draft_place:
        forget_draft(author, draft_place)
    words = "\n".join((topic.title, body, *(terms.options if terms else ())))
    if at is None and not hold_listed(topic, post, words):
        telling.tell_about(topic, post, written, author)
    return topic


def accept_answer(topic: Topic, post: Post, *, by, at: datetime | None = None) -> bool:
    """This reply answers the question; an answer accepted before gives way. False when it went a moment ago."""
    hold_topic(topic.id)
    reload_post(post)
    if post.topic_id != topic.id or post.deleted_at is not None:
        return False
    if topic.accepted_post_id == post.id:
        return True
    moment = at or now()
    _give_way(topic, moment)
    topic.accepted_post_id, topic.accepted_at, topic.accepted_by = post.id, moment, by.id
    db.session.flush()
    indexing.index_topic(topic)
    if at is None:
        telling.tell_accepted(topic, post, by=by)
    return True


def withdraw_answer(topic: Topic, *, by) -> None:
    """The question is open again; the reply stays where it is."""
    hold_topic(topic.id)
    _give_way(topic, now())
    topic.accepted_post_id = topic.accepted_at = topic.accepted_by = None
    db.session.flush()
    indexing.index_topic(topic)


def _give_way(topic: Topic, moment: datetime) -> None:
    """Whose answer it was is not told any more that it is, and the thread says that it was changed."""
    if topic.accepted_post_id is not None:
        topic.answer_changed_at = moment
        withdraw(f"accepted:{topic.accepted_post_id}")


def close_topic(topic: Topic, *, by, at: datetime | None = None) -> None:
    """Nobody replies any more; everybody reads on. Twice is once, here and below, and stands in the log once."""
    if topic.closed_at is not None:
        return
    topic.closed_at = at or now()
    db.session.flush()
    _note_steering("topic closed", topic, by, at)


def reopen_topic(topic: Topic, *, by) -> None:
    if topic.closed_at is None:
        return
    topic.closed_at = None
    db.session.flush()
    _note_steering("topic reopened", topic, by)


def pin_topic(topic: Topic, *, by, at: datetime | None = None) -> None:
    """The topic stands above the others of its space."""
    if topic.pinned_at is not None:
        return
    topic.pinned_at = at or now()
    db.session.flush()
    note("topic pinned", topic, by=by, at=at)


def unpin_topic(topic: Topic, *, by) -> None:
    if topic.pinned_at is None:
        return
    topic.pinned_at = None
    db.session.flush()
    note("topic unpinned", topic, by=by)


def say_me_too(topic: Topic, by, *, at: datetime | None = None) -> bool:
    """The person has the same question and hears its answers; saying it twice counts once."""
    claim = insert(MeToo).values(topic_id=topic.id, user_id=by.id, at=at or now()).on_conflict_do_nothing()
    said = db.session.scalar(claim.returning(MeToo.user_id)) is not None
    if said:
        _count_me_too(topic, +1)
        keep_following(topic.id, by.id, "me too")
    return said


def take_back_me_too(topic: Topic, by) -> bool:
    taken = delete(MeToo).where(MeToo.topic_id == topic.id, MeToo.user_id == by.id)
    took = db.session.execute(taken).rowcount == 1
    if took:
        _count_me_too(topic, -1)
        follow_no_longer(topic.id, by.id, "me too")
    return took


def _note_steering(act: str, topic: Topic, by, at: datetime | None = None) -> None:
    """Who ends a conversation of their own moderates nobody."""
    if by.id != topic.author_id:
        note(act, topic, by=by, at=at)


def _count_me_too(topic: Topic, step: int) -> None:
    db.session.execute(update(Topic).where(Topic.id == topic.id).values(me_too_count=Topic.me_too_count + step))
