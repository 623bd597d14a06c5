"""Files that go with a written answer: their writer's alone until the attempt is over, then also for who grades it."""

from collections.abc import Iterable

from sqlalchemy import Select, delete, select

from courses.quizzes.models import QuizAnswer, QuizAnswerFile, QuizAttempt
from courses.quizzes.queries import attempts_visible_to
from lms.access import Viewer, own_audience_of
from lms.database import db
from lms.files.actions import remove_file, store_upload
from lms.files.models import File

MOST_FILES = 10  # with one answer


def takes_files(version) -> bool:
    return version.kind == "essay" and bool(version.content.get("files_allowed"))


def files_of(answers: Iterable[QuizAnswer], versions: dict) -> dict[int, list]:
    """Answer id → its files, the first one first. Asks the database only where a question takes files."""
    ids = [answer.id for answer in answers if takes_files(versions[answer.version_id])]
    if not ids:
        return {}
    rows = db.session.execute(
        select(QuizAnswerFile.answer_id, QuizAnswerFile.alt, File.key, File.name)
        .join(File, File.id == QuizAnswerFile.file_id)
        .where(QuizAnswerFile.answer_id.in_(ids), File.deleted_at.is_(None))
        .order_by(File.id)
    )
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(row.answer_id, []).append(row)
    return found


def files_of_answers(viewer: Viewer) -> Select:
    """What went with answers of attempts that are over and that the viewer looks back on, as who grades them does."""
    attempts = attempts_visible_to(viewer).where(QuizAttempt.submitted_at.is_not(None))
    return (
        select(File)
        .join(QuizAnswerFile, QuizAnswerFile.file_id == File.id)
        .join(QuizAnswer, QuizAnswer.id == QuizAnswerFile.answer_id)
        .where(QuizAnswer.attempt_id.in_(attempts.with_only_columns(QuizAttempt.id)), File.deleted_at.is_(None))
    )


def add_file(answer: QuizAnswer, data: bytes, name: str, *, by) -> None:
    """Keep a file with an answer that can still be changed; UploadRefused when it cannot be kept."""
    file = store_upload(data, name, audience_id=own_audience_of(by.id), by=by)
    db.session.add(QuizAnswerFile(answer_id=answer.id, file_id=file.id, alt=file.name))
    db.session.flush()
    note_files(answer)


def drop_file(answer: QuizAnswer, key: str) -> bool:
    """Take a file away again; False when the answer holds none under this key."""
    held = select(File).join(QuizAnswerFile, QuizAnswerFile.file_id == File.id)
    file = db.session.scalars(held.where(QuizAnswerFile.answer_id == answer.id, File.key == key)).one_or_none()
    if file is None:
        return False
    db.session.execute(delete(QuizAnswerFile).filter_by(answer_id=answer.id, file_id=file.id))
    remove_file(file)
    note_files(answer)
    return True


def note_files(answer: QuizAnswer) -> None:
    """The response names the files that are there, whatever a save from another tab made of it."""
    keys = db.session.scalars(
        select(File.key)
        .join(QuizAnswerFile, QuizAnswerFile.file_id == File.id)
        .where(QuizAnswerFile.answer_id == answer.id, File.deleted_at.is_(None))
        .order_by(File.id)
    )
    answer.response = with_files(answer.response, list(keys))
    db.session.flush()


def with_files(response: dict, keys: list[str]) -> dict:
    """A response to an essay together with its files."""
    words = {name: value for name, value in response.items() if name != "files"}
    return words | ({"files": keys} if keys else {})
