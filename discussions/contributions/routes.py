"""The page of all somebody contributed to conversations the reader may read."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from discussions.contributions import queries
from discussions.contributions.lines import lines_of
from lms.access import get_or_404
from lms.pages import number, render
from lms.people.profiles.queries import people_visible_to

bp = Blueprint("contributions", __name__)


@bp.get("/people/<int:user_id>/conversations")
def show_contributions(user_id):
    person = get_or_404(people_visible_to(current_user), user_id)
    before = request.args.get("before", type=number)
    rows, has_more = queries.page_of(current_user, person.id, before)
    here = url_for("contributions.show_contributions", user_id=person.id)
    return render(
        "discussions/contributions/contributions.html",
        person=person,
        lines=lines_of(rows),
        newest=here if before else "",
        older=f"{here}?before={rows[-1].id}" if has_more else "",
    )
