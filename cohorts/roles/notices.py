"""The sentences people receive about earned roles; the words somebody wrote stand on the page alone."""

from datetime import datetime

from flask_babel import format_date, gettext
from sqlalchemy import select

from cohorts.membership.queries import people_in
from cohorts.models import Cohort
from cohorts.roles.models import EarnedRole
from cohorts.roles.queries import audience_of
from cohorts.roles.words import KIND_WORDS
from lms.admin.queries import get_academy
from lms.database import db
from lms.notifications.actions import notify
from lms.notifications.languages import in_each_language
from lms.people.models import RoleGrant, User


def tell_offer(role: EarnedRole, cohort: Cohort | None, *, by, at: datetime | None = None) -> None:
    for readers in in_each_language([role.user_id]):
        title = gettext(
            "%(name)s asks you: %(role)s of %(place)s?", name=by.name, role=_name(role), place=_place(cohort)
        )
        excerpt = gettext("Until %(day)s. See what it asks of you, and say yes or no.", day=_until(role))
        _tell(readers, role, cohort, role.thing, title, excerpt, by=by, at=at)


def tell_answer(role: EarnedRole, cohort: Cohort | None, *, by, at: datetime | None = None) -> None:
    for readers in in_each_language(_leaders(role, cohort)):
        if role.answer == "accepted":
            title = gettext("%(name)s said yes: %(role)s of %(place)s", **_names(role, cohort, by.name))
            excerpt = gettext("Until %(day)s.", day=_until(role))
        else:
            title = gettext("%(name)s said no: %(role)s of %(place)s", **_names(role, cohort, by.name))
            excerpt = gettext("That is all right. You can ask somebody else.")
        _tell(readers, role, cohort, f"{role.thing}:answer", title, excerpt, by=by, at=at)


def tell_end(role: EarnedRole, cohort: Cohort | None, *, by) -> None:
    """Laid down: who leads hears it. Taken back: its holder does."""
    is_holder = by.id == role.user_id
    if not (is_holder or role.answer):
        return
    for readers in in_each_language(_leaders(role, cohort) if is_holder else [role.user_id]):
        if is_holder:
            title = gettext("%(name)s laid down: %(role)s of %(place)s", **_names(role, cohort, by.name))
            excerpt = gettext("Thank them for what they did. You can ask somebody else.")
        else:
            title = gettext("Ended: %(role)s of %(place)s", role=_name(role), place=_place(cohort))
            excerpt = gettext("Thank you for what you did.")
        _tell(readers, role, cohort, f"{role.thing}:end", title, excerpt, by=by)


def tell_end_is_near(role: EarnedRole, cohort: Cohort | None) -> None:
    for readers in in_each_language([role.user_id]):
        title = gettext("Your role ends on %(day)s", day=_until(role))
        excerpt = gettext("%(role)s of %(place)s", role=_name(role), place=_place(cohort))
        _tell(readers, role, cohort, f"{role.thing}:near", title, excerpt, by=None)
    for readers in in_each_language(_leaders(role, cohort)):
        title = gettext(
            "%(name)s: %(role)s of %(place)s until %(day)s", **_names(role, cohort, _holder(role)), day=_until(role)
        )
        excerpt = gettext("You can offer it again, or thank them and ask somebody else.")
        _tell(readers, role, cohort, f"{role.thing}:near", title, excerpt, by=None)


def thank(role: EarnedRole, cohort: Cohort | None) -> None:
    for readers in in_each_language([role.user_id]):
        title = gettext("Thank you: %(role)s of %(place)s", role=_name(role), place=_place(cohort))
        excerpt = gettext("Your time is over, and what you gave stays.")
        _tell(readers, role, cohort, f"{role.thing}:end", title, excerpt, by=None)


def _tell(
    readers: list[int], role: EarnedRole, cohort: Cohort | None, thing: str, title: str, excerpt: str, *, by,
    at: datetime | None = None,
) -> None:  # fmt: skip
    notify(
        readers,
        "recognised",
        audience_id=audience_of(role, cohort),
        actor=by,
        thread=role.thing,
        thing=thing,
        title=title,
        url=f"/roles/{role.id}",
        excerpt=excerpt,
        at=at,
    )


def _leaders(role: EarnedRole, cohort: Cohort | None) -> list[int]:
    """Who leads the cohort; of the academy whoever offered the role, as long as they may."""
    if cohort:
        return people_in(cohort, "facilitator")
    managing = RoleGrant.role.in_(("manager", "admin"))
    return list(db.session.scalars(select(RoleGrant.user_id).where(RoleGrant.user_id == role.offered_by, managing)))


def _names(role: EarnedRole, cohort: Cohort | None, name: str) -> dict:
    return {"name": name, "role": _name(role), "place": _place(cohort)}


def _holder(role: EarnedRole) -> str:
    return db.session.scalar(select(User.name).where(User.id == role.user_id))


def _name(role: EarnedRole) -> str:
    return str(KIND_WORDS[role.kind])


def _place(cohort: Cohort | None) -> str:
    return cohort.name if cohort else get_academy().name


def _until(role: EarnedRole) -> str:
    return format_date(role.until, "d MMMM y")
