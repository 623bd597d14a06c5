"""Every SELECT about practice plans: those a person reads, what was said about them, and the figures without names."""

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from cohorts.models import INSIDE, Cohort, Membership
from cohorts.practice.models import CheckIn, PlanNote, PracticePlan
from courses.models import Module
from lms.access import Audience, Viewer, visible
from lms.database import UtcDateTime, db
from lms.people.blocks.queries import has_blocked
from lms.people.models import User
from lms.reading import read

PAGE = 50
NEW = timedelta(days=30)  # so long a plan that was shared asks to be encouraged

_Buddy = aliased(User, name="buddy")
_LAST_ANSWER = (
    select(CheckIn.answer)
    .where(CheckIn.plan_id == PracticePlan.id, CheckIn.answer != "")
    .order_by(CheckIn.days.desc())
    .limit(1)
    .correlate(PracticePlan)
    .scalar_subquery()
)
_LAST_DAYS = (
    select(func.max(CheckIn.days))
    .where(CheckIn.plan_id == PracticePlan.id, CheckIn.answer != "")
    .correlate(PracticePlan)
    .scalar_subquery()
)
_ENCOURAGED = exists().where(
    PlanNote.plan_id == PracticePlan.id, PlanNote.author_id == bindparam("viewer_id"), PlanNote.removed_at.is_(None)
)
_WAITING = select(
    PracticePlan.id, PracticePlan.cohort_id, PracticePlan.user_id, PracticePlan.what, PracticePlan.buddy_id,
    PracticePlan.buddy_state,
    User.name.label("writer"), Cohort.name.label("cohort"), CheckIn.days,
).join(
    Cohort, Cohort.id == PracticePlan.cohort_id
).join(
    User, User.id == PracticePlan.user_id
).outerjoin(
    CheckIn,
    and_(
        CheckIn.plan_id == PracticePlan.id, CheckIn.answer == "", CheckIn.due_at <= bindparam("moment", type_=UtcDateTime()),
        PracticePlan.user_id == bindparam("viewer_id"),
    ),
).where(
    PracticePlan.removed_at.is_(None),
    Cohort.audience_id.in_(bindparam("audiences", expanding=True)),
    or_(
        PracticePlan.user_id == bindparam("viewer_id"),
        and_(
            PracticePlan.buddy_id == bindparam("viewer_id"), PracticePlan.buddy_state == "asked",
            ~has_blocked(bindparam("viewer_id"), PracticePlan.user_id),
        ),
        and_(
            PracticePlan.sharing == "cohort", PracticePlan.audience_id.in_(bindparam("audiences", expanding=True)),
            PracticePlan.created_at > bindparam("new_since", type_=UtcDateTime()), ~_ENCOURAGED,
            ~has_blocked(bindparam("viewer_id"), PracticePlan.user_id),
        ),
    ),
).order_by(PracticePlan.id, CheckIn.days)  # fmt: skip


def plans_visible_to(viewer: Viewer) -> Select:
    return select(PracticePlan).where(visible(PracticePlan.audience_id, viewer), PracticePlan.removed_at.is_(None))


def removed_plans_of(viewer: Viewer) -> Select:
    """A person's own plans that can still be brought back."""
    return select(PracticePlan).where(PracticePlan.user_id == viewer.id, PracticePlan.removed_at.is_not(None))


def asked_of(viewer: Viewer) -> Select:
    """The plans whose writer asked the viewer to be their buddy, and those the viewer is the buddy of."""
    return (
        select(PracticePlan)
        .join(Cohort, Cohort.id == PracticePlan.cohort_id)
        .where(
            PracticePlan.buddy_id == viewer.id,
            PracticePlan.buddy_state.in_(("asked", "accepted")),
            PracticePlan.removed_at.is_(None),
            visible(Cohort.audience_id, viewer),
        )
    )


