"""The badge of one's own role, and what anybody sees who was told its address."""

from flask import Blueprint, jsonify, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.roles import words
from cohorts.roles.badges import actions, credentials, policies, queries
from cohorts.roles.badges.forms import BadgeForm
from cohorts.roles.queries import find_role
from courses.certificates.signing import payload_of
from lms.access import require
from lms.pages import not_found, render, then_show
from lms.people.signing_in import academy, public

bp = Blueprint("role_badges", __name__)


@bp.get("/roles/<int:role_id>/badge")
def show_own(role_id):
    found = _own(role_id)
    badge = queries.find_badge(role_id)
    usual = {"language": current_user.locale}
    return _page(found, badge, BadgeForm(formdata=None, obj=badge, data=None if badge else usual))


@bp.post("/roles/<int:role_id>/badge")
def make(role_id):
    found = _own(role_id)
    form = BadgeForm()
    if not form.validate():
        return _page(found, queries.find_badge(role_id), form, status=422)
    actions.make_badge(found.role, found.cohort, **form.choices, by=current_user)
    return then_show("role_badges.show_own", role_id=role_id, toast=_("Here is your badge."))


@bp.post("/roles/<int:role_id>/badge/removal")
def remove(role_id):
    found = _own(role_id)
    if badge := queries.find_badge(role_id):
        actions.remove_badge(badge)
    return then_show("roles.show_role", role_id=found.role.id, toast=_("Its page is gone."))


@bp.get("/badges/<badge_code>")
@public
def check(badge_code):
    shared = _shared(badge_code)
    role = shared.role
    return render(
        "cohorts/roles/badges/check.html",
        shared=shared,
        role=role,
        badge=shared.badge,
        kind=words.KIND_WORDS[role.kind],
        has_ended=role.ended_at is not None,
    )


@bp.get("/badges/<badge_code>/badge.jwt")
@public
def show_badge(badge_code):
    """The badge as it was signed; whoever verifies it asks the academy for the key it names."""
    return _shared(badge_code).badge.badge, _headers("application/vc+jwt", "jwt")


@bp.get("/badges/<badge_code>/badge.json")
@public
def show_credential(badge_code):
    """What the badge says, to be read; the signature is in the JWT."""
    return payload_of(_shared(badge_code).badge.badge), _headers("application/vc+ld+json", "json")


@bp.get("/badges/<badge_code>/status")
@public
def show_status(badge_code):
    """Whether the role ended before its last day; never kept by anything between."""
    shared = _shared(badge_code)
    return jsonify(credentials.status_of(shared, academy().name, words.why_ended_early(shared.role)))


def _own(role_id: int):
    """The role, for its holder, with a badge to make."""
    found = find_role(current_user, role_id) or not_found()
    require(policies.can_have_badge(current_user, found.role))
    return found


def _shared(code: str) -> queries.Shared:
    return queries.find_by_code(code) or not_found()


def _headers(kind: str, ending: str) -> dict:
    if "download" not in request.args:
        return {"Content-Type": kind}
    return {"Content-Type": kind, "Content-Disposition": f'attachment; filename="badge.{ending}"'}


def _page(found, badge, form, status: int = 200):
    return render(
        "cohorts/roles/badges/badge.html",
        status=status,
        role=found.role,
        cohort=found.cohort,
        badge=badge,
        kind=words.KIND_WORDS[found.role.kind],
        address=credentials.check_address(badge.code) if badge else "",
        form=form,
    )
