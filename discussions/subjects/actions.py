"""Every write about tags: which a space offers, and which a topic carries, also when it moves."""

from sqlalchemy import delete, literal, select

from discussions.models import Space
from discussions.subjects.models import Tag, TopicTag
from lms.database import db, insert


def add_tag(space, name: str) -> Tag | None:
    """A tag of the space; None when somebody made it at the same moment."""
    row = insert(Tag).values(space_id=space.id, name=name).on_conflict_do_nothing().returning(Tag.id)
    tag_id = db.session.scalar(row)
    return None if tag_id is None else db.session.get_one(Tag, tag_id)


def rename_tag(tag: Tag, name: str) -> None:
    tag.name = name
    db.session.flush()


def remove_tag(tag: Tag) -> None:
    """Topics that carried it stay."""
    db.session.execute(delete(TopicTag).where(TopicTag.tag_id == tag.id))
    db.session.delete(tag)
    db.session.flush()


def tag_topic(topic, tag_ids) -> None:
    """The topic carries these tags and no others."""
    db.session.execute(delete(TopicTag).where(TopicTag.topic_id == topic.id))
    if tag_ids:
        rows = [{"topic_id": topic.id, "tag_id": tag_id} for tag_id in sorted(set(tag_ids))]
        db.session.execute(insert(TopicTag).on_conflict_do_nothing(), rows)


def drop_foreign_tags(topic) -> None:
    """After a move: what the new space does not offer is left behind."""
    db.session.execute(
        delete(TopicTag).where(TopicTag.topic_id == topic.id, TopicTag.tag_id.not_in(_offered(topic.space_id)))
    )


def carry_tags(topic, to) -> None:
    """A topic that takes over posts of another carries its tags too, those its space offers."""
    theirs = select(literal(to.id), TopicTag.tag_id).where(
        TopicTag.topic_id == topic.id, TopicTag.tag_id.in_(_offered(to.space_id))
    )
    row = insert(TopicTag).from_select(["topic_id", "tag_id"], theirs)
    db.session.execute(row.on_conflict_do_nothing())


def _offered(space_id: int):
    of_academy = select(Space.id).where(Space.kind == "academy").scalar_subquery()
    return select(Tag.id).where((Tag.space_id == space_id) | (Tag.space_id == of_academy))
