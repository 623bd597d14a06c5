"""What conversations show on a person's page: the answers that helped, and what they said last."""

from flask import render_template
from flask_login import current_user

from discussions.contributions import queries
from discussions.contributions.lines import lines_of

MOST = 4


def profile(user_id: int) -> str:
    """Nothing where the reader shares no conversation with them."""
    said = queries.latest_of(current_user, user_id, MOST + 1)
    if not said:
        return ""
    return render_template(
        "discussions/contributions/_profile.html",
        user_id=user_id,
        answers=lines_of(queries.answers_of(current_user, user_id, MOST)),
        said=lines_of(said[:MOST]),
        are_more=len(said) > MOST,
    )
