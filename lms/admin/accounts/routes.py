"""Pages of accounts: the people, their roles, invitations and requests to join."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from lms.access import get_or_404, require
from lms.admin.accounts import queries
from lms.admin.accounts.forms import ROLE_NAMES, AnswerForm, InvitationForm, RolesForm
from lms.admin.policies import can_administer, can_decide_on_joining
from lms.database import now
from lms.forms import act_once
from lms.pages import not_found, number, render, then_show
from lms.people import actions as people
from lms.people.accounts.queries import find_user_by_email, is_last_administrator
from lms.people.address_lists import parse
from lms.people.invitations import actions as inviting
from lms.people.invitations.queries import all_invitations, invitations
from lms.people.joining import actions as joining
from lms.people.joining.queries import open_join_requests
from lms.people.models import ROLES

bp = Blueprint("accounts", __name__, url_prefix="/admin")


@bp.get("/people")
def show_accounts():
    require(can_administer(current_user))
    words, role = request.args.get("q", "").strip()[:100], request.args.get("role", "")
    rows = queries.list_accounts(
        words=words, role=role if role in ROLES else "", after=request.args.get("after", 0, type=number)
    )
    return render(
        "admin/accounts/people.html",
        fragments={"accounts"},
        accounts=rows[: queries.PAGE],
        next_after=rows[queries.PAGE - 1].id if len(rows) > queries.PAGE else None,
        words=words,
        role=role,
        role_names=ROLE_NAMES,
    )


@bp.get("/people/<int:user_id>")
def show_account(user_id, form=None):
    require(can_administer(current_user))
    account = find_account(user_id)
    form = form or RolesForm(data={"roles": queries.roles_of(user_id)})
    return render("admin/accounts/person.html", account=account, form=form, status=422 if form.errors else 200)


@bp.post("/people/<int:user_id>/roles")
def change_roles(user_id):
    require(can_administer(current_user))
    account, form = find_account(user_id), RolesForm()
    if form.validate() and "admin" not in form.roles.data and is_last_administrator(user_id):
        form.roles.errors = [_("This is the only administrator. Make somebody else one first.")]
    if form.errors:
        return show_account(user_id, form)
    held, wanted = set(queries.roles_of(user_id)), set(form.roles.data)
    for role in sorted(wanted - held):
        people.give_role(account.id, role, by=current_user)
    for role in sorted(held - wanted):
        people.take_role(account.id, role, by=current_user)
    return then_show("accounts.show_account", user_id=user_id, toast=_("Roles of %(name)s saved.", name=account.name))


@bp.post("/people/<int:user_id>/deactivation")
def deactivate(user_id):
    require(can_administer(current_user))
    account = find_account(user_id)
    if is_last_administrator(user_id):
        form = RolesForm(data={"roles": queries.roles_of(user_id)})
        form.roles.errors = [_("This is the only administrator. Make somebody else one first.")]
        return show_account(user_id, form)
    people.deactivate_user(account, by=current_user)
    return then_show(
        "accounts.show_account", user_id=user_id, toast=_("%(name)s can no longer sign in.", name=account.name)
    )


@bp.post("/people/<int:user_id>/reactivation")
def reactivate(user_id):
    require(can_administer(current_user))
    account = find_account(user_id)
    people.reactivate_user(account, by=current_user)
    return then_show(
        "accounts.show_account", user_id=user_id, toast=_("%(name)s can sign in again.", name=account.name)
    )


@bp.get("/invitations")
def show_invitations(form=None, rows=()):
    require(can_administer(current_user))
    state = request.args.get("state", "")
    found = invitations(
        state=state if state in ("open", "accepted", "expired", "revoked") else None,
        before=request.args.get("before", type=number),
    )
    form = form or InvitationForm(data={"language": current_user.locale})
    return render(
        "admin/accounts/invitations.html",
        form=form,
        rows=rows,
        invitations=found,
        moment_now=now(),
        state=state,
        role_names=ROLE_NAMES,
        status=422 if form.errors else 200,
    )


@bp.post("/invitations")
def invite():
    require(can_administer(current_user))
    form = InvitationForm()
    upload = form.file.data
    rows = parse(upload.read() if upload else form.people.data or "")
    problems = [row for row in rows if row.problem]
    if form.validate() and not rows:
        form.people.errors = [_("Write at least one mail address, or choose a file.")]
    elif problems:
        form.people.errors = [
            ngettext(
                "%(num)d line cannot be used; nobody was invited yet.",
                "%(num)d lines cannot be used; nobody was invited yet.",
                len(problems),
            )
        ]
        if upload:
            form.people.data = upload_text(rows)
    if form.errors:
        return show_invitations(form, problems)
    act_once(form, current_user)
    newcomers = [row for row in rows if find_user_by_email(row.email) is None]
    for row in newcomers:
        inviting.invite(row.email, row.name, form.language.data, form.roles.data, None, current_user)
    told = ngettext("%(num)d person invited.", "%(num)d people invited.", len(newcomers))
    if known := len(rows) - len(newcomers):
        told += " " + ngettext("%(num)d already has an account.", "%(num)d already have an account.", known)
    return then_show("accounts.show_invitations", toast=told)


@bp.post("/invitations/<int:invitation_id>/resending")
def resend(invitation_id):
    require(can_administer(current_user))
    invitation = get_or_404(all_invitations(), invitation_id)
    sent = inviting.resend_invitation(invitation, by=current_user)
    return then_show(
        "accounts.show_invitations",
        toast=_("Sent again to %(address)s; the earlier link no longer works.", address=invitation.email)
        if sent
        else _("This invitation can no longer be sent."),
    )


@bp.post("/invitations/<int:invitation_id>/revocation")
def revoke(invitation_id):
    require(can_administer(current_user))
    invitation = get_or_404(all_invitations(), invitation_id)
    inviting.revoke_invitation(invitation, by=current_user)
    return then_show(
        "accounts.show_invitations", toast=_("The invitation to %(address)s is withdrawn.", address=invitation.email)
    )


@bp.get("/join-requests")
def show_join_requests(form=None, wrong=None):
    require(can_decide_on_joining(current_user))
    return render(
        "admin/accounts/join_requests.html",
        requests=queries.rows(open_join_requests()),
        form=form or AnswerForm(),
        wrong=wrong,
        status=422 if form and form.errors else 200,
    )


@bp.post("/join-requests/<int:request_id>/acceptance")
def accept_request(request_id):
    require(can_decide_on_joining(current_user))
    asked = get_or_404(open_join_requests(), request_id)
    joining.accept_join_request(asked, current_user)
    return then_show("accounts.show_join_requests", toast=_("%(name)s is invited.", name=asked.name))


@bp.post("/join-requests/<int:request_id>/decline")
def decline_request(request_id):
    require(can_decide_on_joining(current_user))
    asked, form = get_or_404(open_join_requests(), request_id), AnswerForm()
    if not form.validate():
        return show_join_requests(form, wrong=asked.id)
    joining.decline_join_request(asked, current_user, form.reason.data)
    return then_show("accounts.show_join_requests", toast=_("%(name)s gets your reason by mail.", name=asked.name))


def find_account(user_id: int):
    account = queries.find_account(user_id)
    if account is None:
        not_found()
    return account


def upload_text(rows) -> str:
    """The rows of a file as lines, so that its problems can be mended in place."""
    return "\n".join(f"{row.name} <{row.email}>" if row.name else row.email for row in rows)