def around(plan: PracticePlan, viewer: Viewer):
    """What stands beside a plan: its writer, its buddy, its cohort with the viewer's phase in it, its module."""
    return db.session.execute(
        select(
            User.id, User.name, User.photo_key, _Buddy.name.label("buddy_name"),
            Cohort.id.label("cohort_id"), Cohort.name.label("cohort_name"), Cohort.audience_id.label("cohort_audience_id"),
            Audience.size, Membership.phase, Module.title.label("module_title"), Module.titles.label("module_titles"),
        )
        .select_from(PracticePlan)
        .join(User, User.id == PracticePlan.user_id)
        .join(Cohort, Cohort.id == PracticePlan.cohort_id)
        .join(Audience, Audience.id == Cohort.audience_id)
        .outerjoin(_Buddy, _Buddy.id == PracticePlan.buddy_id)
        .outerjoin(Module, Module.id == PracticePlan.module_id)
        .outerjoin(Membership, and_(Membership.cohort_id == Cohort.id, Membership.user_id == viewer.id))
        .where(PracticePlan.id == plan.id)
    ).one()  # fmt: skip


def find_own_plan(viewer: Viewer, cohort_id: int, module_id: int) -> PracticePlan | None:
    """What somebody planned with a module, else with the whole training; the newest."""
    mine = select(PracticePlan).where(
        PracticePlan.user_id == viewer.id,
        PracticePlan.cohort_id == cohort_id,
        PracticePlan.removed_at.is_(None),
        or_(PracticePlan.module_id == module_id, PracticePlan.module_id.is_(None)),
    )
    order = (PracticePlan.module_id.is_(None), PracticePlan.id.desc())
    return db.session.scalars(mine.order_by(*order).limit(1)).one_or_none()


def plans_of(cohort, viewer: Viewer, *, before: int | None = None) -> list:
    """A page of the plans of a cohort that the viewer reads, the newest first, each with its last answer."""
    notes = (
        select(func.count())
        .where(
            PlanNote.plan_id == PracticePlan.id, PlanNote.removed_at.is_(None), visible(PlanNote.audience_id, viewer)
        )
        .correlate(PracticePlan)
        .scalar_subquery()
    )
    statement = (
        select(
            PracticePlan.id, PracticePlan.user_id, PracticePlan.what, PracticePlan.sharing, PracticePlan.buddy_state,
            PracticePlan.begins_on, User.name, User.photo_key, _LAST_ANSWER.label("answer"), _LAST_DAYS.label("days"),
            notes.label("notes"), _Buddy.name.label("buddy_name"),
        )
        .join(User, User.id == PracticePlan.user_id)
        .outerjoin(_Buddy, _Buddy.id == PracticePlan.buddy_id)
        .where(
            PracticePlan.cohort_id == cohort.id,
            PracticePlan.removed_at.is_(None),
            visible(PracticePlan.audience_id, viewer),
        )
        .order_by(PracticePlan.id.desc())
        .limit(PAGE + 1)
    )  # fmt: skip
    if before is not None:
        statement = statement.where(PracticePlan.id < before)
    return db.session.execute(statement).all()


def removed_in(cohort, viewer: Viewer, *, since: datetime) -> list[PracticePlan]:
    """What the viewer removed and may still bring back."""
    statement = removed_plans_of(viewer).where(PracticePlan.cohort_id == cohort.id, PracticePlan.removed_at > since)
    return list(db.session.scalars(statement.order_by(PracticePlan.id.desc()).limit(PAGE)))


def check_ins_of(plan: PracticePlan) -> list[CheckIn]:
    return list(db.session.scalars(select(CheckIn).filter_by(plan_id=plan.id).order_by(CheckIn.days)))


def find_check_in(plan: PracticePlan, days: int) -> CheckIn | None:
    return db.session.scalars(select(CheckIn).filter_by(plan_id=plan.id, days=days)).one_or_none()


def notes_of(plan: PracticePlan, viewer: Viewer) -> list:
    """(note, name, photo key) of what the viewer may read under a plan; what they removed themselves stands there too."""
    return db.session.execute(
        select(PlanNote, User.name, User.photo_key)
        .join(User, User.id == PlanNote.author_id)
        .where(
            PlanNote.plan_id == plan.id,
            visible(PlanNote.audience_id, viewer),
            or_(PlanNote.removed_at.is_(None), PlanNote.removed_by == viewer.id),
        )
        .order_by(PlanNote.id)
        .limit(500)
    ).all()


