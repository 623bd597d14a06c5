"""Every SELECT about question files: earlier imports, and the questions that leave."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Select, or_, select

from courses.models import Course
from courses.questions.interchange.models import QuestionImport
from courses.questions.models import Question, QuestionCategory, QuestionFile, QuestionVersion
from courses.questions.queries import drawers_of
from lms.database import db
from lms.files.models import File
from lms.people.models import User

MOST = 20


def imports_of(course: Course) -> Select:
    return select(QuestionImport).where(QuestionImport.course_id == course.id)


def with_source(before: datetime) -> list[QuestionImport]:
    """Imports whose file is still kept: those that have arrived, and those begun before that moment."""
    is_done = or_(QuestionImport.finished_at.is_not(None), QuestionImport.created_at < before)
    return list(db.session.scalars(select(QuestionImport).where(QuestionImport.source_key != "", is_done)))


def latest_imports(course: Course):
    """The latest that were carried out, with who brought them in."""
    statement = (
        select(
            QuestionImport.id,
            QuestionImport.source_name,
            QuestionImport.created_at,
            QuestionImport.finished_at,
            QuestionImport.undone_at,
            User.name.label("author_name"),
        )
        .outerjoin(User, User.id == QuestionImport.started_by)
        .where(QuestionImport.course_id == course.id, QuestionImport.finished_at.is_not(None))
        .order_by(QuestionImport.id.desc())
        .limit(MOST)
    )
    return db.session.execute(statement).all()


def paths_of(course: Course) -> dict[int, tuple[str, ...]]:
    """The id of each category with the names around it and its own, in the order of the bank."""
    found, path = {}, []
    for drawer in drawers_of(course.id):
        path = [*path[: drawer.depth], drawer.name]
        found[drawer.id] = tuple(path)
    return found


def get_category(category_id: int) -> QuestionCategory:
    return db.session.get_one(QuestionCategory, category_id)


def find_child(course_id: int, parent_id: int | None, name: str) -> QuestionCategory | None:
    statement = select(QuestionCategory).where(
        QuestionCategory.course_id == course_id,
        QuestionCategory.parent_id == parent_id,
        QuestionCategory.name == name,
        QuestionCategory.removed_at.is_(None),
    )
    return db.session.scalars(statement.order_by(QuestionCategory.id).limit(1)).one_or_none()


def keys_in_bank(course: Course, prefix: str) -> set[str]:
    """The import keys that begin so, of questions that stand in the bank."""
    statement = (
        select(Question.import_key)
        .join(QuestionCategory, QuestionCategory.id == Question.category_id)
        .where(
            QuestionCategory.course_id == course.id,
            Question.removed_at.is_(None),
            QuestionCategory.removed_at.is_(None),
            Question.import_key.startswith(prefix, autoescape=True),
        )
    )
    return set(db.session.scalars(statement))


def questions_with_ids(ids) -> list[Question]:
    return list(db.session.scalars(select(Question).where(Question.id.in_(list(ids)))))


def categories_with_ids(ids) -> list[QuestionCategory]:
    statement = select(QuestionCategory).where(QuestionCategory.id.in_(list(ids)))
    return list(db.session.scalars(statement.order_by(QuestionCategory.id.desc())))


def is_empty(category: QuestionCategory) -> bool:
    """Whether nothing stands in a category that anybody would miss."""
    question = select(Question.id).where(Question.category_id == category.id, Question.removed_at.is_(None))
    child = select(QuestionCategory.id).where(
        QuestionCategory.parent_id == category.id, QuestionCategory.removed_at.is_(None)
    )
    return db.session.scalar(question.limit(1)) is None and db.session.scalar(child.limit(1)) is None


def versions_in(category_ids):
    """(question, its newest version) of everything in these categories, as the bank lists it."""
    statement = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.id == Question.version_id)
        .where(Question.category_id.in_(list(category_ids)), Question.removed_at.is_(None))
        .order_by(Question.id)
    )
    return db.session.execute(statement).all()


def files_of(question_ids) -> dict[int, list[File]]:
    statement = (
        select(QuestionFile.question_id, File)
        .join(File, File.id == QuestionFile.file_id)
        .where(QuestionFile.question_id.in_(list(question_ids)), File.deleted_at.is_(None))
        .order_by(File.id)
    )
    found = defaultdict(list)
    for question_id, file in db.session.execute(statement):
        found[question_id].append(file)
    return found
