"""What several figures read: the questions of a span, its members, what each of them wrote, and everything people did."""

from datetime import datetime

from sqlalchemy import Select, and_, exists, func, select, true, union_all
from sqlalchemy.orm import aliased

from cohorts.calendar.models import Event, EventAnswer, EventDate
from cohorts.models import Cohort, Membership
from cohorts.practice.models import CheckIn, PracticePlan
from courses.models import Lesson, LessonProgress
from discussions.answering.queue.figures import Answered, counted
from discussions.answering.queue.queries import ASKED, PEER_PHASES, SETTLED, answered
from discussions.insights.measuring import Span
from discussions.models import Post, Space, Topic
from discussions.reacting.models import Thanks
from lms.database import db
from lms.people.models import RoleGrant, User


def questions(span: Span) -> list[Answered]:
    """What was asked, without the last three days; spaces with too few questions count together or not at all."""
    asked = (Topic.created_at >= span.begins, Topic.created_at < min(span.ends, span.moment - SETTLED))
    return counted(answered(ASKED.where(*asked, _here(Space.cohort_id, span.cohort))))


def askers(asked: list[Answered]) -> int:
    return len({question.asker_id for question in asked})


def members(span: Span) -> frozenset[int]:
    """The ids of who is a member and no staff, and came before the span ended."""
    if span.cohort is None:
        has_role = exists().where(RoleGrant.user_id == User.id)
        found = select(User.id).where(User.is_active, User.created_at < span.ends, ~has_role)
    else:
        its_own = (Membership.cohort_id == span.cohort.id, Membership.phase.in_(PEER_PHASES))
        found = select(Membership.user_id).where(*its_own, Membership.joined_at < span.ends)
    return frozenset(db.session.scalars(found))


def contributions(span: Span) -> list:
    """`author_id`, `posts` and `is_new` of each member who wrote: how much, and whether they had never written there before."""
    earlier = aliased(Post)
    before = (
        _in_spaces(select(earlier.id), earlier, span.cohort)
        .where(earlier.author_id == Post.author_id, earlier.created_at < span.begins, earlier.deleted_at.is_(None))
        .correlate(Post)
        .exists()
    )
    written = (
        _in_spaces(select(Post.author_id, func.count().label("posts")), Post, span.cohort)
        .where(*_wrote(span.begins, span.ends))
        .group_by(Post.author_id)
        .add_columns((~before).label("is_new"))
    )
    ours = span.once(members)
    return [row for row in db.session.execute(written) if row.author_id in ours]


def acts(cohort, begins: datetime, ends: datetime):
    """A row (user_id, cohort_id, at) for each thing somebody did: wrote, thanked, completed a lesson, told how practice
    went, answered an invitation to meet."""
    in_space = select(Post.author_id.label("user_id"), Space.cohort_id, Post.created_at.label("at"))
    wrote = (
        in_space.join(Topic, Topic.id == Post.topic_id)
        .join(Space, Space.id == Topic.space_id)
        .where(*_wrote(begins, ends), _here(Space.cohort_id, cohort))
    )
    thanked = (
        select(Thanks.user_id, Space.cohort_id, Thanks.at)
        .join(Post, Post.id == Thanks.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(Space, Space.id == Topic.space_id)
        .where(Thanks.at >= begins, Thanks.at < ends, _here(Space.cohort_id, cohort))
    )
    learned = (
        select(LessonProgress.user_id, Membership.cohort_id, LessonProgress.completed_at)
        .join(Lesson, Lesson.id == LessonProgress.lesson_id)
        .join(Cohort, Cohort.course_id == Lesson.course_id)
        .join(Membership, and_(Membership.cohort_id == Cohort.id, Membership.user_id == LessonProgress.user_id))
        .where(
            LessonProgress.completed_at >= begins,
            LessonProgress.completed_at < ends,
            _here(Membership.cohort_id, cohort),
        )
    )
    practised = (
        select(PracticePlan.user_id, PracticePlan.cohort_id, CheckIn.answered_at)
        .join(CheckIn, CheckIn.plan_id == PracticePlan.id)
        .where(CheckIn.answered_at >= begins, CheckIn.answered_at < ends, _here(PracticePlan.cohort_id, cohort))
    )
    replied = (
        select(EventAnswer.user_id, Event.cohort_id, EventAnswer.answered_at)
        .join(EventDate, EventDate.id == EventAnswer.date_id)
        .join(Event, Event.id == EventDate.event_id)
        .where(EventAnswer.answered_at >= begins, EventAnswer.answered_at < ends, _here(Event.cohort_id, cohort))
    )
    return union_all(wrote, thanked, learned, practised, replied).subquery("acts")


def _in_spaces(statement: Select, post, cohort) -> Select:
    """Only what was said in the cohort; the academy's is all there is, and needs no look at its conversation."""
    if cohort is None:
        return statement
    topic, space = aliased(Topic), aliased(Space)
    found = statement.join(topic, topic.id == post.topic_id).join(space, space.id == topic.space_id)
    return found.where(space.cohort_id == cohort.id)


def _wrote(begins: datetime, ends: datetime) -> tuple:
    return Post.created_at >= begins, Post.created_at < ends, Post.deleted_at.is_(None)


def _here(column, cohort):
    return true() if cohort is None else column == cohort.id
