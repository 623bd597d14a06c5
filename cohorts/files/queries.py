"""Every SELECT about the files of a cohort."""

from datetime import datetime

from sqlalchemy import or_, select

from cohorts.audiences.models import CohortAudience
from cohorts.queries import PAGE, CohortHead
from lms.access import Viewer, visible
from lms.database import db
from lms.files.models import File
from lms.people.models import User


def files_of(cohort: CohortHead, viewer: Viewer, *, since: datetime, before: int | None = None) -> list:
    """A page of what stands in the cohort, newest first; what was removed after `since` only for who may undo that."""
    statement = (
        select(
            File.id, File.key, File.name, File.size, File.media_type, File.created_at, File.deleted_at,
            User.id.label("user_id"), User.name.label("user_name"),
        )
        .outerjoin(User, User.id == File.uploaded_by)
        .where(*_of(cohort, viewer), or_(File.deleted_at.is_(None), _undoable(cohort, viewer, since)))
        .order_by(File.id.desc())
        .limit(PAGE + 1)
    )  # fmt: skip
    if before is not None:
        statement = statement.where(File.id < before)
    return db.session.execute(statement).all()


def find_file(cohort: CohortHead, viewer: Viewer, key: str) -> File | None:
    statement = select(File).where(*_of(cohort, viewer), File.key == key, File.deleted_at.is_(None))
    return db.session.scalars(statement).one_or_none()


def find_removed_file(cohort: CohortHead, viewer: Viewer, key: str, *, since: datetime) -> File | None:
    """A file the viewer may bring back."""
    statement = select(File).where(*_of(cohort, viewer), File.key == key, _undoable(cohort, viewer, since))
    return db.session.scalars(statement).one_or_none()


def _of(cohort: CohortHead, viewer: Viewer) -> tuple:
    theirs = select(CohortAudience.audience_id).where(CohortAudience.cohort_id == cohort.id)
    return File.audience_id.in_(theirs), visible(File.audience_id, viewer), File.waits_until.is_(None)


def _undoable(cohort: CohortHead, viewer: Viewer, since: datetime):
    is_theirs = File.uploaded_by == viewer.id
    return (File.deleted_at > since) & (is_theirs if cohort.phase != "facilitator" else True)
