"""From the Markdown of a lesson to what its readers see."""

from sqlalchemy import select

from courses.models import Lesson, LessonRevision, LessonText
from knowledge.links.titles import keep_titles, titles_in
from lms.database import db
from lms.markup import Rendered
from lms.markup.spans import TITLED
from lms.revisions import rendering


def render_text(body: str, language: str, lesson: Lesson) -> Rendered:
    """Render the body of a lesson; a callout without a title is named in the language of the text, and `[[title]]` leads to
    an article that all its readers read."""
    titles = titles_in(body, lesson.audience_id, ("lesson", lesson.id), language)
    return rendering.render_text(body, language, profile="lesson", titled=titles)


def keep_titles_of(text: LessonText, rendered: Rendered, lesson: Lesson) -> None:
    """What the titles in a published text mean they mean from now on, in every language of the lesson."""
    others = (
        select(LessonRevision.body)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .where(LessonText.lesson_id == lesson.id, LessonText.id != text.id, LessonRevision.body.contains("[["))
    )
    also = [title for body in db.session.scalars(others) for title, _words in TITLED.findall(body)]
    keep_titles(("lesson", lesson.id), rendered.titles, lesson.audience_id, text.language, also=also)
