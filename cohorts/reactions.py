"""How cohorts react to rooms below: an accepted invitation leads in, a lost role takes nobody out, a certificate names a cohort."""

from cohorts import notices
from cohorts.links.actions import LinkClosed, join_by_link
from cohorts.membership.actions import add_member, keep_people_of_courses
from cohorts.models import INSIDE, Cohort, InvitationLink
from cohorts.queries import cohort_learned_with
from courses.certificates.models import Certificate
from courses.events import CertificateIssued
from lms.database import db
from lms.people.accounts.queries import get_user
from lms.people.events import InvitationAccepted, RoleTaken


def let_in_invited(event: InvitationAccepted) -> None:
    """Whoever accepts an invitation that leads to a cohort is in it; a link's last place may be gone by then."""
    cohort = db.session.get(Cohort, event.then.get("cohort_id") or 0)
    if cohort is None:
        return
    person = get_user(event.user_id)
    link = db.session.get(InvitationLink, event.then.get("link_id") or 0)
    if link is None:
        phase = event.then.get("phase")
        add_member(cohort, person.id, phase if phase in INSIDE else "trainee")
        return
    try:
        join_by_link(link, person, was_asked_in_time=True)
    except LinkClosed:
        notices.tell_no_place(cohort, person)


def name_cohort(event: CertificateIssued) -> None:
    """A certificate says with which cohort its holder learned: the last one they joined on that course."""
    certificate = db.session.get_one(Certificate, event.certificate_id)
    certificate.cohort_name = cohort_learned_with(event.user_id, event.course_id)


def keep_members_reading(event: RoleTaken) -> None:
    """Who is no longer an author stays among the people of the courses of their cohorts."""
    keep_people_of_courses(event.user_id)