def find_note(plan: PracticePlan, viewer: Viewer, note_id: int, *, is_removed: bool = False) -> PlanNote | None:
    found = select(PlanNote).where(
        PlanNote.id == note_id,
        PlanNote.plan_id == plan.id,
        visible(PlanNote.audience_id, viewer),
        PlanNote.removed_at.is_not(None) if is_removed else PlanNote.removed_at.is_(None),
    )
    return db.session.scalars(found).one_or_none()


def possible_buddies(cohort_id: int, but: int) -> list:
    """id and name of everybody else in a cohort."""
    return db.session.execute(
        select(User.id, User.name)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.cohort_id == cohort_id, Membership.phase.in_(INSIDE), User.id != but, User.is_active)
        .order_by(User.name, User.id)
        .limit(500)
    ).all()


def who_wrote_under(plan: PracticePlan) -> set[int]:
    """Everybody who said something to the readers the plan has now."""
    written = (PlanNote.plan_id == plan.id, PlanNote.audience_id == plan.audience_id, PlanNote.removed_at.is_(None))
    return set(db.session.scalars(select(PlanNote.author_id).where(*written)))


def waiting_for(viewer: Viewer, moment: datetime) -> list:
    """The viewer's own plans, each with the check-ins they owe an answer, and the plans they are asked to be a buddy for.

    And what others shared with a cohort lately, as long as the viewer said nothing to it."""
    values = {
        "viewer_id": viewer.id,
        "audiences": sorted(viewer.audiences),
        "moment": moment,
        "new_since": moment - NEW,
    }
    return read(_WAITING, **values).all()


def due(moment: datetime, limit: int = 500) -> list:
    """(check-in, plan, locale) of members who have not been asked yet how it went."""
    return db.session.execute(
        select(CheckIn, PracticePlan, User.locale)
        .join(PracticePlan, PracticePlan.id == CheckIn.plan_id)
        .join(User, User.id == PracticePlan.user_id)
        .join(Membership, and_(Membership.cohort_id == PracticePlan.cohort_id, Membership.user_id == User.id))
        .where(
            CheckIn.asked_at.is_(None),
            CheckIn.due_at <= moment,
            PracticePlan.removed_at.is_(None),
            Membership.phase.in_(INSIDE),
        )
        .order_by(CheckIn.due_at, CheckIn.id)
        .limit(limit)
    ).all()


def standing_of(user_id: int, plan_ids: list[int]) -> dict:
    """Of these plans those that are there and whose cohort the person is in: who writes them and whom they ask."""
    rows = db.session.execute(
        select(PracticePlan.id, PracticePlan.user_id, PracticePlan.buddy_id, PracticePlan.buddy_state)
        .join(Membership, and_(Membership.cohort_id == PracticePlan.cohort_id, Membership.user_id == user_id))
        .where(PracticePlan.id.in_(plan_ids), PracticePlan.removed_at.is_(None), Membership.phase.in_(INSIDE))
    )
    return {row.id: row for row in rows}


def unanswered(check_in_ids) -> set[int]:
    found = select(CheckIn.id).where(CheckIn.id.in_(list(check_in_ids)), CheckIn.answer == "")
    return set(db.session.scalars(found))


def standing_notes(note_ids) -> set[int]:
    found = select(PlanNote.id).where(PlanNote.id.in_(list(note_ids)), PlanNote.removed_at.is_(None))
    return set(db.session.scalars(found))


def plans_touched_by(cohort_id: int, user_id: int) -> list[PracticePlan]:
    """What somebody wrote in a cohort, and what they are or were asked to be a buddy for."""
    return list(
        db.session.scalars(
            select(PracticePlan).where(
                PracticePlan.cohort_id == cohort_id,
                or_(PracticePlan.user_id == user_id, PracticePlan.buddy_id == user_id),
            )
        )
    )
