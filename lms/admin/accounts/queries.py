"""Every SELECT about accounts for administrators."""

from sqlalchemy import func, or_, select

from lms.database import db
from lms.people.models import RoleGrant, User

PAGE = 50


def list_accounts(*, words: str = "", role: str = "", after: int = 0):
    """id, name, email, is_active, last_seen_at, roles (comma separated or None) by id; PAGE + 1 of them."""
    roles = select(func.aggregate_strings(RoleGrant.role, ",")).where(RoleGrant.user_id == User.id).scalar_subquery()
    statement = select(User.id, User.name, User.email, User.is_active, User.last_seen_at, roles.label("roles")).where(
        User.id > after
    )
    if words:
        pattern = f"%{_literal(words.lower())}%"
        statement = statement.where(
            or_(func.lower(User.name).like(pattern, escape="\\"), User.email.like(pattern, escape="\\"))
        )
    if role:
        statement = statement.where(
            select(RoleGrant.id).where(RoleGrant.user_id == User.id, RoleGrant.role == role).exists()
        )
    return db.session.execute(statement.order_by(User.id).limit(PAGE + 1)).all()


def find_account(user_id: int) -> User | None:
    return db.session.get(User, user_id)


def roles_of(user_id: int) -> list[str]:
    return list(db.session.scalars(select(RoleGrant.role).where(RoleGrant.user_id == user_id).order_by(RoleGrant.role)))


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def rows(statement) -> list:
    return list(db.session.scalars(statement))
