"""What cohorts show in rooms below: on home, on a profile, and beside a course."""

from flask import g, render_template
from flask_login import current_user

from cohorts import policies, queries, words
from cohorts.progress.screens import shown_with, stuck_in
from lms.access import Viewer
from lms.database import now

WATCHED = 3  # running cohorts of one facilitator that home looks into
MOST_STUCK = 4  # groups of one cohort
MOST_IN_RAIL = 5
SOON = 7  # days


def home_sections(viewer: Viewer) -> str:
    """Invitations to answer, people who are stuck, cohorts that start or end soon, and a cohort that fell silent."""
    mine, moment = my_cohorts(viewer), now()
    running = [row for row in mine if row.phase == "facilitator" and row.state(moment) == "running"]
    stuck = [(row, groups[:MOST_STUCK]) for row in running[:WATCHED] if (groups := stuck_in(row, moment))]
    alumni = [row for row in mine if row.phase == "alumnus" and row.state(moment) == "over"]
    return render_template(
        "cohorts/_home.html",
        invited=[(row, words.state_words(row, moment)) for row in mine if row.phase == "invited"],
        stuck=stuck,
        **shown_with(viewer, [group for _row, groups in stuck for group in groups]),
        soon=[(row, words.state_words(row, moment)) for row in mine if _is_soon(row, moment)],
        alumni=alumni[0] if alumni and len(alumni) == len(mine) else None,
        moment_now=moment,
    )


def home_rail(viewer: Viewer) -> str:
    """The ring of the cohort that matters most now; for who runs cohorts, how far each of them is."""
    moment = now()
    mine = [row for row in my_cohorts(viewer) if row.phase and row.phase != "invited"]
    if not mine:
        return ""
    runs = any(row.phase == "facilitator" for row in mine)
    first = None if runs else min(mine, key=lambda row: row.state(moment) == "over")
    faces = queries.faces_of(first, viewer) if first else []
    here = [face for face in faces if face.is_here and face.id != viewer.id]
    others = [(row, row.percent_at(moment), words.state_words(row, moment)) for row in mine if row is not first]
    return render_template(
        "cohorts/_home_rail.html",
        first=first,
        faces=faces,
        here=here,
        here_names=words.first_names(here),
        others=others[:MOST_IN_RAIL],
        are_more=len(others) > MOST_IN_RAIL,
    )


def profile(user_id: int) -> str:
    """The cohorts the reader shares with somebody; on one's own profile, one's own."""
    shared = queries.cohorts_in_common(current_user, user_id) if current_user.is_authenticated else []
    if not shared:
        return ""
    is_self = user_id == current_user.id
    return render_template("cohorts/_profile.html", shared=shared, is_self=is_self, phase_words=words.PHASE_WORDS)


def course_rail(course) -> str:
    """The reader's own cohorts of a course."""
    moment = now()
    mine = [row for row in my_cohorts(current_user) if row.course_id == course.id and row.phase != "invited"]
    lines = [(row, row.percent_at(moment), words.state_words(row, moment)) for row in mine]
    return render_template("cohorts/_course_rail.html", lines=lines) if lines else ""


def course_staff(course) -> str:
    """The way to a new cohort of a course."""
    if not policies.can_open_cohort(current_user):
        return ""
    return render_template("cohorts/_course_staff.html", course=course)


def my_cohorts(viewer: Viewer) -> list:
    """Asked by several panels of one page, loaded once."""
    if viewer.id is None:
        return []
    if "my_cohorts" not in g:
        g.my_cohorts = queries.cohorts_of(viewer)
    return g.my_cohorts


def _is_soon(row, moment) -> bool:
    """Whether somebody who runs the cohort should know that it starts or ends within a week, or just ended."""
    if row.phase != "facilitator":
        return False
    return any(abs((at - moment).days) < SOON for at in (row.starts_at, row.ends_at))
