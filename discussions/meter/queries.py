"""The SELECT behind the meter: what a cohort did in each of up to seven months, in one statement however much that was."""

from collections.abc import Sequence

from sqlalchemy import and_, bindparam, case, func, literal, or_, select, union_all

from cohorts.practice.models import CheckIn, PracticePlan
from discussions.meter.months import FORMER, Month
from discussions.milestones.counting import FEWEST
from discussions.models import Post, Space, Topic
from discussions.reacting.models import Thanks
from lms.database import UtcDateTime
from lms.reading import read

KINDS = ("answered", "thanked", "practised")
_NUMBERS = range(FORMER + 1)


def counts_of(cohort_id: int, months: Sequence[Month]) -> dict[str, list[int] | None]:
    """Kind → how many in each of these months; None for practice that fewer than FEWEST people told about.

    Only conversations that everybody of the cohort reads are counted, so that all see the same numbers.
    """
    spans = [(month.begins, month.ends) for month in months]
    spans += [(months[0].ends, months[0].ends)] * (FORMER + 1 - len(months))
    values = {f"begins_{n}": begins for n, (begins, _ends) in enumerate(spans)}
    values |= {f"ends_{n}": ends for n, (_begins, ends) in enumerate(spans)}
    rows = {row.kind: row for row in read(_COUNTS, cohort_id=cohort_id, since=months[-1].begins, **values)}
    return {kind: _numbers(kind, rows.get(kind), len(months)) for kind in KINDS}


def _numbers(kind: str, row, length: int) -> list[int] | None:
    if kind == "practised" and (row is None or row.people < FEWEST):
        return None
    return [getattr(row, f"month_{number}") if row else 0 for number in range(length)]


def _counts():
    acts = union_all(_answered(), _thanked(), _practised()).subquery()
    within = [and_(acts.c.at >= _moment(f"begins_{n}"), acts.c.at < _moment(f"ends_{n}")) for n in _NUMBERS]
    months = [func.count(case((condition, 1))).label(f"month_{n}") for n, condition in enumerate(within)]
    people = func.count(acts.c.user_id.distinct()).label("people")
    return select(acts.c.kind, people, *months).where(or_(*within)).group_by(acts.c.kind)


def _answered():
    return (
        select(literal("answered").label("kind"), Topic.author_id.label("user_id"), Topic.accepted_at.label("at"))
        .join(Space, Space.id == Topic.space_id)
        .where(*_READ_BY_ALL, Topic.accepted_post_id.is_not(None), Topic.accepted_at >= _moment("since"))
    )


def _thanked():
    return (
        select(literal("thanked"), Thanks.user_id, Thanks.at)
        .join(Post, Post.id == Thanks.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(Space, Space.id == Topic.space_id)
        .where(*_READ_BY_ALL, Post.deleted_at.is_(None), Thanks.at >= _moment("since"))
    )


def _practised():
    return (
        select(literal("practised"), PracticePlan.user_id, CheckIn.answered_at)
        .join(CheckIn, CheckIn.plan_id == PracticePlan.id)
        .where(
            PracticePlan.cohort_id == bindparam("cohort_id"),
            PracticePlan.removed_at.is_(None),
            CheckIn.answered_at >= _moment("since"),
        )
    )


def _moment(name: str):
    return bindparam(name, type_=UtcDateTime)


_READ_BY_ALL = (
    Space.cohort_id == bindparam("cohort_id"),
    Topic.audience_id == Space.audience_id,
    Topic.deleted_at.is_(None),
)
_COUNTS = _counts()
