"""The page on which somebody sees what they did, and chooses what of it others see."""

from flask_babel import gettext as _
from flask_login import current_user

from lms.pages import render, then_show
from lms.people.accounts.queries import get_user
from lms.people.blueprint import bp
from lms.people.deeds import actions, queries
from lms.people.deeds.forms import DeedsForm
from lms.people.directory import evidence
from lms.people.profiles.words import SEEN_BY


@bp.get("/account/deeds")
def show_deeds():
    return _page(DeedsForm.of(formdata=None, data={"kinds": sorted(queries.shown_kinds(current_user.id))}))


@bp.post("/account/deeds")
def choose_deeds():
    form = DeedsForm.of()
    if not form.validate():
        return _page(form, status=422)
    actions.show_kinds(current_user.id, set(form.kinds.data))
    return then_show("people.show_deeds", toast=_("Kept."))


def _page(form, status: int = 200):
    readers = get_user(current_user.id).visibility_of("work")
    return render(
        "people/deeds.html",
        status=status,
        deeds=evidence.own_deeds(current_user),
        form=form,
        readers=dict(SEEN_BY)[readers],
    )
