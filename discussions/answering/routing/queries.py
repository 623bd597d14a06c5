"""Every SELECT about asking people: who may be asked, what is known of them, and what they were asked."""

from sqlalchemy import Select, case, exists, func, or_, select

from courses.models import LessonProgress
from discussions.answering.models import AnswerRequest
from discussions.answering.routing.weighing import MOST_OPEN, Known
from discussions.answering.statements import IS_WAITING, has_muted
from discussions.matching import shared_word, stems_of
from discussions.models import Post, Space, Topic
from discussions.moderation.queries import leaders_of
from knowledge.verification.queries import verified_by_whom
from lms.access import AudienceMember, belongs
from lms.database import db
from lms.people.blocks.queries import has_blocked
from lms.people.models import User

LOOKED_AT = 500  # people weighed for one question, of very many those who were here last

_load = (
    select(func.count())
    .select_from(AnswerRequest)
    .join(Topic, Topic.id == AnswerRequest.topic_id)
    .where(AnswerRequest.user_id == User.id, AnswerRequest.ended_at.is_(None), IS_WAITING)
    .correlate(User)
    .scalar_subquery()
)


def people_to_ask(topic: Topic) -> list[Known]:
    """What is known, about this question, of everybody who may be asked at this moment."""
    space = db.session.get_one(Space, topic.space_id)
    answers = _accepted_about(topic)
    learnt = _learnt(topic)
    verified = _verified(topic)
    named = or_(User.ask_me_about != "", User.id.in_({*answers, *learnt, *verified}))
    rows = db.session.execute(
        may_be_asked(topic)
        .where(named, User.id.not_in(leaders_of(topic)), User.id.not_in(_writers(topic)))
        .order_by(User.last_seen_at.desc(), User.id)
        .limit(LOOKED_AT)
    )
    return [
        Known(
            row.id,
            answers=answers.get(row.id, 0),
            verified=row.id in verified,
            expertise=bool(shared_word(topic.title, stems_of(row.ask_me_about, space.language), space.language)),
            lesson=row.id in learnt,
            load=row.load,
        )
        for row in rows
    ]


def may_be_asked(topic: Topic) -> Select:
    """(id, name, ask_me_about, load) of who reads the question now, lets themselves be asked, has neither muted it nor
    blocked who asks, and was not asked before."""
    return (
        select(User.id, User.name, User.ask_me_about, _load.label("load"))
        .join(AudienceMember, AudienceMember.user_id == User.id)
        .where(
            AudienceMember.audience_id == topic.audience_id,
            AudienceMember.until.is_(None),
            User.is_active,
            User.can_be_asked,
            User.id != topic.author_id,
            ~has_blocked(User.id, topic.author_id),
            ~has_muted(User.id, topic.id, topic.space_id),
            ~exists().where(AnswerRequest.user_id == User.id, AnswerRequest.topic_id == topic.id),
        )
    )


def people_to_pass_to(topic: Topic, viewer) -> list[tuple[int, str]]:
    """(id, name) of who can be asked instead of the viewer, by name; who has been asked enough is left in peace."""
    rows = db.session.execute(may_be_asked(topic).where(User.id != viewer.id).order_by(User.name, User.id).limit(200))
    return [(row.id, row.name) for row in rows if row.load < MOST_OPEN]


def find_open_request(viewer, topic_id: int) -> AnswerRequest | None:
    mine = select(AnswerRequest).filter_by(topic_id=topic_id, user_id=viewer.id, ended_at=None)
    return db.session.scalars(mine).one_or_none()


def count_open(topic_id: int) -> int:
    return db.session.scalar(select(func.count()).where(*_open_of(topic_id)))


def open_requests(topic_id: int) -> list[AnswerRequest]:
    return list(db.session.scalars(select(AnswerRequest).where(*_open_of(topic_id)).order_by(AnswerRequest.id)))


def names_asked(topic_id: int) -> list[str]:
    """The names of who has been asked and has not dealt with it: for who leads."""
    asked = select(User.name).join(AnswerRequest, AnswerRequest.user_id == User.id).where(*_open_of(topic_id))
    return list(db.session.scalars(asked.order_by(AnswerRequest.id)))


def still_asked(user_id: int, request_ids) -> set[int]:
    """Which of these requests somebody can still deal with: open, of a question that waits and that they have not muted."""
    rows = (
        select(AnswerRequest.id)
        .join(Topic, Topic.id == AnswerRequest.topic_id)
        .where(
            AnswerRequest.id.in_(list(request_ids)),
            AnswerRequest.ended_at.is_(None),
            IS_WAITING,
            ~has_muted(user_id, Topic.id, Topic.space_id),
        )
    )
    return set(db.session.scalars(rows))


def requests_to_end():
    """(request, whether its question still waits) of open requests that have become pointless: the question is answered or
    gone, or the person no longer reads it, muted it, left, or does not want to be asked any more."""
    reads = belongs(AnswerRequest.user_id, Topic.audience_id)
    muted = has_muted(AnswerRequest.user_id, Topic.id, Topic.space_id)
    return db.session.execute(
        select(AnswerRequest, case((IS_WAITING, 1), else_=0))
        .join(Topic, Topic.id == AnswerRequest.topic_id)
        .join(User, User.id == AnswerRequest.user_id)
        .where(
            AnswerRequest.ended_at.is_(None),
            or_(~IS_WAITING, ~reads, muted, User.is_active.is_(False), User.can_be_asked.is_(False)),
        )
        .order_by(AnswerRequest.id)
    ).all()


def _accepted_about(topic: Topic) -> dict[int, int]:
    """How many answers of a person stand accepted about the same lesson or article, or in the same space."""
    near = [Topic.space_id == topic.space_id]
    if topic.lesson_id:
        near.append(Topic.lesson_id == topic.lesson_id)
    if topic.article_id:
        near.append(Topic.article_id == topic.article_id)
    rows = db.session.execute(
        select(Post.author_id, func.count())
        .join(Topic, Topic.accepted_post_id == Post.id)
        .where(or_(*near), Topic.deleted_at.is_(None), Post.author_id != Topic.author_id)
        .group_by(Post.author_id)
        .order_by(func.count().desc())
        .limit(LOOKED_AT)
    )
    return dict(rows.all())


def _learnt(topic: Topic) -> set[int]:
    if topic.lesson_id is None:
        return set()
    done = (LessonProgress.lesson_id == topic.lesson_id, LessonProgress.completed_at.is_not(None))
    here = (AudienceMember.audience_id == topic.audience_id, AudienceMember.user_id == LessonProgress.user_id)
    return set(db.session.scalars(select(LessonProgress.user_id).where(*done, exists().where(*here)).limit(LOOKED_AT)))


def _verified(topic: Topic) -> set[int]:
    """Who vouched for a text of the article."""
    return verified_by_whom(topic.article_id) if topic.article_id else set()


def _writers(topic: Topic) -> set[int]:
    return set(db.session.scalars(select(Post.author_id).where(Post.topic_id == topic.id).distinct()))


def _open_of(topic_id: int):
    return (AnswerRequest.topic_id == topic_id, AnswerRequest.ended_at.is_(None))
