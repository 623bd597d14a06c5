"""The two screens of the editor, course and lesson, as every route of it shows them again."""

import secrets
from functools import partial

from flask import request, url_for
from flask_login import current_user

from courses.checks.showing import pieces_of
from courses.copying.policies import can_be_template
from courses.copying.queries import is_followed, origins_of
from courses.editing import queries
from courses.editing.forms import AudienceForm, CourseForm, LanguageForm, LessonForm, ModuleForm, TextForm
from courses.editing.outline.forms import RemovalForm
from courses.editing.outline.queries import get_tree, removed_from
from courses.editing.policies import can_edit_course
from courses.editing.rendering import render_text
from courses.editing.uploads.files import LESSON_FILES
from courses.kinds import KINDS
from courses.models import Course, Lesson, LessonText
from courses.opening.queries import conditions_of
from courses.opening.words import openings_in
from lms.access import academy_size, audience_of, get_or_404, require
from lms.files.forms import UploadForm
from lms.forms import choices_of
from lms.languages import NAMES
from lms.pages import not_found, render
from lms.revisions.drafts import saved_at


def editable_course(course_id: int) -> Course:
    course = get_or_404(queries.courses_found_by(current_user), course_id)
    require(can_edit_course(current_user, course))
    return course


def editable_lesson(lesson_id: int, *, removed: bool = False) -> tuple[Course, Lesson]:
    lesson = get_or_404(queries.lessons_found_by(current_user, removed=removed), lesson_id)
    course = queries.get_course(lesson.course_id)
    require(can_edit_course(current_user, course))
    return course, lesson


def chosen_text(lesson: Lesson) -> LessonText:
    """The text in the language the address names, else in that of the course."""
    texts = queries.texts_of(lesson.id)
    asked = request.args.get("language")
    if asked is None:
        return texts[0]
    return next((text for text in texts if text.language == asked), None) or not_found()


def course_screen(course: Course, *, status: int = 200, **forms):
    """Tree and settings of a course; `forms` holds what was sent and could not be used."""
    modules, lessons = removed_from(course)
    tree = get_tree(course)
    settings = {
        name: getattr(course, name) for name in ("title", "summary", "outcomes", "for_whom", "language", "version")
    }
    context = {
        "form": CourseForm(formdata=None, data=settings),
        "module_form": ModuleForm(formdata=None),
        "lesson_form": LessonForm(formdata=None),
        "audience_form": AudienceForm(formdata=None, data={"audience": "academy"}),
    }
    return render(
        "courses/editing/course.html",
        fragments={"tree"},
        status=status,
        course=course,
        tree=tree,
        conditions=openings_in(tree, conditions_of(course.id)),
        here=None,
        origins=origins_of(current_user, course.id),
        can_be_template=can_be_template(course, is_followed=is_followed(course)),
        removed_modules=modules,
        removed_lessons=lessons,
        sees=audience_of(course.audience_id),
        reads=audience_of(course.lessons_audience_id),
        people=audience_of(course.people_audience_id),
        academy_size=academy_size(),
        readers_url=lambda who: url_for("editor.settings.open_lessons", course_id=course.id, who=who),
        **context | forms,
    )


def lesson_screen(
    course: Course, lesson: Lesson, text: LessonText, *, form=None, upload=None, removal=None, status: int = 200
):
    """The editor: tree, source, preview, settings. `form` holds what was sent and could not be used."""
    tree = get_tree(course)
    texts = queries.texts_of(lesson.id)
    form = form or draft_form(lesson, text)
    form.completed_by.choices = choices_of((one.name, one.choice) for one in KINDS[lesson.kind].completions)
    if form.completed_by.data is None:
        form.completed_by.data = lesson.completed_by
    return render(
        "courses/editing/lesson.html",
        fragments={"tree", "files"},
        status=status,
        course=course,
        lesson=lesson,
        text=text,
        texts=texts,
        step=tree.find(lesson.id),
        tree=tree,
        here=lesson.id,
        form=form,
        upload=upload or UploadForm(formdata=None),
        removal=removal or RemovalForm(formdata=None),
        language_form=missing_languages(texts),
        files=LESSON_FILES.files_of(lesson),
        files_block=True,
        upload_url=url_for("editor.uploads.add_files", lesson_id=lesson.id, language=text.language),
        remove_url=partial(url_for, "editor.uploads.remove_file", lesson_id=lesson.id, language=text.language),
        pieces=pieces_of(
            render_text(form.body.data or "", text.language, lesson).html, course.id, current_user, tells_missing=True
        ),
        reads=audience_of(lesson.audience_id),
        people=audience_of(course.people_audience_id),
        academy_size=academy_size(),
        readers_url=lambda who: url_for("editor.settings.open_lesson", lesson_id=lesson.id, who=who),
        saved_at=saved_at(text),
        changed=tree.changed,
        conditions=openings_in(tree, conditions_of(course.id)),
    )


def draft_form(lesson: Lesson, text: LessonText) -> TextForm:
    """The form filled with the draft as it is kept."""
    return TextForm(
        formdata=None,
        data={
            "title": text.draft_title,
            "short_title": text.draft_short_title,
            "body": text.draft_body,
            "minutes": str(lesson.minutes or ""),
            "is_required": lesson.is_required,
            "completed_by": lesson.completed_by,
            "version": text.draft_version,
            "draft_key": secrets.token_urlsafe(12),
        },
    )


def missing_languages(texts: list[LessonText]) -> LanguageForm | None:
    """The languages a lesson has no words in yet; None when it has all of ours."""
    known = {text.language for text in texts}
    missing = [(code, name) for code, name in NAMES.items() if code not in known]
    if not missing:
        return None
    form = LanguageForm(formdata=None)
    form.language.choices = choices_of(missing)
    return form
