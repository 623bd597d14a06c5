"""Every write about invitation links: making one, taking it back, coming in by it, asking for a mail by it."""

from datetime import timedelta

from sqlalchemy import update

from cohorts.links.queries import may_use
from cohorts.membership.actions import add_member, take_turn
from cohorts.membership.queries import is_member, was_taken_out
from cohorts.models import Cohort, InvitationLink, Membership
from lms.admin.audit import audit
from lms.database import db, now
from lms.people.accounts.queries import get_user
from lms.people.invitations.actions import invite
from lms.people.models import Invitation
from lms.people.queries import token_hash
from lms.people.tokens.actions import new_secret


class LinkClosed(Exception):
    """The link expired, was taken back, its last place went to somebody else, or this person was taken out before."""


def make_link(cohort: Cohort, *, phase: str, days: int, places: int | None, by) -> tuple[InvitationLink, str]:
    """A new link and its secret, which is shown once and kept nowhere."""
    secret = new_secret()
    link = InvitationLink(
        cohort_id=cohort.id,
        token_hash=token_hash(secret),
        hint=secret[:4],
        phase=phase,
        created_by=by.id,
        expires_at=now() + timedelta(days=days),
        places=places,
    )
    db.session.add(link)
    db.session.flush()
    audit(
        "invitation link made",
        actor=by,
        object_kind="invitation link",
        object_id=link.id,
        audience_id=cohort.audience_id,
        phase=phase,
        places=places,
    )
    return link, secret


def revoke_link(link: InvitationLink, *, by) -> bool:
    """Nobody comes in by it any more; who came stays. False when it was taken back before."""
    if link.revoked_at is not None:
        return False
    link.revoked_at = now()
    db.session.flush()
    cohort = db.session.get_one(Cohort, link.cohort_id)
    audit(
        "invitation link taken back",
        actor=by,
        object_kind="invitation link",
        object_id=link.id,
        audience_id=cohort.audience_id,
    )
    return True


def join_by_link(link: InvitationLink, person, *, was_asked_in_time: bool = False) -> Membership | None:
    """Take a place and come in; None for who is in already. An address confirmed later counts from when it was given."""
    cohort = db.session.get_one(Cohort, link.cohort_id)
    take_turn(cohort)  # who presses twice takes one place
    if is_member(person, cohort.id):
        return None
    if was_taken_out(person, cohort.id):
        raise LinkClosed
    claim = update(InvitationLink).where(may_use(link.id, or_expired=was_asked_in_time))
    if db.session.execute(claim.values(used=InvitationLink.used + 1)).rowcount == 0:
        raise LinkClosed
    return add_member(cohort, person.id, link.phase, by=person, reason=f"invitation link {link.hint}…")


def ask_by_link(link: InvitationLink, *, name: str, email: str, locale: str) -> Invitation:
    """A guest gives name and address: the mail that answers proves the address and makes the account."""
    cohort = db.session.get_one(Cohort, link.cohort_id)
    then = {"cohort_id": cohort.id, "phase": link.phase, "link_id": link.id, "title": cohort.name}
    return invite(email, name, locale, then=then, by=get_user(link.created_by))
