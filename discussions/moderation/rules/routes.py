"""The page of the academy's rules for conversations."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions.moderation.policies import can_set_rules
from discussions.moderation.rules import actions, queries
from discussions.moderation.rules.forms import RulesForm
from lms.access import require
from lms.pages import render, then_show

bp = Blueprint("conversation_rules", __name__)
FIELDS = (
    "refused_words", "held_words", "newcomer_days", "newcomer_posts", "newcomer_links", "newcomer_mentions", "hides_at",
)  # fmt: skip


@bp.get("/moderation/rules")
def show_rules(form=None):
    require(can_set_rules(current_user))
    form = form or RulesForm(obj=queries.get_rules())
    return render("discussions/moderation/rules.html", form=form, status=422 if form.errors else 200)


@bp.post("/moderation/rules")
def save_rules():
    require(can_set_rules(current_user))
    form = RulesForm()
    if not form.validate():
        return show_rules(form)
    actions.save_rules(by=current_user, **{name: form[name].data for name in FIELDS})
    return then_show("conversation_rules.show_rules", toast=_("Rules saved."))
