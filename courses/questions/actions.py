"""Every write to the question bank; each change of a question is a version of its own."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from courses.models import Course
from courses.questions.files import QUESTION_FILES
from courses.questions.kinds import check
from courses.questions.models import Question, QuestionCategory, QuestionTag, QuestionVersion
from courses.questions.rendering import rendered_parts
from lms.database import db, now

UNDO = timedelta(days=30)
LONGEST_TAG = 40


class BadContent(ValueError):
    """A question that cannot be asked; `problems` are those of `check`."""

    def __init__(self, problems: list[tuple[str, str]]):
        super().__init__("; ".join(f"{path}: {sentence}" for path, sentence in problems))
        self.problems = problems


class StaleQuestion(Exception):
    """Somebody else changed the question since the page was opened; `stored` is the version that stands there now."""

    def __init__(self, stored: QuestionVersion):
        super().__init__("the question was changed by somebody else")
        self.stored = stored


def add_category(course: Course, name: str, parent: QuestionCategory | None = None, *, by=None) -> QuestionCategory:
    """A new category at the end, in the course or in another category of it."""
    last = select(func.count()).where(
        QuestionCategory.course_id == course.id, QuestionCategory.parent_id == (parent.id if parent else None)
    )
    category = QuestionCategory(
        course_id=course.id, parent_id=parent.id if parent else None, name=name, position=db.session.scalar(last) + 1
    )
    db.session.add(category)
    db.session.flush()
    return category


def change_category(category: QuestionCategory, *, name: str, parent: QuestionCategory | None) -> None:
    """Another name or another place; nothing stands inside itself."""
    if parent is not None and (parent.course_id != category.course_id or _is_inside(parent, category)):
        raise ValueError("a category cannot stand there")
    category.name, category.parent_id = name, parent.id if parent else None
    db.session.flush()


def remove_category(category: QuestionCategory) -> None:
    """The category with all in it is gone from the bank; quizzes keep asking its questions."""
    category.removed_at = now()
    db.session.flush()


def restore_category(category: QuestionCategory) -> None:
    category.removed_at = None
    db.session.flush()


def add_question(
    category: QuestionCategory, *, kind: str, name: str, content: dict, points: float = 1.0, tags=(), by,
    import_key: str = "",
) -> Question:  # fmt: skip
    """A new question with its first version; BadContent when it cannot be asked."""
    course = db.session.get_one(Course, category.course_id)
    question = Question(
        category_id=category.id,
        audience_id=course.lessons_audience_id,
        import_key=import_key,
        created_by=by.id if by else None,
    )
    db.session.add(question)
    db.session.flush()
    _add_version(question, 1, kind=kind, name=name, content=content, points=points, by=by)
    tag_question(question, tags)
    return question


def change_question(
    question: Question, *, kind: str | None = None, name: str | None = None, content: dict | None = None,
    points: float | None = None, tags=None, version: int | None = None, by,
) -> QuestionVersion:  # fmt: skip
    """The next version, or the newest one when nothing differs. None keeps what stands there.

    `version` is the number the writer began from: StaleQuestion when there is a newer one that says something else."""
    db.session.flush()
    question = db.session.get_one(Question, question.id, with_for_update=True, populate_existing=True)
    newest = db.session.get_one(QuestionVersion, question.version_id)
    asked = {
        "kind": newest.kind if kind is None else kind,
        "name": newest.name if name is None else name,
        "content": newest.content if content is None else content,
        "points": newest.points if points is None else points,
    }
    differs = any(getattr(newest, column) != value for column, value in asked.items())
    if differs and version is not None and version != newest.number:
        raise StaleQuestion(newest)
    if tags is not None:
        tag_question(question, tags)
    return _add_version(question, newest.number + 1, **asked, by=by) if differs else newest


def restore_version(question: Question, version: QuestionVersion, *, by) -> QuestionVersion:
    """Ask again what an older version asked, as the next one."""
    return change_question(
        question, kind=version.kind, name=version.name, content=version.content, points=version.points, by=by
    )


def tag_question(question: Question, tags) -> None:
    """These tags and no others, each in small letters and once."""
    db.session.execute(delete(QuestionTag).where(QuestionTag.question_id == question.id))
    for tag in dict.fromkeys(filter(None, (" ".join(tag.split()).lower()[:LONGEST_TAG] for tag in tags))):
        db.session.add(QuestionTag(question_id=question.id, tag=tag))
    db.session.flush()


def remove_question(question: Question, *, by=None) -> None:
    """No longer in the bank; quizzes and attempts keep the versions they hold."""
    question.removed_at = now()
    db.session.flush()


def restore_question(question: Question) -> None:
    question.removed_at = None
    db.session.flush()


def move_question(question: Question, category: QuestionCategory, *, by=None) -> None:
    """To another category, also of another course: its images are then for the readers of that one."""
    question.category_id = category.id
    question.audience_id = db.session.get_one(Course, category.course_id).lessons_audience_id
    db.session.flush()
    QUESTION_FILES.settle_of([question.id])


def copy_question(question: Question, *, by, category: QuestionCategory | None = None, name: str = "") -> Question:
    """A question of its own with the same words, tags and images; in the same category unless told where."""
    version = db.session.get_one(QuestionVersion, question.version_id)
    category = category or db.session.get_one(QuestionCategory, question.category_id)
    tags = db.session.scalars(select(QuestionTag.tag).filter_by(question_id=question.id).order_by(QuestionTag.tag))
    copy = add_question(
        category, kind=version.kind, name=name or version.name, content=version.content, points=version.points,
        tags=list(tags), by=by,
    )  # fmt: skip
    QUESTION_FILES.adopt(copy, _html_of(version), Question.id == question.id)
    return copy


def follow_readers(course: Course) -> None:
    """The lessons of the course have other readers: they may fetch the images of its questions."""
    held = select(QuestionCategory.id).where(QuestionCategory.course_id == course.id)
    questions = list(db.session.scalars(select(Question).where(Question.category_id.in_(held))))
    for question in questions:
        question.audience_id = course.lessons_audience_id
    db.session.flush()
    QUESTION_FILES.settle_of([question.id for question in questions])


def _add_version(question, number, *, kind, name, content, points, by) -> QuestionVersion:
    if problems := check(kind, content):
        raise BadContent(problems)
    version = QuestionVersion(
        question_id=question.id, number=number, kind=kind, name=name, content=content, points=points,
        created_by=by.id if by else None, **rendered_parts(kind, content),
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    question.version_id = version.id
    db.session.flush()
    category = db.session.get_one(QuestionCategory, question.category_id)
    in_course = select(QuestionCategory.id).where(QuestionCategory.course_id == category.course_id)
    QUESTION_FILES.adopt(question, _html_of(version), Question.category_id.in_(in_course))
    return version


def _html_of(version: QuestionVersion) -> str:
    return " ".join(version.rendered.values())


def _is_inside(category: QuestionCategory, other: QuestionCategory) -> bool:
    while category is not None:
        if category.id == other.id:
            return True
        category = db.session.get(QuestionCategory, category.parent_id) if category.parent_id else None
    return False
