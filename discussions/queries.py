"""Every SELECT about spaces and one topic: finding what a person may see, and all that a thread shows."""

from typing import NamedTuple

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import contains_eager, with_expression

from cohorts.models import Membership
from discussions.models import PAGE, Post, Space, Topic
from discussions.statements import IS_THERE, POSTS, SPACE, THREAD, VIEWER, WIDER_SPACES
from lms.access import Viewer, visible
from lms.database import db
from lms.reading import read

MOST_NAMED = 500


class Span(NamedTuple):
    """The numbers of the posts on one page of a topic."""

    first: int
    last: int


def spaces_visible_to(viewer: Viewer) -> Select:
    """The spaces a person reads, each with their phase in its cohort."""
    phase = with_expression(Space.viewer_phase, phase_in(Space.cohort_id, viewer.id or 0))
    return select(Space).options(phase).where(visible(Space.audience_id, viewer))


def topics_visible_to(viewer: Viewer) -> Select:
    """The topics a person reads, each with its space and their phase in its cohort; the one filter of every page."""
    which = (visible(Topic.audience_id, viewer), Topic.deleted_at.is_(None))
    return _topics(viewer.id or 0).where(*which)


def find_topic(viewer: Viewer, topic_id: int) -> Topic | None:
    """One of those topics, by a statement made once: every reply begins with it."""
    values = {"topic_id": topic_id, "viewer_id": viewer.id or 0, "audiences": sorted(viewer.audiences)}
    return db.session.scalars(_TOPIC, values).one_or_none()


def with_phase(viewer_id):
    """Load a topic with the phase of a person in the cohort of its space."""
    cohort = select(Space.cohort_id).where(Space.id == Topic.space_id).correlate(Topic).scalar_subquery()
    return with_expression(Topic.viewer_phase, phase_in(cohort, viewer_id))


def phase_in(cohort_id, viewer_id):
    mine = (Membership.cohort_id == cohort_id, Membership.user_id == viewer_id)
    return select(Membership.phase).where(*mine).scalar_subquery()


def _topics(viewer_id) -> Select:
    return select(Topic).join(Topic.space).options(contains_eager(Topic.space), with_phase(viewer_id))


_TOPIC = _topics(VIEWER).where(Topic.id == bindparam("topic_id"), IS_THERE)


def named_spaces(viewer: Viewer) -> list:
    """(id, title) of the spaces a person reads, for `in:` in a search."""
    newest = select(Space.id, Space.title).where(visible(Space.audience_id, viewer)).order_by(Space.id.desc())
    return db.session.execute(newest.limit(MOST_NAMED)).all()


def find_space(viewer: Viewer, cohort_id: int) -> Space | None:
    return db.session.scalars(spaces_visible_to(viewer).where(Space.cohort_id == cohort_id)).one_or_none()


def find_space_row(viewer: Viewer, cohort_id: int):
    """The space of a cohort as its page needs it: counts, and the viewer's own phase."""
    values = {"cohort_id": cohort_id, "viewer_id": viewer.id, "audiences": sorted(viewer.audiences)}
    return read(SPACE, **values).one_or_none()


def wider_spaces(viewer: Viewer) -> list:
    """The spaces that belong to no single cohort."""
    return read(WIDER_SPACES, audiences=sorted(viewer.audiences))


def find_thread(viewer: Viewer, topic_id: int):
    """Everything a thread says around its posts, in one row; None for what the viewer may not see."""
    values = {
        "topic_id": topic_id,
        "viewer_id": viewer.id,
        "audiences": sorted(viewer.audiences),
        "place": f"topic:{topic_id}",
    }
    return read(THREAD, **values).one_or_none()


def posts_of(viewer: Viewer, thread, span: Span, *, and_accepted: bool = False):
    """The posts of one page, tombstones included, with the accepted answer when the page shows it twice."""
    numbers = list(range(span.first, span.last + 1))
    if and_accepted and thread.accepted_number and thread.accepted_number not in numbers:
        numbers.append(thread.accepted_number)
    values = {"topic_id": thread.id, "viewer_id": viewer.id, "cohort_id": thread.cohort_id, "numbers": numbers}
    return read(POSTS, audiences=sorted(viewer.audiences), **values)


def page_with(number: int, last_number: int) -> Span:
    """The page on which a post stands; pages begin at 1, 21, 41 …"""
    number = max(1, min(number, last_number))
    first = (number - 1) // PAGE * PAGE + 1
    return Span(first, min(first + PAGE - 1, last_number))


def accepted_answers() -> Select:
    """(person, how many of their answers stand accepted) for others’ questions.

    Nothing is stored about it: when another answer is accepted, one taken back or removed, the numbers follow.
    """
    return (
        select(Post.author_id.label("person_id"), func.count().label("accepted"))
        .join(Topic, Topic.accepted_post_id == Post.id)
        .where(Topic.deleted_at.is_(None), Post.author_id != Topic.author_id)
        .group_by(Post.author_id)
    )
