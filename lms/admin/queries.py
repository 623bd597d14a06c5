"""Every SELECT about administration. Mails that carry a cohort's words show them only to those of that cohort."""

from dataclasses import dataclass

from sqlalchemy import func, select

from lms.access import Audience
from lms.admin.models import Academy, AuditEntry
from lms.database import db
from lms.jobs import OutboxJob
from lms.mail import Mail
from lms.people.models import User

PAGE = 50


def get_academy() -> Academy:
    return db.session.get_one(Academy, 1)


def is_somebody_else_here(viewer) -> bool:
    """Whether anybody but this person can sign in."""
    return db.session.scalar(select(User.id).where(User.id != viewer.id, User.is_active).limit(1)) is not None


@dataclass(frozen=True)
class Health:
    """Work that waits or was given up, and mails that wait for their server."""

    waiting: int
    given_up: int
    mails_unsent: int
    people: int


def get_health() -> Health:
    waiting = select(func.count()).where(OutboxJob.done_at.is_(None), OutboxJob.failed_at.is_(None)).scalar_subquery()
    given_up = select(func.count()).where(OutboxJob.failed_at.is_not(None)).scalar_subquery()
    unsent = select(func.count()).where(Mail.sent_at.is_(None), Mail.withheld_at.is_(None)).scalar_subquery()
    people = select(func.count()).where(User.is_active).scalar_subquery()
    return Health(*db.session.execute(select(waiting, given_up, unsent, people)).one())


def list_mails(before: int | None = None):
    """Mails, the newest first; PAGE + 1 of them, so that one more says there is more."""
    statement = select(
        Mail.id,
        Mail.to_address,
        Mail.subject,
        Mail.created_at,
        Mail.sent_at,
        Mail.withheld_at,
        Mail.audience_id,
        Mail.about,
        Mail.user_id,
    ).order_by(Mail.id.desc())
    if before:
        statement = statement.where(Mail.id < before)
    return db.session.execute(statement.limit(PAGE + 1)).all()


def find_mail(mail_id: int) -> Mail | None:
    return db.session.get(Mail, mail_id)


def list_audit(*, before: int | None = None, action: str = "", actor_id: int | None = None):
    """(entry, the actor's name, its audience's name), the newest first; PAGE + 1 of them."""
    statement = (
        select(AuditEntry, User.name.label("actor_name"), Audience.name)
        .outerjoin(User, User.id == AuditEntry.actor_id)
        .outerjoin(Audience, Audience.id == AuditEntry.audience_id)
        .order_by(AuditEntry.id.desc())
    )
    if before:
        statement = statement.where(AuditEntry.id < before)
    if action:
        statement = statement.where(AuditEntry.action == action)
    if actor_id:
        statement = statement.where(AuditEntry.actor_id == actor_id)
    return db.session.execute(statement.limit(PAGE + 1)).all()


def list_audit_actions() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)))
