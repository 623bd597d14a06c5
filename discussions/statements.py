"""The statements of a thread, built once: building them costs more than running them."""

from sqlalchemy import and_, bindparam, case, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from cohorts.audiences.models import CohortAudience
from cohorts.calendar.models import Event
from cohorts.models import Membership
from courses.models import Lesson, LessonText, Module
from discussions.anchors.models import PostAnchor
from discussions.answering.held.models import HeldAnswer
from discussions.answering.models import AnswerRequest
from discussions.answering.statements import LADDER, NAMES, with_ladder
from discussions.bookmarks.models import Bookmark
from discussions.following.models import Follow
from discussions.following.statements import VIEWER, level_of_space
from discussions.models import MeToo, Post, Space, Topic
from discussions.proposing.statements import IS_PROPOSED, OWN_PROPOSAL
from discussions.reacting.models import Thanks
from discussions.reacting.statements import reactions_of_post
from discussions.reading.models import ReadingState
from discussions.ripening.statements import OWNS_COLLECTION, RIPENED
from discussions.subjects.statements import offers_tags, tags_of_topic
from knowledge.models import Article
from knowledge.queries import IS_READ
from lms.access import Audience
from lms.drafts.models import Draft
from lms.people.models import User

AUDIENCES = bindparam("audiences", expanding=True)
MY_READING = and_(ReadingState.topic_id == Topic.id, ReadingState.user_id == VIEWER)
MY_FOLLOW = and_(Follow.topic_id == Topic.id, Follow.user_id == VIEWER)
MY_ME_TOO = and_(MeToo.topic_id == Topic.id, MeToo.user_id == VIEWER)
IS_THERE = and_(Topic.audience_id.in_(AUDIENCES), Topic.deleted_at.is_(None))

_asker = aliased(User)
_answer = aliased(Post)
_answerer = aliased(User)
_answerer_membership = aliased(Membership)


def membership_of(viewer_id):
    """The person's own membership of the cohort of a space."""
    return and_(Membership.cohort_id == Space.cohort_id, Membership.user_id == viewer_id)


MY_MEMBERSHIP = membership_of(VIEWER)


def is_led(leads_elsewhere):
    """The same as policies.leads, as a filter; for a statement that joins the person's membership."""
    return or_(Membership.phase == "facilitator", and_(Space.kind != "cohort", leads_elsewhere))


def lesson_number():
    """“3.2” as the outline counts, without loading the outline."""
    module, lesson = aliased(Module), aliased(Lesson)
    modules = select(func.count()).where(
        module.course_id == Module.course_id,
        module.removed_at.is_(None),
        tuple_(module.position, module.id) <= tuple_(Module.position, Module.id),
    )
    lessons = select(func.count()).where(
        lesson.module_id == Lesson.module_id,
        lesson.removed_at.is_(None),
        lesson.published_at.is_not(None),
        tuple_(lesson.position, lesson.id) <= tuple_(Lesson.position, Lesson.id),
    )
    return func.concat(
        modules.correlate(Module, Lesson).scalar_subquery(), ".", lessons.correlate(Module, Lesson).scalar_subquery()
    )


def lesson_title(about=Topic):
    """The lesson's title in the language that is talked about, else in any."""
    return (
        select(LessonText.title)
        .where(LessonText.lesson_id == about.lesson_id, LessonText.revision_id.is_not(None))
        .order_by(case((LessonText.language == about.anchor_language, 0), else_=1), LessonText.id)
        .limit(1)
        .correlate(about)
        .scalar_subquery()
    )


_was_asked = (
    select(AnswerRequest.because)
    .where(AnswerRequest.topic_id == Topic.id, AnswerRequest.user_id == VIEWER, AnswerRequest.ended_at.is_(None))
    .correlate(Topic)
    .scalar_subquery()
)
_held = select(func.count()).where(HeldAnswer.topic_id == Topic.id).correlate(Topic).scalar_subquery()

