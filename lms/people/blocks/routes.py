"""Blocking somebody, and taking that back."""

from flask_babel import gettext as _
from flask_login import current_user

from lms.access import require
from lms.pages import not_found, then_show
from lms.people.blocks import actions, policies, queries
from lms.people.blueprint import bp
from lms.people.profiles.queries import find_profile


@bp.post("/people/<int:user_id>/block")
def block(user_id):
    person = find_profile(current_user, user_id) or not_found()
    require(policies.can_block(current_user, user_id))
    actions.block(current_user, user_id)
    toast = _("%(name)s is blocked, and is not told. You can undo this in your settings.", name=person.name)
    return then_show("people.show_person", user_id=user_id, toast=toast)


@bp.post("/people/<int:user_id>/block/end")
def unblock(user_id):
    block = queries.find_block(current_user.id, user_id) or not_found()
    actions.unblock(block)
    return then_show("people.show_account", anchor="blocked", toast=_("Unblocked. You hear from each other again."))
