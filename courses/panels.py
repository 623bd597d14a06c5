"""What courses show on the first page: where to resume, what changed since, and your courses with their rings."""

from flask import g, render_template
from flask_babel import get_locale

from courses.catalogue import queries as catalogue
from courses.changes.since import what_changed
from courses.queries import get_outline
from courses.stopping import stopped_at
from lms.access import GUEST, Viewer
from lms.numbers import in_words

MOST_IN_RAIL = 6
MOST_CHANGES = 5


def home_lead(viewer: Viewer) -> str:
    """The lesson to go on with, in the course touched last; people who teach come for something else first."""
    for course in _my_courses(viewer):
        if course.is_taught:
            continue
        if course.progress.completed_at and not course.progress.new:
            continue
        outline = get_outline(
            viewer,
            course.id,
            language=str(get_locale()),
            course_language=course.language,
            people_audience_id=course.people_audience_id,
        )
        if step := outline.resume(course.last_lesson_id):
            left = step.minutes_left
            return render_template(
                "courses/_home_lead.html",
                course=course,
                part=outline.part_of(step.id),
                step=step,
                stopped_at=stopped_at(viewer, step),
                minutes_left=left,
                minutes_in_words=in_words(left) if left else "",
            )
    return ""


def home_sections(viewer: Viewer) -> str:
    changed = what_changed(viewer, MOST_CHANGES + 1)
    if not changed:
        return ""
    return render_template(
        "courses/_home_changes.html", changed=changed[:MOST_CHANGES], are_more=len(changed) > MOST_CHANGES
    )


def home_rail(viewer: Viewer) -> str:
    courses = [course for course in _my_courses(viewer) if not course.is_taught]
    if not courses:
        return ""
    return render_template(
        "courses/_home_rail.html", courses=courses[:MOST_IN_RAIL], are_more=len(courses) > MOST_IN_RAIL
    )


def front() -> str:
    """The courses everybody may look into, on the academy's public face."""
    courses = [course for course in catalogue.find_other_courses(GUEST) if course.is_published]
    return render_template("courses/_front.html", courses=courses) if courses else ""


def _my_courses(viewer: Viewer) -> list:
    """Asked by two panels of one page, loaded once."""
    if "my_courses" not in g:
        g.my_courses = catalogue.find_my_courses(viewer)
    return g.my_courses