THREAD = with_ladder(
    select(
        Topic.id,
        Topic.kind,
        Topic.title,
        Topic.author_id,
        Topic.audience_id,
        Topic.space_id,
        Topic.created_at,
        Topic.last_number,
        Topic.newest_number,
        Topic.reply_count,
        Topic.first_answer_at,
        Topic.accepted_post_id,
        Topic.accepted_at,
        Topic.accepted_by,
        Topic.answer_changed_at,
        Topic.me_too_count,
        Topic.closed_at,
        Topic.pinned_at,
        Topic.slow_minutes,
        Topic.slow_until,
        Topic.lesson_id,
        Topic.article_id,
        Topic.question_id,
        Topic.anchor_key,
        Topic.anchor_quote,
        Topic.anchor_lost,
        Topic.anchor_language,
        Space.kind.label("space_kind"),
        Space.title.label("space_title"),
        Space.cohort_id,
        Audience.kind.label("audience_kind"),
        Audience.name.label("audience_name"),
        Audience.size.label("audience_size"),
        _asker.name.label("author_name"),
        ReadingState.last_read,
        ReadingState.seen_at,
        tags_of_topic().label("tags"),
        offers_tags().label("offers_tags"),
        Follow.level,
        Follow.chosen,
        Follow.reason.label("follow_reason"),
        level_of_space(Topic.space_id).label("space_level"),
        MeToo.user_id.is_not(None).label("is_me_too"),
        Membership.phase.label("viewer_phase"),
        Draft.body.label("draft"),
        Draft.sequence.label("draft_sequence"),
        _answer.number.label("accepted_number"),
        _answer.author_id.label("answerer_id"),
        _answerer.name.label("answerer_name"),
        _answerer_membership.phase.label("answerer_phase"),
        Lesson.id.label("visible_lesson_id"),
        case((Lesson.id.is_not(None), lesson_title())).label("lesson_title"),
        case((Lesson.id.is_not(None), lesson_number())).label("lesson_number"),
        Article.id.label("visible_article_id"),
        Article.title.label("article_title"),
        Event.id.label("visible_event_id"),
        Event.title.label("event_title"),
        *LADDER,
        *NAMES,
        _was_asked.label("was_asked"),
        _held.label("held"),
        RIPENED.label("ripened_id"),
        OWNS_COLLECTION.label("owns_collection"),
        IS_PROPOSED.label("is_proposed"),
        OWN_PROPOSAL.label("own_article_proposal_id"),
    )  # fmt: skip
    .join(Space, Space.id == Topic.space_id)
    .join(Audience, Audience.id == Topic.audience_id)
    .join(_asker, _asker.id == Topic.author_id)
    .outerjoin(ReadingState, MY_READING)
    .outerjoin(Follow, MY_FOLLOW)
    .outerjoin(MeToo, MY_ME_TOO)
    .outerjoin(Membership, MY_MEMBERSHIP)
    .outerjoin(Draft, and_(Draft.user_id == VIEWER, Draft.place == bindparam("place")))
    .outerjoin(_answer, _answer.id == Topic.accepted_post_id)
    .outerjoin(_answerer, _answerer.id == _answer.author_id)
    .outerjoin(
        _answerer_membership,
        and_(_answerer_membership.cohort_id == Space.cohort_id, _answerer_membership.user_id == _answer.author_id),
    )
    .outerjoin(Lesson, and_(Lesson.id == Topic.lesson_id, Lesson.audience_id.in_(AUDIENCES)))
    .outerjoin(Module, Module.id == Lesson.module_id)
    .outerjoin(Article, and_(Article.id == Topic.article_id, Article.audience_id.in_(AUDIENCES), *IS_READ))
    .outerjoin(Event, and_(Event.id == Topic.event_id, Event.audience_id.in_(AUDIENCES)))
    .where(Topic.id == bindparam("topic_id"), IS_THERE)
)

# Where some of it was said to others, how much there is is not for everybody to know.
_HAS_FORMER_READERS = exists().where(CohortAudience.cohort_id == Space.cohort_id, CohortAudience.closed_at.is_not(None))
SPACE = (
    select(
        Space.id,
        Space.kind,
        Space.title,
        Space.cohort_id,
        Space.audience_id,
        *(
            case((~_HAS_FORMER_READERS, column)).label(column.key)
            for column in (Space.topic_count, Space.question_count)
        ),
        Space.kind.label("space_kind"),
        Membership.phase.label("viewer_phase"),
    )  # fmt: skip
    .outerjoin(Membership, MY_MEMBERSHIP)
    .where(Space.cohort_id == bindparam("cohort_id"), Space.audience_id.in_(AUDIENCES))
)
WIDER_SPACES = (
    select(Space.id, Space.title, Space.kind, Space.course_id)
    .where(Space.audience_id.in_(AUDIENCES), Space.kind != "cohort")
    .order_by(Space.kind, Space.title)
    .limit(12)
)

POSTS = (
    select(
        Post.id,
        Post.number,
        Post.author_id,
        Post.html,
        Post.created_at,
        Post.edited_at,
        Post.deleted_at,
        Post.deleted_by,
        Post.hidden_at,
        Post.thanks_count,
        User.name,
        User.photo_key,
        User.headline,
        User.visibility,
        Membership.phase,
        Thanks.user_id.is_not(None).label("is_thanked"),
        *reactions_of_post(VIEWER),
        exists().where(Bookmark.post_id == Post.id, Bookmark.user_id == VIEWER).label("is_kept"),
        PostAnchor.question_id,
        PostAnchor.anchor_quote,
        PostAnchor.anchor_lost,
        PostAnchor.anchor_language,
        Lesson.id.label("visible_lesson_id"),
        Article.id.label("visible_article_id"),
        Event.id.label("visible_event_id"),
        Event.title.label("event_title"),
        case((Lesson.id.is_not(None), lesson_title(PostAnchor))).label("lesson_title"),
        Article.title.label("article_title"),
    )  # fmt: skip
    .join(User, User.id == Post.author_id)
    .outerjoin(Membership, and_(Membership.cohort_id == bindparam("cohort_id"), Membership.user_id == Post.author_id))
    .outerjoin(Thanks, and_(Thanks.post_id == Post.id, Thanks.user_id == VIEWER))
    .outerjoin(PostAnchor, PostAnchor.post_id == Post.id)
    .outerjoin(Lesson, and_(Lesson.id == PostAnchor.lesson_id, Lesson.audience_id.in_(AUDIENCES)))
    .outerjoin(Article, and_(Article.id == PostAnchor.article_id, Article.audience_id.in_(AUDIENCES), *IS_READ))
    .outerjoin(Event, and_(Event.id == PostAnchor.event_id, Event.audience_id.in_(AUDIENCES)))
    .where(Post.topic_id == bindparam("topic_id"), Post.number.in_(bindparam("numbers", expanding=True)))
    .order_by(Post.number)
)
