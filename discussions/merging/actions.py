"""Every write about cohorts that go on in another: their space is emptied into its, and nobody reads more by it."""

from sqlalchemy import delete, func, literal, select, update

from cohorts.events import AudienceFollowed, CohortsMerged
from discussions.following.models import SpaceFollow
from discussions.kinds import KINDS
from discussions.merging.queries import colliding, space_of, topics_by_id
from discussions.models import Space, Topic
from discussions.moving.carrying import index_for
from discussions.reunions.models import ReunionPrompt
from discussions.subjects.models import Tag, TopicTag
from lms.access import make_audience
from lms.database import db, insert, now
from lms.drafts.actions import carry_drafts
from lms.jobs import enqueue, job

STEP = 50  # conversations found in another place with each transaction


def follow_audience(event: AudienceFollowed) -> None:
    """New conversations are for the cohort's people of now; those that were begun keep their readers."""
    space_of(event.cohort_id).audience_id = event.audience_id
    db.session.flush()


def merge_spaces(event: CohortsMerged) -> None:
    """Conversations, tags, what people chose for the space, what they were typing, and words for later."""
    gone, into = space_of(event.cohort_id), space_of(event.into_id)
    last = db.session.scalar(select(func.max(Topic.id)).where(Topic.space_id == gone.id)) or 0
    _merge_tags(gone, into)
    _do(update(Topic).where(Topic.space_id == gone.id).values(space_id=into.id))
    into.topic_count += gone.topic_count
    into.question_count += gone.question_count
    gone.topic_count = gone.question_count = 0
    gone.audience_id = make_audience("group").id  # an empty place is nobody's
    db.session.flush()
    _merge_choices(gone, into)
    for name in KINDS:
        carry_drafts(f"space:{gone.id}:{name}", f"space:{into.id}:{name}")
    _merge_prompts(event.cohort_id, event.into_id)
    if last:
        other = gone.language != into.language
        enqueue("find_topics_elsewhere", space_id=into.id, beyond=0, last=last, in_another_language=other)


@job("find_topics_elsewhere")
def find_topics_elsewhere(space_id: int, beyond: int, last: int, in_another_language: bool) -> None:
    """Search knows in which space a conversation stands; doing it twice changes nothing."""
    topics = topics_by_id(space_id, beyond, STEP)
    for topic in topics:
        if topic.id <= last and topic.deleted_at is None:
            index_for(topic, topic.audience_id, in_another_language=in_another_language)
    if len(topics) == STEP and topics[-1].id < last:
        again = {"space_id": space_id, "beyond": topics[-1].id, "last": last}
        enqueue("find_topics_elsewhere", in_another_language=in_another_language, **again)


def _merge_tags(gone: Space, into: Space) -> None:
    """A tag of the same name is the same tag."""
    here = {tag.name: tag for tag in db.session.scalars(select(Tag).where(Tag.space_id == into.id))}
    for tag in db.session.scalars(select(Tag).where(Tag.space_id == gone.id).order_by(Tag.id)).all():
        same = here.get(tag.name)
        if same is None:
            tag.space_id = into.id
            continue
        theirs = select(TopicTag.topic_id, literal(same.id)).where(TopicTag.tag_id == tag.id)
        row = insert(TopicTag).from_select(["topic_id", "tag_id"], theirs)
        db.session.execute(row.on_conflict_do_nothing())
        db.session.execute(delete(TopicTag).where(TopicTag.tag_id == tag.id))
        db.session.delete(tag)
    db.session.flush()


def _merge_choices(gone: Space, into: Space) -> None:
    """How closely people follow the space they come from, where they chose nothing for the other."""
    theirs = select(SpaceFollow.user_id, literal(into.id), SpaceFollow.level).where(SpaceFollow.space_id == gone.id)
    row = insert(SpaceFollow).from_select(["user_id", "space_id", "level"], theirs)
    db.session.execute(row.on_conflict_do_nothing())


def _merge_prompts(cohort_id: int, into_id: int) -> None:
    """Words for later are said in the other cohort, unless somebody wrote others for that moment there."""
    _do(update(ReunionPrompt).where(*colliding(cohort_id, into_id)).values(outcome="merged", decided_at=now()))
    waits = (ReunionPrompt.cohort_id == cohort_id, ReunionPrompt.outcome == "")
    _do(update(ReunionPrompt).where(*waits).values(cohort_id=into_id))


def _do(statement) -> None:
    db.session.flush()
    db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.expire_all()
