"""Every SELECT about conversations beside a text: the notes, the spaces to ask in, and how many there are."""

from discussions.anchors import statements
from lms.access import ACADEMY, PUBLIC, Viewer
from lms.reading import read

OPEN_AUDIENCES = (PUBLIC, ACADEMY)


def notes_of_lesson(viewer: Viewer, lesson_id: int):
    """The conversations about a lesson that the viewer reads, the newest first."""
    return read(statements.LESSON_NOTES, **_values(viewer, about=lesson_id))


def notes_of_article(viewer: Viewer, article_id: int):
    return read(statements.ARTICLE_NOTES, **_values(viewer, about=article_id))


def posts_about_lesson(viewer: Viewer, lesson_id: int):
    """The replies about a passage of a lesson that the viewer reads, the newest first."""
    return read(statements.LESSON_POSTS, **_values(viewer, about=lesson_id))


def posts_about_article(viewer: Viewer, article_id: int):
    return read(statements.ARTICLE_POSTS, **_values(viewer, about=article_id))


def talks_about_questions(viewer: Viewer, lesson_id: int):
    """The conversations about questions of the quiz in a lesson that the viewer reads, for all its questions at once."""
    return read(statements.QUESTION_TALKS, **_values(viewer, about=lesson_id))


def posts_about_question(viewer: Viewer, lesson_id: int, question_id: int):
    """The replies about a quiz question, in whatever conversation."""
    return read(statements.QUESTION_POSTS, **_values(viewer, about=lesson_id, question=question_id))


def posts_about_event(viewer: Viewer, event_id: int):
    return read(statements.EVENT_POSTS, **_values(viewer, about=event_id))


def topic_counts_by_lesson(viewer: Viewer, lesson_ids) -> dict[int, int]:
    """How many conversations the viewer reads about each lesson; lessons without any are left out."""
    ids = sorted(set(lesson_ids))
    if not ids or viewer.is_anonymous:
        return {}
    return dict(read(statements.LESSON_COUNTS, **_values(viewer, lessons=ids)))


def spaces_for_lesson(viewer: Viewer, lesson) -> list:
    """Where somebody may talk about a lesson, their own cohorts first; a lesson open to all also before all.

    Each says whether there could be echoes, or replies about a passage, beside the lesson."""
    about = {"course_id": lesson.course_id, "lesson_id": lesson.id, "is_open": lesson.audience_id in OPEN_AUDIENCES}
    return read(statements.SPACES_OF_COURSE, **_values(viewer, **about))


def spaces_for_article(viewer: Viewer, article) -> list:
    """Where an article may be quoted: anywhere when the academy reads it, else only among its own readers."""
    if article.audience_id in OPEN_AUDIENCES:
        return read(statements.SPACES_FOR_ALL, **_values(viewer))
    values = _values(viewer, audience_id=article.audience_id)
    return read(statements.SPACES_OF_AUDIENCE, **values)


def _values(viewer: Viewer, **more) -> dict:
    return {"audiences": sorted(viewer.audiences), "viewer_id": viewer.id, **more}
