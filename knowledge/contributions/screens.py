"""The pages of a contribution, as every route of them shows them again."""

from flask_login import current_user

from knowledge.contributions import policies, queries
from knowledge.contributions.finding import is_kept, readers_of
from knowledge.contributions.forms import HideForm, ReadersForm
from knowledge.contributions.models import Contribution
from knowledge.models import Article
from knowledge.suggestions.forms import StepForm
from lms.access import audience_of
from lms.drafts.forms import keep_as_typed
from lms.drafts.queries import find_draft
from lms.forms import new_form_key
from lms.pages import render


def write_page(article: Article, form, contribution: Contribution | None = None, status: int = 200):
    """What somebody adds, kept while they type. After a conflict the form holds what was sent, and the page says what is kept."""
    place = draft_place(article, contribution)
    draft = find_draft(current_user, place)
    if draft is not None and draft.body and not form.is_submitted():
        form.body.data = draft.body
    keep_as_typed(form.body, place, draft)
    if status == 409:
        form.go_on_from(contribution.version)
        form.form_key.data, form.form_key.raw_data = new_form_key(), None
    return render(
        "knowledge/contributions/write.html", status=status, article=article, contribution=contribution, form=form,
        moved=status == 409, reads=audience_of(readers_of(contribution, article) if contribution else article.audience_id),
        can_send=contribution is None or policies.can_change(current_user, contribution),
    )  # fmt: skip


def draft_place(article: Article, contribution: Contribution | None = None) -> str:
    """Where the words somebody is writing are kept until they are sent."""
    return f"contribution:{contribution.id}" if contribution else f"article:{article.id}:contribution"


def contribution_page(contribution: Contribution, *, status: int = 200, typed: str = "", hide_form=None):
    """One contribution, what can be done with it, and what it said before. `typed` was sent and came too late."""
    article, version = contribution.article, {"version": contribution.version}
    sees_history = policies.can_see_history(current_user, contribution)
    return render(
        "knowledge/contributions/contribution.html",
        status=status,
        contribution=contribution,
        row=queries.row_of(current_user, contribution),
        article=article,
        former=queries.former_words(contribution) if sees_history else [],
        kept_for=audience_of(contribution.audience_id) if is_kept(contribution, article) else None,
        others=audience_of(article.audience_id),
        readers_form=ReadersForm(formdata=None, data=version | {"audience": article.audience_id}),
        moved=status == 409,
        typed=typed,
        reads_words=policies.can_read_words(current_user, contribution),
        sees_reason=sees_history,
        can_change=policies.can_change(current_user, contribution),
        can_withdraw=policies.can_withdraw(current_user, contribution),
        can_hide=policies.can_hide(current_user, contribution),
        can_place=policies.can_place(current_user, contribution) and not is_kept(contribution, article),
        step_form=StepForm(formdata=None, data=version),
        hide_form=hide_form or HideForm(formdata=None, data=version),
    )
