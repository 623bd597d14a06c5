"""What a new course may start from: an outline of modules and lessons in the language of the course."""

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from courses.editing import actions
from courses.models import Course

_READ = _l(
    "What is it about? Say in two sentences why it matters at work.\n\n## In practice\n\nTell what happened to somebody."
)
_TRY = _l("::: try\nWhat will people do this week, in ten minutes, with whom?\n:::")
_LOOK_BACK = _l("::: reflection\nWhat went otherwise than you expected? What will you do next time?\n:::")

OUTLINES = {
    "blank": [],
    "practice": [
        (_l("Prepare"), [(_l("What you will learn"), _READ), (_l("Where you stand now"), _LOOK_BACK)]),
        (_l("Practise"), [(_l("An example"), _READ), (_l("Try it yourself"), _TRY)]),
        (_l("Use it at work"), [(_l("My plan"), _TRY), (_l("Looking back"), _LOOK_BACK)]),
    ],
    "weeks": [
        (title, [(_l("To read"), _READ), (_l("To try"), _TRY), (_l("Looking back"), _LOOK_BACK)])
        for title in (_l("Week 1"), _l("Week 2"), _l("Week 3"), _l("Week 4"))
    ],
}


def fill_course(course: Course, start: str, *, by) -> None:
    """Give a new course the modules and draft lessons of one of the outlines."""
    with force_locale(course.language):
        for title, lessons in OUTLINES[start]:
            module = actions.add_module(course, str(title))
            for name, body in lessons:
                actions.add_lesson(module, title=str(name), language=course.language, body=str(body), by=by)
