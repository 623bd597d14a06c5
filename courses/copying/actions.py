"""Every write of copying: a whole course, modules for another course, and templates."""

from courses.certificates.queries import find_offer
from courses.copying import queries
from courses.copying.bank import bring_questions, give_versions
from courses.copying.carrying import Carrying, numbers_asked, twin
from courses.copying.files import copy_files
from courses.editing import actions as editing
from courses.models import Course, Lesson, LessonFile, LessonText, Module
from courses.opening.queries import conditions_of
from lms.admin.audit import audit
from lms.database import db, now
from lms.files.models import File
from lms.markup import render


def copy_course(source: Course, *, title: str, by, summary: str = "") -> Course:
    """A draft course with everything authors made of `source`, as it stands in their drafts; people and what they did stay there."""
    course = editing.create_course(
        title=title, language=source.language, summary=summary or source.summary, for_whom=source.for_whom, by=by
    )
    course.copied_from_id, course.copied_at = source.id, now()
    carrying = Carrying(courses={source.id: course.id})
    bring_modules(queries.modules_of(source.id), source, course, carrying, by=by)
    course.outcomes = carrying.text(source.outcomes)
    course.outcomes_html = render(course.outcomes).html
    if offer := find_offer(source.id):
        db.session.add(twin(offer, course_id=course.id))
    db.session.flush()
    audit("course copied", actor=by, object_kind="course", object_id=course.id)
    return course


def reuse_modules(modules: list[Module], source: Course, course: Course, *, by) -> list[Module]:
    """The modules once more at the end of another course, as drafts, with the questions their lessons ask."""
    made = bring_modules(modules, source, course, Carrying(), by=by, whole_bank=False)
    moment = now()
    for module, copy in zip(modules, made, strict=True):
        copy.copied_from_id, copy.copied_at = module.id, moment
    db.session.flush()
    audit("modules reused", actor=by, object_kind="course", object_id=course.id)
    return made


def bring_modules(
    modules: list[Module], source: Course, course: Course, carrying: Carrying, *, by, whole_bank: bool = True
) -> list[Module]:
    """Copies of these modules at the end of the course; `carrying` learns the numbers of all that comes along."""
    last = len(queries.modules_of(course.id))
    made = [
        twin(module, course_id=course.id, position=last + number, copied_from_id=None, copied_at=None)
        for number, module in enumerate(modules, 1)
    ]
    db.session.add_all(made)
    db.session.flush()
    lessons = queries.lessons_of(modules)
    copies = _lessons(lessons, dict(zip([module.id for module in modules], made, strict=True)), course)
    carrying.lessons |= {lesson.id: copy.id for lesson, copy in zip(lessons, copies, strict=True)}
    texts, slots = queries.texts_of(carrying.lessons), queries.slots_of(carrying.lessons)
    _bring_files(source, texts, course, carrying, by)
    asked = set().union(*(numbers_asked(text.draft_body) for text in texts)) if texts else set()
    asked |= {slot.question_id for slot in slots if slot.question_id}
    drawn = None if whole_bank else {slot.category_id for slot in slots if slot.category_id}
    questions = bring_questions(source, course, carrying, categories=drawn, also=asked, by=by)
    give_versions(questions, carrying, by=by)
    _bring_texts(texts, carrying, by)
    _bring_quizzes(slots, carrying)
    _bring_assignments(carrying, by)
    _bring_tools(carrying)
    _bring_conditions(source, course, dict(zip([module.id for module in modules], made, strict=True)), carrying)
    return made


def make_template(course: Course, *, by) -> None:
    """To begin other courses from; nobody follows it and no cohort learns from it."""
    course.is_template = True
    course.version += 1
    db.session.flush()
    audit("course made a template", actor=by, object_kind="course", object_id=course.id)


def end_template(course: Course, *, by) -> None:
    """A course again; those begun from it stay as they are."""
    course.is_template = False
    course.version += 1
    db.session.flush()
    audit("course no longer a template", actor=by, object_kind="course", object_id=course.id)


def note_origin(module: Module) -> None:
    """An author has looked at what is newer where the module came from."""
    module.copied_at = now()
    db.session.flush()


