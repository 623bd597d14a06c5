"""Counting topics, posts and spaces from scratch."""

from sqlalchemy import and_, func, select

from discussions.ideas.models import Idea, IdeaVote
from discussions.models import MeToo, Post, Space, Topic
from discussions.reacting.models import Thanks
from lms.counting import number_of, put_right


def recount() -> dict[str, int]:
    """What was counted → how many rows had it wrong."""
    return {
        "me too of topics": put_right(Topic, Topic.me_too_count, number_of(MeToo, MeToo.topic_id == Topic.id)),
        "votes of ideas": put_right(Idea, Idea.vote_count, _votes()),
        "thanks of posts": put_right(Post, Post.thanks_count, number_of(Thanks, Thanks.post_id == Post.id)),
        "last number of topics": put_right(Topic, Topic.last_number, _highest(Post.topic_id == Topic.id)),
        "newest post of topics": put_right(Topic, Topic.newest_number, _highest(_stands())),
        "replies of topics": put_right(Topic, Topic.reply_count, number_of(Post, _stands(), Post.number > 1)),
        "first answer of topics": put_right(Topic, Topic.first_answer_at, _first_answer()),
        "last poster of topics": put_right(Topic, Topic.last_poster_id, _last(Post.author_id, Topic.author_id)),
        "last moment of topics": put_right(Topic, Topic.bumped_at, _last(Post.created_at, Topic.created_at)),
        "topics of spaces": put_right(Space, Space.topic_count, number_of(Topic, _is_in_space())),
        "questions of spaces": put_right(
            Space, Space.question_count, number_of(Topic, _is_in_space(), Topic.kind == "question")
        ),
    }


def _stands():
    return and_(Post.topic_id == Topic.id, Post.deleted_at.is_(None))


def _is_in_space():
    return and_(Topic.space_id == Space.id, Topic.deleted_at.is_(None))


def _votes():
    given = select(func.sum(IdeaVote.votes)).where(IdeaVote.topic_id == Idea.topic_id).scalar_subquery()
    return func.coalesce(given, 0)


def _highest(where):
    return func.coalesce(select(func.max(Post.number)).where(where).scalar_subquery(), 0)


def _first_answer():
    is_answer = and_(_stands(), Post.number > 1, Post.author_id != Topic.author_id)
    return select(Post.created_at).where(is_answer).order_by(Post.number).limit(1).scalar_subquery()


def _last(column, otherwise):
    last = select(column).where(_stands()).order_by(Post.number.desc()).limit(1).scalar_subquery()
    return func.coalesce(last, otherwise)
