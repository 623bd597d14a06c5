"""The page of the queue: each question with its place on the ladder, and the figures above."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from discussions.answering.ladder import MANAGER, ladder_of
from discussions.answering.queue import queries
from discussions.answering.queue.figures import figures_of
from discussions.answering.words import RUNG_WORDS, here_words, rung_of
from discussions.clock import Clock, clock_at, duration, is_waiting
from discussions.lists.lines import before_of
from lms.access import Viewer
from lms.database import now
from lms.pages import render
from lms.people.queries import Face


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the queue; `here` is empty for a question that got replies and accepted none, `owner` where `here` names them."""

    topic: object
    asker: Face
    waited: str
    clock: Clock
    rung: str
    here: str
    owner: str


def queue_page(viewer: Viewer, *, here: str, space=None, title: str = ""):
    which = request.args.get("show", "waiting")
    which = which if which in queries.FILTERS else "waiting"
    moment, space_id = now(), space.id if space else None
    rows, has_more = queries.waiting_for(
        viewer, which, space_id=space_id, after=before_of(request.args.get("after", ""))
    )
    return render(
        "discussions/answering/queue.html",
        here=here,
        space=space,
        title=title,
        which=which,
        filters=[(name, words) for name, words in _filter_words()],
        lines=[_line(row, moment) for row in rows],
        older=f"{rows[-1].created_at.isoformat()}~{rows[-1].id}" if has_more else "",
        figures=figures_of(queries.answered_where(viewer, moment, space_id=space_id)),
        duration=duration,
    )


def _line(row, moment) -> Waiting:
    ladder = ladder_of(row)
    rung, waits = rung_of(row, ladder, moment), is_waiting(row)
    return Waiting(
        topic=row,
        asker=Face.of(row.author_id, row.author_name, row.photo_key),
        waited=duration(moment - row.created_at),
        clock=clock_at(ladder, rung, row.created_at, moment),
        rung=str(RUNG_WORDS[rung]) if waits else "",
        here=here_words(rung, row, ladder.ends(row.created_at)) if waits else "",
        owner="" if waits and rung >= MANAGER else row.owner_name or "",
    )


def _filter_words() -> list[tuple[str, str]]:
    return [
        ("waiting", _("Without an answer")),
        ("late", _("Waiting too long")),
        ("mine", _("Mine to see to")),
        ("nobody", _("Nobody’s yet")),
        ("replied", _("Replies, none accepted")),
    ]
