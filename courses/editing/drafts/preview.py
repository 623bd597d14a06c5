"""A draft in the layout of the reader: the same page a trainee will see, made of what is not published yet."""

from types import SimpleNamespace

from courses.checks.showing import pieces_of
from courses.editing.outline.queries import Tree, TreeLesson
from courses.editing.rendering import render_text
from courses.forms import CompletionForm
from courses.kinds import completion_of
from courses.models import Course, Lesson, LessonText
from courses.outline import Outline, Part, Step
from lms.access import Viewer
from lms.films import playing_in


def preview_context(
    course: Course, lesson: Lesson, text: LessonText, tree: Tree, author_name: str, viewer: Viewer
) -> dict:
    """What courses/lesson.html shows, with the draft in place of the published words."""
    outline = Outline([_part(module, course) for module in tree.modules])
    shown = SimpleNamespace(
        id=lesson.id,
        course_id=course.id,
        audience_id=lesson.audience_id,
        kind=lesson.kind,
        minutes=lesson.minutes,
        is_required=lesson.is_required,
        course_title=course.title,
        course_language=course.language,
        course_audience_id=course.audience_id,
        people_audience_id=course.people_audience_id,
        completed_by=lesson.completed_by,
        opens_at=None,
        given=None,
        is_waiting=False,
        language=text.language,
        title=text.draft_title,
        short_title=text.draft_short_title,
        blocks=text.blocks,
        revision_id=text.revision_id,
        updated_at=text.draft_saved_at,
        author_name=author_name,
        place="",
        percent=0,
        completed_at=None,
        changed_at=None,
        changed_why="",
        enrolment_id=None,
    )
    html = render_text(text.draft_body, text.language, lesson).html
    return {
        "lesson": shown,
        "pieces": pieces_of(html, course.id, viewer, tells_missing=True),
        "films": playing_in(html),
        "course": SimpleNamespace(id=course.id, title=course.title, is_visible=True),
        "step": outline.step(lesson.id),
        "part": outline.part_of(lesson.id),
        "previous": outline.before(lesson.id),
        "following": outline.after(lesson.id),
        "is_preview": True,
        "completion": completion_of(lesson),
        "form": CompletionForm(formdata=None),
        "missing_language": None,
        "kept_language": None,
    }


def _part(module, course: Course) -> Part:
    part = Part(module.id, module.number, module.title, None)
    part.steps.extend(_step(lesson, course) for lesson in module.lessons)
    return part


def _step(lesson: TreeLesson, course: Course) -> Step:
    return Step(
        id=lesson.id,
        number=lesson.number,
        title=lesson.title,
        short_title="",
        language=lesson.languages[0] if lesson.languages else course.language,
        languages=tuple(lesson.languages),
        minutes=lesson.minutes,
        is_required=True,
        audience_id=course.lessons_audience_id,
        published_at=course.created_at,
        state="open",
        percent=0,
        started_at=None,
        completed_at=None,
        is_changed=False,
        kind=lesson.kind,
    )
