"""What discussions show in rooms below: a cohort's conversations, and on home what is new, waits, or could be answered."""

from flask import g, render_template, url_for
from flask_login import current_user

from discussions import matching, queries, screens
from discussions.clock import duration
from discussions.lists import queries as lists
from discussions.lists.lines import is_unread, lines_of
from lms.access import Viewer
from lms.database import now

SECTIONS, ROWS = 3, 3  # groups on home, and lines in each
QUESTIONS = 3


def cohort_conversations(cohort, viewer: Viewer | None = None, *, kind: str = "") -> str:
    """The topics of a cohort, all of them or its questions, through the filter in the address."""
    space = _space_of(cohort)
    if space is None:
        return ""
    only = "questions" if kind in ("question", "questions") else ""
    endpoint = "cohorts.show_questions" if only else "cohorts.show_cohort"
    here = url_for(endpoint, cohort_id=cohort.id)
    context = screens.conversations(space, viewer or current_user._get_current_object(), here=here, only=only)
    return render_template("discussions/_conversations.html", space=space, **context)


def cohort_figures(cohort) -> dict[str, int]:
    """How many conversations and questions there are, for the tabs."""
    space = _space_of(cohort)
    return {"conversations": space.topic_count, "questions": space.question_count} if space else {}


def cohort_last_word(cohort):
    """When something was last said in a cohort, for who wonders whether it fell silent."""
    return lists.last_word_at(current_user, cohort.id)


def cohort_rail(cohort, viewer: Viewer) -> str:
    """A question elsewhere that somebody of this cohort could answer."""
    questions = [match for match in _answerable(viewer) if match.line.topic.cohort_id != cohort.id]
    return render_template("discussions/_rail_question.html", match=questions[0]) if questions else ""


def course_rail(course) -> str:
    """The way to the space in which all cohorts of a course meet."""
    spaces = [space for space in queries.wider_spaces(current_user) if space.course_id == course.id]
    return render_template("discussions/_rail_spaces.html", spaces=spaces) if spaces else ""


def home_waiting(viewer: Viewer) -> str:
    """Who waits for an answer where the viewer leads: the first thing on their first page."""
    rows = lists.waiting_lines(viewer) if viewer.is_staff else []
    if not rows:
        return ""
    moment = now()
    return render_template(
        "discussions/_home_waiting.html",
        waiting=lines_of(rows, moment),
        waited=lambda topic: duration(moment - topic.created_at),
    )


def home_sections(viewer: Viewer) -> str:
    """What is new around the viewer, and apart from it the questions that they could answer."""
    questions = _answerable(viewer)[:QUESTIONS]
    groups = _news(viewer, but={match.line.topic.id for match in questions})
    return render_template("discussions/_home.html", groups=groups, questions=questions)


def home_rail(viewer: Viewer) -> str:
    """The spaces that belong to no cohort."""
    spaces = queries.wider_spaces(viewer)
    return render_template("discussions/_rail_spaces.html", spaces=spaces) if spaces else ""


def _space_of(cohort):
    """Asked for by the tabs and by the list of one page; found once."""
    if g.get("space_of_cohort", (None,))[0] != cohort.id:
        g.space_of_cohort = (cohort.id, queries.find_space_row(current_user, cohort.id))
    return g.space_of_cohort[1]


def _news(viewer: Viewer, but: set[int]) -> list:
    """The spaces in which something was said last, each with its unread topics first."""
    spaces: dict[int, list] = {}
    for row in lists.newest_lines(viewer):
        # Who leads several cohorts has the rest in the lists of what waits.
        if row.id not in but and row.level != "muted" and (is_unread(row) or not viewer.is_staff):
            spaces.setdefault(row.space_id, []).append(row)
    # A space everybody reads is only news while something in it is unread.
    news = [rows for rows in spaces.values() if rows[0].cohort_id or any(map(is_unread, rows))][:SECTIONS]
    moment = now()
    return [lines_of(sorted(rows, key=is_unread, reverse=True)[:ROWS], moment) for rows in news]


def _answerable(viewer: Viewer) -> list:
    if "answerable" not in g:
        g.answerable = matching.find_answerable(viewer)
    return g.answerable
