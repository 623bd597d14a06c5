"""The questions a copy takes along: categories, what is asked now, tags and images."""

from courses.copying import queries
from courses.copying.carrying import Carrying, twin
from courses.copying.files import copy_files
from courses.models import Course
from courses.questions.actions import add_category
from courses.questions.models import Question, QuestionFile, QuestionTag
from lms.database import db


def bring_questions(source: Course, course: Course, carrying: Carrying, *, categories: set[int] | None, also, by):
    """Make the questions of `source` in these categories (None: all), and `also` these; their texts follow later.

    The rows to give a version to, as (copy, what the original asks)."""
    standing = queries.categories_of(source.id)
    drawn = {row.id for row in standing if categories is None or row.id in categories}
    found = queries.questions_in(source.id, category_ids=drawn, also=also)
    needed = drawn | {question.category_id for question, _version in found}
    _bring_categories(standing, needed, course, carrying, is_whole=categories is None)
    loose = None
    copies = []
    for question, version in found:
        category_id = carrying.categories.get(question.category_id)
        if category_id is None:  # its own was removed
            loose = loose or _home(course, carrying)
            category_id = loose
        copies.append((_question(question, category_id, course, by), question, version))
    db.session.add_all([copy for copy, _question, _version in copies])
    db.session.flush()
    carrying.questions |= {question.id: copy.id for copy, question, _version in copies}
    copy_files(
        queries.question_files_of(carrying.questions), carrying, audience_id=course.lessons_audience_id, by=by,
        hold=lambda question_id, file, alt: QuestionFile(
            question_id=carrying.questions[question_id], file_id=file.id, alt=alt
        ),
    )  # fmt: skip
    tags = queries.tags_of(carrying.questions)
    db.session.add_all([QuestionTag(question_id=carrying.questions[tag.question_id], tag=tag.tag) for tag in tags])
    return [(copy, version) for copy, _question, version in copies]


def give_versions(copies, carrying: Carrying, *, by) -> None:
    """What each question asks, with the addresses of the copy. Nothing is rendered anew: HTML is changed as its words are."""
    versions = []
    for copy, version in copies:
        content = carrying.content(version.content)
        if "explained_at" in content:
            content["explained_at"] = carrying.explained_at(version.content["explained_at"])
        versions.append(
            twin(
                version, question_id=copy.id, number=1, content=content, rendered=carrying.content(version.rendered),
                created_by=by.id if by else None, created_at=copy.created_at,
            )
        )  # fmt: skip
    db.session.add_all(versions)
    db.session.flush()
    for (copy, _version), made in zip(copies, versions, strict=True):
        copy.version_id = made.id
    db.session.flush()


def _bring_categories(standing, needed: set[int], course: Course, carrying: Carrying, *, is_whole: bool) -> None:
    for row in standing:
        if row.id not in needed:
            continue
        parent_id = carrying.categories.get(row.parent_id)
        copy = twin(row, course_id=course.id, parent_id=parent_id if is_whole else None, created_at=course.created_at)
        db.session.add(copy)
        db.session.flush()
        carrying.categories[row.id] = copy.id


def _home(course: Course, carrying: Carrying) -> int:
    """A category for questions whose own was removed while quizzes kept asking them."""
    from_copy = next(iter(carrying.categories.values()), None)
    return from_copy or add_category(course, course.title).id


def _question(question: Question, category_id: int, course: Course, by) -> Question:
    return Question(
        category_id=category_id,
        audience_id=course.lessons_audience_id,
        import_key=question.import_key,
        created_by=by.id if by else None,
    )
