"""Every SELECT about accounts."""

from sqlalchemy import func, select

from lms.database import db
from lms.people.models import RoleGrant, User


def find_user_by_email(email: str) -> User | None:
    """The account with this address, closed ones included."""
    return db.session.scalars(select(User).where(User.email == email.strip().lower())).one_or_none()


def find_credentials(email: str):
    """id, password_hash and is_active of the account with this address; None when there is none."""
    return db.session.execute(
        select(User.id, User.password_hash, User.is_active).where(User.email == email.strip().lower())
    ).one_or_none()


def get_user(user_id: int) -> User:
    return db.session.get_one(User, user_id)


def is_last_administrator(user_id: int) -> bool:
    """Whether nobody else could administer the academy without this person."""
    holders = select(RoleGrant.user_id).join(User, User.id == RoleGrant.user_id)
    holders = holders.where(RoleGrant.role == "admin", User.is_active)
    others = db.session.scalar(select(func.count()).select_from(holders.where(User.id != user_id).subquery()))
    return others == 0 and db.session.scalar(holders.where(User.id == user_id)) is not None
