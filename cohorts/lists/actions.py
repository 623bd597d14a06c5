"""Every write about lists: keeping the preview, and doing what it said, in steps that leave room for others."""

from datetime import timedelta
from types import SimpleNamespace

from sqlalchemy import delete

from cohorts.lists.queries import outcomes_of
from cohorts.membership.actions import add_member
from cohorts.models import Cohort, MemberList
from lms.admin.audit import audit
from lms.database import db, now
from lms.jobs import enqueue, every, job
from lms.people.address_lists import Row
from lms.people.invitations.actions import invite

STEP = 40  # rows done in one transaction
KEEP_PREVIEW = timedelta(days=1)
KEEP_RECEIPT = timedelta(days=30)


def keep_preview(cohort: Cohort, entries: list[Row], *, phase: str, by) -> MemberList:
    """What will happen to each row, kept as it is shown; nothing happens yet."""
    outcomes = outcomes_of(cohort, [entry.email for entry in entries if not entry.problem])
    rows = []
    for entry in entries:
        outcome, user_id = ("problem", None) if entry.problem else outcomes[entry.email]
        rows.append(
            {
                "line": entry.line,
                "email": entry.email,
                "name": entry.name,
                "problem": entry.problem,
                "outcome": outcome,
                "user_id": user_id,
                "result": "",
            }
        )
    listing = MemberList(cohort_id=cohort.id, phase=phase, rows=rows, created_by=by.id)
    db.session.add(listing)
    db.session.flush()
    return listing


def confirm_list(listing: MemberList, *, by) -> bool:
    """Do what the preview says; False when it was confirmed before. Long lists go on in the background."""
    db.session.refresh(listing, with_for_update=True)
    if listing.confirmed_at is not None:
        return False
    listing.confirmed_at = now()
    audit("list confirmed", actor=by, object_kind="member list", object_id=listing.id, rows=len(listing.rows))
    _go_on(listing)
    return True


@job("admit_list")
def admit_list(list_id: int) -> None:
    listing = db.session.get(MemberList, list_id, with_for_update=True)
    if listing is not None:
        _go_on(listing)


@every(timedelta(hours=6))
def forget_lists() -> None:
    """Addresses of a preview nobody confirmed go after a day, receipts after a month."""
    moment = now()
    unconfirmed = MemberList.confirmed_at.is_(None) & (MemberList.created_at < moment - KEEP_PREVIEW)
    old = MemberList.confirmed_at < moment - KEEP_RECEIPT
    db.session.execute(delete(MemberList).where(unconfirmed | old))


def _go_on(listing: MemberList) -> None:
    """The next rows, each only when what was promised for it still holds."""
    rows = [dict(row) for row in listing.rows]
    waiting = [row for row in rows if not row["result"]]
    step, cohort = waiting[:STEP], db.session.get_one(Cohort, listing.cohort_id)
    by = SimpleNamespace(id=listing.created_by)
    outcomes = outcomes_of(cohort, [row["email"] for row in step if row["outcome"] != "problem"])
    for row in step:
        row["result"] = _admit(cohort, row, outcomes, listing.phase, by)
    listing.rows = rows
    db.session.flush()
    if len(waiting) > len(step):
        enqueue("admit_list", list_id=listing.id)


def _admit(cohort: Cohort, row: dict, outcomes: dict, phase: str, by) -> str:
    if row["outcome"] in ("problem", "closed", "member", "waiting"):
        return "nothing"
    if outcomes[row["email"]][0] != row["outcome"]:
        return "changed"
    if row["outcome"] == "add":
        add_member(cohort, row["user_id"], phase, by=by)
    else:
        then = {"cohort_id": cohort.id, "phase": phase, "title": cohort.name}
        invite(row["email"], row["name"], cohort.language, then=then, by=by)
    return "done"
