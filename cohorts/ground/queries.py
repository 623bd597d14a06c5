"""Every SELECT about common ground: the questions of a cohort, one's own answers, and those others share with one."""

from datetime import datetime

from sqlalchemy import and_, exists, or_, select

from cohorts.ground.models import IntakeAnswer, IntakeQuestion
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User

MOST_SHOWN = 1000  # answers on one page


def questions_of(cohort_id: int) -> list[IntakeQuestion]:
    """What the cohort asks now, in the order it was written."""
    asked = select(IntakeQuestion).where(IntakeQuestion.cohort_id == cohort_id, IntakeQuestion.removed_at.is_(None))
    return list(db.session.scalars(asked.order_by(IntakeQuestion.id)))


def removed_questions_of(cohort_id: int, since: datetime) -> list[IntakeQuestion]:
    gone = select(IntakeQuestion).where(IntakeQuestion.cohort_id == cohort_id, IntakeQuestion.removed_at > since)
    return list(db.session.scalars(gone.order_by(IntakeQuestion.id)))


def find_question(cohort_id: int, question_id: int) -> IntakeQuestion | None:
    return db.session.scalars(select(IntakeQuestion).filter_by(cohort_id=cohort_id, id=question_id)).one_or_none()


def answered_among(question_ids) -> set[int]:
    """The questions somebody answered."""
    found = select(IntakeAnswer.question_id).where(IntakeAnswer.question_id.in_(list(question_ids)))
    return set(db.session.scalars(found))


def own_answers(viewer: Viewer, cohort_id: int) -> list[tuple[IntakeQuestion, IntakeAnswer | None]]:
    """Each question with the viewer's answer; those they answered stand there also when they are no longer asked."""
    mine = and_(IntakeAnswer.question_id == IntakeQuestion.id, IntakeAnswer.user_id == viewer.id)
    is_asked = and_(IntakeQuestion.cohort_id == cohort_id, IntakeQuestion.removed_at.is_(None))
    return [
        tuple(row)
        for row in db.session.execute(
            select(IntakeQuestion, IntakeAnswer)
            .outerjoin(IntakeAnswer, mine)
            .where(or_(is_asked, IntakeAnswer.cohort_id == cohort_id))
            .order_by(IntakeQuestion.id)
        )
    ]


def shared_answers(viewer: Viewer, cohort_id: int) -> list:
    """question_id, body, and id, name and photo_key of who shares it with the viewer, by name."""
    return list(
        db.session.execute(
            select(IntakeAnswer.question_id, IntakeAnswer.body, User.id, User.name, User.photo_key)
            .join(User, User.id == IntakeAnswer.user_id)
            .join(IntakeQuestion, IntakeQuestion.id == IntakeAnswer.question_id)
            .where(
                IntakeAnswer.cohort_id == cohort_id,
                visible(IntakeAnswer.audience_id, viewer),
                IntakeQuestion.removed_at.is_(None),
                User.is_active,
            )
            .order_by(User.name, User.id, IntakeAnswer.question_id)
            .limit(MOST_SHOWN)
        )
    )


def questions_answered_in(cohort_id: int) -> list[IntakeQuestion]:
    """The questions of the answers that are here; some came along from another cohort."""
    here = exists().where(IntakeAnswer.question_id == IntakeQuestion.id, IntakeAnswer.cohort_id == cohort_id)
    asked = select(IntakeQuestion).where(or_(IntakeQuestion.cohort_id == cohort_id, here))
    return list(db.session.scalars(asked.where(IntakeQuestion.removed_at.is_(None)).order_by(IntakeQuestion.id)))
