"""How courses and lessons are seen from outside: their pages and cards, and where sitemaps find them."""

from flask_babel import gettext as _

from courses.public import queries
from lms.access import PUBLIC
from lms.markup import excerpt, plain_text
from lms.markup.tree import read
from lms.public import schema
from lms.public.cards import Card
from lms.public.kinds import Entry, Kind
from lms.public.pages import PublicPage

LONGEST = 155  # letters of a description search engines show
FIRST_LETTERS = 2_000  # of the HTML of a lesson: enough for that description


def course_page(course, outline) -> PublicPage:
    """Of a row of the course page that guests see, with the outline as its reader sees it: titles, and what opens when."""
    path, card = _course(course.id), course_card(course)
    description = excerpt(course.summary or plain_text(course.outcomes_html), LONGEST)
    told = schema.course(
        path=path,
        name=course.title,
        description=description or course.title,
        languages=outline.languages or [course.language],
        minutes=outline.minutes,
        teaches=_lines(course.outcomes_html),
        for_whom=course.for_whom,
        image=card.address,
        modules=[part.title for part in outline.parts],
    )
    return PublicPage(
        path=path,
        title=course.title,
        description=description,
        language=course.language,
        card=card,
        data=(told, schema.trail((_("Courses"), "/courses"), (course.title, path))),
    )


def lesson_page(lesson, step) -> PublicPage:
    """Of a row of the lesson page that guests read, with its step in the outline; its course is named where guests see that."""
    path, card = _lesson(lesson.id, lesson.language), lesson_card(lesson)
    description = excerpt(plain_text(lesson.html[:FIRST_LETTERS]), LONGEST)
    course = (lesson.course_title, _course(lesson.course_id))
    told = schema.lesson(
        path=path,
        name=lesson.title,
        description=description,
        language=lesson.language,
        author=lesson.author_name,
        updated=lesson.updated_at,
        minutes=lesson.minutes,
        image=card.address,
        part_of=schema.named("Course", *course) if _has_public_course(lesson) else None,
    )
    steps = ((_("Courses"), "/courses"), course, (lesson.title, path))
    return PublicPage(
        path=path,
        title=lesson.title,
        description=description,
        language=lesson.language,
        kind="article",
        card=card,
        alternates={language: _lesson(lesson.id, language) for language in step.languages},
        data=(told, schema.trail(*steps)) if _has_public_course(lesson) else (told,),
    )


def course_card(course) -> Card:
    return Card(f"{_course(course.id)}/card.png", course.title, language=course.language)


def lesson_card(lesson) -> Card:
    over = lesson.course_title if _has_public_course(lesson) else ""
    return Card(f"/lessons/{lesson.id}/card.png?language={lesson.language}", lesson.title, over, lesson.language)


def _has_public_course(lesson) -> bool:
    return lesson.course_audience_id == PUBLIC


def _lines(html: str) -> list[str]:
    """The points of a list, or the paragraphs where there is none."""
    elements = list(read(html).elements())
    tag = "li" if any(element.tag == "li" for element in elements) else "p"
    return [words for element in elements if element.tag == tag and (words := element.text())]


def _lesson_entries(rows) -> list[Entry]:
    languages: dict[int, dict[str, str]] = {}
    for row in rows:
        languages.setdefault(row.id, {})[row.language] = _lesson(row.id, row.language)
    return [Entry(_lesson(row.id, row.language), row.updated_at, languages[row.id]) for row in rows]


def _course(course_id: int) -> str:
    return f"/courses/{course_id}"


def _lesson(lesson_id: int, language: str) -> str:
    return f"/lessons/{lesson_id}?language={language}"


COURSES = Kind(
    name="courses",
    path="/courses",
    folder="/courses/",
    rows=queries.public_courses,
    entries=lambda rows: [Entry(_course(row.id), row.updated_at) for row in rows],
)
LESSONS = Kind(
    name="lessons", path="/courses", folder="/lessons/", rows=queries.public_lessons, entries=_lesson_entries
)