def _lessons(lessons: list[Lesson], homes: dict[int, Module], course: Course) -> list[Lesson]:
    """Unpublished, and for the readers of the course they come to."""
    copies = [
        twin(
            lesson,
            course_id=course.id,
            module_id=homes[lesson.module_id].id,
            audience_id=course.lessons_audience_id,
            published_at=None,
            removed_at=None,
            removed_because="",
        )
        for lesson in lessons
    ]
    db.session.add_all(copies)
    db.session.flush()
    return copies


def _bring_texts(texts: list[LessonText], carrying: Carrying, by) -> None:
    db.session.add_all(
        LessonText(
            lesson_id=carrying.lessons[text.lesson_id],
            language=text.language,
            draft_title=text.draft_title,
            draft_short_title=text.draft_short_title,
            draft_body=carrying.text(text.draft_body),
            draft_by=by.id if by else None,
        )
        for text in texts
    )
    db.session.flush()


def _bring_files(source: Course, texts: list[LessonText], course: Course, carrying: Carrying, by) -> None:
    """What the lessons hold, and what their drafts show of other lessons of the course."""
    bodies: dict[int, str] = {}
    for text in texts:
        bodies[text.lesson_id] = f"{bodies.get(text.lesson_id, '')}\n{text.draft_body}"
    wanted: dict[tuple[int, int], tuple[int, str, File]] = {}
    for holder, alt, file in queries.files_of(source.id):
        if holder in carrying.lessons:
            wanted[holder, file.id] = (holder, alt, file)
        for lesson_id, body in bodies.items():
            if f"/files/{file.key}/" in body:
                wanted.setdefault((lesson_id, file.id), (lesson_id, alt, file))
    copy_files(
        list(wanted.values()), carrying, audience_id=course.lessons_audience_id, by=by,
        hold=lambda lesson_id, file, alt: LessonFile(
            lesson_id=carrying.lessons[lesson_id], file_id=file.id, alt=alt
        ),
    )  # fmt: skip


def _bring_quizzes(slots, carrying: Carrying) -> None:
    """Their settings without the day they close, and their places."""
    for quiz in queries.quizzes_of(carrying.lessons):
        db.session.add(twin(quiz, lesson_id=carrying.lessons[quiz.lesson_id], closes_at=None, version=1))
    db.session.flush()
    for slot in slots:
        db.session.add(
            twin(
                slot,
                lesson_id=carrying.lessons[slot.lesson_id],
                question_id=carrying.questions.get(slot.question_id),
                category_id=carrying.categories.get(slot.category_id),
            )
        )
    db.session.flush()


def _bring_assignments(carrying: Carrying, by) -> None:
    """What they ask and the rubric that holds now; due dates are those of cohorts and stay."""
    for assignment, rubric in queries.assignments_of(carrying.lessons):
        lesson_id, copy = carrying.lessons[assignment.lesson_id], None
        if rubric is not None:
            copy = twin(rubric, lesson_id=lesson_id, created_by=by.id if by else None, created_at=now())
            db.session.add(copy)
            db.session.flush()
        db.session.add(twin(assignment, lesson_id=lesson_id, rubric_id=copy.id if copy else None))
    db.session.flush()


def _bring_tools(carrying: Carrying) -> None:
    for tool in queries.tools_of(carrying.lessons):
        db.session.add(twin(tool, lesson_id=carrying.lessons[tool.lesson_id]))
    db.session.flush()


def _bring_conditions(source: Course, course: Course, homes: dict[int, Module], carrying: Carrying) -> None:
    """What opens after what, where both came along."""
    for condition in conditions_of(source.id):
        numbers = {name: carrying.lessons.get(getattr(condition, name)) for name in ("lesson_id", "after_lesson_id")}
        for name in ("module_id", "after_module_id"):
            home = homes.get(getattr(condition, name))
            numbers[name] = home.id if home else None
        target, after = (numbers[f"{side}lesson_id"] or numbers[f"{side}module_id"] for side in ("", "after_"))
        if target and after:
            db.session.add(twin(condition, course_id=course.id, **numbers))
    db.session.flush()
