"""The tags of a topic, for statements about topics: one text, read by `words.tags_of_row`."""

from sqlalchemy import String, cast, exists, func, select

from discussions.models import Space, Topic
from discussions.subjects.models import Tag, TopicTag


def offers_tags():
    """Whether the space of a topic has any tags to choose from."""
    of_academy = select(Space.id).where(Space.kind == "academy").scalar_subquery()
    return exists().where((Tag.space_id == Topic.space_id) | (Tag.space_id == of_academy)).correlate(Topic)


def tags_of_topic():
    """“3:Silence” for each tag, one below the other."""
    named = func.concat(cast(Tag.id, String), ":", Tag.name)
    return (
        select(func.aggregate_strings(named, "\n"))
        .join(TopicTag, TopicTag.tag_id == Tag.id)
        .where(TopicTag.topic_id == Topic.id)
        .correlate(Topic)
        .scalar_subquery()
    )
