"""Pages that let people in: the ways in, one person at a time, and what became of invitations by mail."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.joining.forms import AddForm
from cohorts.joining.queries import cohort_invitations, find_active_user
from cohorts.joining.screens import ways_in
from cohorts.membership import actions
from cohorts.mentoring.actions import ask_mentor
from cohorts.mentoring.forms import usual_term
from cohorts.screens import run_or_403
from lms.access import get_or_404
from lms.pages import not_found, then_show
from lms.people.invitations.actions import resend_invitation, revoke_invitation

bp = Blueprint("joining", __name__)


@bp.get("/cohorts/<int:cohort_id>/people")
def show_people(cohort_id):
    return ways_in(run_or_403(cohort_id))


@bp.post("/cohorts/<int:cohort_id>/memberships")
def add_person(cohort_id):
    cohort = run_or_403(cohort_id)
    form = AddForm()
    if not form.validate():
        return ways_in(cohort, status=422)
    person = find_active_user(form.user_id.data) or not_found()
    if form.phase.data == "mentor":
        # Helping is asked for; following a training was agreed on elsewhere.
        ask_mentor(cohort, person.id, by=current_user, **usual_term(cohort))
        toast = _("%(name)s is asked to come in as a mentor.", name=person.name)
    else:
        actions.add_member(cohort, person.id, form.phase.data, by=current_user)
        toast = _("%(name)s is in.", name=person.name)
    return then_show("joining.show_people", cohort_id=cohort_id, toast=toast)


@bp.post("/cohorts/<int:cohort_id>/invitations/<int:invitation_id>/resending")
def resend(cohort_id, invitation_id):
    invitation = get_or_404(cohort_invitations(run_or_403(cohort_id)), invitation_id)
    if resend_invitation(invitation, by=current_user):
        toast = _("Sent again to %(email)s. The earlier link no longer works.", email=invitation.email)
    else:
        toast = _("That invitation was answered already.")
    return then_show("joining.show_people", cohort_id=cohort_id, anchor="invitations", toast=toast)


@bp.post("/cohorts/<int:cohort_id>/invitations/<int:invitation_id>/revocation")
def revoke(cohort_id, invitation_id):
    invitation = get_or_404(cohort_invitations(run_or_403(cohort_id)), invitation_id)
    if revoke_invitation(invitation, by=current_user):
        toast = _("The invitation of %(email)s is taken back.", email=invitation.email)
    else:
        toast = _("That invitation was answered already.")
    return then_show("joining.show_people", cohort_id=cohort_id, anchor="invitations", toast=toast)
