"""What sharing shows in rooms below: on the academy's public face, what everybody may read."""

from flask import render_template

from discussions.consent.queries import shown_posts
from discussions.echoes.queries import echo_of
from discussions.sharing.queries import newest_copies
from lms.access import GUEST

ROWS = 3


def front() -> str:
    copies = [(row, echo_of(shown_posts(row.id))) for row in newest_copies(GUEST, None, limit=ROWS)]
    return render_template("discussions/sharing/_front.html", copies=copies) if copies else ""
