"""What stands behind a doubt about an article: the accepted answer, for who reads its conversation."""

from flask import render_template
from flask_login import current_user

from discussions.contradicting.queries import find_answer


def behind_doubt(doubt) -> str:
    answer = find_answer(current_user, doubt.source_id) if doubt.source_kind == "post" else None
    return render_template("discussions/contradicting/_behind_doubt.html", answer=answer)
