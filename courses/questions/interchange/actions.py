"""Every write of bringing a question file in, and of undoing it."""

import hashlib
import posixpath
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

from flask import current_app
from flask_babel import gettext as _

from courses.models import Course
from courses.questions import actions as bank
from courses.questions.interchange import queries
from courses.questions.interchange.items import PLUGIN_FILE, Item, Source, every_text, unquote, without_missing_files
from courses.questions.interchange.models import QuestionImport
from courses.questions.interchange.reading import FORMATS
from courses.questions.models import Question, QuestionCategory, QuestionFile
from lms.admin.audit import audit
from lms.database import db, now
from lms.files.actions import UploadRefused, store_upload
from lms.interchange.uploads import keep
from lms.jobs import every

SHOWN = 200  # questions named in a preview
WAITS = timedelta(days=2)


def start_import(
    course: Course, source: Source, data: bytes, name: str, *, category_id: int | None = None, by=None
) -> QuestionImport:
    """Keep a file that was read, with what it would bring; nothing of it is in the bank yet."""
    row = QuestionImport(
        course_id=course.id,
        category_id=category_id,
        source_name=posixpath.basename(name.replace("\\", "/"))[:200],
        source_key=keep(data),
        source_digest=hashlib.sha256(data).hexdigest()[:16],
        preview=_preview(source),
        started_by=by.id if by else None,
    )
    db.session.add(row)
    db.session.flush()
    return row


def carry_out(row: QuestionImport, source: Source, *, by=None) -> None:
    """Put the questions in the bank, in their categories, and write the receipt."""
    course = db.session.get_one(Course, row.course_id)
    places = _Places(course, row)
    receipt, made, added = source.receipt, {"questions": []}, 0
    known = queries.keys_in_bank(course, f"{row.source_digest}:")
    for path in source.categories:
        places.at(path)
        receipt.count("categories")
    for number, item in enumerate(source.items, 1):
        key = f"{row.source_digest}:{number}:{item.key}"
        if key in known:
            why = _("This very question of this very file stands in the bank already; nothing was added.")
            receipt.change(_("question"), item.where, why)
            continue
        question = _add(item, places.at(item.category), course, key, source, by)
        if question:
            made["questions"].append(question.id)
            added += 1
    receipt.count("questions", added)
    receipt.made = {"id": course.id, "title": course.title, "url": f"/courses/{course.id}"}
    row.receipt, row.made = receipt.as_json(), made | {"categories": places.made}
    row.finished_at = now()
    audit("questions imported", actor=by, object_kind="course", object_id=course.id)
    db.session.flush()


def undo_import(row: QuestionImport, *, by) -> None:
    """Take out of the bank what this import put there; categories that are empty then go too."""
    for question in queries.questions_with_ids(row.made.get("questions", [])):
        if question.removed_at is None:
            bank.remove_question(question, by=by)
    db.session.flush()
    for category in queries.categories_with_ids(row.made.get("categories", [])):
        if category.removed_at is None and queries.is_empty(category):
            bank.remove_category(category)
    row.undone_at = now()
    audit("question import undone", actor=by, object_kind="question_import", object_id=row.id)
    db.session.flush()


def drop_import(row: QuestionImport) -> None:
    """Nobody wants what this file would bring."""
    _forget_source(row)
    db.session.delete(row)
    db.session.flush()


@every(timedelta(hours=6))
def sweep_sources() -> None:
    """Files that have arrived, and those whose preview nobody came back to.

    Not in the transaction that brings them in: when that is undone, the file must still be there."""
    for row in queries.with_source(before=now() - WAITS):
        _forget_source(row)
        if not row.finished_at:
            db.session.delete(row)
    db.session.flush()


def _preview(source: Source) -> dict:
    kinds: dict[str, int] = {}
    for item in source.items:
        kinds[item.kind] = kinds.get(item.kind, 0) + 1
    named = [
        {"name": item.name, "kind": item.kind, "category": " / ".join(item.category)} for item in source.items[:SHOWN]
    ]
    receipt = source.receipt.as_json()
    return {
        "format": FORMATS[source.format],
        "kinds": kinds,
        "questions": named,
        "number": len(source.items),
        "categories": [" / ".join(path) for path in dict.fromkeys(source.categories) if path],
        "files": sum(len(item.files) for item in source.items),
        "changed": receipt["changed"],
        "refused": receipt["refused"],
    }


class _Places:
    """Finds the category of a path below where the import goes, and makes what is missing."""

    def __init__(self, course: Course, row: QuestionImport):
        self._course = course
        self._root = queries.get_category(row.category_id) if row.category_id else None
        self._name = row.source_name.rpartition(".")[0] or row.source_name
        self._found: dict[tuple[str, ...], QuestionCategory] = {}
        self.made: list[int] = []

    def at(self, path: tuple[str, ...]) -> QuestionCategory:
        if not path and self._root is not None:
            return self._root
        path = path or (self._name,)
        if path not in self._found:
            parent = self.at(path[:-1]) if len(path) > 1 else self._root
            category = queries.find_child(self._course.id, parent.id if parent else None, path[-1])
            if category is None:
                category = bank.add_category(self._course, path[-1], parent)
                self.made.append(category.id)
            self._found[path] = category
        return self._found[path]


def _add(item: Item, category, course: Course, key: str, source: Source, by) -> Question | None:
    """The question in the bank with its files; None when it could not be kept, which the receipt then says."""
    try:
        with db.session.begin_nested():
            item, files = _with_kept_files(item, course, source, by)
            question = bank.add_question(
                category, kind=item.kind, name=item.name, content=item.content, points=item.points, tags=item.tags,
                by=by, import_key=key,
            )  # fmt: skip
            for file in files:
                db.session.add(QuestionFile(question_id=question.id, file_id=file.id))
    except bank.BadContent as error:
        source.receipt.refuse(_("question"), item.where, str(error))
        return None
    source.receipt.count("files", len(files))
    return question


def _with_kept_files(item: Item, course: Course, source: Source, by):
    """(the question with our addresses in its texts, the files behind them)."""
    addresses, files = {}, []
    for name, data in item.files.items():
        try:
            file = store_upload(data, name, audience_id=course.lessons_audience_id, by=by)
        except UploadRefused as refusal:
            source.receipt.refuse(_("file"), f"{item.where}: {name}", str(refusal.reason))
            continue
        files.append(file)
        addresses[name] = f"/files/{file.key}/{quote(file.name)}"
    content = every_text(item.content, lambda text: without_missing_files(text, addresses, []))
    content = every_text(
        content,
        lambda text: PLUGIN_FILE.sub(lambda found: addresses.get(unquote(found[1]), found[0]), text),
    )
    return replace(item, content=content), files


def _forget_source(row: QuestionImport) -> None:
    if row.source_key:
        current_app.extensions["storage"].delete(row.source_key)
        row.source_key = ""
